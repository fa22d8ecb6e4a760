"""The code on paper: made for an agency that is asked, used once by its focal point."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from cms import clock
from consultation import audit
from consultation.admitting import (
    activate_agency,
    find_code,
    invite_member,
    make_codes,
)
from consultation.models import (
    ActivationCode,
    AuditEntry,
    MemberInvitation,
    Membership,
)
from consultation.rules import Role
from tests.consultation.acts.people import ACCOUNT, again, days, standing
from tests.factories import (
    AgencyFactory,
    UserFactory,
    head_of,
    member_of,
    officer_of,
    open_consultation,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    """A round that asks two agencies, in which nobody has an account."""
    consultation = open_consultation(agencies=2)
    Membership.objects.filter(agency__in=consultation.agencies).delete()
    return consultation


def code_for(consultation, at: int = 0) -> str:
    agencies = [consultation.agencies[at]]
    ((_code, letters),) = make_codes(
        consultation.round, by=again(consultation.compiler), agencies=agencies
    )
    return letters


def test_a_code_makes_its_holder_the_focal_point_of_its_agency_and_of_no_other(asked):
    membership = activate_agency(code_for(asked), account=ACCOUNT)

    person = membership.user
    assert (membership.agency, membership.role) == (asked.agencies[0], Role.FOCAL)
    assert person.check_password(ACCOUNT.password)
    assert standing(person).by_role == {Role.FOCAL: {asked.agencies[0].pk}}
    assert not person.is_staff


def test_a_code_is_read_as_it_is_told_over_the_telephone(asked):
    letters = code_for(asked)

    told = f"  {letters.lower().replace('-', ' ')} "

    assert find_code(told).agency == asked.agencies[0]
    assert not set("01OIL") & set(letters)


def test_a_code_opens_once(asked):
    letters = code_for(asked)
    activate_agency(letters, account=ACCOUNT)

    with pytest.raises(ValidationError) as refusal:
        activate_agency(letters, by=UserFactory())

    assert "code" in refusal.value.message_dict
    assert Membership.objects.filter(agency=asked.agencies[0]).count() == 1


def test_a_new_code_ends_the_one_before(asked):
    first, second = code_for(asked), code_for(asked)

    assert find_code(first) is None
    assert find_code(second) is not None


def test_a_code_lives_as_long_as_its_round_and_two_weeks_at_least(asked):
    letters = code_for(asked)

    with time_machine.travel(clock.no_later_than(days(14)) - timedelta(seconds=1)):
        assert find_code(letters) is not None
    with time_machine.travel(clock.no_later_than(days(14))):
        assert find_code(letters) is None


def test_codes_that_are_wrong_used_replaced_or_too_old_are_refused_in_the_same_words(asked):
    replaced, old, used = code_for(asked), code_for(asked), code_for(asked, at=1)
    ActivationCode.objects.filter(used_at=None).update(expires_at=clock.now())
    ActivationCode.objects.filter(agency=asked.agencies[1]).update(
        expires_at=clock.now() + timedelta(days=1)
    )
    activate_agency(used, account=ACCOUNT)

    def words(letters):
        with pytest.raises(ValidationError) as refusal:
            activate_agency(letters, by=UserFactory())
        return str(refusal.value)

    assert len({words(letters) for letters in ("AAAA-BBBB-CCCC", replaced, old, used, "")}) == 1


def test_no_table_holds_a_code_or_a_link_as_it_is_told(asked):
    letters = code_for(asked)
    head = head_of(asked.agencies[0])
    _invitation, token = invite_member(
        asked.agencies[0], by=head, role=Role.OFFICER, full_name="Cà Văn Thoan"
    )

    rows = [*ActivationCode.objects.values(), *MemberInvitation.objects.values()]

    assert letters not in str(rows)
    assert letters.replace("-", "") not in str(rows)
    assert token not in str(rows)


def test_codes_are_made_by_who_leads_the_round_for_agencies_it_asks(asked):
    stranger = AgencyFactory()

    for person in (head_of(asked.agencies[1]), officer_of(asked.lead), member_of(stranger, "head")):
        with pytest.raises(PermissionDenied):
            make_codes(asked.round, by=person, agencies=[asked.agencies[0]])
    with pytest.raises(ValidationError):
        make_codes(asked.round, by=asked.compiler, agencies=[stranger])

    assert not ActivationCode.objects.exists()


def test_a_person_of_one_agency_may_use_the_code_of_another_and_then_acts_for_both(asked):
    person = officer_of(asked.agencies[1])

    activate_agency(code_for(asked), by=person)

    assert standing(person).agencies() == {agency.pk for agency in asked.agencies}


def test_a_name_that_is_taken_leaves_the_code_alive(asked):
    UserFactory(username="LAN.SNV")
    letters = code_for(asked)

    with pytest.raises(ValidationError) as refusal:
        activate_agency(letters, account=ACCOUNT)

    assert "username" in refusal.value.message_dict
    assert find_code(letters) is not None


def test_the_trail_of_an_activation_names_no_person(asked):
    activate_agency(code_for(asked), account=ACCOUNT)

    told = str(list(AuditEntry.objects.values_list("details", flat=True)))

    assert AuditEntry.objects.filter(action="agency.activated").count() == 1
    assert ACCOUNT.username not in told
    assert ACCOUNT.full_name not in told
    assert list(audit.verify()) == []
