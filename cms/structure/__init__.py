"""The shape of a Vietnamese law in plain Python: levels, numbers, addresses, the outline of a text.

levels, numbering → address, labels, list_labels → tree → quotation, mentions, articleless, head,
annexes, drafting, order, doubts, titles → body → outline → quoted → akoma_ntoso; difference stands
alone.
"""
