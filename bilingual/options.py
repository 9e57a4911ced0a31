"""What a run can be told, merged once: defaults < ``bilingual.toml`` < environment < flags."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bilingual.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

CONFIG = "bilingual.toml"
_PREFIX = "BILINGUAL_"


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a run; README.md says what each does. ``threads`` of 0 means all available cores."""

    out: Path = Path("output")
    model: Path | None = None
    memory: Path | None = None
    formats: tuple[str, ...] = ("jsonl", "html")
    beam: int = 4
    threads: int = 0
    batch_tokens: int = 512


def _formats(value: object) -> tuple[str, ...]:
    names = value.split(",") if isinstance(value, str) else value
    if not isinstance(names, (list, tuple)) or not all(isinstance(name, str) for name in names):
        raise ValueError("a list of format names is wanted")
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


def _at_least(minimum: int) -> Callable[[Any], int]:
    def parse(value: Any) -> int:  # noqa: ANN401 - whatever a configuration file holds
        number = int(value)
        if number < minimum:
            raise ValueError(f"at least {minimum} is wanted")
        return number

    return parse


_PARSERS: dict[str, Callable[[Any], object]] = {
    "out": Path,
    "model": Path,
    "memory": Path,
    "formats": _formats,
    "beam": _at_least(1),
    "threads": _at_least(0),
    "batch_tokens": _at_least(1),
}


def merge(flags: Mapping[str, object], environment: Mapping[str, str], config: Path = Path(CONFIG)) -> Options:
    """Return the options of a run. Raises UsageError for an unknown name or an impossible value.

    ``flags`` maps option names to what the command line gave, None where it gave nothing; ``environment`` is searched
    for BILINGUAL_OUT and so on; ``config`` is a TOML file with the same names in lower case, which need not exist.
    """
    names = [field.name for field in fields(Options)]
    layers = [
        (f"'{config}'", _read(config, names)),
        ("the environment", {name: environment.get(_PREFIX + name.upper()) or None for name in names}),
        ("the command line", flags),
    ]
    options = Options()
    for where, layer in layers:
        for name, value in layer.items():
            if value is not None:
                try:
                    options = replace(options, **{name: _PARSERS[name](value)})  # type: ignore[arg-type]
                except (TypeError, ValueError) as error:
                    raise UsageError(f"'{value}' is no value for {name} in {where} ({error})", "Correct it") from error
    return options


def _read(config: Path, names: list[str]) -> dict[str, Any]:
    try:
        table = tomllib.loads(config.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise UsageError(f"'{config}' cannot be read ({error})", "Correct or remove it") from error
    if unknown := sorted(set(table) - set(names)):
        raise UsageError(f"'{config}' names an unknown option '{unknown[0]}'", f"Use {', '.join(names)}")
    return table
