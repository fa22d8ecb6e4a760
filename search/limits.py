"""How often one visitor may ask for what costs much, counted in the shared cache."""

from django.core.cache import cache


def is_within(limit: str, visitor: str, *, most: int, seconds: int) -> bool:
    """Counts this time, too. The count is not exact when many come at the same moment."""
    key = f"limit:{limit}:{visitor}"
    if cache.add(key, 1, seconds):
        return True
    try:
        return cache.incr(key) <= most
    except ValueError:
        # It ran out between the two lines.
        return cache.add(key, 1, seconds)
