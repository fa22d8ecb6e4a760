"""Figures are written where they were written before."""

from deploy import benchmarks


def test_a_second_measurement_replaces_the_first_and_leaves_the_others(tmp_path, monkeypatch):
    monkeypatch.setattr(benchmarks, "PAGE", tmp_path / "benchmarks.md")
    monkeypatch.setattr(benchmarks, "SCRIPTS", tmp_path)
    for name in ("import", "pdf"):
        (tmp_path / f"{name}.py").write_text(f'"""Time of {name}.\n\nExplained.\n"""\n')

    benchmarks.record("import", [("Civil Code", "3.1 s")])
    benchmarks.record("pdf", [("60 opinions", "4.0 s")])
    benchmarks.record("import", [("Civil Code", "2.9 s")])

    page = benchmarks.PAGE.read_text()
    assert [line for line in page.splitlines() if line.endswith(" s |")] == [
        "| Civil Code | 2.9 s |",
        "| 60 opinions | 4.0 s |",
    ]
    assert [line for line in page.splitlines() if line.startswith("## ")] == [
        "## Time of import",
        "## Time of pdf",
    ]


def test_a_benchmark_of_several_runs_is_run_with_each_and_written_as_one(tmp_path, monkeypatch):
    monkeypatch.setattr(benchmarks, "SCRIPTS", tmp_path)
    monkeypatch.setattr(
        benchmarks, "run_script", lambda name, run, addresses: [(" ".join(run), "1 s")]
    )
    script = tmp_path / "search.py"
    script.write_text('"""Search."""\n\nRUNS = (("--long",), ("--engine", "sqlite"))\n')

    assert benchmarks.measure("search") == [("--long", "1 s"), ("--engine sqlite", "1 s")]
    assert benchmarks.measure("search", ["--data"]) == [("--data", "1 s")]
    script.write_text('"""Search."""\n')
    assert benchmarks.measure("search") == [("", "1 s")]
