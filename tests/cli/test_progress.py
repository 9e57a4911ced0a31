from __future__ import annotations

import io
import json

import pytest
from rich.console import Console

from bilingual.cli.errors import Interrupted
from bilingual.cli.progress import BarMeter, JsonMeter, Meter, PlainMeter, meter


class Clock:
    """A clock that goes when it is told to."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def _console(*, terminal: bool = False) -> Console:
    return Console(file=io.StringIO(), force_terminal=terminal, width=120)


def _said(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def _half_way(running: Meter) -> None:
    running.expecting(1_000)
    running.read(10)
    running.found(2, 8, 800, 500)
    running.translated(8, 800)


def test_work_is_estimated_in_characters_and_in_proportion_to_what_is_not_yet_read() -> None:
    clock = Clock()
    running = Meter(_console(), clock)
    assert (running.share, running.seconds_left, running.speed) == (0.0, None, 0.0)
    _half_way(running)
    clock.now += 4
    assert running.share == pytest.approx(0.5)
    assert running.seconds_left == pytest.approx(4)
    assert running.speed == pytest.approx(2)
    running.found(10, 0, 0, 500)
    assert running.share == 1.0


def test_plain_lines() -> None:
    clock, console = Clock(), _console()
    running = PlainMeter(console, clock)
    _half_way(running)
    clock.now += 4
    running.show()
    assert _said(console) == ("1 article read, 10 sentences, 2 reused, 8 translated, 2 sentences/s, 0:04 left\n")


@pytest.mark.parametrize(("kind", "seconds"), [(PlainMeter, 10), (JsonMeter, 1)])
def test_how_often_progress_is_told(kind: type[Meter], seconds: float) -> None:
    clock, console = Clock(), _console()
    with kind(console, clock) as running:
        running.read(1)
        clock.now += seconds * 0.9
        running.read(1)
        assert _said(console) == ""
        clock.now += seconds * 0.2
        running.read(1)
        running.read(1)
        assert _said(console).count("\n") == 1


def test_json_lines() -> None:
    clock, console = Clock(), _console()
    running = JsonMeter(console, clock)
    _half_way(running)
    clock.now += 4
    running.show()
    assert json.loads(_said(console)) == {
        "event": "progress",
        "seconds": 4.0,
        "articles": 1,
        "sentences": 10,
        "reused": 2,
        "translated": 8,
        "sentences_per_second": 2.0,
        "share": 0.5,
        "seconds_left": 4,
    }


def test_the_bar() -> None:
    console = _console(terminal=True)
    with BarMeter(console, Clock()) as running:
        _half_way(running)
        running.show()
    assert "8 translated" in _said(console)


def _interrupt(running: Meter) -> str:
    _half_way(running)
    with pytest.raises(Interrupted) as caught, running:
        raise KeyboardInterrupt
    return caught.value.message


@pytest.mark.parametrize("kind", [PlainMeter, BarMeter])
def test_an_interrupt_tells_what_is_kept(kind: type[Meter]) -> None:
    said = _interrupt(kind(_console(), Clock()))
    assert said == "50% done, 8 sentences translated and kept; run the same command again to go on."


def test_an_interrupt_is_an_event_for_programs() -> None:
    console = _console()
    assert _interrupt(JsonMeter(console, Clock())) == ""
    event = json.loads(_said(console))
    assert event["event"] == "stopped"
    assert event["message"] == "50% done, 8 sentences translated and kept; run the same command again to go on."


def test_what_suits_where_it_goes() -> None:
    assert type(meter(_console(), "text")) is PlainMeter
    assert type(meter(_console(terminal=True), "text")) is BarMeter
    assert type(meter(_console(terminal=True), "json")) is JsonMeter


@pytest.mark.parametrize("kind", [PlainMeter, BarMeter])
def test_an_interrupt_of_shards_promises_no_sentence_of_the_shard_in_hand(kind: type[Meter]) -> None:
    meter = kind(_console(), Clock())
    meter.in_shards = True
    assert _interrupt(meter) == "50% done; finished shards are kept: run the same command again to go on."
