"""What a command is to go by: its flags merged with the other sources of options, and the engine that these ask for."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from bilingual import options
from bilingual.cli.output import note

if TYPE_CHECKING:
    from bilingual.engines.terminology import TerminologyEngine


def load_engine(wanted: options.Options, *, accept_changed: bool = False) -> TerminologyEngine:
    """Return the engine, ready to translate; what is passed over on the way to its model goes to standard error."""
    from bilingual.engines import loading

    return loading.load(wanted, note=note, accept_changed=accept_changed)


def merged(**flags: object) -> options.Options:
    """Return a command's flags merged with the other sources of options. Raises UsageError."""
    return options.merge(flags, os.environ)


def names_in(text: str | None) -> tuple[str, ...]:
    """Return the names in a list with commas, each once.

    >>> names_in("tsv, tmx,,tsv"), names_in(None)
    (('tsv', 'tmx'), ())
    """
    return tuple(dict.fromkeys(name.strip() for name in (text or "").split(",") if name.strip()))
