"""``corpus.parquet``: the record of ``bitext.jsonl`` in typed columns, for data frames and databases.

The schema's metadata names the features as Hugging Face's datasets does, so that it reads ``translation`` as its
Translation feature (https://huggingface.co/docs/datasets/about_dataset_features). Needs pyarrow.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bilingual.errors import UsageError
from bilingual.formats.base import FileWriter, LateFields
from bilingual.io.installing import install
from bilingual.records import segment_record, with_late

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from bilingual.data import Article, Pair, Provenance
    from bilingual.io.output import OutputFolder

# Rows to a group: some megabytes, which is what stays in memory.
_GROUP = 10_000
_COLUMNS = {
    "id": "string",
    "article": "string",
    "paragraph": "int32",
    "sentence": "int32",
    "kind": "string",
    "start": "int64",
    "end": "int64",
    "translation": "translation",
    "score": "float64",
    "flags": "strings",
    "repaired": "string",
    "origin": "string",
}
# Of corpora that have them (``base.LateFields``).
_LATE = {
    "spans": "spans",
    "alignment": "alignment",
    "links": "spans",
    "reference": "reference",
    "trust": "float64",
    "dismissed": "strings",
    "machine": "string",
}


def columns(late: Collection[str]) -> dict[str, str]:
    """Return the columns of a corpus that has these fields that came late, each with the name of its type."""
    return _COLUMNS | {name: _LATE[name] for name in late}


class ParquetWriter(FileWriter):
    """Writes a row group whenever there are enough rows for one.

    ``name`` is the file, and ``format_`` the format that it belongs to.
    """

    def __init__(
        self, output: OutputFolder, provenance: Provenance, name: str = "corpus.parquet", format_: str = "parquet"
    ) -> None:
        super().__init__(output, provenance)
        self._name, self._format = name, format_
        try:
            from pyarrow import parquet
        except ImportError as error:
            raise UsageError(
                "the format parquet needs the package pyarrow",
                install("pyarrow"),
            ) from error
        self.fields = LateFields()
        self._schema = _schema(provenance)
        stream = self._open.enter_context(output.create_binary(name, format_))
        self._writer: Any = self._open.enter_context(parquet.ParquetWriter(stream, self._schema, compression="zstd"))
        self._rows: list[dict[str, Any]] = []

    @property
    def main(self) -> Path:
        """The path of the file."""
        return self._output.path / self._name

    def add(self, article: Article, pairs: Sequence[Pair]) -> None:  # noqa: ARG002 - the pairs say it all
        """Add a row for each pair."""
        if self.fields.take(pairs):
            self._add_fields()
        for pair in pairs:
            self._rows.append(segment_record(pair, self._provenance, self.fields.names))
            if len(self._rows) == _GROUP:
                self._write()

    def close(self) -> None:
        """Write the last rows and complete the file."""
        if self._rows:
            self._write()
        super().close()

    def require(self, names: Collection[str]) -> None:
        """Give all rows these fields that came late."""
        if self.fields.require(names):
            self._add_fields()

    def _add_fields(self) -> None:
        """Begin the file again, with the fields that came late, and with all that it has."""
        from pyarrow import parquet

        self._open.close()
        names = self.fields.names
        self._schema = _schema(self._provenance, columns(names))
        rows, self._rows = self._rows, []
        old, new = self._open.enter_context(self._output.rewrite(self._name, self._format))
        self._writer = self._open.enter_context(parquet.ParquetWriter(new, self._schema, compression="zstd"))
        for batch in parquet.ParquetFile(old).iter_batches(_GROUP):
            self._rows = [with_late(row, names) for row in batch.to_pylist()]
            self._write()
        self._rows = [with_late(row, names) for row in rows]

    def _write(self) -> None:
        import pyarrow as pa

        self._writer.write_table(pa.Table.from_pylist(self._rows, self._schema))
        self._rows = []


def _schema(provenance: Provenance, columns: Mapping[str, str] = _COLUMNS) -> Any:  # noqa: ANN401 - pyarrow ships no types
    import pyarrow as pa

    types = {
        "string": pa.string(),
        "int32": pa.int32(),
        "int64": pa.int64(),
        "float64": pa.float64(),
        "strings": pa.list_(pa.string()),
        "spans": pa.list_(pa.list_(pa.int64())),
        "alignment": pa.struct(
            [("bead", pa.string()), ("en", pa.list_(pa.list_(pa.int64()))), ("similarity", pa.int32())]
        ),
        "reference": pa.struct([("text", pa.string()), ("segments", pa.int32())]),
        # In the order of the codes, as datasets has it.
        "translation": pa.struct([(language, pa.string()) for language in sorted(provenance.languages)]),
    }
    metadata = {
        "huggingface": json.dumps({"info": {"features": _features(provenance.languages, columns)}}),
        # Written before it is known which machines went into the corpus; articles.jsonl says it of each article.
        "provenance": json.dumps(replace(provenance, arithmetic=None).record()),
    }
    return pa.schema([(name, types[kind]) for name, kind in columns.items()], metadata)


def _features(languages: tuple[str, str], columns: Mapping[str, str]) -> dict[str, Any]:
    """Return the columns as datasets describes them."""
    spans = {"feature": {"feature": {"dtype": "int64", "_type": "Value"}, "_type": "Sequence"}, "_type": "Sequence"}
    special = {
        "translation": {"languages": sorted(languages), "_type": "Translation"},
        # Every version reads this; newer ones call it List.
        "strings": {"feature": {"dtype": "string", "_type": "Value"}, "_type": "Sequence"},
        "spans": spans,
        "alignment": {
            "bead": {"dtype": "string", "_type": "Value"},
            "en": spans,
            "similarity": {"dtype": "int32", "_type": "Value"},
        },
        "reference": {
            "text": {"dtype": "string", "_type": "Value"},
            "segments": {"dtype": "int32", "_type": "Value"},
        },
    }
    return {name: special.get(kind, {"dtype": kind, "_type": "Value"}) for name, kind in columns.items()}
