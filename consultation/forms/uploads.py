"""A field for a file nobody vouches for: looked at by content, its name made plain."""

import re
import unicodedata
from collections.abc import Collection
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import EMPTY_VALUES
from django.utils.translation import gettext as _

from cms.importing import CONTENT_TYPES, ImportRefused, check_safely

MEGABYTE = 1024 * 1024
MOST_BYTES = 20 * MEGABYTE
NAME_LENGTH = 150

# What a system, a mail or a page would take for more than a letter of a name.
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_SPELLINGS = {"jpeg": "jpg"}


class CheckedFileField(forms.FileField):
    """Yields the uploaded file with a plain `name` and our own `content_type` (never the sender's).

    `kinds` are keys of `cms.importing.CONTENT_TYPES`; a file is of the kind that its name ends
    with, and is refused where its content is another, is active, or swells. `max_bytes` is for
    one file. Nothing the field yields has been read into the database or the store.
    """

    def __init__(
        self,
        *,
        kinds: Collection[str] = frozenset({"pdf", "docx", "xlsx", "odt", "jpg", "png"}),
        max_bytes: int = MOST_BYTES,
        **kwargs: Any,
    ) -> None:
        self.kinds = [kind for kind in CONTENT_TYPES if kind in kinds]
        self.most_bytes = max_bytes
        endings = [f".{kind}" for kind in self.kinds] + [".jpeg"] * ("jpg" in kinds)
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ",".join(endings)}))
        super().__init__(**kwargs)

    def to_python(self, data: Any) -> Any:
        if data in EMPTY_VALUES:
            return None
        name = plain_name(data.name or "")
        kind = kind_of(name)
        if kind not in self.kinds:
            raise forms.ValidationError(
                _("“%(name)s” is not a file of the kinds taken here: %(kinds)s."),
                code="kind",
                params={"name": name, "kinds": ", ".join(f".{each}" for each in self.kinds)},
            )
        if not data.size:
            raise forms.ValidationError(self.error_messages["empty"], code="empty")
        if data.size > self.most_bytes:
            raise forms.ValidationError(
                _("“%(name)s” is larger than %(most)d MB. Make it smaller and choose it again."),
                code="too_large",
                params={"name": name, "most": self.most_bytes // MEGABYTE},
            )
        self._look(data, kind)
        data.name = name
        data.content_type = CONTENT_TYPES[kind]
        return data

    def _look(self, data: "UploadedFile[Any]", kind: str) -> None:
        with NamedTemporaryFile(suffix=f".{kind}") as file:
            for chunk in data.chunks():
                file.write(chunk)
            file.flush()
            data.seek(0)
            try:
                check_safely(Path(file.name))
            except ImportRefused as refusal:
                raise forms.ValidationError(refusal.message, code=refusal.code) from refusal


def kind_of(name: str) -> str:
    """The kind a name ends with, `jpeg` being `jpg`; empty without an ending."""
    ending = Path(name).suffix.lower().removeprefix(".")
    return _SPELLINGS.get(ending, ending)


def plain_name(name: str) -> str:
    """The file's own name without folders, without marks a system takes for more than a letter.

    Letters keep their diacritics (composed); marks that turn the direction of writing are gone,
    so that no ending hides. At most `NAME_LENGTH` characters, the ending kept.
    """
    own = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    visible = "".join(
        letter for letter in own if unicodedata.category(letter) not in ("Cf", "Cs", "Co", "Cn")
    )
    words = " ".join(_UNSAFE.sub(" ", visible).split()).strip(". ")
    stem, ending = Path(words).stem or "tep", Path(words).suffix
    return f"{stem[: NAME_LENGTH - len(ending)].rstrip()}{ending}" if len(ending) < 10 else stem
