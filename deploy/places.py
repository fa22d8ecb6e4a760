"""Where things lie: everything that is made lives under `var/` and `.venv/`."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
LOGS = VAR / "log"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCK = ROOT / "requirements-dev.txt"
CATALOGUES = ROOT / "locale"
DEMO = VAR / "demo"
