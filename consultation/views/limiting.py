"""How often the public may send something, counted in the cache that all processes share."""

from django.core.cache import cache
from django.http import HttpRequest

from consultation.models import Meeting, Round

# A whole commune may come from one address; a machine would send more. Hits and seconds.
OF_ADDRESS = (30, 60 * 60)
OF_ROUND = (1200, 60 * 60)
# A conference hall in ten minutes.
OF_HALL = (120, 10 * 60)


def may_comment(request: HttpRequest, round_: Round, address: str) -> bool:
    """Whether one more comment is taken from there, and by the round, this hour; counts it."""
    most, seconds = OF_ADDRESS
    if not _is_within(f"comment:{address}", most, seconds):
        return False
    most, seconds = OF_ROUND
    return _is_within(f"comment:{round_.pk}", most, seconds)


def may_write_slip(request: HttpRequest, meeting: Meeting) -> bool:
    """Whether one more written remark is taken from there: a hall has one address for all."""
    address = request.META.get("REMOTE_ADDR", "")
    most, seconds = OF_HALL
    return _is_within(f"slip:{meeting.pk}:{address}", most, seconds)


def _is_within(limit: str, most: int, seconds: int) -> bool:
    """The count is not exact when many come at the same moment."""
    key = f"limit:{limit}"
    if cache.add(key, 1, seconds):
        return most >= 1
    try:
        return cache.incr(key) <= most
    except ValueError:
        # It ran out between the two lines.
        return cache.add(key, 1, seconds)
