"""What goes to the drafting agency, drawn from the extract alone: letter and annex, or the form.

A province that replies sends a letter with its requests in an annex; a body that drafts itself
publishes the national form with its own answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from .cells import Blocks, Cell, Column, begin_large, cut, line, names_together, prose, stack
from .change import wording_blocks
from .extract import Extract, ExtractRow
from .framing import Band, frame, provision_key, provision_name, subject_of
from .printable import clean_line
from .vocabulary import (
    ANSWERS,
    ORIGINS,
    draft_name,
    enumerate_vi,
    request_reference,
    view_label,
    wording_label,
)

# Characters a cell may hold before it becomes two lines.
REQUEST, REASON, NAMES, ANSWER = 440, 240, 100, 300
NAMED_ARTICLES = 12
# A row taken in part waits for its text: nothing of its sources may stand in for it.
NOT_WRITTEN = (line("(chưa soạn nội dung gửi)", style="quiet"),)
CONTINUED = (line("(tiếp theo)", style="quiet"),)


def submission_context(extract: Extract) -> dict[str, Any]:
    drafting = extract["round"]["whose"] == "drafting"
    bands = _form_bands(extract) if drafting else _annex_bands(extract)
    title = (
        "BẢN TỔNG HỢP Ý KIẾN, TIẾP THU, GIẢI TRÌNH Ý KIẾN GÓP Ý, PHẢN BIỆN XÃ HỘI"
        if drafting
        else "TỔNG HỢP NỘI DUNG ĐỀ NGHỊ"
    )
    details = extract["round"]
    return {
        **frame(
            extract["law"],
            extract["office"],
            title=title,
            made_at=extract["edition"]["made_at"],
            status=extract["edition"]["status"],
            bands=bands,
        ),
        "counts": extract["counts"],
        "request": request_reference(details["request_number"], details["request_date"]),
        "requests": sum(1 for _entry in _entries(extract["rows"])),
        "articles": _articles(extract["rows"]),
        "general": any(not subject_of(row) for row in extract["rows"]),
        "subject": "" if drafting else f"V/v góp ý {draft_name(extract['law'])}",
        "recipients": _recipients(extract),
        "issues": len({row["issue"] for row in extract["rows"] if row["issue"]}),
    }


def _articles(rows: list[ExtractRow]) -> str:
    """“Điều 3, Điều 5 và Điều 9”, or how many where the list would be long."""
    labels = (clean_line(row["group_label"]) for row in rows if row["provision_eid"])
    articles = list(dict.fromkeys(label.partition(".")[0] for label in labels))
    if len(articles) > NAMED_ARTICLES:
        return f"{len(articles)} điều, khoản, mục của dự thảo"
    return enumerate_vi(articles)


def _recipients(extract: Extract) -> list[str]:
    if extract["round"]["whose"] == "drafting":
        return []
    superior = clean_line(extract["office"]["superior"])
    return ["Như trên", *([f"{superior} (b/c)"] if superior else [])]


def _annex_bands(extract: Extract) -> list[Band]:
    entries = enumerate(_entries(extract["rows"]), start=1)
    grouped = groupby(entries, key=lambda entry: clean_line(entry[1][0]["group_label"]))
    return [
        Band(label, [cells for number, rows in group for cells in _request_lines(number, rows)])
        for label, group in grouped
    ]


def _entries(rows: list[ExtractRow]) -> Iterator[list[ExtractRow]]:
    """One request each; the differing views of an issue stand together, where the first stood."""
    shown: set[int] = set()
    for row in rows:
        if not row["issue"]:
            yield [row]
        elif row["issue"] not in shown:
            shown.add(row["issue"])
            yield [view for view in rows if view["issue"] == row["issue"]]


def _request_lines(number: int, views: list[ExtractRow]) -> list[tuple[Cell, ...]]:
    key = views[0]["uid"]
    count = (line(str(number)),)
    name = tuple(line(label) for label in dict.fromkeys(_provision(view) for view in views))
    ranked = enumerate(views, start=1)
    parts = [_view(view, label=view_label(rank) if len(views) > 1 else "") for rank, view in ranked]
    numbered = Column(f"number-{key}", again=count)
    named = Column(f"name-{key}", again=name)
    return stack(parts, left=(numbered, named))


def _view(row: ExtractRow, *, label: str) -> tuple[Column, ...]:
    """One request, or one of several views: what is asked, why, by whom."""
    key = row["uid"]
    head: Blocks = (line(label, style="verdict"),) if label else ()
    asked = head + (prose(row["outgoing"]) + _wording(row) or NOT_WRITTEN)
    return (
        Column(f"asked-{key}", cut(asked, REQUEST)),
        Column(f"reason-{key}", cut(prose(begin_large(row["reason"])), REASON)),
        Column(f"agencies-{key}", cut(_agencies(row), NAMES), again=CONTINUED),
    )


def _form_bands(extract: Extract) -> list[Band]:
    grouped = groupby(extract["rows"], key=lambda row: clean_line(row["group_label"]))
    return [
        Band(label, [cells for row in group for cells in _form_lines(row)])
        for label, group in grouped
    ]


def _form_lines(row: ExtractRow) -> list[tuple[Cell, ...]]:
    key = row["uid"]
    name = (line(_provision(row)),)
    answer: Blocks = (line(ANSWERS[row["answer"]], style="verdict"), *prose(row["answer_text"]))
    asked = (
        prose(row["outgoing"]) + _wording(row) + prose(begin_large(row["reason"]), label="Lý do:")
    )
    part = (
        Column(f"agencies-{key}", cut(_agencies(row), NAMES), again=CONTINUED),
        Column(f"asked-{key}", cut(asked, REQUEST)),
    )
    provision = provision_key(subject_of(row), row["group_label"])
    return stack(
        [part],
        left=(Column(provision, again=name),),
        right=(Column(f"answer-{key}", cut(answer, ANSWER), again=CONTINUED),),
    )


def _provision(row: ExtractRow) -> str:
    return provision_name(row["provision_label"])


def _wording(row: ExtractRow) -> Blocks:
    return wording_blocks(
        row["proposed_wording"], current=row["current_text"], label=wording_label(row["kind"])
    )


def _agencies(row: ExtractRow) -> Blocks:
    """Each body once; one that only spoke at a meeting is marked."""
    wrote: dict[str, bool] = {}
    for source in row["sources"]:
        name = clean_line(source["agency"])
        wrote[name] = wrote.get(name, False) or source["origin"] != "meeting"
    remark = f" ({ORIGINS['meeting']})"
    return names_together([name + ("" if written else remark) for name, written in wrote.items()])
