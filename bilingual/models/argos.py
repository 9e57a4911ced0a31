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

    Where that is not allowed, the folders go to a temporary place. What it has to say does not belong on stdout.
    """
    with contextlib.redirect_stdout(sys.stderr):
        try:
            import argostranslate.package
        except (OSError, RuntimeError):
            with tempfile.TemporaryDirectory() as folder, _environment(folder):
                import argostranslate.package
    return argostranslate.package


@contextlib.contextmanager
def _environment(folder: str) -> Iterator[None]:
    names = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "ARGOS_PACKAGES_DIR")
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(dict.fromkeys(names, folder))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
