"""An opinion on a file of the dossier goes the way of all opinions: from the list to the answer."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from cms import clock
from cms.importing.dossier import remove_dossier_file
from cms.models import User
from consultation.commenting import (
    amend_opinion,
    begin_submission,
    carry_over_opinions,
    propose_opinions,
)
from consultation.inviting import close_round
from consultation.models import Invitation, Opinion, OpinionState, Row
from consultation.rendering.extract import submission_extract
from consultation.rendering.internal import internal_context
from consultation.rendering.submission import submission_context
from consultation.synthesis import decide_row, freeze_edition, gather_opinions
from search.finder import search
from search.query import SearchQuery
from tests.factories import (
    approved_submission,
    open_consultation,
    publish_law,
    written_opinion,
)
from tests.factories.laws import provision, put_in_dossier
from tests.factories.versions import publish_next

pytestmark = pytest.mark.django_db

CITED = "Tờ trình: Về dự án Nghị định"
SAID = "Tờ trình chưa nêu nguồn lực của các xã biên giới để trả lời trong 10 ngày."


@pytest.fixture
def consultation():
    return open_consultation()


@pytest.fixture
def report(consultation):
    return put_in_dossier(consultation.version)


def said_of(report, consultation, *, at=0, **values):
    values.setdefault("text", SAID)
    return written_opinion(consultation, at=at, eid="", dossier_file=report, **values)


def test_an_officer_finds_the_way_from_the_list_of_files_to_the_form_and_is_kept_once(
    client, consultation, report
):
    client.force_login(consultation.officer())
    way = f"{consultation.version.url}?tai={report.address}#margin"
    seat = Invitation.objects.get(round=consultation.round, agency=consultation.agencies[0])
    words = {
        "version": consultation.version.uid,
        "dossier_file": report.uid,
        "seat": seat.key,
        "token": uuid4(),
        "kind": "question",
        "text": SAID,
    }

    listed = client.get(consultation.version.draft.url).content.decode()
    form = client.get(way).content.decode()
    answers = [client.post(reverse("write_opinion"), words) for _twice in range(2)]

    assert f'href="{way}"' in listed
    assert f'name="dossier_file" value="{report.uid}"' in form
    assert [answer["Location"] for answer in answers] == [way, way]
    kept = Opinion.objects.get()
    assert (kept.dossier_file, kept.provision, kept.citation) == (report, None, CITED)


def test_a_visitor_of_a_draft_is_offered_no_form_that_leads_nowhere(client, consultation, report):
    page = client.get(consultation.version.draft.url).content.decode()

    assert report.address not in page


def test_a_title_that_says_what_the_file_is_is_not_said_twice(consultation):
    report = put_in_dossier(consultation.version, title="Tờ trình số 12/TTr-BTP")

    assert report.citation == "Tờ trình số 12/TTr-BTP"


def test_an_opinion_speaks_of_a_provision_or_of_a_file_never_of_both(consultation, report):
    opinion = said_of(report, consultation)
    clause = provision(consultation.version, "art_1")

    with pytest.raises(IntegrityError), transaction.atomic():
        Opinion.objects.filter(pk=opinion.pk).update(
            provision=clause, provision_text=clause.current_text
        )


def test_nothing_is_said_of_a_file_of_another_draft(consultation):
    other = put_in_dossier(publish_law(title="Một dự thảo khác"))

    with pytest.raises(ValidationError, match="hồ sơ"):
        said_of(other, consultation)


def test_a_file_that_is_taken_out_keeps_its_opinions_and_gets_no_new_ones(
    client, consultation, report
):
    opinion = said_of(report, consultation)
    remove_dossier_file(report, by=User.objects.get(username="bien-tap"))
    report.refresh_from_db()
    client.force_login(consultation.officer())
    address = f"{consultation.version.url}?tai={report.address}"

    read = client.get(address).content.decode()
    amended = amend_opinion(
        opinion, by=consultation.officer(), lock_version=1, text="Đề nghị bổ sung nguồn lực."
    )

    assert SAID in read
    assert amended.text == "Đề nghị bổ sung nguồn lực."
    with pytest.raises(ValidationError, match="hồ sơ"):
        said_of(report, consultation, at=1)
    client.force_login(consultation.officer(1))
    assert "data-autosave" not in client.get(address).content.decode()


def test_the_head_the_desk_and_the_edition_name_the_file(client, consultation, report):
    said_of(report, consultation)
    written_opinion(consultation, eid="", text="Đề nghị đánh giá tác động ở xã biên giới.")
    written_opinion(consultation, eid="art_3__para_2")
    submission = approved_submission(consultation)
    row = gather_opinions(consultation.round, by=consultation.compiler)[1]
    decide_row(row, by=consultation.compiler, decision="taken", lock_version=row.lock_version)
    client.force_login(consultation.head())
    answer = client.get(reverse("submission", args=[submission.uid])).content.decode()
    client.force_login(consultation.compiler)
    desk = client.get(reverse("desk", args=[consultation.round.uid]))

    edition = freeze_edition(consultation.round, by=consultation.compiler).data
    frozen = [(each["provision_label"], each["group_label"]) for each in edition["rows"]]
    letter = submission_context(submission_extract(edition))

    assert CITED in answer
    assert [bar["label"] for bar in desk.context["bars"]][1] == CITED
    assert [band["first"].citation for band in desk.context["bands"]] == [
        "", CITED, "khoản 2 Điều 3",
    ]  # fmt: skip
    assert frozen == [
        ("", "Vấn đề chung"),
        (CITED, "Tài liệu trong hồ sơ dự thảo"),
        ("khoản 2 Điều 3", "Điều 3. Thời hạn trả lời"),
    ]
    assert edition["rows"][1]["dossier_file"] == str(report.uid)
    assert [band.label for band in internal_context(edition)["bands"]] == [
        label for _cited, label in frozen
    ]
    assert [band.label for band in letter["bands"]] == ["Tài liệu trong hồ sơ dự thảo"]
    assert not letter["general"]


def test_the_desk_shows_the_rows_of_one_file_alone(client, consultation, report):
    said_of(report, consultation)
    written_opinion(consultation, eid="", text="Đề nghị đánh giá tác động ở xã biên giới.")
    approved_submission(consultation)
    gather_opinions(consultation.round, by=consultation.compiler)
    client.force_login(consultation.compiler)
    address = reverse("desk", args=[consultation.round.uid])

    shown = client.get(address, {"article": report.address}).context["page"].object_list
    whole = client.get(address, {"article": "chung"}).context["page"].object_list

    assert [row.citation for row in shown] == [CITED]
    assert [row.citation for row in whole] == [""]


def test_an_opinion_on_a_file_is_found_by_what_it_says_and_opens_beside_it(
    client, consultation, report
):
    opinion = said_of(report, consultation)
    client.force_login(consultation.officer())

    found = search(consultation.officer(), SearchQuery("nguồn lực biên giới"))
    hit = next(hit for hit in found.hits if hit.id == str(opinion.uid))

    assert CITED in hit.title
    opened = f"{consultation.version.url}?tai={report.address}#margin"
    assert client.get(hit.url)["Location"] == opened


def test_an_opinion_on_a_file_that_is_still_there_is_proposed_for_the_next_round(
    consultation, report
):
    said_of(report, consultation)
    approved_submission(consultation)
    second = next_round(consultation)
    submission = begin_submission(
        second.round, agency=consultation.agencies[0], by=consultation.officer()
    )
    proposal = propose_opinions(submission)[0]

    drafts = carry_over_opinions(
        submission, by=consultation.officer(), chosen=[proposal.targets[0].key]
    )

    assert [(draft.dossier_file, draft.state) for draft in drafts] == [(report, OpinionState.DRAFT)]


def test_an_opinion_on_a_file_that_was_replaced_goes_to_the_new_one_and_else_nowhere(
    consultation, report
):
    said_of(report, consultation)
    approved_submission(consultation)
    second = next_round(consultation)
    submission = begin_submission(
        second.round, agency=consultation.agencies[0], by=consultation.officer()
    )
    remove_dossier_file(report, by=User.objects.get(username="bien-tap"))

    gone = propose_opinions(submission)[0].targets
    newer = put_in_dossier(consultation.version)

    assert gone == ()
    assert [target.file for target in propose_opinions(submission)[0].targets] == [newer]


def test_a_frozen_opinion_on_a_provision_has_the_sum_it_had_before_there_were_files(consultation):
    content = written_opinion(consultation).content()

    assert "dossier_file" not in content


def test_a_row_that_is_split_speaks_of_the_same_file(client, consultation, report):
    first, second = said_of(report, consultation), said_of(report, consultation, at=1)
    approved_submission(consultation)
    approved_submission(consultation, at=1)
    rows = gather_opinions(consultation.round, by=consultation.compiler)
    client.force_login(consultation.compiler)
    ticked = {"rows": [row.uid for row in rows]}

    client.post(reverse("merge_rows", args=[consultation.round.uid]), ticked)
    client.post(reverse("split_row", args=[rows[0].uid]), {"opinions": [second.uid]})

    assert [row.dossier_file for row in Row.objects.order_by("pk")] == [report, report]
    assert first.pk != second.pk


def next_round(first):
    close_round(first.round, by=first.compiler)
    second = open_consultation(agencies=1, version=publish_next(first.version))
    second.round.invitations.create(agency=first.agencies[0], invited_at=clock.now())
    return second
