"""Parts of one document, drawn apart to spare memory, made one file: pages, bookmarks, tags."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name


def merge_parts(parts: Sequence[bytes]) -> bytes:
    """The first part gives the title and what else the file says of itself.

    Parts are tagged files of WeasyPrint without links; the same parts give the same bytes.
    """
    if len(parts) == 1:
        return parts[0]
    whole = pikepdf.open(BytesIO(parts[0]))
    tags = whole.Root.StructTreeRoot
    document = _only_child(tags)
    parents = Array(tags.ParentTree.Nums)
    for part in parts[1:]:
        source = pikepdf.open(BytesIO(part))
        first = len(whole.pages)
        whole.pages.extend(source.pages)
        _append_tags(whole, source, document, parents, first)
        _append_bookmarks(whole, source, first)
    tags.ParentTree = whole.make_indirect(Dictionary(Nums=parents))
    tags.ParentTreeNextKey = len(whole.pages)
    file = BytesIO()
    whole.save(
        file,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        deterministic_id=True,
    )
    return file.getvalue()


def _append_tags(
    whole: pikepdf.Pdf, source: pikepdf.Pdf, document: Any, parents: Any, first: int
) -> None:
    """Marked content finds its element by the number of its page, which is another one now."""
    theirs = source.Root.StructTreeRoot
    for element in whole.copy_foreign(_only_child(theirs)).K:
        element.P = document
        document.K.append(element)
    numbered = whole.copy_foreign(theirs.ParentTree).Nums
    for at in range(0, len(numbered), 2):
        parents.append(first + int(numbered[at]))
        parents.append(numbered[at + 1])
    for page in list(whole.pages)[first:]:
        page.obj.StructParents = first + int(page.obj.StructParents)


def _append_bookmarks(whole: pikepdf.Pdf, source: pikepdf.Pdf, first: int) -> None:
    place = {page.obj.objgen: at for at, page in enumerate(source.pages)}
    with source.open_outline() as theirs, whole.open_outline() as ours:
        for item in theirs.root:
            page, _kind, _left, top, _zoom = item.destination
            target = whole.pages[first + place[page.objgen]].obj
            shown = Array([target, Name.XYZ, 0, top, 0])
            ours.root.append(pikepdf.OutlineItem(item.title, shown))


def _only_child(tags: Any) -> Any:
    return tags.K[0] if isinstance(tags.K, Array) else tags.K
