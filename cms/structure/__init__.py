"""The shape of a Vietnamese law in plain Python: levels, numbers, addresses, the outline of a text.

levels, numbering → address, labels → tree → quotation, head, annexes, drafting, order → body →
outline; difference stands alone.
"""
