"""What a command is to go by: its flags merged with the other sources of options, and the engine that these ask for."""

from __future__ import annotations

import os
from dataclasses import fields
from typing import TYPE_CHECKING

from bilingual import options
from bilingual.cli.output import note as print_note

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bilingual.engines.attention import Attention
    from bilingual.engines.terminology import TerminologyEngine


def load_engine(
    wanted: options.Options, *, note: Callable[[str], None] = print_note, accept_changed: bool = False
) -> TerminologyEngine:
    """Return the engine, ready to translate; ``note`` hears of what is passed over on the way to its model."""
    from bilingual.engines import loading

    return loading.load(wanted, note=note, accept_changed=accept_changed)


def load_attention(
    wanted: options.Options, *, note: Callable[[str], None] = print_note, accept_changed: bool = False
) -> Attention | None:
    """Return the attention of the model by which words are to be linked, None where nobody asked for that."""
    if not wanted.attention:
        return None
    from bilingual.engines import attention

    return attention.load(wanted, note=note, accept_changed=accept_changed)


def merged(**flags: object) -> options.Options:
    """Return a command's flags merged with the other sources of options. Raises UsageError."""
    return options.merge(flags, os.environ)


def of_a_run(given: Mapping[str, object]) -> dict[str, object]:
    """Return those of a command's flags, by the names of its parameters, that are options of a run.

    >>> of_a_run({"sources": ["a.txt"], "beam": "1", "accept_changed": False})
    {'beam': '1'}
    """
    return {field.name: given[field.name] for field in fields(options.Options) if field.name in given}


def names_in(text: str | None) -> tuple[str, ...]:
    """Return the names in a list with commas, each once.

    >>> names_in("tsv, tmx,,tsv"), names_in(None)
    (('tsv', 'tmx'), ())
    """
    return tuple(dict.fromkeys(name.strip() for name in (text or "").split(",") if name.strip()))
