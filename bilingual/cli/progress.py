"""How a run looks while it runs: a bar on a terminal, plain lines elsewhere, JSON for programs."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

from bilingual.pipeline.listener import Listener
from bilingual.wording import clock

if TYPE_CHECKING:
    from typing import Self

    from rich.console import Console

    from bilingual.errors import InputError
    from bilingual.pipeline.report import Report


class Meter(Listener):
    """Counts, reckons the time left, and calls ``show`` at most once in ``interval`` seconds. A context manager."""

    interval = 10.0

    def __init__(self, console: Console) -> None:
        self._console = console
        self._size = self._size_found = 0
        self.articles = self.sentences = self.reused = self.translated_sentences = 0
        self._new_characters = self._translated_characters = 0
        self._started = self._shown = time.monotonic()
        self._translating_since: float | None = None

    def note(self, message: str) -> None:
        """Print it."""
        self._console.print(message, markup=False, highlight=False, soft_wrap=True)

    def skipped(self, error: InputError) -> None:
        """Print it."""
        self.note(f"skipped: {error}")

    def expecting(self, size: int) -> None:
        """Keep for ``share``."""
        self._size = size

    def read(self, segments: int) -> None:
        """Count."""
        self.articles += 1
        self.sentences += segments
        self._tell()

    def found(self, reused: int, new: int, new_characters: int, size: int) -> None:
        """Count."""
        self.reused += reused
        self._new_characters += new_characters
        self._size_found += size
        if new and self._translating_since is None:
            self._translating_since = time.monotonic()
        self._tell()

    def translated(self, sentences: int, characters: int) -> None:
        """Count."""
        self.translated_sentences += sentences
        self._translated_characters += characters
        self._tell()

    @property
    def speed(self) -> float:
        """Sentences translated in a second."""
        if self._translating_since is None:
            return 0.0
        return self.translated_sentences / max(1e-6, time.monotonic() - self._translating_since)

    @property
    def share(self) -> float:
        """How much of the work is done, 0 to 1.

        Work is reckoned in characters to be translated (in proportion to tokens; sentences differ too much in length),
        and those of sources not yet read are taken to be as many per byte as those of the others.
        """
        expected = self._new_characters * max(1.0, self._size / max(1, self._size_found))
        if not expected:
            return min(1.0, self._size_found / max(1, self._size))
        return min(1.0, self._translated_characters / expected)

    @property
    def seconds_left(self) -> float | None:
        """How long it will take from here, or None while nobody can know."""
        if self._translating_since is None or not self.share:
            return None
        return (time.monotonic() - self._translating_since) * (1 - self.share) / self.share

    def stopped(self, reason: str) -> bool:
        """Say why the run came to nothing, and return True; or return False, and the command line will say it."""
        del reason
        return False

    def show(self) -> None:
        """Show how far it is."""

    def _tell(self) -> None:
        now = time.monotonic()
        if now - self._shown >= self.interval:
            self._shown = now
            self.show()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Put away what was drawn."""


class PlainMeter(Meter):
    """Prints a line every ten seconds: rare enough for a log."""

    def show(self) -> None:
        """Print a line."""
        left = self.seconds_left
        self.note(
            f"{self.articles:,} articles read, {self.sentences:,} sentences, {self.reused:,} reused, "
            f"{self.translated_sentences:,} translated, {self.speed:.0f} sentences/s"
            + (f", {clock(left)} left" if left is not None else "")
        )


class BarMeter(Meter):
    """Draws a bar."""

    interval = 0.1

    def __init__(self, console: Console) -> None:
        super().__init__(console)
        self._bar = Progress(
            SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), console=console, transient=True
        )
        self._task = self._bar.add_task("starting", total=None)

    def show(self) -> None:
        """Move the bar."""
        left = self.seconds_left
        counts = (
            f"{self.articles:,} articles, {self.sentences:,} sentences: {self.reused:,} reused, "
            f"{self.translated_sentences:,} translated, {self.speed:.0f}/s"
        )
        self._bar.update(
            self._task,
            total=1.0,
            completed=self.share,
            description=counts + (f", {clock(left)} left" if left is not None else ""),
        )

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()


class JsonMeter(Meter):
    """Prints a JSON object for every event, and one a second for how far it is."""

    interval = 1.0

    def note(self, message: str) -> None:
        """Print it."""
        self._print("note", message=message)

    def skipped(self, error: InputError) -> None:
        """Print it."""
        self._print("skipped", message=error.message, remedy=error.remedy)

    def finished(self, report: Report) -> None:
        """Print the whole report."""
        self._print("finished", **report.record())

    def stopped(self, reason: str) -> bool:
        """Print it."""
        self._print("stopped", message=reason)
        return True

    def show(self) -> None:
        """Print how far it is."""
        left = self.seconds_left
        self._print(
            "progress",
            articles=self.articles,
            sentences=self.sentences,
            reused=self.reused,
            translated=self.translated_sentences,
            sentences_per_second=round(self.speed, 1),
            share=round(self.share, 4),
            seconds_left=None if left is None else round(left),
        )

    def _print(self, event: str, **fields: object) -> None:
        seconds = round(time.monotonic() - self._started, 3)
        # Not by way of rich, which may fold what it prints.
        self._console.file.write(json.dumps({"event": event, "seconds": seconds, **fields}) + "\n")
        self._console.file.flush()


def meter(console: Console, log_format: str) -> Meter:
    """Return the meter that suits where ``console`` goes; ``log_format`` is ``text`` or ``json``."""
    if log_format == "json":
        return JsonMeter(console)
    return BarMeter(console) if console.is_terminal else PlainMeter(console)
