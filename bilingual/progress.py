"""How a run looks while it runs: a bar on a terminal, plain lines elsewhere. All of it goes to standard error."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn

from bilingual.pipeline import Listener

if TYPE_CHECKING:
    from typing import Self

    from rich.console import Console

# Plain lines are for logs: rare enough to be read.
_SECONDS_BETWEEN_LINES = 10.0


class PlainListener(Listener):
    """Prints a line for what matters, and one every ten seconds while translating."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._articles = self._sentences = self._sentences_done = self._characters = self._characters_done = 0
        self._started = self._printed = time.monotonic()

    def note(self, message: str) -> None:
        """Print a line."""
        self._console.print(message, markup=False, highlight=False, soft_wrap=True)

    def reading(self, articles: int) -> None:
        """Count."""
        self._articles = articles

    def translating(self, sentences: int, characters: int) -> None:
        """Say what is ahead."""
        if not self._sentences:
            self._started = time.monotonic()
        self._sentences += sentences
        self._characters += characters
        self.note(f"read {self._articles:,} articles; {self._sentences:,} distinct sentences to translate")

    def translated(self, sentences: int, characters: int) -> None:
        """Count, and say now and then how far it is."""
        self._sentences_done += sentences
        self._characters_done += characters
        now = time.monotonic()
        if now - self._printed >= _SECONDS_BETWEEN_LINES:
            self._printed = now
            done = self._characters_done / max(1, self._characters)
            left = (now - self._started) * (1 - done) / max(done, 1e-9)
            self.note(
                f"translated {self._sentences_done:,} of {self._sentences:,} sentences, "
                f"{self._rate(now):.0f} a second, {left:.0f} seconds left"
            )

    def _rate(self, now: float) -> float:
        return self._sentences_done / max(1e-9, now - self._started)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to put away."""


class BarListener(PlainListener):
    """Draws a bar with the speed and the time left, reckoned in characters, since sentences differ in length."""

    def __init__(self, console: Console) -> None:
        super().__init__(console)
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[speed]}"),
            TimeRemainingColumn(compact=True),
            console=console,
            transient=True,
        )
        self._task = self._bar.add_task("starting", total=None, speed="")

    def reading(self, articles: int) -> None:
        """Show the count."""
        super().reading(articles)
        self._bar.update(self._task, description=f"reading, {articles:,} articles")

    def translating(self, sentences: int, characters: int) -> None:
        """Set the bar's length."""
        if not self._sentences:
            self._started = time.monotonic()
        self._sentences += sentences
        self._characters += characters
        self._bar.update(self._task, total=self._characters, description=f"translating {self._sentences:,} sentences")

    def translated(self, sentences: int, characters: int) -> None:
        """Move the bar."""
        self._sentences_done += sentences
        self._characters_done += characters
        speed = f"{self._rate(time.monotonic()):.0f} sentences/s"
        self._bar.update(self._task, completed=self._characters_done, speed=speed)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()


def listener(console: Console) -> PlainListener:
    """Return the listener that suits where ``console`` goes."""
    return BarListener(console) if console.is_terminal else PlainListener(console)
