"""The vectors of the rows and their index, and how common each lexeme is; PostgreSQL only.

A vector is made by the database from the row's own tokens, so that no way of writing a row passes
it by: words (`thu`) and neighbours (`thu+tuc`) to find the row by, of weight D; and both with
marks (`~thur`, `~thur+tucj`), where marks change them, to rank it by, of weight A. Between title
and body there is no neighbour. The numbers beside a lexeme are only counted: how often it stands
there, as far as a vector tells. Vectors stay in the row, because ranking reads many of them; texts
are put out of line instead. The index holds weight D alone, and its function is dear, so that the
planner never thinks of reading every row.

A row of more than 100,000 letters keeps its words alone (`#long`); one that is too much even for
that keeps nothing (`#unread`). Both are also read as text by whoever asks.

A later migration that changes the type of a column of tokens must drop the column `vector` first
and make it again.
"""

from django.db import migrations

CREATE = (
    """
    CREATE FUNCTION search_words(part text) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE STRICT AS $$
    BEGIN
        IF part !~ '[^ ]{201}' THEN
            RETURN string_to_array(part, ' ', '');
        END IF;
        RETURN ARRAY(
            SELECT CASE WHEN length(word) > 200 THEN left(word, 160) || md5(word) ELSE word END
            FROM unnest(string_to_array(part, ' ', '')) WITH ORDINALITY AS words(word, place)
            ORDER BY place
        );
    END $$
    """,
    """
    CREATE FUNCTION search_vector(title text, body text, title_exact text, body_exact text)
    RETURNS tsvector LANGUAGE plpgsql IMMUTABLE STRICT AS $$
    DECLARE
        folded text[] := search_words(title) || NULL::text || search_words(body);
        exact text[] := search_words(title_exact) || NULL::text || search_words(body_exact);
    BEGIN
        IF octet_length(title || body || title_exact || body_exact) <= 100000 THEN
            RETURN COALESCE((
                SELECT string_agg(
                    f || ':' || n || COALESCE(' ' || f || '+' || next_f || ':' || n, '')
                    || COALESCE(CASE WHEN x <> f THEN ' ~' || x || ':' || n || 'A' END, '')
                    || COALESCE(CASE WHEN x <> f OR next_x <> next_f
                        THEN ' ~' || x || '+' || next_x || ':' || n || 'A' END, ''), ' '
                )::tsvector
                FROM unnest(folded, exact, folded[2:], exact[2:])
                    WITH ORDINALITY AS words(f, x, next_f, next_x, n)
            ), ''::tsvector);
        END IF;
        RETURN (
            SELECT '#long:1 ' || string_agg(DISTINCT word || ':1', ' ')
            FROM unnest(search_words(title) || search_words(body)) AS words(word)
        )::tsvector;
    EXCEPTION WHEN program_limit_exceeded THEN
        RETURN '#unread:1'::tsvector;
    END $$
    """,
    """
    CREATE FUNCTION search_found_by(vector tsvector) RETURNS tsvector
    LANGUAGE plpgsql IMMUTABLE STRICT COST 200 AS $$
    BEGIN RETURN ts_filter(vector, '{d}'); END $$
    """,
    """
    ALTER TABLE search_searchdoc ADD COLUMN vector tsvector NOT NULL GENERATED ALWAYS AS
        (search_vector(title_folded, body_folded, title_exact, body_exact)) STORED
    """,
    "ALTER TABLE search_searchdoc ALTER COLUMN vector SET STORAGE MAIN",
    "CREATE INDEX search_row_vector ON search_searchdoc USING gin (search_found_by(vector))",
    "CREATE TABLE search_frequency (lexeme text PRIMARY KEY, rows bigint NOT NULL)",
)
DROP = (
    "DROP TABLE search_frequency",
    "ALTER TABLE search_searchdoc DROP COLUMN vector",
    "DROP FUNCTION search_found_by(tsvector)",
    "DROP FUNCTION search_vector(text, text, text, text)",
    "DROP FUNCTION search_words(text)",
)


def on_postgresql(statements):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("search", "0005_saved_searches_and_suggestions")]
    operations = [migrations.RunPython(on_postgresql(CREATE), on_postgresql(DROP))]
