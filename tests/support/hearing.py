"""A listener that keeps what it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.pipeline.listener import Listener

if TYPE_CHECKING:
    from bilingual.errors import InputError


class Heard(Listener):
    """Keeps the notes, and what was said of sources that were skipped."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.errors: list[str] = []

    def note(self, message: str) -> None:
        self.notes.append(message)

    def skipped(self, error: InputError) -> None:
        self.errors.append(str(error))
