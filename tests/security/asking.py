"""What a round asks, whom it reminds, what a person is told: the addresses, and who gets what."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms import clock
from cms.models import AgencyKind
from consultation.inviting import ask_question, file_request, plan_round
from consultation.models import Message, Round
from tests.consultation.uploads import pdf
from tests.security.scene import Scene

# As in `tables`; the planned round is the lead's own affair, the notice the own officer's.
# fmt: off
ROWS = {
    "GET change_plan planned":         "<------xx..-",
    "POST change_plan planned":        "<------xx>>-",
    "GET change_plan open":            "<-xxxxxxxxx-",
    "POST file_request":               "<-xxxxxxx>>-",
    "GET request_letter":              "<-.........-",
    "GET calendar":                    "<-.........-",
    "GET questions":                   "<-xxxxxxx..-",
    "POST questions":                  "<-xxxxxxx>>-",
    "GET question":                    "<-xxxxxxx..-",
    "POST question":                   "<-xxxxxxx>>-",
    "POST withdraw_question":          "<-xxxxxxx>>-",
    "GET remind":                      "<-xxxxxxx..-",
    "POST remind":                     "<-xxxxxxx>>-",
    "POST switch_reminders":           "<-xxxxxxx>>-",
    "GET notices":                     "<...........",
    "POST read_notices":               "<>>>>>>>>>>>",
    "POST open_notice":                "<->---------",
}
PUBLIC_DIFFERS = {
    "GET change_plan open":            "<xxxxxxxxxxx",
    "POST file_request":               "<xxxxxxxx>>x",
    "GET request_letter":              "<x.........x",
    "GET calendar":                    "<x.........x",
    "GET questions":                   "<xxxxxxxx..x",
    "POST questions":                  "<xxxxxxxx>>x",
    "GET question":                    "<xxxxxxxx..x",
    "POST question":                   "<xxxxxxxx>>x",
    "POST withdraw_question":          "<xxxxxxxx>>x",
    "GET remind":                      "<xxxxxxxx..x",
    "POST remind":                     "<xxxxxxxx>>x",
    "POST switch_reminders":           "<xxxxxxxx>>x",
}
# fmt: on


def doors(scene: Scene) -> list[tuple[str, str, str, dict]]:
    """Door with its note, method, path, form. The plan, letter, question and notice are made."""
    consultation, compiler = scene.consultation, scene.people["compiler"]
    round_ = consultation.round
    planned = _planned(scene)
    upload = SimpleUploadedFile("de-nghi.pdf", pdf(), content_type="application/pdf")
    letter = file_request(round_, by=compiler, upload=upload)
    # Put to no agency of the scene: an unanswered one would keep the writer from sending up.
    question = ask_question(
        round_, by=compiler, text="Thời hạn có đủ?", agency_kinds=[AgencyKind.COMMUNE]
    )
    notice = _notice(scene)
    here = [round_.uid]
    asked = {"text": "Câu hỏi khác?", "provision": "", "agency_kinds": ["commune"]}
    ticked = {"agency": [agency.code for agency in consultation.agencies]}
    plan = [planned.uid]
    return [
        ("change_plan planned", "GET", reverse("change_plan", args=plan), {}),
        ("change_plan planned", "POST", reverse("change_plan", args=plan), _plan()),
        ("change_plan open", "GET", reverse("change_plan", args=here), {}),
        ("file_request", "POST", reverse("file_request", args=here), {}),
        ("request_letter", "GET", reverse("request_letter", args=[letter.uid]), {}),
        ("calendar", "GET", reverse("calendar", args=here), {}),
        ("questions", "GET", reverse("questions", args=here), {}),
        ("questions", "POST", reverse("questions", args=here), asked),
        ("question", "GET", reverse("question", args=[question.uid]), {}),
        ("question", "POST", reverse("question", args=[question.uid]), asked),
        ("withdraw_question", "POST", reverse("withdraw_question", args=[question.uid]), {}),
        ("remind", "GET", reverse("remind", args=here), {}),
        ("remind", "POST", reverse("remind", args=here), ticked),
        ("switch_reminders", "POST", reverse("switch_reminders", args=here), {"stop": "1"}),
        ("notices", "GET", reverse("notices"), {}),
        ("read_notices", "POST", reverse("read_notices"), {}),
        ("open_notice", "POST", reverse("open_notice", args=[notice.uid]), {}),
    ]


def _planned(scene: Scene) -> Round:
    round_ = scene.consultation.round
    return plan_round(
        round_.version,
        by=scene.people["compiler"],
        name="Đợt sắp mở",
        lead=round_.lead,
        deadline=round_.deadline,
        is_public=round_.is_public,
    )


def _notice(scene: Scene) -> Message:
    now = clock.now()
    return Message.objects.create(
        kind="invited",
        key="matrix",
        to=scene.people["own officer"],
        subject="Mời góp ý",
        text="…",
        language="vi",
        created_at=now,
        due_at=now,
    )


def _plan() -> dict[str, str]:
    return {
        "name": "Đợt sắp mở, sửa",
        "whose": "replying",
        "audience": "internal",
        "drafter_words": "no_later_than",
        "words": "no_later_than",
        "day": (clock.today() + timedelta(days=20)).isoformat(),
        "accept_short": "on",
    }
