"""``argostranslate.package``, imported without what its import does to the user's home."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


def package_module() -> Any:  # noqa: ANN401 - argostranslate ships no types
    """Return the module ``argostranslate.package``, whose settings module creates folders in the user's home.

    Where that is not allowed, or Argos's settings are such that it cannot be imported, the folders go to a temporary
    place, and no settings count. What it has to say does not belong on stdout.
    """
    with contextlib.redirect_stdout(sys.stderr):
        try:
            import argostranslate.package
        except (OSError, RuntimeError, AssertionError, LookupError, TypeError, ValueError):
            with tempfile.TemporaryDirectory() as folder, _environment(folder):
                import argostranslate.package
    return argostranslate.package


@contextlib.contextmanager
def _environment(folder: str) -> Iterator[None]:
    places = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
    settings = [name for name in os.environ if name == "SNAP" or name.startswith("ARGOS_")]
    before = {name: os.environ.pop(name, None) for name in (*places, *settings)}
    os.environ.update(dict.fromkeys(places, folder))
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
