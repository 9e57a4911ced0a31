from __future__ import annotations

import io

import pytest
from rich.console import Console

from bilingual.cli.progress import BarMeter, JsonMeter, Meter, PlainMeter, meter


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


def test_work_is_reckoned_in_characters_and_in_proportion_to_what_is_not_yet_read() -> None:
    running = Meter(_console())
    assert (running.share, running.seconds_left) == (0.0, None)
    _half_way(running)
    assert running.share == pytest.approx(0.5)
    assert running.seconds_left is not None
    assert running.seconds_left >= 0
    running.found(10, 0, 0, 500)
    assert running.share == 1.0


def test_plain_lines() -> None:
    console = _console()
    running = PlainMeter(console)
    _half_way(running)
    running.show()
    assert _said(console).startswith("1 articles read, 10 sentences, 2 reused, 8 translated, ")


def test_the_bar() -> None:
    console = _console(terminal=True)
    with BarMeter(console) as running:
        _half_way(running)
        running.show()
    assert "8 translated" in _said(console)


def test_what_suits_where_it_goes() -> None:
    assert type(meter(_console(), "text")) is PlainMeter
    assert type(meter(_console(terminal=True), "text")) is BarMeter
    assert type(meter(_console(terminal=True), "json")) is JsonMeter
