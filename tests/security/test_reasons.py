"""A decision that needs a reason keeps one, by whichever form the row is written."""

import pytest
from django.core.exceptions import ValidationError

from consultation.models import Decision, Row
from consultation.synthesis import decide_row, edit_row, gather_opinions
from tests.factories import approved_opinion, open_consultation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("decision", [Decision.NOT_TAKEN, Decision.PARTLY])
def test_a_compiler_does_not_take_the_reason_away_afterwards(decision):
    consultation = open_consultation()
    approved_opinion(consultation)
    gather_opinions(consultation.round, by=consultation.compiler)
    row = decide_row(
        Row.objects.get(),
        by=consultation.compiler,
        decision=decision,
        reason="Trái với Luật Tổ chức Chính phủ.",
        lock_version=0,
    )

    with pytest.raises(ValidationError):
        edit_row(
            row,
            by=consultation.compiler,
            lock_version=row.lock_version,
            wording="Gộp lại.",
            outgoing="Đề nghị 15 ngày.",
            reason=" ",
        )
