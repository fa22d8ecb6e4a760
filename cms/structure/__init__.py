"""The shape of a Vietnamese law in plain Python: levels, numbers, addresses, the outline of a text.

levels, numbering → address, tree → quotation, head, body, annexes → outline; difference stands alone.
"""
