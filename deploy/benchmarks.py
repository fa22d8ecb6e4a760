"""`./run bench`: runs `tests/bench/<name>.py` and writes its figures into docs/benchmarks.md.

A benchmark is a script. It prints one figure a line on standard output, what and how much
separated by a tab; its docstring's first line is the heading, the rest the explanation.
"""

import ast
import os
import platform
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from deploy import elasticsearch
from deploy.bench_database import postgresql_database
from deploy.places import PYTHON, ROOT
from deploy.site import set_up
from deploy.steps import Trouble, say
from deploy.testing import clean_environment

SCRIPTS = ROOT / "tests" / "bench"
PAGE = ROOT / "docs" / "benchmarks.md"


def run_benchmarks(given: Sequence[str]) -> None:
    """All of them, or the one named first; what follows its name is its own, and then the figures
    are shown and not kept."""
    names = sorted(path.stem for path in SCRIPTS.glob("[a-z]*.py"))
    if given and given[0] not in names:
        raise Trouble(f"There is no benchmark {given[0]}. There are: {', '.join(names)}.")
    set_up()
    for name in given[:1] or names:
        say(f"{name}:")
        figures = measure(name, given[1:])
        if not given[1:]:
            record(name, figures)


def measure(name: str, arguments: Sequence[str] = ()) -> list[tuple[str, str]]:
    """The script's figures, shown as they come: with the arguments, else of all its `RUNS`."""
    figures = []
    for run in [arguments] if arguments else runs_of(SCRIPTS / f"{name}.py"):
        if run:
            say(f" {' '.join(run)}:")
        with services_for(run) as addresses:
            figures += run_script(name, run, addresses)
    return figures


def runs_of(script: Path) -> list[Sequence[str]]:
    """The lists of arguments that the script's constant `RUNS` has, or one without any."""
    for node in ast.parse(script.read_text()).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "RUNS":
            return list(ast.literal_eval(node.value))
    return [()]


@contextmanager
def services_for(arguments: Sequence[str]) -> Iterator[dict[str, str]]:
    """What the engine named needs, as the settings call it."""
    if "postgresql" in arguments:
        with postgresql_database() as address:
            yield {"DATABASE_URL": address}
    elif "elasticsearch" in arguments:
        yield {"ELASTICSEARCH_URL": elasticsearch.start_elasticsearch().url}
    else:
        yield {}


def run_script(
    name: str, arguments: Sequence[str], addresses: Mapping[str, str]
) -> list[tuple[str, str]]:
    process = subprocess.Popen(
        [PYTHON, "-m", f"tests.bench.{name}", *arguments],
        cwd=ROOT,
        env={**clean_environment(), **addresses},
        stdout=subprocess.PIPE,
        text=True,
    )
    figures = []
    for line in process.stdout or ():
        what, tab, how_much = line.rstrip("\n").partition("\t")
        if tab:
            figures.append((what, how_much))
            say(f"  {what}: {how_much}")
    if process.wait():
        raise Trouble(f"The benchmark {name} failed; its reason stands above.")
    return figures


def record(name: str, figures: Iterable[tuple[str, str]]) -> None:
    """Replace the benchmark's section of the page, or append it."""
    heading, explanation = describe(SCRIPTS / f"{name}.py")
    rows = "\n".join(f"| {what} | {how_much} |" for what, how_much in figures)
    section = (
        f"## {heading}\n\n<!-- bench {name} -->\n{explanation}\n\n"
        f"{datetime.now().astimezone():%Y-%m-%d}, {machine_summary()}.\n\n"
        f"| what | measured |\n|---|---|\n{rows}\n"
    )
    page = PAGE.read_text() if PAGE.exists() else "# Benchmarks\n"
    pattern = rf"## [^\n]+\n\n<!-- bench {re.escape(name)} -->.*?(?=\n## |\Z)"
    if re.search(pattern, page, re.DOTALL):
        page = re.sub(pattern, lambda _: section, page, count=1, flags=re.DOTALL)
    else:
        page = f"{page.rstrip()}\n\n{section}"
    PAGE.write_text(page)


def describe(script: Path) -> tuple[str, str]:
    heading, _, explanation = (ast.get_docstring(ast.parse(script.read_text())) or "").partition(
        "\n"
    )
    return heading.rstrip("."), " ".join(explanation.split())


def machine_summary() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}"
    )
