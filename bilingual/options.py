"""What a run can be told, merged once: defaults < ``bilingual.toml`` < environment < flags."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bilingual.errors import UsageError
from bilingual.languages import parse_code

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

CONFIG = "bilingual.toml"
_PREFIX = "BILINGUAL_"
_SWITCHES = {"1": True, "yes": True, "true": True, "on": True, "0": False, "no": False, "false": False, "off": False}


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a run; docs/commands.md says what each does.

    ``source`` and ``target`` are language codes (see ``languages.py``). ``threads`` of 0 means all available cores.
    """

    source: str = "fr"
    target: str = "en"
    out: Path = Path("output")
    model: Path | None = None
    memory: Path | None = None
    formats: tuple[str, ...] = ("jsonl", "html")
    beam: int = 4
    threads: int = 0
    batch_tokens: int = 512
    device: str = "auto"
    repair: bool = True
    glossary: Path | None = None

    @property
    def pair(self) -> tuple[str, str]:
        """The codes of source and target language."""
        return self.source, self.target


# What the options are called outside, where that is no name for a field of Python's.
OUTSIDE = {"source": "from", "target": "to"}
DEVICES = ("auto", "cpu", "cuda")


def _formats(value: object) -> tuple[str, ...]:
    names = value.split(",") if isinstance(value, str) else value
    if not isinstance(names, (list, tuple)) or not all(isinstance(name, str) for name in names):
        raise ValueError("a list of format names is wanted")
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


def _path(value: object) -> Path:
    if not isinstance(value, (str, Path)) or not str(value) or "\0" in str(value):
        raise ValueError("a path is wanted")
    return Path(value)


def _between(least: int, most: int) -> Callable[[Any], int]:
    def parse(value: Any) -> int:  # noqa: ANN401 - whatever a configuration file holds
        if not isinstance(value, (str, int)) or isinstance(value, bool) or not least <= int(value) <= most:
            raise ValueError(f"a number from {least:,} to {most:,} is wanted")
        return int(value)

    return parse


def _device(value: object) -> str:
    if value not in DEVICES:
        raise ValueError(f"{', '.join(DEVICES)} are the devices")
    return str(value)


def _switch(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if not isinstance(value, str) or value.lower() not in _SWITCHES:
        raise ValueError("yes or no is wanted")
    return _SWITCHES[value.lower()]


_PARSERS: dict[str, Callable[[Any], object]] = {
    "source": parse_code,
    "target": parse_code,
    "out": _path,
    "model": _path,
    "memory": _path,
    "formats": _formats,
    "beam": _between(1, 100),
    "threads": _between(0, 1_000),
    "batch_tokens": _between(1, 1_000_000),
    "device": _device,
    "repair": _switch,
    "glossary": _path,
}


def merge(flags: Mapping[str, object], environment: Mapping[str, str], config: Path = Path(CONFIG)) -> Options:
    """Return the options of a run. Raises UsageError for an unknown name or an impossible value.

    ``flags`` maps option names to what the command line gave, None where it gave nothing; ``environment`` is searched
    for BILINGUAL_OUT and so on; ``config`` is a TOML file with the same names in lower case, which need not exist.
    Outside, the languages are called ``from`` and ``to``.
    """
    names = {OUTSIDE.get(field.name, field.name): field.name for field in fields(Options)}
    in_file = _read(config, list(names))
    layers: list[tuple[str, Mapping[str, object]]] = [
        (f"'{config}'", {names[outside]: value for outside, value in in_file.items()}),
        ("the environment", {name: environment.get(_PREFIX + out.upper()) or None for out, name in names.items()}),
        ("the command line", flags),
    ]
    options = Options()
    for where, layer in layers:
        for name, value in layer.items():
            if value is not None:
                try:
                    options = replace(options, **{name: _PARSERS[name](value)})  # type: ignore[arg-type]
                except (TypeError, ValueError) as error:
                    outside = OUTSIDE.get(name, name)
                    raise UsageError(
                        f"'{value}' is no value for {outside} in {where} ({error})", "Correct it"
                    ) from error
    return options


def _read(config: Path, names: list[str]) -> dict[str, Any]:
    try:
        table = tomllib.loads(config.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(f"'{config}' cannot be read ({error})", "Correct or remove it") from error
    if unknown := sorted(set(table) - set(names)):
        raise UsageError(f"'{config}' names an unknown option '{unknown[0]}'", f"Use {', '.join(names)}")
    return table
