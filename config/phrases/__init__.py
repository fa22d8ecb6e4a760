"""Words of packages that lack Vietnamese, or have another than ours, kept for makemessages.

Nothing reads these lists: a message that no source mentions would fall out of our catalogue, and
ours is the one that speaks for every package.
"""
