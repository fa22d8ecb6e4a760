"""The recipe in a process of its own: python -m cms.importing.sandbox FILE CHANGES MB SECONDS.

CHANGES is how tracked changes are meant, or "document": then FILE need not be a law, and there
are lines alone; or "check": then it is looked at, not read.

It answers with one line of JSON: {"outline": …, "lines": …}, {"checked": true},
{"refused": [code, message]} or {"limits": true}.
"""

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import cast

from cms.structure.tree import lines_as_data

from .limited import confine
from .recipe import read_document, read_law
from .refusal import ImportRefused
from .uploads import check_upload
from .word_text import TrackedChanges

DOCUMENT, CHECK, SHEET = "document", "check", "sheet"


def main(file: str, tracked_changes: str, memory_mb: str, cpu_s: str) -> dict[str, object]:
    confine(memory_mb=int(memory_mb), cpu_s=int(cpu_s))
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
