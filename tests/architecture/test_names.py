"""A module is named after an act or a thing, and says what lives in it."""

import ast

from tests.architecture.sources import PRODUCT, migrations, modules, tree

NAMES_NOTHING = {
    *("base", "common", "handler", "handlers", "helper", "helpers", "manager", "managers"),
    *("misc", "mixin", "mixins", "service", "services", "util", "utils"),
}


def test_no_module_is_named_after_nothing():
    named = [str(path) for path in modules() if {path.stem, *path.parts[:-1]} & NAMES_NOTHING]

    assert named == []


def test_every_module_says_what_lives_in_it():
    silent = [str(path) for path in modules(*PRODUCT) if not ast.get_docstring(tree(path))]

    assert silent == []


def test_every_migration_has_a_name():
    assert [str(path) for path in migrations() if "_auto_" in path.name] == []
