"""How close translations come to references: BLEU, chrF and TER by sacrebleu, which needs to be installed.

The confidence intervals are those of bootstrap resampling, and two corpora are compared by a paired bootstrap test,
both as sacrebleu does them (Koehn 2004, https://aclanthology.org/W04-3250). The signature says how a score was made.
"""

from __future__ import annotations

import importlib.util
import os
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bilingual.errors import InputError, UsageError
from bilingual.formats import table, tsv
from bilingual.formats.corpus import Corpus
from bilingual.io.installing import install
from bilingual.io.source import Source
from bilingual.pipeline.streams import translate_lines
from bilingual.wording import count, on_one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bilingual.data import Pair
    from bilingual.engines import Engine
    from bilingual.options import AnyPath

SAMPLES = 1_000


@dataclass(slots=True)
class References:
    """Reference translations by segment id and by source sentence (on one line, without outer white space)."""

    by_id: dict[str, str] = field(default_factory=dict)
    by_source: dict[str, str] = field(default_factory=dict)

    def of(self, pair: Pair) -> str | None:
        """Return the reference of a segment; its id goes before its text."""
        return self.by_id.get(pair.segment.id, self.by_source.get(on_one_line(pair.segment.text)))


@dataclass(frozen=True, slots=True)
class Score:
    """A metric's score of all segments.

    ``mean`` and ``interval`` are of the bootstrap: 95 % of the samples lie within ``mean`` ± ``interval``. ``p_value``
    is that of the difference from the first output: None for that itself, 1 where there is no difference to test.
    """

    metric: str
    score: float
    mean: float
    interval: float
    p_value: float | None
    signature: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How one output did: overall, and of each article the number of segments and the scores by metric."""

    output: str
    segments: int
    scores: tuple[Score, ...]
    articles: Mapping[str, Mapping[str, float]]


def read_table(path: AnyPath, languages: tuple[str, str]) -> References:
    """Read references from a table like ``corpus.tsv``: a column of the target language, and ``id`` or the source.

    Raises InputError.
    """
    references = References()
    source = _source(path)
    with source.open() as stream:
        lines = (line.removesuffix("\n").removesuffix("\r") for line in table.text_lines(stream, source))
        names = next(lines, "").split("\t")
        if languages[1] not in names or not {"id", languages[0]} & set(names):
            raise source.error(
                f"its first line names no column '{languages[1]}', or neither 'id' nor '{languages[0]}'",
                "Name them there",
            )
        for number, line in enumerate(lines, 2):
            if not line:
                continue
            row = dict(zip(names, map(tsv.unescape, line.split("\t")), strict=False))
            if len(row) < len(names):
                raise source.error(
                    f"line {number} has {count(len(row), 'column')}, not {len(names)}", "Correct the line"
                )
            if "id" in row:
                references.by_id[row["id"]] = row[languages[1]]
            else:
                references.by_source[on_one_line(row[languages[0]])] = row[languages[1]]
    return references


def read_moses(prefix: AnyPath, languages: tuple[str, str]) -> References:
    """Read references from two line-aligned files, such as PREFIX.fr and PREFIX.en. Raises InputError."""
    prefix, sides = Path(prefix), []
    for language in languages:
        source = _source(prefix.with_name(f"{prefix.name}.{language}"))
        with source.open() as stream:
            sides.append([line.rstrip("\r\n") for line in table.text_lines(stream, source)])
    if len(sides[0]) != len(sides[1]):
        raise InputError(
            f"'{prefix}.{languages[0]}' has {count(len(sides[0]), 'line')} and "
            f"'{prefix}.{languages[1]}' {len(sides[1]):,}",
            "Name two files that are aligned line by line",
        )
    return References(by_source={on_one_line(source): target for source, target in zip(*sides, strict=True)})


def read_parallel(path: AnyPath) -> list[tuple[str, str]]:
    """Read (source, reference) pairs from a file with two columns, a tab between, and no header. Raises InputError."""
    source = _source(path)
    pairs = []
    with source.open() as stream:
        for number, line in enumerate(table.text_lines(stream, source), 1):
            text, tab, reference = line.rstrip("\r\n").partition("\t")
            if not tab or not text.strip() or not reference.strip() or "\t" in reference:
                raise source.error(f"line {number} is not a text and its reference with a tab between", "Correct it")
            pairs.append((text, reference))
    return pairs


def evaluate(folders: Sequence[AnyPath], references: References, samples: int = SAMPLES) -> list[Evaluation]:
    """Score the corpora in ``folders`` on the segments that have a reference and that all of them have.

    A reference for a sentence that stands several times is used once. Raises InputError where there is none in common,
    UsageError where sacrebleu is missing, and for a corpus whose translations people made.
    """
    if isinstance(folders, (str, os.PathLike)):
        raise UsageError("one path is no list of corpora", f"Give it as ['{os.fspath(folders)}']")
    _require_sacrebleu()
    _refuse_aligned(folders)
    return _compare({str(folder): _hypotheses(Corpus(folder), references) for folder in folders}, samples)


def evaluate_beside(folders: Sequence[AnyPath], samples: int = SAMPLES) -> list[Evaluation]:
    """Score corpora on the translations by people that stand beside the machine's in all of them.

    Where one stands beside several segments, these are scored as one. Raises as ``evaluate`` does.
    """
    _require_sacrebleu()
    _refuse_aligned(folders)
    found = {str(folder): _beside(Corpus(folder)) for folder in folders}
    lacking = [folder for folder, hypotheses in found.items() if not hypotheses]
    if lacking:
        raise InputError(
            f"the corpus in '{lacking[0]}' has no translations by people beside the machine's",
            "Name references with --ref, or build it with --reference",
        )
    return _compare(found, samples)


def evaluate_parallel(path: AnyPath, engine: Engine, samples: int = SAMPLES) -> Evaluation:
    """Translate the sources of a parallel file, see ``read_parallel``, and score that. Raises as ``evaluate`` does."""
    _require_sacrebleu()
    pairs = read_parallel(path)
    translations = translate_lines((f"{text}\n".encode() for text, _ in pairs), engine)
    hypotheses = {
        str(number): _Hypothesis(Path(path).name, translation, reference)
        for number, (translation, (_, reference)) in enumerate(zip(translations, pairs, strict=True), 1)
    }
    [evaluation] = _compare({str(path): hypotheses}, samples)
    return evaluation


def _refuse_aligned(folders: Sequence[AnyPath]) -> None:
    """Raise UsageError for a corpus whose translations people made."""
    for folder in folders:
        if Corpus(folder).provenance.by_people:
            raise UsageError(
                f"people made the translations in '{folder}', and no model: there is nothing of a model's to score",
                "Score a corpus that a model translated",
            )


def _require_sacrebleu() -> None:
    """Raise UsageError before any work is done where sacrebleu is missing."""
    if importlib.util.find_spec("sacrebleu") is None:
        raise UsageError("evaluation needs the package sacrebleu", install("sacrebleu"))


def _compare(found: Mapping[str, Mapping[str, _Hypothesis]], samples: int) -> list[Evaluation]:
    """Score the hypotheses of each output on those that all of them have."""
    from sacrebleu import BLEU, CHRF, TER
    from sacrebleu.significance import PairedTest

    first = next(iter(found.values()))
    common = [key for key in first if all(key in hypotheses for hypotheses in found.values())]
    if not common:
        raise InputError("no segment has a reference", "Check that ids or source sentences are the same in both")
    metrics = {"BLEU": BLEU(), "chrF2": CHRF(), "TER": TER()}
    expected = [first[key].reference for key in common]
    systems: list[tuple[str, Sequence[str]]] = [
        (f"{number} {output}", [hypotheses[key].text for key in common])
        for number, (output, hypotheses) in enumerate(found.items(), 1)
    ]
    signatures, results = PairedTest(systems, metrics, [expected], test_type="bs", n_samples=samples)()
    return [
        Evaluation(
            output,
            len(common),
            tuple(_score(name, results[name], index, str(signatures[name])) for name in metrics),
            _by_article([hypotheses[key] for key in common], metrics),
        )
        for index, (output, hypotheses) in enumerate(found.items())
    ]


@dataclass(frozen=True, slots=True)
class _Hypothesis:
    article: str
    text: str
    reference: str


def _hypotheses(corpus: Corpus, references: References) -> dict[str, _Hypothesis]:
    """Return the translations that have a reference, by segment id."""
    found: dict[str, _Hypothesis] = {}
    seen: set[str] = set()
    for _, pairs in corpus:
        for pair in pairs:
            reference = references.of(pair)
            if reference is None or (pair.segment.id not in references.by_id and pair.segment.text in seen):
                continue
            seen.add(pair.segment.text)
            found[pair.segment.id] = _Hypothesis(pair.segment.article, pair.translation.text, reference)
    return found


def _beside(corpus: Corpus) -> dict[str, _Hypothesis]:
    """Return the translations that stand beside one by people, by the id of the first segment."""
    found: dict[str, _Hypothesis] = {}
    seen: set[tuple[str, str]] = set()
    for article, pairs in corpus:
        for place, pair in enumerate(pairs):
            if (reference := pair.reference) is None:
                continue
            covered = pairs[place : place + reference.segments]
            key = " ".join(one.segment.text for one in covered), reference.text
            if key not in seen:
                seen.add(key)
                text = " ".join(one.translation.text for one in covered)
                found[pair.segment.id] = _Hypothesis(article.id, text, reference.text)
    return found


def _score(metric: str, results: Sequence[Any], index: int, signature: str) -> Score:
    result = results[index]
    p_value = None if result.p_value is None else float(result.p_value)
    if index and result.score == results[0].score:
        p_value = 1.0  # sacrebleu gives its smallest here
    return Score(metric, float(result.score), float(result.mean), float(result.ci), p_value, signature)


def _by_article(hypotheses: Sequence[_Hypothesis], metrics: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    articles: dict[str, list[_Hypothesis]] = defaultdict(list)
    for hypothesis in hypotheses:
        articles[hypothesis.article].append(hypothesis)
    return {
        article: {"segments": len(members)}
        | {
            name: metric.corpus_score([one.text for one in members], [[one.reference for one in members]]).score
            for name, metric in metrics.items()
        }
        for article, members in articles.items()
    }


def _source(path: AnyPath) -> Source:
    path = Path(path)
    if not os.path.lexists(path):
        raise InputError(f"no such file '{path}'", "Check the path")
    return Source.of(path)
