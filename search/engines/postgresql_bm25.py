"""How common lexemes are in PostgreSQL: by a list that is made anew now and then."""

from collections.abc import Iterable

from django.db import connection, transaction

from search.engines.ranking import Frequencies

# Where the rows have become more or fewer by this share, lexemes are counted anew.
OUTDATED_SHARE = 0.2
LISTED = "SELECT lexeme, rows FROM search_frequency WHERE lexeme = ANY(%s)"
# What the database's own statistics know where no list was made yet.
SAMPLED = """
    SELECT sample.lexeme, sample.share
    FROM pg_stats, unnest(most_common_elems::text::text[], most_common_elem_freqs)
        AS sample(lexeme, share)
    WHERE schemaname = current_schema() AND tablename = 'search_row_vector'
        AND sample.lexeme = ANY(%s)
"""
ESTIMATED_ROWS = "SELECT reltuples::bigint FROM pg_class WHERE oid = 'search_searchdoc'::regclass"
CHANGED = """
    SELECT abs(there - counted) > counted * %s
    FROM (SELECT count(*) AS there FROM search_searchdoc) AS now,
        (SELECT COALESCE(max(rows), 0) AS counted FROM search_frequency WHERE lexeme = '#rows')
            AS old
"""
REFRESH = (
    "LOCK TABLE search_frequency IN SHARE ROW EXCLUSIVE MODE",
    "DELETE FROM search_frequency",
    # Part by part: the database holds all lexemes of a part in memory. Neighbours in one row or
    # two are not worth a line.
    """
    INSERT INTO search_frequency (lexeme, rows)
    SELECT word, sum(ndoc)
    FROM (SELECT generate_series(min(id), max(id), 10000) AS first FROM search_searchdoc) AS parts,
        ts_stat(
            'SELECT vector FROM search_searchdoc WHERE id BETWEEN ' || first
            || ' AND ' || first + 9999
        )
    GROUP BY word HAVING sum(ndoc) > 2 OR position('+' IN word) = 0
    """,
    """
    INSERT INTO search_frequency (lexeme, rows)
    SELECT '#rows', count(*) FROM search_searchdoc
    UNION ALL SELECT '#tokens', COALESCE(sum(length), 0) FROM search_searchdoc
    """,
    "ANALYZE search_searchdoc, search_frequency",
)


def read_frequencies(lexemes: Iterable[str]) -> Frequencies:
    """By the list of the last rebuild; before the first, by what the database has sampled."""
    wanted = list(dict.fromkeys(lexemes))
    with connection.cursor() as cursor:
        cursor.execute(LISTED, [[*wanted, "#rows", "#tokens"]])
        listed: dict[str, int] = dict(cursor.fetchall())
        rows, length = listed.pop("#rows", 0), listed.pop("#tokens", 0)
        mean_length = length / rows if rows else 0.0
        if not rows:
            cursor.execute(ESTIMATED_ROWS)
            rows = max(cursor.fetchone()[0], 0)
            cursor.execute(SAMPLED, [wanted])
            listed = {lexeme: round(share * rows) for lexeme, share in cursor.fetchall()}
    return Frequencies(max(rows, 1), mean_length, listed)


@transaction.atomic
def refresh_frequencies() -> None:
    """Searches go by the old list meanwhile."""
    with connection.cursor() as cursor:
        for statement in REFRESH:
            cursor.execute(statement)


def frequencies_are_outdated() -> bool:
    """Whether the list was made of far more or far fewer rows than there are, or never."""
    with connection.cursor() as cursor:
        cursor.execute(CHANGED, [OUTDATED_SHARE])
        return bool(cursor.fetchone()[0])
