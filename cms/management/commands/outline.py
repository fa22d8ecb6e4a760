"""Print the structure of a law's file: counts, tree, warnings."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

from django.core.management import BaseCommand, CommandError, CommandParser

from cms.importing import ImportRefused, TrackedChanges, read_safely
from cms.structure.outline import Node, Outline
from cms.structure.quoted import quoted_nodes, read_quoted
from cms.structure.tree import count_levels, own_structure


class Command(BaseCommand):
    help = "Print the structure of a law's file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", dest="as_json")
        parser.add_argument(
            "--changes",
            choices=("ask", "accept", "reject"),
            default="ask",
            help="how tracked changes of a Word file are read",
        )

    def handle(self, *, file: Path, as_json: bool, changes: str, **options: Any) -> None:
        if not file.is_file():
            raise CommandError(f"No such file: {file}")
        try:
            outline = read_safely(file, tracked_changes=cast("TrackedChanges", changes))
        except ImportRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        if as_json:
            self.stdout.write(json.dumps(_as_data(outline), ensure_ascii=False, indent=2))
            return
        self.stdout.write(f"{outline.title} ({outline.document_type})")
        self._print_counts("", outline.counts)
        self._print_counts("quoted ", _quoted_counts(outline))
        for annex in outline.annexes:
            self._print_counts(f"{annex.eid} ", _counts_of(annex))
        for node in outline.nodes:
            self._print(node, 0)
        for warning in outline.warnings:
            self.stdout.write(f"! {warning.line}: {warning.message} [{warning.code}]")

    def _print_counts(self, of: str, counts: dict[str, int]) -> None:
        for level, count in counts.items():
            if count or not of:
                self.stdout.write(f"  {of}{level}: {count}")

    def _print(self, node: Node, depth: int) -> None:
        words = node.heading or node.text.split("\n")[0][:60]
        self.stdout.write(f"{'  ' * depth}{node.eid}: {node.label}. {words}".rstrip(". "))
        for child in (*read_quoted(node.eid, node.text), *node.children):
            self._print(child, depth + 1)


def _as_data(outline: Outline) -> dict[str, Any]:
    return {
        "counts": outline.counts,
        "tree": [_node(node) for node in outline.nodes],
        "quoted": _quoted_counts(outline),
        "attached": [{"eid": node.eid, "counts": _counts_of(node)} for node in outline.annexes],
        "warnings": [asdict(warning) for warning in outline.warnings],
    }


def _quoted_counts(outline: Outline) -> dict[str, int]:
    return count_levels(node for quoted in quoted_nodes(outline.nodes) for node in quoted.walk())


def _counts_of(annex: Node) -> dict[str, int]:
    return count_levels(own_structure(annex.children))


def _node(node: Node) -> dict[str, Any]:
    """A table's text is its cells, a row on a line; what a text quotes stands in it, once."""
    text = node.text
    if node.table is not None:
        text = "\n".join("\t".join(row) for row in node.table)
    return {
        "eid": node.eid,
        "level": node.level,
        "number": node.number,
        "heading": node.heading,
        "text": text,
        "children": [_node(child) for child in node.children],
    }
