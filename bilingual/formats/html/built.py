"""Style and scripts as pages carry them: small, made by ``tools/assets.py`` of the readable sources in ``assets/``.

What is made ships in ``assets/built/``, so that nobody needs a minifier but who changes a source. Beside it lie the
digests of the sources, by which a test sees that it follows from them.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib import resources

_SOURCES = resources.files(__package__) / "assets"
_BUILT = _SOURCES / "built"
DIGESTS = "sources.json"


@cache
def built(name: str) -> str:
    """Return a style sheet or a program as it was made: ``article.css``, ``article.js``, ``search.js``."""
    return (_BUILT / name).read_text(encoding="utf-8")


def source(name: str) -> str:
    """Return a style sheet or a script as it was written."""
    return (_SOURCES / name).read_text(encoding="utf-8")


def digests() -> dict[str, str]:
    """Return the SHA-256 digest of each source, by its name."""
    files = (file for file in _SOURCES.iterdir() if file.name.endswith((".css", ".js", ".json")))
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(files, key=lambda file: file.name)
    }


def built_of() -> dict[str, str]:
    """Return the digests of the sources that what ships was made of."""
    found: dict[str, str] = json.loads(built(DIGESTS))
    return found
