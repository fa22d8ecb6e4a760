"""What a browser gets: no style or script inside a page, colours in one place."""

import re

from tests.architecture.sources import files, matches, templates, text

COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b"
    r"|\b(?:rgb|hsl|hwb|lab|lch|oklch)a?\("
    r"|(?<![\w-])(?:white|black|red|green|blue|gr[ae]y|silver|orange|yellow|purple|navy)(?![\w-])",
    re.IGNORECASE,
)


def test_no_template_holds_a_style():
    assert matches(templates(), r"<style\b|\sstyle\s*=") == []


def test_no_template_holds_a_script():
    # `json_script` writes data, not a script, and names no <script> in the template.
    assert matches(templates(), r"<script\b(?![^>]*\bsrc\s*=)[^>]*>|javascript:") == []


def test_no_template_has_an_inline_event():
    assert matches(templates(), r"<[^>]*\son[a-z]+\s*=\s*[\"'][^>]*>") == []


def test_no_template_shows_text_unescaped():
    # Help texts are ours or Django's own, and hold lists.
    assert matches(templates(), r"(?<!help_text)\s*\|\s*safe\b|autoescape off") == []


def test_colours_stand_only_in_tokens():
    sheets = [
        path
        for path in files()
        if path.suffix == ".css" and path.name != "tokens.css" and "documents" not in path.parts
    ]
    found = [f"{path}: {colour}" for path in sheets for colour in colours(text(path))]

    assert found == []


def colours(sheet: str) -> list[str]:
    """Colours in the values of declarations; `#main` in a selector is none."""
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    values = re.findall(r"[\w-]+\s*:\s*([^;{}]+)[;}]", sheet)
    return [found for value in values for found in COLOUR.findall(value)]
