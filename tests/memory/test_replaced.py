"""What the machine had made of corrected sentences, as the corrections file says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bilingual.memory import Memory
from bilingual.memory.decisions import WAS, Decision

if TYPE_CHECKING:
    from pathlib import Path

FR_EN = ("fr", "en")


def _corrected(target: str, was: object = None, **more: object) -> Decision:
    facts = {"languages": FR_EN, "source": "Oui.", "target": target, "more": {} if was is None else {WAS: was}}
    return Decision(**facts | more)  # type: ignore[arg-type]


def _machine(memory: Memory) -> dict[tuple[str, str], str]:
    return dict(memory.decided(FR_EN, ["Oui.", "Non."]).machine)


def test_it_is_what_stands_with_the_correction_in_force(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    with Memory(path) as memory:
        assert _machine(memory) == {}
        memory.record(
            [_corrected("Yes.", "Yea."), _corrected("Yes!", "Yea.", article="a", text_sha256="0", occurrence=1)]
        )
        assert _machine(memory) == {("Oui.", "Yes."): "Yea.", ("Oui.", "Yes!"): "Yea."}
        # One of which nobody said it; and the first again, by a program that does not say it.
        memory.record([_corrected("Indeed.")])
        assert ("Oui.", "Indeed.") not in _machine(memory)
        memory.record([_corrected("Yes.")])
        assert _machine(memory)["Oui.", "Yes."] == "Yea."
        assert memory.decided(("fr", "de"), ["Oui."]).machine == {}
    path.unlink()
    with Memory(path) as memory:
        assert _machine(memory)["Oui.", "Yes."] == "Yea."


@pytest.mark.parametrize("was", [7, ["Yea."], "", {"en": "Yea."}])
def test_what_is_no_text_is_none(tmp_path: Path, was: object) -> None:
    with Memory(tmp_path / "memory.sqlite") as memory:
        memory.record([_corrected("Yes.", was)])
        assert _machine(memory) == {}


def test_half_a_character_is_none() -> None:
    line = _corrected("Yes.", "Yea.").line().replace(b"Yea.", b"\\ud800")
    with pytest.raises(ValueError, match="checksum"):
        Decision.parse(line)
    assert _corrected("Yes.", "\ud800").was is None
