"""Zip archives of parts, as office documents are: the same parts give the same bytes, whatever the clock says."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def packed(parts: Iterable[tuple[str, bytes]], stored: tuple[str, bytes] | None = None) -> bytes:
    """Return an archive of parts by their names, of the beginning of 1980; ``stored`` is first, and not compressed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        if stored is not None:
            archive.writestr(zipfile.ZipInfo(stored[0]), stored[1], zipfile.ZIP_STORED)
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
