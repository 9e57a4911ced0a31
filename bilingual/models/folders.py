"""Where packages and what is made of them lie."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

from bilingual.io.regular import read_regular

_PROGRAM = "argos-translate"
# What no file of settings reaches.
_MOST_BYTES = 1 << 20
_HERE = Path(__file__).parents[1]
# The wheel carries the starter inside the package; a checkout keeps it beside the package.
STARTER_FOLDERS = (_HERE / "starter", _HERE.parent / "models")


def packages_folder() -> Path:
    """Return where argostranslate keeps its packages, and we ours; it need not exist.

    As ``argostranslate.settings`` has it: ARGOS_PACKAGES_DIR from the environment or Argos's own settings file, else a
    folder in the user's data (XDG Base Directory Specification). Importing that module would create folders.
    """
    if named := os.environ.get("ARGOS_PACKAGES_DIR") or _from_settings("ARGOS_PACKAGES_DIR"):
        return Path(named)
    return Path(os.environ.get("XDG_DATA_HOME") or home() / ".local" / "share") / _PROGRAM / "packages"


def cache_folder() -> Path:
    """Return where bilingual keeps what it can make again (XDG Base Directory Specification); it need not exist."""
    return Path(os.environ.get("XDG_CACHE_HOME") or home() / ".cache") / "bilingual"


def home() -> Path:
    """Return the user's home, or for a user without one a place where nothing is and nothing can be written."""
    try:
        return Path.home()
    except RuntimeError:
        return Path(os.devnull)


def _from_settings(name: str) -> str | None:
    """Return a value of Argos's settings file; what is no such file says nothing."""
    path = Path(os.environ.get("XDG_CONFIG_HOME") or home() / ".config") / _PROGRAM / "settings.json"
    with contextlib.suppress(OSError, ValueError, RecursionError):
        settings = json.loads(read_regular(path, _MOST_BYTES))
        value = settings.get(name) if isinstance(settings, dict) else None
        return value if isinstance(value, str) and "\0" not in value else None
    return None
