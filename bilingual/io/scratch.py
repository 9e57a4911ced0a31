"""A folder that lasts as long as a piece of work: files are written there as in an output folder, and copied out."""

from __future__ import annotations

import contextlib
import hashlib
import io
from typing import IO, TYPE_CHECKING

from bilingual.io.files import output_errors
from bilingual.io.inside import place
from bilingual.io.output import BUFFER_BYTES, Digesting, OutputFolder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Self


class ScratchFolder(OutputFolder):
    """An output folder that is one's own and empty, and of which nothing need last: no lock, no ledger, no staging.

    ``written`` has the size and SHA-256 of each file that is complete. Raises OutputError.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.written: dict[str, tuple[int, str]] = {}

    def __enter__(self) -> Self:
        with output_errors(self.path):
            self.path.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(self, *_: object) -> None:
        return

    @contextlib.contextmanager
    def create(self, name: str, format_: str, key: str = "") -> Iterator[IO[str]]:  # noqa: ARG002 - nobody asks
        """Open a UTF-8 text file; line ends are written as given."""
        path = place(self.path, name)
        with output_errors(path), path.open("wb", buffering=0) as raw:
            digest = Digesting(raw)
            stream = io.TextIOWrapper(io.BufferedWriter(digest, BUFFER_BYTES), encoding="utf-8", newline="")
            yield stream
            stream.flush()
            self.written[name] = (raw.tell(), digest.sha256)

    @contextlib.contextmanager
    def create_binary(self, name: str, format_: str, key: str = "") -> Iterator[IO[bytes]]:  # noqa: ARG002 - nobody asks
        """Open a file of bytes, in which one can seek."""
        path = place(self.path, name)
        with output_errors(path), path.open("wb+") as stream:
            yield stream
            stream.seek(0)
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
            self.written[name] = (stream.tell(), sha256)

    @contextlib.contextmanager
    def rewrite(self, name: str, format_: str) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
        """Open a file that was just created, to read, and one to write, which takes its place."""
        path = place(self.path, name)
        before = path.with_name(f"{path.name}.before")
        with output_errors(path):
            path.replace(before)
            with before.open("rb") as old, self.create_binary(name, format_) as new:
                yield old, new
            before.unlink()

    def publish(self) -> None:
        """Do nothing: what is written is there."""
