"""Letters as they come: the addresses, and who gets what."""

from uuid import uuid4

from django.urls import reverse

from cms import clock
from consultation.models import Letter, LetterPassage, Stance
from consultation.receiving.bringing import bring_and_read, receive_file
from consultation.receiving.ledger import note_letter
from consultation.receiving.ledger_rows import Entry
from tests.factories.letters import scanned_letter, word_letter
from tests.security.scene import Scene

# As in `tables`. Agency 1 brings a letter of its own, nobody else's yet; a scan of agency 2 was
# noted at the lead; the letter to the answer that agency 0 sent here is taken over.
# fmt: off
ROWS = {
    "GET ledger":                      "<-xxxxxx...-",
    "POST note_rows":                  "<-xxxxxx>>>-",
    "GET letter noted":                "<-------...-",
    "GET letter brought":              "<---..------",
    "GET letter taken":                "<-..----...-",
    "POST mark_letter noted":          "<------->>>-",
    "POST mark_letter brought":        "<--->>------",
    "POST mark_passage noted":         "<------->>>-",
    "POST mark_passage brought":       "<--->>------",
    "POST take_letter noted":          "<-------!!!-",
    "POST take_letter brought":        "<---!!------",
    "POST undo_letter noted":          "<------->>>-",
    "POST undo_letter brought":        "<--->>------",
    "POST undo_letter taken":          "<-xx---->>>-",
    "GET letter_file noted":           "<-------...-",
    "GET letter_file brought":         "<---..------",
    "GET letter_scan noted":           "<-------...-",
    "GET own_letter":                  "<---..------",
    "POST own_letter":                 "<---!!------",
    "POST bring_table":                "<---!!------",
    "GET table_template":              "<---..------",
}
PUBLIC_DIFFERS = {
    "GET ledger":                      "<xxxxxxx...x",
    "POST note_rows":                  "<xxxxxxx>>>x",
}
# fmt: on


def doors(scene: Scene) -> list[tuple[str, str, str, dict]]:
    """Door with its note, method, path, form."""
    consultation = scene.consultation
    round_, agency = consultation.round, consultation.agencies[1]
    noted, brought, taken = _noted(scene), _brought(scene), _taken(scene)
    own = [round_.uid, agency.code]
    typed, found = _typed(noted), brought.passages.opinions().first()
    confirm = {"do": "confirm", "passage": []}
    letters = {"noted": noted, "brought": brought, "taken": taken}
    of_letters = [
        (f"{door} {name}", method, reverse(door, args=[letters[name].uid]), form)
        for door, method, form, names in (
            ("letter", "GET", {}, ("noted", "brought", "taken")),
            ("mark_letter", "POST", confirm, ("noted", "brought")),
            ("take_letter", "POST", {"stance": ""}, ("noted", "brought")),
            ("undo_letter", "POST", {}, ("noted", "brought", "taken")),
            ("letter_file", "GET", {}, ("noted", "brought")),
        )
        for name in names
    ]
    return [
        ("ledger", "GET", reverse("ledger", args=[round_.uid]), {}),
        ("note_rows", "POST", reverse("note_rows", args=[round_.uid]), {}),
        *of_letters,
        ("mark_passage noted", "POST", reverse("mark_passage", args=[typed.uid]), {"do": "drop"}),
        ("mark_passage brought", "POST", reverse("mark_passage", args=[found.uid]), {"do": "join"}),
        ("letter_scan noted", "GET", reverse("letter_scan", args=[noted.uid, 1]), {}),
        ("own_letter", "GET", reverse("own_letter", args=own), {}),
        ("own_letter", "POST", reverse("own_letter", args=own), {"token": uuid4()}),
        ("bring_table", "POST", reverse("bring_table", args=own), {"token": uuid4()}),
        ("table_template", "GET", reverse("table_template", args=[*own, "docx"]), {}),
    ]


def _noted(scene: Scene) -> Letter:
    compiler = scene.people["compiler"]
    entry = Entry(agency=scene.consultation.agencies[2])
    letter = note_letter(scene.consultation.round, by=compiler, token=uuid4(), entry=entry)
    return receive_file(letter, by=compiler, file=scanned_letter(pages=1))


def _typed(letter: Letter) -> LetterPassage:
    return LetterPassage.objects.create(letter=letter, page=1, becomes="opinion", text="Gõ lại.")


def _brought(scene: Scene) -> Letter:
    return bring_and_read(
        scene.consultation.round,
        by=scene.people["writer"],
        token=uuid4(),
        agency=scene.consultation.agencies[1],
        file=word_letter(),
    )


def _taken(scene: Scene) -> Letter:
    entry = Entry(
        agency=scene.consultation.agencies[0],
        stance=Stance.AGREES,
        number="7/S",
        dated=clock.today(),
        confirmed=True,
    )
    compiler = scene.people["compiler"]
    return note_letter(scene.consultation.round, by=compiler, token=uuid4(), entry=entry)
