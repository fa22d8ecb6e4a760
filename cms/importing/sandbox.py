"""The recipe in a process of its own: python -m cms.importing.sandbox FILE CHANGES MB SECONDS.

CHANGES is how tracked changes are meant, or "document": then FILE need not be a law, and there
are lines alone; or "check": then it is looked at, not read.

It answers with one line of JSON: {"outline": …, "lines": …}, {"checked": true},
{"refused": [code, message]} or {"limits": true}.
"""

import json
import os
import resource
import sys
from importlib import import_module
from pathlib import Path
from typing import cast

from cms.structure.tree import lines_as_data

from .recipe import read_document, read_law
from .refusal import ImportRefused
from .uploads import check_upload
from .word_text import TrackedChanges

_MEGABYTE = 1024 * 1024
_NICENESS = 10
DOCUMENT, CHECK, SHEET = "document", "check", "sheet"


def main(file: str, tracked_changes: str, memory_mb: str, cpu_s: str) -> dict[str, object]:
    memory, seconds = int(memory_mb) * _MEGABYTE, int(cpu_s)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    os.nice(_NICENESS)
    try:
        if tracked_changes == CHECK:
            check_upload(Path(file))
            return {"checked": True}
        if tracked_changes == SHEET:
            sheets = import_module(".sheets", __package__)
            return {"lines": lines_as_data(sheets.read_sheet(Path(file)))}
        if tracked_changes == DOCUMENT:
            return {"lines": lines_as_data(read_document(Path(file)))}
        law = read_law(Path(file), tracked_changes=cast("TrackedChanges", tracked_changes))
    except ImportRefused as refusal:
        return {"refused": [refusal.code, refusal.message]}
    except (MemoryError, RecursionError):
        return {"limits": True}
    return {"outline": law.outline.as_json(), "lines": lines_as_data(law.lines)}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(*sys.argv[1:])))
