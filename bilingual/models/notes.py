"""What takes time to find out, noted in the cache: a JSON object a file, each with the facts that it holds for."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.io.regular import read_regular
from bilingual.models.folders import cache_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_HEXADECIMAL = re.compile(r"[0-9a-f]{8,64}")
# What no note reaches.
_MOST_BYTES = 1 << 20
# A file that was changed less than this before it was looked at may change once more at what its clock calls the same
# time, in seconds; file systems count in steps of up to two.
_YOUNG = 3.0


def noted(kind: str, facts: Mapping[str, object], find_out: Callable[[], str], *, keep: bool = True) -> str:
    """Return the hexadecimal digest that is noted for these facts, else the one that ``find_out`` gives, noted if so.

    ``kind`` names a folder of the cache; ``facts`` are what JSON takes. With ``keep`` unset, nothing new is noted, nor
    is an empty string ever. A cache that is damaged, or cannot be read or written, costs time alone.
    """
    key = json.dumps(facts, sort_keys=True)
    path = cache_folder() / kind / f"{hashlib.sha256(key.encode('utf-8', 'surrogateescape')).hexdigest()[:32]}.json"
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
        record = json.loads(read_regular(path, _MOST_BYTES))
        if record["facts"] == json.loads(key) and _HEXADECIMAL.fullmatch(record["found"]):
            return str(record["found"])
    found = find_out()
    if found and keep:
        with contextlib.suppress(OSError):
            _write(path, json.dumps({"found": found, "facts": json.loads(key)}, sort_keys=True, indent=1) + "\n")
    return found


def of_files(kind: str, paths: Sequence[Path], find_out: Callable[[], str]) -> str:
    """Return what is noted of files whose sizes and times are as they were then, else what ``find_out`` gives.

    Among the times is that of the last change of the file's entry, which no program sets. Raises OSError.
    """
    states = [path.stat() for path in paths]
    facts = {
        "files": [
            [str(path.absolute()), one.st_size, one.st_mtime_ns, one.st_ctime_ns, one.st_ino, one.st_dev]
            for path, one in zip(paths, states, strict=True)
        ]
    }
    settled = time.time() - max((max(one.st_mtime, one.st_ctime) for one in states), default=0.0) > _YOUNG
    return noted(kind, facts, find_out, keep=settled)


def _write(path: Path, text: str) -> None:
    """Replace a file at once: another process may be at the same. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
