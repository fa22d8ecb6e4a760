"""Reading alone and outlining in turns, in a process without Django, as the site reads a file.

python -m tests.bench._reading FILE TURNS answers in JSON: processor seconds of each turn, and
the most memory in MB.
"""

import json
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from cms.importing import read_outline

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_paragraphs(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return ["".join(text.text or "" for text in p.iter(f"{W}t")) for p in root.iter(f"{W}p")]


def timed(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


def main(file: str, turns: str) -> None:
    path = Path(file)
    taken = [
        (timed(lambda: read_paragraphs(path)), timed(lambda: read_outline(path)))
        for _turn in range(int(turns))
    ]
    answer = {"paragraphs": len(read_paragraphs(path)), "turns": taken, "memory": most_memory()}
    json.dump(answer, sys.stdout)


def most_memory() -> int:
    """What the kernel noted; what `resource` says of a child includes its parent's."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
