"""How a run looks while it runs: a bar on a terminal, plain lines elsewhere, JSON for programs."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Protocol

import typer
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

from bilingual import wording
from bilingual.cli.errors import Interrupted, explained
from bilingual.pipeline.listener import Listener

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from rich.console import Console

    from bilingual.errors import InputError
    from bilingual.pipeline.listener import Counts


class Recorded(Protocol):
    """What a run did, as a record that JSON takes."""

    def record(self) -> dict[str, Any]:
        """Return everything."""


class Meter(Listener):
    """Counts, estimates the time left, and calls ``show`` at most once in ``interval`` seconds. A context manager.

    ``clock`` gives the seconds since any moment; ``translating`` says whether anything is translated in the run, and
    ``in_shards`` whether that is kept by the shard.
    """

    interval = 10.0
    translating = True
    in_shards = False

    def __init__(self, console: Console, clock: Callable[[], float] = time.monotonic) -> None:
        self._console = console
        self._clock = clock
        self._size = self._size_found = 0
        self.articles = self.sentences = self.reused = self.translated_sentences = 0
        self._new_characters = self._translated_characters = 0
        self._started = self._shown = clock()
        self._translating_since: float | None = None

    def note(self, message: str) -> None:
        """Print a message on a line of its own, as it stands."""
        self._console.print(message, markup=False, highlight=False, soft_wrap=True)

    def skipped(self, error: InputError) -> None:
        """Print which source was skipped, and why."""
        self.note(f"skipped: {error}")

    def expecting(self, size: int) -> None:
        """Take down how much there is to do."""
        self._size = size

    def read(self, segments: int) -> None:
        """Count an article and its sentences."""
        self.articles += 1
        self.sentences += segments
        self._tell()

    def found(self, reused: int, new: int, new_characters: int, size: int) -> None:
        """Count what the memory had and what is to be translated, and note when translating began."""
        self.reused += reused
        self._new_characters += new_characters
        self._size_found += size
        if new and self._translating_since is None:
            self._translating_since = self._clock()
        self._tell()

    def translated(self, sentences: int, characters: int) -> None:
        """Count what is translated."""
        self.translated_sentences += sentences
        self._translated_characters += characters
        self._tell()

    def counted(self, counts: Counts) -> None:
        """Take down how far all machines are together."""
        self.articles, self.sentences, self.reused = counts.articles, counts.sentences, counts.reused
        self._new_characters, self._size_found = counts.new_characters, counts.size
        self.translated_sentences, self._translated_characters = counts.translated, counts.translated_characters
        if self._translating_since is None:
            self._translating_since = self._clock()
        self._tell()

    @property
    def speed(self) -> float:
        """Sentences translated in a second."""
        if self._translating_since is None:
            return 0.0
        return self.translated_sentences / max(1e-6, self._clock() - self._translating_since)

    @property
    def share(self) -> float:
        """How much of the work is done, 0 to 1.

        Work is estimated in characters to be translated (in proportion to tokens; sentences differ too much in length),
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
        return (self._clock() - self._translating_since) * (1 - self.share) / self.share

    @property
    def left(self) -> str:
        """How long it will take, as the end of a line; empty while nobody can know."""
        return "" if (seconds := self.seconds_left) is None else f", {wording.clock(seconds)} left"

    @property
    def kept(self) -> str:
        """What an interrupted run leaves, and how to go on from there."""
        if not self.translating:
            return "nothing was written, and the corpus is as it was; run the same command again."
        if self.in_shards:
            return f"{self.share:.0%} done; finished shards are kept: run the same command again to go on."
        return (
            f"{self.share:.0%} done, {wording.count(self.translated_sentences, 'sentence')} translated and kept; "
            "run the same command again to go on."
        )

    def finished(self, report: Recorded) -> None:
        """Hear what a run did. Here, to say nothing of it."""

    def show(self) -> None:
        """Show how much is read and translated, and how long the rest will take. Here, nowhere."""

    def _tell(self) -> None:
        now = self._clock()
        if now - self._shown >= self.interval:
            self._shown = now
            self.show()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        """Put away what was drawn. Raises Interrupted, with what is kept, where the run was interrupted."""
        if isinstance(error, KeyboardInterrupt):
            raise Interrupted(self.kept) from error


class PlainMeter(Meter):
    """Prints a line every ten seconds: rare enough for a log."""

    def show(self) -> None:
        """Print what is read and translated so far, the speed and the time left, on one line."""
        read = f"{wording.count(self.articles, 'article')} read, {wording.count(self.sentences, 'sentence')}"
        made = (
            f", {self.reused:,} reused, {self.translated_sentences:,} translated, "
            f"{self.speed:.0f} sentences/s{self.left}"
        )
        self.note(read + made * self.translating)


class BarMeter(Meter):
    """Draws a bar."""

    interval = 0.1

    def __init__(self, console: Console, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(console, clock)
        self._bar = Progress(
            SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), console=console, transient=True
        )
        self._task = self._bar.add_task("starting", total=None)

    def show(self) -> None:
        """Move the bar."""
        counts = f"{wording.count(self.articles, 'article')}, {wording.count(self.sentences, 'sentence')}"
        if self.translating:
            counts += (
                f": {self.reused:,} reused, {self.translated_sentences:,} translated, {self.speed:.0f}/s{self.left}"
            )
        self._bar.update(self._task, total=1.0, completed=self.share, description=counts)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        self._bar.stop()
        super().__exit__(kind, error, trace)


class JsonMeter(Meter):
    """Prints a JSON object for every event, and one a second for how far it is."""

    interval = 1.0

    def note(self, message: str) -> None:
        """Print a message as an event."""
        self._print("note", message=message)

    def skipped(self, error: InputError) -> None:
        """Print, as an event, why a source was skipped and what to do about it."""
        self._print("skipped", message=error.message, remedy=error.remedy)

    def finished(self, report: Recorded) -> None:
        """Print the report of the build, with all its counts, as the last event."""
        self._print("finished", **report.record())

    def show(self) -> None:
        """Print, as an event, what is read and translated so far, the speed and the time left."""
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

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        """Print why the run came to nothing, as an event: nothing but JSON goes where programs listen."""
        if isinstance(error, KeyboardInterrupt):
            self._print("stopped", message=self.kept)
            raise Interrupted from error
        if isinstance(error, Exception) and not isinstance(error, BrokenPipeError):  # nobody listens any more
            message, code = explained(error)
            self._print("stopped", message=message)
            raise typer.Exit(code) from error

    def _print(self, event: str, **fields: object) -> None:
        seconds = round(self._clock() - self._started, 3)
        # Not by way of rich, which may fold what it prints.
        import json  # late: a command that starts does not need it

        self._console.file.write(json.dumps({"event": event, "seconds": seconds, **fields}) + "\n")
        self._console.file.flush()


def meter(console: Console, log_format: str, clock: Callable[[], float] = time.monotonic) -> Meter:
    """Return the meter that suits where ``console`` goes; ``log_format`` is ``text`` or ``json``."""
    if log_format == "json":
        return JsonMeter(console, clock)
    return BarMeter(console, clock) if console.is_terminal else PlainMeter(console, clock)
