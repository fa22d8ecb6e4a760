"""The text of a law is printed to the letter, with marks only where words stand."""

from hypothesis import given
from hypothesis import strategies as st

from consultation.templatetags.printing import pieces_of

TEXTS = st.text(alphabet="aăâđ ớ\n1🙂", max_size=60)
SPANS = st.lists(st.tuples(st.integers(-2, 70), st.integers(-2, 70)), max_size=6)


@given(text=TEXTS, spans=SPANS)
def test_the_pieces_together_are_the_text(text, spans):
    assert "".join(piece for _kind, piece in pieces_of(text, spans)) == text


@given(text=TEXTS, spans=SPANS)
def test_every_marked_letter_lies_in_a_span(text, spans):
    valid = [(start, end) for start, end in spans if 0 <= start < end <= len(text)]
    expected = [any(start <= at < end for start, end in valid) for at in range(len(text))]

    marked = []
    for kind, piece in pieces_of(text, spans):
        marked += [kind == "mark" or (kind == "break" and None)] * len(piece)

    assert [given for given, letter in zip(marked, text, strict=True) if letter != "\n"] == [
        wanted for wanted, letter in zip(expected, text, strict=True) if letter != "\n"
    ]


def test_overlapping_quotes_are_one_mark():
    pieces = list(pieces_of("không quá 10 ngày", [(0, 9), (6, 12)]))

    assert pieces == [("mark", "không quá 10"), ("text", " ngày")]
