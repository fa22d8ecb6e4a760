"""A server that failed is left alone for some seconds; all processes share what one learnt.

After the rest one request tries; the others ask the database until that one has succeeded.
"""

from django.core.cache import cache

RESTING = "search.elasticsearch.resting"
FAILED = "search.elasticsearch.failed"
TRYING = "search.elasticsearch.trying"
REST = 5
# As long as one try may take, and a little more.
TRY = 3
REMEMBERED = 24 * 60 * 60


def is_resting() -> bool:
    """Whether to leave the server alone now; False may make the caller the one that tries."""
    known = cache.get_many([RESTING, FAILED])
    if RESTING in known:
        return True
    return FAILED in known and not cache.add(TRYING, True, timeout=TRY)


def rest() -> None:
    cache.set_many({RESTING: True}, timeout=REST)
    cache.set(FAILED, True, timeout=REMEMBERED)
    cache.delete(TRYING)


def recovered() -> bool:
    """It answered. Whether that is news."""
    if cache.get(FAILED) is None:
        return False
    cache.delete_many([FAILED, RESTING, TRYING])
    return True
