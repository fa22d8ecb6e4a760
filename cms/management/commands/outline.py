"""Print the structure of a law's file: counts, tree, warnings."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from cms.importing import ImportRefused, read_safely
from cms.structure.outline import Node, Outline


class Command(BaseCommand):
    help = "Print the structure of a law's file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, file: Path, as_json: bool, **options: Any) -> None:
        try:
            outline = read_safely(file)
        except ImportRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        if as_json:
            self.stdout.write(json.dumps(_as_data(outline), ensure_ascii=False, indent=2))
            return
        self.stdout.write(f"{outline.title} ({outline.document_type})")
        for level, count in outline.counts.items():
            self.stdout.write(f"  {level}: {count}")
        for node in outline.nodes:
            self._print(node, 0)
        for warning in outline.warnings:
            self.stdout.write(f"! {warning.line}: {warning.message} [{warning.code}]")

    def _print(self, node: Node, depth: int) -> None:
        words = node.heading or node.text.split("\n")[0][:60]
        self.stdout.write(f"{'  ' * depth}{node.eid}: {node.label}. {words}".rstrip(". "))
        for child in node.children:
            self._print(child, depth + 1)


def _as_data(outline: Outline) -> dict[str, Any]:
    return {
        "counts": outline.counts,
        "tree": [_node(node) for node in outline.nodes],
        "warnings": [asdict(warning) for warning in outline.warnings],
    }


def _node(node: Node) -> dict[str, Any]:
    return {
        "eid": node.eid,
        "level": node.level,
        "number": node.number,
        "heading": node.heading,
        "text": node.text,
        "children": [_node(child) for child in node.children],
    }
