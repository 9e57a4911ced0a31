"""The card of a dataset: its ``README.md``, with what Hugging Face reads in YAML in front, and what people read behind.

It names the models, the licences that articles say, the flags of the checks with how often they came, and whose the
translations are. What a text of somebody's says stands with a backslash before all that could be mark-up.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from bilingual.checks import explain
from bilingual.data import Origin
from bilingual.formats.documents.laid_out import plain
from bilingual.formats.documents.markdown import escape
from bilingual.formats.parquet import columns
from bilingual.languages import english_name, tag

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from bilingual.data import Article, Pair, Provenance, Step

_Name = TypeVar("_Name")
# Licences, models and flags that are counted by name: what comes after so many is counted together.
_MOST_NAMED = 50
_OTHERS = "others"
_UNSAID = ""
# Up to where a dataset is of that size, as Hugging Face names sizes.
_SIZES = (
    (1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"),
    (10_000_000, "1M<n<10M"), (100_000_000, "10M<n<100M"), (1_000_000_000, "100M<n<1B"),
)  # fmt: skip
_LARGEST = "1B<n<10B"
# Licences of Creative Commons as people and addresses name them, and what Hugging Face calls them.
_CREATIVE_COMMONS = re.compile(
    r"(?:cc[ -]|creativecommons\.org/licenses/|creative commons )?(by(?:[ -](?:nc|sa|nd))*)[ /-]?(\d\.\d)?(?:/.*)?"
)
_PUBLIC_DOMAIN = re.compile(r"cc[ -]?0(?:[ -]1\.0)?|(?:https?://)?creativecommons\.org/publicdomain/zero/1\.0/?.*")
# Types of columns that are no plain ones, as a card has them: a reader of JSON could only guess.
_SPANS = {"sequence": {"sequence": "int64"}}
_TYPES: dict[str, dict[str, Any]] = {
    "strings": {"sequence": "string"},
    "spans": _SPANS,
    "alignment": {
        "struct": [
            {"name": "bead", "dtype": "string"},
            {"name": "en", **_SPANS},
            {"name": "similarity", "dtype": "int32"},
        ]
    },
    "reference": {"struct": [{"name": "text", "dtype": "string"}, {"name": "segments", "dtype": "int32"}]},
}
_ORIGINS = {
    Origin.MT: "translated by machine",
    Origin.HUMAN: "corrected by a person",
    Origin.ALIGNED: "translated by people, and aligned",
}


@dataclass(slots=True)
class Facts:
    """What a card tells of a corpus, counted as the articles come; it does not grow with them."""

    provenance: Provenance
    articles: Counter[str] = field(default_factory=Counter)
    segments: Counter[str] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)
    origins: Counter[Origin] = field(default_factory=Counter)
    licences: Counter[str] = field(default_factory=Counter)
    models: Counter[tuple[Step, ...]] = field(default_factory=Counter)
    unflagged: int = 0

    def take(self, split: str, article: Article, pairs: Sequence[Pair]) -> None:
        """Count an article that is in a split."""
        self.articles[split] += 1
        self.segments[split] += len(pairs)
        _count(self.licences, plain(article.metadata.license or "") or _UNSAID, _OTHERS)
        _count(self.models, tuple((article.provenance or self.provenance).models), ())
        for pair in pairs:
            self.origins[pair.origin] += 1
            self.unflagged += not pair.open_flags
            for flag in pair.open_flags:
                _count(self.flags, flag, _OTHERS)


def _count(counts: Counter[_Name], name: _Name, others: _Name) -> None:
    counts[name if name in counts or len(counts) < _MOST_NAMED else others] += 1


def card(facts: Facts, files: Mapping[str, str], late: Collection[str]) -> str:
    """Return the card of a dataset whose splits have these files, and its rows these fields that came late."""
    return "".join([*_front(facts, files, late), *_body(facts, files)])


def licence_code(said: str) -> str:
    """Return what Hugging Face calls a licence: ``unknown`` where nobody said any, ``other`` for one it cannot name.

    >>> [licence_code(one) for one in ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by/4.0/deed.fr", "CC0")]
    ['cc-by-sa-4.0', 'cc-by-4.0', 'cc0-1.0']
    >>> licence_code(""), licence_code("Tous droits réservés"), licence_code("cc-by")
    ('unknown', 'other', 'other')
    """
    said = re.sub("^https?://(?:www[.])?", "", said.strip().lower())
    if not said:
        return "unknown"
    if _PUBLIC_DOMAIN.fullmatch(said):
        return "cc0-1.0"
    if (found := _CREATIVE_COMMONS.fullmatch(said)) and found[2]:
        return f"cc-{found[1].replace(' ', '-')}-{found[2]}"
    return "other"


def _front(facts: Facts, files: Mapping[str, str], late: Collection[str]) -> Iterator[str]:
    """Yield the YAML, of which JSON is a part."""
    provenance = facts.provenance
    codes = {licence_code(said) for said in facts.licences}
    by_people = provenance.by_people
    yield "---\n"
    yield f"pretty_name: {json.dumps(_title(provenance), ensure_ascii=False)}\n"
    yield "language:\n"
    yield from (f"- {json.dumps(tag(code))}\n" for code in provenance.languages)
    yield f"license: {codes.pop() if len(codes) == 1 else 'other'}\n"
    yield "multilinguality:\n- translation\n"
    yield "task_categories:\n- translation\n"
    yield f"language_creators:\n- {'found' if by_people else 'machine-generated'}\n"
    yield f"size_categories:\n- {_size(facts.segments.total())}\n"
    yield "configs:\n- config_name: default\n  data_files:\n"
    yield from (f"  - split: {split}\n    path: {file}\n" for split, file in files.items())
    yield "dataset_info:\n  features:\n"
    special = {**_TYPES, "translation": {"dtype": {"translation": {"languages": sorted(provenance.languages)}}}}
    for name, kind in columns(late).items():
        yield f"  - {json.dumps({'name': name} | special.get(kind, {'dtype': kind}))}\n"
    yield "---\n"


def _title(provenance: Provenance) -> str:
    return " and ".join(map(english_name, provenance.languages)) + ", aligned by sentence"


def _size(segments: int) -> str:
    """Return the size of a dataset as Hugging Face names it.

    >>> _size(999), _size(1_000)
    ('n<1K', '1K<n<10K')
    """
    return next((name for most, name in _SIZES if segments < most), _LARGEST)


def _body(facts: Facts, files: Mapping[str, str]) -> Iterator[str]:
    """Yield what people read."""
    provenance, segments = facts.provenance, facts.segments.total()
    source, target = provenance.languages
    yield f"\n# {_title(provenance)}\n\n"
    names = f"{english_name(source)} with its translation into {english_name(target)}"
    yield f"A row is a segment of an article in {names}. An article is in one split with all its "
    yield "segments; a digest of its id tells in which.\n\n"
    yield "| split | file | articles | segments |\n|---|---|---|---|\n"
    for split, file in files.items():
        yield f"| {split} | `{file}` | {facts.articles[split]:,} | {facts.segments[split]:,} |\n"
    yield "\n## Translations\n\n"
    for origin, number in _by_number(facts.origins):
        yield f"- {number:,} of {segments:,} {_ORIGINS[origin]} (`origin` is `{origin}`)\n"
    for models, number in _by_number(facts.models):
        yield f"- {number:,} articles by: {_models(models)}\n"
    yield f"\nMade with bilingual {_cell(provenance.bilingual)}. A model's licence is in its package.\n"
    yield "\n## Licences\n\nWhat the articles say of themselves:\n\n"
    for said, number in _by_number(facts.licences):
        yield f"- {_cell(said) or 'nothing'}: {number:,} articles\n"
    yield "\n## Flags\n\n"
    yield f"Checks found nothing in {facts.unflagged:,} of {segments:,} segments; `flags` says what they found"
    yield ", but for what people dismissed:\n\n"
    yield "| flag | what it says | segments |\n|---|---|---|\n"
    for flag, number in _by_number(facts.flags):
        yield f"| {_cell(flag)} | {_cell(explain(flag))} | {number:,} |\n"
    yield "\n## Use\n\n```python\nfrom datasets import load_dataset\n\n"
    yield 'data = load_dataset("FOLDER")\n'
    yield "\ndef is_sound(row):\n"
    yield '    return set(row["flags"]) <= set(row.get("dismissed") or []) and all(row["translation"].values())\n\n'
    yield "\nsound = data.filter(is_sound)\n```\n"


def _models(models: Sequence[Step]) -> str:
    named = (f"{_cell(one.model)} {_cell(one.model_version)} (SHA-256 {_cell(one.model_sha256)})" for one in models)
    return ", then ".join(named) or "other models"


def _by_number(counts: Counter[_Name]) -> list[tuple[_Name, int]]:
    """Return the counts, the greatest first, and those that are equal by their names."""
    return sorted(counts.items(), key=lambda one: (-one[1], str(one[0])))


def _cell(text: str) -> str:
    return escape(plain(text))
