"""A migration must run years after the code around it has moved."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import PRODUCT, migrations, tree


def test_no_migration_imports_project_code():
    assert [f"{path}: {name}" for path in migrations() for name in project_imports(path)] == []


def project_imports(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = ["." * node.level + (node.module or "")]
        else:
            continue
        yield from (name for name in names if name.split(".")[0] in ("", *PRODUCT))
