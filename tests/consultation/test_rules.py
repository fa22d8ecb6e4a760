"""Who may see what: each kind of person against each kind of thing, complete."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from cms import clock
from cms.models import Agency
from consultation import rules
from consultation.models import (
    Edition,
    EditionFile,
    Membership,
    Opinion,
    Round,
    Row,
    Submission,
    Visibility,
)
from consultation.rules import Role
from consultation.synthesis import freeze_edition, gather_opinions
from tests.factories import (
    AgencyFactory,
    UserFactory,
    approved_opinion,
    head_of,
    member_of,
    officer_of,
    open_consultation,
    publish_law,
    written_opinion,
)

pytestmark = pytest.mark.django_db

PEOPLE = (
    "visitor",
    "stranger",
    "administrator",
    "own officer",
    "own head",
    "other officer",
    "lead's officer",
    "lead's clerk",
    "compiler",
)


@pytest.fixture
def scene():
    """An internal round: one agency's approved opinion, another agency's draft, an edition."""
    consultation = open_consultation(agencies=3, is_public=False)
    sent = approved_opinion(consultation, at=0)
    draft = written_opinion(consultation, at=1)
    gather_opinions(consultation.round, by=consultation.compiler)
    edition = freeze_edition(consultation.round, by=consultation.compiler)
    for kind in ("internal", "submission"):
        EditionFile.objects.create(
            edition=edition, kind=kind, file="x.pdf", sha256="0", size=1, drawn_at=clock.now()
        )
    people = {
        "visitor": AnonymousUser(),
        "stranger": officer_of(AgencyFactory()),
        "administrator": UserFactory(is_superuser=True),
        "own officer": consultation.officer(0),
        "own head": consultation.head(0),
        "other officer": consultation.officer(2),
        "lead's officer": officer_of(consultation.lead),
        "lead's clerk": member_of(consultation.lead, Role.CLERK),
        "compiler": consultation.compiler,
    }
    return people, sent, draft


NOBODY = set()
OWN = {"own officer", "own head"}
SEES = {
    "the round": (Round, OWN | {"other officer", "lead's officer", "lead's clerk", "compiler"}),
    "the sent opinion": (Opinion, OWN | {"compiler"}),
    "another's draft": (Opinion, NOBODY),
    "the sent submission": (Submission, OWN | {"compiler"}),
    "another's submission": (Submission, NOBODY),
    "the row": (Row, {"compiler"}),
    "the edition": (Edition, {"lead's clerk", "compiler"}),
    "the internal table": (EditionFile, {"lead's clerk", "compiler"}),
    "the table for submission": (EditionFile, {"lead's clerk", "compiler"}),
}


def find(thing, sent, draft):
    return {
        "the round": sent.round,
        "the sent opinion": sent,
        "another's draft": draft,
        "the sent submission": sent.submission,
        "another's submission": draft.submission,
        "the row": Row.objects.get(),
        "the edition": Edition.objects.get(),
        "the internal table": EditionFile.objects.get(kind="internal"),
        "the table for submission": EditionFile.objects.get(kind="submission"),
    }[thing]


@pytest.mark.parametrize("thing", SEES)
def test_in_an_internal_round_each_thing_is_seen_by_exactly_these(scene, thing):
    people, sent, draft = scene
    model, expected = SEES[thing]
    target = find(thing, sent, draft)

    seen = {
        name
        for name, person in people.items()
        if model.objects.visible_to(person).filter(pk=target.pk).exists()
    }

    assert set(people) == set(PEOPLE)
    assert seen == expected


def test_a_public_opinion_of_an_internal_round_is_still_not_public(scene):
    _people, sent, _draft = scene
    Opinion.objects.filter(pk=sent.pk).update(visibility=Visibility.PUBLIC)

    assert not Opinion.objects.visible_to(AnonymousUser()).exists()


def test_a_delegation_ends_with_its_last_day():
    agency = AgencyFactory()
    user = UserFactory()
    yesterday = clock.today() - timedelta(days=1)
    Membership.objects.create(user=user, agency=agency, role=Role.HEAD, ends_on=yesterday)

    assert rules.standing_of(user).by_role == {}


def test_a_delegation_counts_from_its_first_day():
    agency = AgencyFactory()
    user = UserFactory()
    Membership.objects.create(user=user, agency=agency, role=Role.HEAD, starts_on=clock.today())

    assert rules.standing_of(user).acts_for(agency.pk, Role.HEAD)


def test_a_locked_account_has_no_standing():
    agency = AgencyFactory()
    user = officer_of(agency)
    user.is_active = False

    assert rules.standing_of(user).by_role == {}


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("compiler", True),
        ("head of who compiles", True),
        ("head of who drafts", True),
        ("head of who is asked", False),
        ("officer of who compiles", False),
    ],
)
def test_a_round_is_planned_by_who_compiles_or_drafts_never_by_just_any_head(who, may):
    version = publish_law()
    lead, asked = AgencyFactory(), AgencyFactory()
    compiler = member_of(lead, Role.COMPILER)
    drafting = version.draft.drafting_agency
    person, agency = {
        "compiler": (compiler, lead),
        "head of who compiles": (head_of(lead), lead),
        "head of who drafts": (head_of(drafting), drafting),
        "head of who is asked": (head_of(asked), asked),
        "officer of who compiles": (officer_of(lead), lead),
    }[who]

    offered = Agency.objects.filter(rules.plannable_leads(person)).distinct()

    assert rules.can_plan_round(person, agency, version.draft) == may
    assert list(offered) == ([agency] if may else [])


def test_who_drafts_one_law_plans_no_round_on_another():
    drafting = publish_law().draft.drafting_agency
    other = publish_law(title="Luật khác").draft
    other.drafting_agency = AgencyFactory()

    assert not rules.can_plan_round(head_of(drafting), drafting, other)
