"""Small enough to be read at one sitting."""

from tests.architecture.sources import functions, line_count, modules, templates


def test_no_module_is_longer_than_300_lines():
    assert {str(path): n for path in modules() if (n := line_count(path)) > 300} == {}


def test_no_function_is_longer_than_40_lines():
    lengths = {
        f"{path}:{function.name}": (function.end_lineno or 0) - function.lineno + 1
        for path in modules()
        for function in functions(path)
    }

    assert {name: length for name, length in lengths.items() if length > 40} == {}


def test_no_template_is_longer_than_120_lines():
    assert {str(path): n for path in templates() if (n := line_count(path)) > 120} == {}
