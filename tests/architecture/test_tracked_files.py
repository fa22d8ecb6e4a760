"""What may not be in the repository: traces of one machine, of its network, and foreign files."""

from tests.architecture.sources import files, matches

TEXT = {".py", ".html", ".css", ".js", ".md", ".toml", ".txt", ".sh", ".po", ".yml", ".ini", ""}
FOREIGN = {
    *(".woff", ".woff2", ".ttf", ".otf", ".jar", ".zip", ".doc", ".docx", ".pdf", ".mo"),
    *(".sqlite", ".sqlite3", ".pyc", ".map"),
}


def texts():
    return (path for path in files() if path.suffix in TEXT)


def test_no_file_names_a_folder_of_one_machine():
    # Set-up of continuous integration knows the machine it runs on.
    elsewhere = (path for path in texts() if path.parts[0] != ".ci")

    assert matches(elsewhere, r"(?<![\w.$}/-])/(?:work|root|farm|home/[a-z]+)/") == []


def test_no_file_names_the_host_of_a_package_registry():
    hosts = r"p[y]pi|pythonhost[e]d|registry\.np[m]|mav[e]n|crat[e]s|gola[n]g|debia[n]|ubunt[u]"

    assert matches(texts(), rf"https?://[a-z0-9.-]*(?:{hosts})") == []


def test_no_file_leaves_something_for_later():
    sources = (path for path in texts() if path.suffix in {".html", ".css", ".js", ".sh"})

    assert matches(sources, r"\b(?:TO[D]O|FIX[M]E|XX[X]|HAC[K])\b") == []


def test_no_binary_and_no_foreign_file_is_tracked():
    foreign = [path for path in files() if path.suffix in FOREIGN or ".min." in path.name]

    assert foreign == []
