"""Correcting how one line of an imported law is divided, and why a correction does not apply."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.importing.edits import Edit, KeyedLine, Reason, find_places
from cms.structure.levels import Level

LEVEL_NAMES = {
    Level.PREAMBLE: pgettext_lazy("level of a law", "Head: grounds and title"),
    Level.PART: pgettext_lazy("level of a law", "Part"),
    Level.CHAPTER: pgettext_lazy("level of a law", "Chapter"),
    Level.SECTION: pgettext_lazy("level of a law", "Section"),
    Level.SUBSECTION: pgettext_lazy("level of a law", "Subsection"),
    Level.ARTICLE: pgettext_lazy("level of a law", "Article"),
    Level.CLAUSE: pgettext_lazy("level of a law", "Clause"),
    Level.POINT: pgettext_lazy("level of a law", "Point"),
    Level.INTRO: pgettext_lazy("level of a law", "Text without a label"),
    Level.APPENDIX: pgettext_lazy("level of a law", "Appendix begins here"),
    Level.ATTACHMENT: pgettext_lazy("level of a law", "Attached text begins here"),
}
WHY: dict[Reason, Any] = {
    "no_such_line": _("This line is no longer there: look at how the text stands now."),
    "table": _("A table is neither parted nor joined, and has no level."),
    "no_number": _("The line does not begin with a number of that level."),
    "text_changed": _("Only line breaks may be put in: the text itself is not changed here."),
    "nothing_parted": _("Put a line break where the line is to be parted."),
    "no_next": _("There is no next line to join."),
    "no_article": _("No article would be left."),
}


class LineForm(forms.Form):
    """`kind` is the button that was pressed: level, split or join."""

    kind = forms.ChoiceField(
        choices=[("level", ""), ("split", ""), ("join", "")], widget=forms.HiddenInput
    )
    key = forms.CharField(max_length=200, widget=forms.HiddenInput)
    level = forms.ChoiceField(
        label=_("This line is"),
        required=False,
        choices=[("", _("What it says itself")), *LEVEL_NAMES.items()],
    )
    parted = forms.CharField(
        label=_("Part the line"),
        required=False,
        strip=False,
        help_text=_("Press Enter where a new line is to begin. The text itself stays as it is."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def edit(self, lines: list[KeyedLine]) -> Edit:
        """What is to be done.

        Raises:
            EditRefused: the line is not parted, or more was changed than line breaks.
        """
        values = self.cleaned_data
        places: tuple[int, ...] = ()
        if values["kind"] == "split":
            text = next((item.line.text for item in lines if item.key == values["key"]), "")
            places = find_places(text, values["parted"])
        level = values["level"] if values["kind"] == "level" else ""
        return Edit(values["kind"], values["key"], level, places)


def line_form(item: KeyedLine) -> LineForm:
    """The form that opens at a line, as the line stands."""
    level = str(item.line.level) if item.line.level else ""
    return LineForm(initial={"key": item.key, "level": level, "parted": item.line.text})
