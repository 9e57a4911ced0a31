"""CTranslate2, imported here and nowhere else, since which instructions it computes with is decided before it is.

By itself CTranslate2 takes AVX2 on processors of AMD that have AVX-512, with which it is quicker there. Translations
differ between instruction sets, so the choice is a rule and no measurement: AVX-512 where the processor has what
CTranslate2's own build for it uses (``cpu_supports_avx512`` in its ``cpu_info.cc``). CT2_FORCE_CPU_ISA tells it, and
where that is set already it holds. It is read when a process loads its first model.
"""

from __future__ import annotations

import os
import platform
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bilingual.io import processor

if TYPE_CHECKING:
    from pathlib import Path

VARIABLE = "CT2_FORCE_CPU_ISA"
AVX512 = "AVX512"
_NEEDED = frozenset({"avx512f", "avx512cd", "avx512vl", "avx512dq", "avx512bw"})
_X86_64 = {"x86_64", "amd64"}


@dataclass(frozen=True, slots=True)
class Choice:
    """The instruction set that CTranslate2 is told to use, empty where it chooses itself, and why in words."""

    instructions: str
    why: str

    @property
    def is_ours(self) -> bool:
        """Whether it was told, or left to choose, here, and not by a program that had imported it before."""
        return self is not _UNTOUCHED


_BY_RULE = Choice(AVX512, "the processor has AVX-512")
_BY_ITSELF = Choice("", "CTranslate2's own choice")
_UNTOUCHED = Choice("", "CTranslate2's own choice, as another program had imported it before")
_REFUSED = Choice("", f"CTranslate2's own choice, as it does not take {AVX512} here")
_choice: Choice | None = None


def by_rule(asked: str, architecture: str, features: frozenset[str]) -> Choice:
    """Return what to use where CT2_FORCE_CPU_ISA is ``asked`` (empty: not set), on a processor with these features.

    >>> by_rule("", "x86_64", frozenset({"avx512f", "avx512cd", "avx512vl", "avx512dq", "avx512bw"})).instructions
    'AVX512'
    >>> by_rule("", "x86_64", frozenset({"avx2"})).why, by_rule("AVX2", "x86_64", frozenset()).why
    ("CTranslate2's own choice", 'CT2_FORCE_CPU_ISA says so')
    """
    if asked:
        return Choice(asked, f"{VARIABLE} says so")
    if architecture.lower() in _X86_64 and features >= _NEEDED:
        return _BY_RULE
    return _BY_ITSELF


def library() -> Any:  # noqa: ANN401 - CTranslate2 ships no types
    """Return the module ``ctranslate2``, told which instructions to use where nobody has imported it before."""
    global _choice  # noqa: PLW0603 - a process has one CTranslate2
    if _choice is None:
        _choice = _UNTOUCHED
        if "ctranslate2" not in sys.modules:
            _choice = by_rule(os.environ.get(VARIABLE, ""), platform.machine(), processor.features())
            if _choice.instructions:
                os.environ[VARIABLE] = _choice.instructions
    import ctranslate2

    return ctranslate2


def choice() -> Choice:
    """Return which instructions CTranslate2 was told to use on the processor, and why."""
    library()
    return _choice or _UNTOUCHED


def load(folder: Path, **settings: Any) -> Any:  # noqa: ANN401
    """Return a ``ctranslate2.Translator`` for a model's folder. Raises what its constructor raises.

    A build of CTranslate2 that does not take what the rule says chooses for itself.
    """
    global _choice  # noqa: PLW0603
    ctranslate2 = library()
    try:
        return ctranslate2.Translator(str(folder), **settings)
    except ValueError as error:
        if _choice is not _BY_RULE or AVX512 not in str(error):
            raise
        _choice = _REFUSED
        os.environ.pop(VARIABLE, None)
        return ctranslate2.Translator(str(folder), **settings)
