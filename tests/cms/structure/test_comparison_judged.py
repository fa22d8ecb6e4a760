"""What became of each provision, judged against edits whose account is known."""

from collections import Counter

import pytest

from cms.structure.comparison import compare
from tests.cms.structure.judged_edits import EDITS, write_an_article_anew
from tests.cms.structure.judged_laws import Edit, Writer, edited, laid_out, truth

# Of a hundred provisions told to have met a fate, and of a hundred that met it, so many are right.
RIGHT = 0.98
# Half of the words of a short point are other words: one in a hundred is then taken for new.
NEARLY = {"50 % reworded"}


def told(old, new):
    before, after = ([item for _uid, item in laid_out(law)] for law in (old, new))
    return {
        (one.verdict.value, tuple(i.eid for i in one.old), tuple(i.eid for i in one.new))
        for one in compare(before, after).changes
    }


def judged(edit: Edit, seeds: range) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """By label: rightly told, true, told."""
    right: Counter[str] = Counter()
    true: Counter[str] = Counter()
    said: Counter[str] = Counter()
    for seed in seeds:
        old = Writer(seed).law()
        new, account = edited(old, edit, seed)
        expected, found = truth(old, new, account), told(old, new)
        right.update(label for label, *_places in expected & found)
        true.update(label for label, *_places in expected)
        said.update(label for label, *_places in found)
    return right, true, said


@pytest.fixture
def seeds(request):
    return range(40 if request.config.getoption("--long") else 6)


@pytest.mark.parametrize("name", EDITS)
def test_a_reader_is_told_the_truth_of_an_edit(name, seeds):
    right, true, said = judged(EDITS[name], seeds)

    for label in true:
        assert right[label] / true[label] >= RIGHT, f"{label}: recall"
        assert right[label] / said[label] >= RIGHT, f"{label}: precision"
    others = said.total() - sum(said[label] for label in true)
    assert others <= (0.01 * said.total() if name in NEARLY else 0)


def test_an_article_written_anew_touches_no_other(seeds):
    for seed in seeds:
        old = Writer(seed).law()
        new, account = edited(old, write_an_article_anew, seed)

        same = {one for one in truth(old, new, account) if one[0] == "same"}

        assert same <= told(old, new)
