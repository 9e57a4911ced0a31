"""``hf/``: a dataset as Hugging Face has it: a folder that its ``datasets`` loads, with a card that says what is in it.

``data/`` has a file for each split, Parquet where pyarrow is there, else JSON Lines; its rows are the records of
``bitext.jsonl``, all with the same fields. An article is in one split with all its sentences: which, a digest of its id
tells, so that it stays there when the corpus grows, and is the same in any part of it. The card (``README.md``,
https://huggingface.co/docs/hub/datasets-cards) is ``card.py``.
"""

from __future__ import annotations

import hashlib
import json
from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol

from bilingual.formats.base import FileWriter, LateFields, Writer
from bilingual.formats.corpora.card import Facts, card
from bilingual.formats.parquet import ParquetWriter
from bilingual.io.lines import dumps
from bilingual.records import LATE_FIELDS, segment_record, with_late

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from bilingual.data import Article, Pair, Provenance
    from bilingual.io.output import OutputFolder

FOLDER = "hf"
CARD = f"{FOLDER}/README.md"
# Each with how many of a hundred articles are in it, as usual; the first takes the rest.
SPLITS = {"train": 90, "validation": 5, "test": 5}
_PARTS = 100


def split_of(article: str) -> str:
    """Return the split that an article is in by its id.

    >>> [split_of(name) for name in ("a", "b", "z40")]
    ['train', 'train', 'validation']
    """
    part = int.from_bytes(hashlib.sha256(article.encode("utf-8", "surrogatepass")).digest()[:8]) % _PARTS
    for name, size in SPLITS.items():
        if part < size:
            return name
        part -= size
    raise AssertionError(part)


class _Rows(Protocol):
    """A file of rows: ``require`` gives all of them fields that came late."""

    fields: LateFields

    def add(self, article: Article, pairs: Sequence[Pair]) -> None: ...
    def require(self, names: Collection[str]) -> None: ...
    def close(self) -> None: ...
    def abort(self) -> None: ...


class _JsonLines(FileWriter):
    """Writes rows as JSON Lines; those that lack a field that came late are completed in the end."""

    def __init__(self, output: OutputFolder, provenance: Provenance, name: str, format_: str) -> None:
        super().__init__(output, provenance)
        self._name, self._format = name, format_
        self.fields = LateFields()
        self._stream = self._open.enter_context(output.create(name, format_))

    def add(self, article: Article, pairs: Sequence[Pair]) -> None:  # noqa: ARG002 - the pairs say it all
        self.fields.take(pairs)
        for pair in pairs:
            self._stream.write(dumps(segment_record(pair, self._provenance, self.fields.names)) + "\n")

    def require(self, names: Collection[str]) -> None:
        self.fields.require(names)

    def close(self) -> None:
        super().close()
        if self.fields.lacking:
            with self._output.rewrite(self._name, self._format) as (old, new):
                for number, line in enumerate(old):
                    whole = number >= self.fields.lacking
                    new.write(line if whole else _completed(line, self.fields.names))


def _completed(line: bytes, names: Collection[str]) -> bytes:
    return dumps(with_late(json.loads(line), names)).encode() + b"\n"


class HfWriter(Writer):
    """Writes the rows of each article into its split; of the corpus, figures for the card stay in memory."""

    def __init__(self, output: OutputFolder, provenance: Provenance) -> None:
        self._output = output
        self._provenance = provenance
        self._suffix = "parquet" if find_spec("pyarrow") else "jsonl"
        self._splits: dict[str, _Rows] = {}
        self._facts = Facts(provenance)

    @property
    def main(self) -> Path:
        """The path of the card."""
        return self._output.path / CARD

    def add(self, article: Article, pairs: Sequence[Pair]) -> None:
        """Add a row for each pair to the article's split, which exists once it has one."""
        if not pairs:
            return
        split = split_of(article.id)
        if split not in self._splits:
            make = ParquetWriter if self._suffix == "parquet" else _JsonLines
            self._splits[split] = make(self._output, self._provenance, f"{FOLDER}/{self._file(split)}", FOLDER)
        self._splits[split].add(article, pairs)
        self._facts.take(split, article, pairs)

    def _file(self, split: str) -> str:
        return f"data/{split}.{self._suffix}"

    def close(self) -> None:
        """Complete the splits, all of whose rows get the same fields, and write the card."""
        names = {name for rows in self._splits.values() for name in rows.fields.names}
        for rows in self._splits.values():
            rows.require(names)
            rows.close()
        files = {name: self._file(name) for name in SPLITS if name in self._splits}
        with self._output.create(CARD, FOLDER) as stream:
            stream.write(card(self._facts, files, [name for name in LATE_FIELDS if name in names]))

    def abort(self) -> None:
        """Close the splits without completing them."""
        for rows in self._splits.values():
            rows.abort()
