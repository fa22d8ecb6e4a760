"""Every word of the interface exists in Vietnamese."""

import gettext
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.architecture.sources import ROOT, files

CATALOGUE = ROOT / "locale" / "vi" / "LC_MESSAGES" / "django.po"
SPEAKING = ("cms", "config", "consultation", "search", "templates")

pytestmark = [pytest.mark.needs("xgettext"), pytest.mark.needs("msgen")]


def compiled_keys(catalogue: Path, folder: Path) -> set[str]:
    """Message ids that a program would find: neither empty nor fuzzy."""
    compiled = folder / f"{catalogue.stem}.mo"
    subprocess.run(["msgfmt", "-o", compiled, catalogue], check=True)
    with compiled.open("rb") as opened:
        keys = gettext.GNUTranslations(opened)._catalog
    return {key[0] if isinstance(key, tuple) else key for key in keys} - {""}


def spoken_keys(folder: Path, settings) -> set[str]:
    """Message ids of the sources as they are now, gathered beside the checkout."""
    sources = folder / "sources"
    for path in files():
        if path.parts[0] in SPEAKING and path.suffix in {".py", ".html", ".txt"}:
            (sources / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / path, sources / path)
    settings.LOCALE_PATHS = [folder / "locale"]
    (folder / "locale").mkdir()
    call_command("makemessages", locale=["vi"], verbosity=0)
    gathered = folder / "locale" / "vi" / "LC_MESSAGES" / "django.po"
    filled = folder / "filled.po"
    subprocess.run(["msgen", "-o", filled, gathered], check=True, capture_output=True)
    return compiled_keys(filled, folder)


def test_every_string_has_its_vietnamese(tmp_path, monkeypatch, settings):
    (tmp_path / "sources").mkdir()
    monkeypatch.chdir(tmp_path / "sources")

    spoken = spoken_keys(tmp_path, settings)

    assert sorted(spoken - compiled_keys(CATALOGUE, tmp_path)) == []
