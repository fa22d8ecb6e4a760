"""Old Word files through LibreOffice, where it is installed: a DOCX that is then checked as any."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from .refusal import ImportRefused

OLD_WORD = ".doc"
MOST_MEMORY_MB, MOST_CPU_S, MOST_WALL_S, MOST_WRITTEN_MB = 4096, 60, 90, 200

_ROOT = Path(__file__).resolve().parents[2]
_SAVE_AS = "Hãy mở trong Word và chọn Lưu thành (Save As) “.docx”."
# Its own settings: no macro runs, nothing is fetched that a document points to.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def find_office() -> str | None:
    """The program of LibreOffice on this machine, if there is one."""
    return shutil.which("soffice") or shutil.which("libreoffice")


@contextmanager
def as_modern_word(path: Path) -> Iterator[Path]:
    """The file itself; of a checked .doc, a DOCX that lives as long as the context.

    Raises:
        ImportRefused: there is no LibreOffice, or it cannot read the file within its limits.
    """
    if path.suffix.lower() != OLD_WORD:
        yield path
        return
    office = find_office()
    if office is None:
        raise ImportRefused(
            "no_office",
            f"Tệp .doc là định dạng Word cũ; máy chủ này không có LibreOffice để đọc. {_SAVE_AS}",
        )
    with TemporaryDirectory(prefix="old-word-") as room:
        yield _convert(office, path, Path(room))


def _convert(office: str, path: Path, room: Path) -> Path:
    profile, source = room / "profile", room / "du-thao.doc"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    shutil.copyfile(path, source)
    limits = [str(limit) for limit in (MOST_MEMORY_MB, MOST_CPU_S, MOST_WRITTEN_MB)]
    command = [
        *(sys.executable, "-m", "cms.importing.limited", *limits),
        *(office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"),
        *("--convert-to", "docx", "--outdir", str(room), str(source)),
    ]
    _run(command, room)
    written = source.with_suffix(".docx")
    if not written.exists():
        raise ImportRefused("old_word", f"LibreOffice không đọc được tệp .doc này. {_SAVE_AS}")
    return written


def _run(command: list[str], room: Path) -> None:
    environment = {"PATH": os.defpath, "HOME": str(room), "TMPDIR": str(room), "PYTHONUTF8": "1"}
    process = subprocess.Popen(
        command,
        cwd=_ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(MOST_WALL_S)
    except subprocess.TimeoutExpired as error:
        raise ImportRefused(
            "limits", f"LibreOffice đọc tệp .doc quá lâu nên đã bị dừng. {_SAVE_AS}"
        ) from error
    finally:
        # LibreOffice leaves helpers behind; they are in the session that was started here.
        _end_session(process)


def _end_session(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    finally:
        process.wait()
