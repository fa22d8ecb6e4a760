"""The site's own settings, in a folder that goes away, without the machine's `var/.env`."""

import os
from pathlib import Path

# Of this process alone; conftest makes it and takes it away.
_FOLDER = Path(__file__).resolve().parent.parent / "var" / "tests" / str(os.getpid())

os.environ["ENV_FILE"] = str(_FOLDER / "none")
os.environ["SECRET_KEY"] = "only-for-tests"
os.environ["DATA_DIR"] = str(_FOLDER)
os.environ["ELASTICSEARCH_URL"] = ""
os.environ["BASE_URL"] = "http://testserver"
# Browser tests keep an event loop in the main thread, where Django would refuse every query.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from config.settings import *  # noqa: E402, F403
from config.settings import DATABASES, STORAGES  # noqa: E402

DEBUG = False
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
AXES_ENABLED = False
# One process is one site here, and emptying it after each test takes no time.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "texts": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "texts"},
}

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: threads of the concurrency tests and of the live server share it.
    DATABASES["default"]["TEST"] = {"NAME": str(_FOLDER / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = DATABASES["default"]["OPTIONS"][
        "init_command"
    ].replace("synchronous=FULL", "synchronous=OFF")
