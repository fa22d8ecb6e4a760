"""Acts write, views call them, rules decide: each in its own room."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import matches, modules, tree

ACTING = ("admitting", "inviting", "commenting", "approving", "receiving", "synthesis", "following")
WRITING = {
    *("save", "create", "delete", "bulk_create", "bulk_update"),
    *("get_or_create", "update_or_create"),
}


def acting_modules() -> Iterator[Path]:
    for path in modules("consultation"):
        if len(path.parts) > 1 and path.parts[1].removesuffix(".py") in ACTING:
            yield path


def acts() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Public functions that record a fact: what an act does and nothing else may."""
    for path in acting_modules():
        for node in tree(path).body:
            is_public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
            if is_public and "record" in called_names(node):
                yield f"{path}:{node.name}", node


def called_names(node: ast.AST) -> set[str]:
    """The last names of everything that is called: `record` for `audit.record(…)`."""
    called = [inner.func for inner in ast.walk(node) if isinstance(inner, ast.Call)]
    attributes = {func.attr for func in called if isinstance(func, ast.Attribute)}
    return attributes | {func.id for func in called if isinstance(func, ast.Name)}


def is_atomic(function: ast.FunctionDef) -> bool:
    """Decorated with, or holding, `transaction.atomic`."""
    return any(
        isinstance(inner, ast.Attribute) and inner.attr == "atomic" for inner in ast.walk(function)
    )


def test_every_act_names_its_actor_by():
    wrong = [
        name
        for name, act in acts()
        if "by" not in {argument.arg for argument in act.args.kwonlyargs}
    ]

    assert wrong == []


def test_every_act_is_about_one_thing():
    assert [name for name, act in acts() if len(act.args.posonlyargs + act.args.args) > 1] == []


def test_every_act_is_one_transaction():
    assert [name for name, act in acts() if not is_atomic(act)] == []


def test_every_act_is_named_by_verb_and_noun():
    assert [name for name, act in acts() if "_" not in act.name] == []


def test_there_are_acts_to_look_at():
    assert len(list(acts())) >= 10


def test_no_view_writes_by_itself():
    views = [path for path in modules("cms", "consultation", "search") if is_view(path)]
    writing = [
        f"{path}:{node.lineno} .{node.func.attr}()"
        for path in views
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITING
    ]

    assert writing == []


def is_view(path: Path) -> bool:
    return path.parts[1:2] in (("views",), ("views.py",), ("api",))


def test_only_rules_ask_what_an_account_may_do():
    elsewhere = [
        path
        for path in modules("consultation", "search")
        if path != Path("consultation/rules.py") and "management" not in path.parts
    ]

    assert matches(iter(elsewhere), r"\.(?:is_staff|is_superuser|has_perms?)\b") == []
