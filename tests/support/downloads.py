"""Downloads as tests try them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bilingual.models.install.download import Client

if TYPE_CHECKING:
    from pathlib import Path

DATA = bytes(range(256)) * 12_000  # 3 MB


class Told(NamedTuple):
    """A client, and what it said and how long it waited."""

    client: Client
    notes: list[str]
    waits: list[float]

    @classmethod
    def new(cls) -> Told:
        """Return one with a client that does not really wait."""
        notes: list[str] = []
        waits: list[float] = []
        return cls(Client(notes.append, timeout=60.0, sleep=waits.append), notes, waits)


def download(client: Client, url: str, path: Path) -> list[tuple[int, int | None]]:
    """Download, and return what the client said of its progress."""
    progress: list[tuple[int, int | None]] = []
    client.download(url, path, lambda size, total: progress.append((size, total)))
    return progress
