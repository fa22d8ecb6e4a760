"""The public's comments: their addresses, and what each person gets there.

Where the round is internal nobody could have commented; a comment stands there all the same, so
that what is refused is refused for the round's sake.
"""

import hashlib
from uuid import uuid4

from django.urls import reverse

from cms import clock
from consultation.models import PublicAuthor, PublicComment, PublicLink, Round
from tests.factories.laws import provision
from tests.factories.public import SAID, comment_form
from tests.security.scene import Scene

# As in `tables`.
# fmt: off
ROWS = {
    "GET comment_on":                  "------------",
    "POST comment_on":                 "------------",
    "GET comment_on_draft":            "------------",
    "POST comment_on_draft":           "------------",
    "GET comment_on_file":             "------------",
    "POST comment_on_file":            "------------",
    "GET confirm_public_comment":      "............",
    "POST confirm_public_comment":     ">>>>>>>>>>>>",
    "GET confirm_public_comment guessed": "------------",
    "POST confirm_public_comment guessed": "------------",
    "GET own_public_comment":          "............",
    "POST own_public_comment":         ">>>>>>>>>>>>",
    "GET own_public_comment guessed":  "------------",
    "POST own_public_comment guessed": "------------",
    "GET public_receipt":              "............",
    "POST public_receipt":             ">>>>>>>>>>>>",
    "GET public_receipt guessed":      "------------",
    "GET moderation":                  "<-xxxxxxx..-",
    "POST moderation":                 "<-xxxxxxx>>-",
    "POST ask_public":                 "<-xxxxxxx>>-",
    "GET moderate_comment":            "<--------..-",
    "POST moderate_comment accept":    "<-------->>-",
    "POST moderate_comment reject":    "<-------->>-",
    "POST moderate_comment erase":     "<-------->>-",
}
PUBLIC_DIFFERS = {
    "GET comment_on":                  "............",
    "POST comment_on":                 ">>>>>>>>>>>>",
    "GET comment_on_draft":            "............",
    "POST comment_on_draft":           ">>>>>>>>>>>>",
    "GET comment_on_file":             "............",
    "POST comment_on_file":            ">>>>>>>>>>>>",
    "GET moderation":                  "<xxxxxxxx..x",
    "POST moderation":                 "<xxxxxxxx>>x",
    "POST ask_public":                 "<xxxxxxxx>>x",
}
# fmt: on

SECRETS = {"confirm": "c" * 43, "manage": "m" * 43}


def doors(scene: Scene) -> list[tuple[str, str, str, dict]]:
    """Door with its note, method, path, form."""
    version = scene.consultation.version
    clause = provision(version, "art_3__para_2")
    ways = {
        "comment_on": [clause.uid],
        "comment_on_draft": [version.uid],
        "comment_on_file": [version.uid, scene.dossier_file.uid],
    }
    asked = [
        (door, method, reverse(door, args=args), comment_form() if method == "POST" else {})
        for door, args in ways.items()
        for method in ("GET", "POST")
    ]
    comment = planted(scene)
    return [*asked, *of_the_author(comment), *of_the_lead(comment)]


def of_the_author(comment: PublicComment) -> list[tuple[str, str, str, dict]]:
    found = []
    for door, secret in (
        ("confirm_public_comment", SECRETS["confirm"]),
        ("own_public_comment", SECRETS["manage"]),
        ("confirm_public_comment guessed", SECRETS["manage"]),
        ("own_public_comment guessed", SECRETS["confirm"]),
    ):
        path = reverse(door.split()[0], args=[secret])
        found += [(door, "GET", path, {}), (door, "POST", path, {"act": "withdraw"})]
    receipt = reverse("public_receipt", args=[comment.receipt_code])
    guessed = reverse("public_receipt", args=["GY-2026-1000000-2222"])
    return [
        *found,
        ("public_receipt", "GET", receipt, {}),
        ("public_receipt", "POST", receipt, {}),
        ("public_receipt guessed", "GET", guessed, {}),
    ]


def of_the_lead(comment: PublicComment) -> list[tuple[str, str, str, dict]]:
    queue = reverse("moderation", args=[comment.round.uid])
    one = reverse("moderate_comment", args=[comment.uid])
    return [
        ("moderation", "GET", queue, {}),
        ("moderation", "POST", queue, {"act": "accept", "comments": [comment.uid]}),
        ("ask_public", "POST", reverse("ask_public", args=[comment.round.uid]), {}),
        ("moderate_comment", "GET", one, {}),
        (
            "moderate_comment accept",
            "POST",
            one,
            {"act": "accept", "text": SAID, "lock_version": comment.lock_version},
        ),
        ("moderate_comment reject", "POST", one, {"act": "reject", "rejection": "spam"}),
        ("moderate_comment erase", "POST", one, {"act": "erase"}),
    ]


def planted(scene: Scene) -> PublicComment:
    """One that waits, with a link of each purpose; a public round asks the public from now on."""
    round_ = scene.consultation.round
    Round.objects.filter(pk=round_.pk, is_public=True).update(takes_public=True)
    clause = provision(scene.consultation.version, "art_3__para_2")
    comment = PublicComment.objects.create(
        token=uuid4(),
        receipt_code="GY-2026-7654321-ZQ7Z",
        round=round_,
        provision=clause,
        provision_text=clause.current_text,
        text=SAID,
        created_at=clock.now(),
    )
    PublicAuthor.objects.create(comment=comment, email="mai@example.vn", salt="s", seal="0" * 64)
    for purpose, secret in SECRETS.items():
        digest = hashlib.sha256(secret.encode()).hexdigest()
        PublicLink.objects.create(
            comment=comment, purpose=purpose, token_hash=digest, made_at=clock.now()
        )
    return comment
