"""In the round to try, one agency has shared its work: three articles given out, a note left."""

from datetime import timedelta
from uuid import uuid4

from cms import clock
from cms.models import Provision
from consultation.approving import assign_articles, write_note
from consultation.commenting import begin_submission
from consultation.management.demo.people import Cast
from consultation.models import Round

AGENCY = "snnmt"
ARTICLES = ("art_10", "art_11", "art_12")
DAYS = 4
NOTE = "Trước khi trình, hỏi lại các phòng chuyên môn về số ngày trả lời."


def share_work(round_: Round, cast: Cast) -> None:
    officer, head = cast.person(AGENCY, "officer"), cast.person(AGENCY, "head")
    submission = begin_submission(round_, agency=cast.agencies[AGENCY], by=officer)
    articles = Provision.objects.of_version(round_.version).filter(eid__in=ARTICLES)
    assign_articles(
        submission,
        by=head,
        articles=list(articles),
        officer=officer,
        due_on=clock.today() + timedelta(days=DAYS),
    )
    write_note(submission, by=head, text=NOTE, token=uuid4())
