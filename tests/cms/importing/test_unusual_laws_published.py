"""Laws of unusual shape become pages and addresses like any other, and can be read."""

import pytest

from tests.cms.structure.laws_in_short import addresses, outline_of
from tests.cms.structure.test_annexes import CONSOLIDATED, DECISION
from tests.cms.structure.test_articleless import DIRECTIVE, RESOLUTION
from tests.factories import publish_law

pytestmark = pytest.mark.django_db

SPELLED = """
Chương mở đầu
NHỮNG ĐIỀU CHUNG
Điều thứ 1. Giếng
(1) Một.
(2) Hai.
Điều 1 bis. Gàu
a/ Tre;
b/ Gỗ.
Chương cuối
THI HÀNH
Điều 2. 1. Có hiệu lực.
"""


@pytest.mark.parametrize("text", [RESOLUTION, DIRECTIVE, CONSOLIDATED, DECISION, SPELLED])
def test_every_provision_of_it_has_its_address_and_every_page_an_answer(client, text):
    text = "\n".join(line.strip() for line in text.strip().splitlines())

    version = publish_law(text)

    kept = version.provisions.values_list("eid", flat=True)
    assert sorted(kept) == sorted(addresses(outline_of(text)))
    for section in version.sections():
        assert client.get(section.url).status_code == 200
