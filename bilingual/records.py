"""A line of ``bitext.jsonl`` (a segment) and one of ``articles.jsonl`` (an article), written and read.

A segment's ``translation`` is a struct keyed by ISO 639-1 codes with everything else in sibling columns, the shape that
the Hugging Face translation scripts read. docs/formats.md describes every field.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, fields, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any, NoReturn

from bilingual.data import (
    Alignment,
    Article,
    Entry,
    Kind,
    Metadata,
    Origin,
    Pair,
    Paragraph,
    Provenance,
    Reference,
    Repair,
    Segment,
    Step,
    Target,
    Translation,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from bilingual.data import Cue, Links, Span

BITEXT = "bitext.jsonl"
ARTICLES = "articles.jsonl"
# Came later, and stand at the end of an article's line in this order: those of a group are in corpora of which some
# article has one of them.
LATE = ("url", "license")
LATE_GROUPS = (LATE, ("target", "prose"), ("cues",), ("terms",))


@dataclass(frozen=True, slots=True)
class LateField:
    """A field of a segment that came late: it is on all lines of a corpus of which some segment has it, or on none.

    ``of`` gives what a pair has of it, None where nobody noted any; ``absent`` what then stands in a line that has to
    have the field, made of the line itself.
    """

    of: Callable[[Pair], Any]
    absent: Callable[[Mapping[str, Any]], Any]


# Each stands at the end of a line, in the order in which they came.
LATE_FIELDS = {
    "spans": LateField(
        lambda pair: None if pair.segment.spans is None else [list(piece) for piece in pair.segment.spans],
        lambda record: [[record["start"], record["end"]]] if record["start"] < record["end"] else [],
    ),
    # Of how both sides of a pair were aligned; no corpus has such pairs and others.
    "alignment": LateField(
        lambda pair: None if pair.alignment is None else _alignment_record(pair.alignment), lambda _: None
    ),
    "links": LateField(lambda pair: None if pair.links is None else [list(link) for link in pair.links], lambda _: []),
    # What people made of it, beside the machine's.
    "reference": LateField(
        lambda pair: None if pair.reference is None else asdict(pair.reference), lambda _: {"text": "", "segments": 0}
    ),
    "trust": LateField(lambda pair: pair.translation.trust, lambda _: None),
    # Those of its flags that people dismissed.
    "dismissed": LateField(lambda pair: list(pair.dismissed) or None, lambda _: []),
    # What the machine had made of what people corrected.
    "machine": LateField(lambda pair: pair.machine, lambda _: ""),
}
# What no number in a corpus reaches.
_MOST = 2**31 - 1
# Characters of an error that quotes a stranger's file.
_MOST_SAID = 200
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*")


def segment_record(pair: Pair, provenance: Provenance, late: Collection[str] = ()) -> dict[str, Any]:
    """Return a line of ``bitext.jsonl``; ``late`` are those of ``LATE_FIELDS`` that the lines of the corpus have."""
    segment, translation = pair.segment, pair.translation
    record = {
        "id": segment.id,
        "article": segment.article,
        "paragraph": segment.paragraph,
        "sentence": segment.sentence,
        "kind": segment.kind.value,
        "start": segment.start,
        "end": segment.end,
        "translation": {provenance.source_language: segment.text, provenance.target_language: translation.text},
        "score": translation.score,
        "flags": list(translation.flags),
        "repaired": str(translation.repaired or ""),
        "origin": pair.origin.value,
    }
    noted = {name: value for name in late if (value := LATE_FIELDS[name].of(pair)) is not None}
    return with_late(record | noted, late) if late else record


def _alignment_record(alignment: Alignment) -> dict[str, Any]:
    spans = [list(piece) for piece in alignment.spans]
    return {"bead": alignment.bead, "en": spans, "similarity": alignment.similarity}


def with_late(record: dict[str, Any], late: Collection[str]) -> dict[str, Any]:
    """Return a segment's line with these fields that came late, in their order, at its end.

    >>> with_late({"start": 3, "end": 8}, ["spans"])
    {'start': 3, 'end': 8, 'spans': [[3, 8]]}
    """
    early = {name: value for name, value in record.items() if name not in LATE_FIELDS}
    for name, field in LATE_FIELDS.items():
        if name in late or name in record:
            early[name] = record[name] if name in record else field.absent(record)
    return early


def article_record(article: Article, segments: int, provenance: Provenance) -> dict[str, Any]:
    """Return a line of ``articles.jsonl``; ``segments`` is how many it has, ``provenance`` that of the run.

    An article that brings a provenance of its own keeps it.
    """
    provenance = article.provenance or provenance
    if provenance.arithmetic is not None:
        provenance = replace(provenance, arithmetic=article.arithmetic)
    facts = asdict(article.metadata)
    late = {name: facts.pop(name) for name in LATE}
    cues = [list(cue) for cue in article.cues]
    terms = [asdict(entry) | {"targets": list(entry.targets)} for entry in article.terms]
    return {
        "id": article.id,
        **facts,
        "language": article.language,
        "source": article.source,
        "encoding": article.encoding,
        "sha256": article.sha256,
        "text": article.text,
        "segments": segments,
        "provenance": provenance.record(),
        **(late if any(late.values()) else {}),
        **({} if article.target is None else {"target": asdict(article.target)}),
        **({} if article.prose is None else {"prose": list(article.prose)}),
        **({"cues": cues} if cues else {}),
        **({"terms": terms} if terms else {}),
    }


def loads(line: str | bytes) -> Any:  # noqa: ANN401 - whatever JSON can hold
    r"""Return what a line of JSON holds. Raises ValueError for what is no JSON, or cannot be written as text again.

    >>> loads('{"score": NaN}')
    Traceback (most recent call last):
    ValueError: NaN is no number
    >>> loads('["\\ud83d\\ude00", "\\ud83d"]')
    Traceback (most recent call last):
    ValueError: it holds half a character
    """
    text = line.decode() if isinstance(line, bytes) else line
    value = json.loads(text, parse_constant=_refuse_constant)
    # Only an escape can be half a character, and only these.
    if _SURROGATE.search(text):
        try:
            json.dumps(value, ensure_ascii=False).encode()
        except UnicodeEncodeError as error:
            raise ValueError("it holds half a character") from error
    return value


def provenance_of(record: Mapping[str, Any]) -> Provenance:
    """Return the provenance in a line of ``articles.jsonl``. Raises KeyError, TypeError or ValueError."""
    facts = _object(record, "provenance")
    for field in fields(Provenance):
        if field.name in facts and str(field.type) in _CHECKS:
            _CHECKS[str(field.type)](facts, field.name)
    if facts.get("arithmetic") is not None:
        _strings(facts, "arithmetic")
    if facts.get("calibration") is not None:
        _integer(_object(facts, "calibration"), "sentences")
    found = Provenance.of_record({**facts, "steps": _steps(facts, "steps"), "aid": _steps(facts, "aid")})
    # They become names of files and of fields.
    for code in found.languages:
        if not _LANGUAGE.fullmatch(code):
            raise ValueError(f"'{code}' is no code of a language")
    if len(set(found.languages)) == 1:
        raise ValueError("source and target are in one language")
    return found


def _steps(facts: Mapping[str, Any], name: str) -> list[dict[str, str]]:
    """Return the steps in a provenance, with those of their fields that we know."""
    steps = facts.get(name, [])
    if not isinstance(steps, list):
        raise TypeError(f'"{name}" is no list')
    names = [field.name for field in fields(Step)]
    return [{name: _string(step if isinstance(step, dict) else {}, name) for name in names} for step in steps]


def article_of(record: Mapping[str, Any], pairs: Sequence[Pair]) -> Article:
    """Return the article of a line of ``articles.jsonl``. Raises KeyError, TypeError or ValueError."""
    strings = ("id", "text", "language", "source", "sha256", "encoding")
    facts: dict[str, Any] = {name: _string(record, name) for name in strings}
    facts["arithmetic"] = provenance_of(record).arithmetic or ()
    facts["target"], facts["prose"] = _target(record), _prose(record)
    facts["cues"], facts["terms"] = _cues(record), _terms(record)
    return Article(paragraphs=paragraphs_of(pairs), metadata=_metadata(record), **facts)


def _target(record: Mapping[str, Any]) -> Target | None:
    if record.get("target") is None:
        return None
    facts = _object(record, "target")
    return Target(**{field.name: _string(facts, field.name) for field in fields(Target)})


def _prose(record: Mapping[str, Any]) -> tuple[int, int] | None:
    value = record.get("prose")
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 2:  # noqa: PLR2004 - of the source, of the target
        raise TypeError('"prose" is no pair of numbers')
    return _integer({"prose": value[0]}, "prose"), _integer({"prose": value[1]}, "prose")


def paragraphs_of(pairs: Sequence[Pair]) -> tuple[Paragraph, ...]:
    """Return the paragraphs that have segments, from the first one's start to the last one's end."""
    return tuple(_paragraphs(pairs))


def segments_in(record: Mapping[str, Any]) -> int:
    """Return how many segments an article has by its line. Raises KeyError, TypeError or ValueError."""
    return _integer(record, "segments")


def pair_of(record: Mapping[str, Any], languages: tuple[str, str]) -> Pair:
    """Return the pair of a line of ``bitext.jsonl``. Raises KeyError, TypeError or ValueError where it is not whole."""
    _string(record, "id")  # the parts of which it is made stand beside it
    translation = _object(record, "translation")
    source, target = (_string(translation, language) for language in languages)
    numbers = {name: _integer(record, name) for name in ("paragraph", "sentence", "start", "end")}
    score = None if record["score"] is None else _score(record, "score")
    kind, origin = _kind(record), Origin(_string(record, "origin"))
    spans = _pieces(record, "spans") if "spans" in record else None
    segment = Segment(article=_string(record, "article"), kind=kind, text=source, spans=spans, **numbers)
    # Corpora from before there was repair have no such field.
    repaired = Repair.parse(_string(record, "repaired")) if "repaired" in record else None
    trust = _trust(record) if record.get("trust") is not None else None
    made = Translation(target, score, _strings(record, "flags"), repaired, trust=trust)
    alignment = _alignment(record) if record.get("alignment") is not None else None
    links = _links(record) if record.get("links") is not None else None
    dismissed = _strings(record, "dismissed") if record.get("dismissed") is not None else ()
    machine = (_string(record, "machine") or None) if record.get("machine") is not None else None
    return Pair(segment, made, origin, alignment, links, _reference(record), dismissed, machine)


def _alignment(record: Mapping[str, Any]) -> Alignment:
    facts = _object(record, "alignment")
    return Alignment(_string(facts, "bead"), _pieces(facts, "en"), _integer(facts, "similarity"))


def _reference(record: Mapping[str, Any]) -> Reference | None:
    if record.get("reference") is None:
        return None
    facts = _object(record, "reference")
    text, segments = _string(facts, "text"), _integer(facts, "segments")
    if bool(text) is not bool(segments):
        raise ValueError("its reference has a text, or segments that it is of, and not both")
    return Reference(text, segments) if text else None


def why(error: BaseException) -> str:
    """Return what an error that these functions raise says is wrong.

    >>> why(KeyError("kind")), why(TypeError('"text" is no string'))
    ("no 'kind'", '"text" is no string')
    >>> len(why(ValueError("'" + "x" * 3_000 + "' is not a valid Kind")))
    201
    """
    said = f"no {error}" if isinstance(error, KeyError) else str(error)
    return said if len(said) <= _MOST_SAID else f"{said[:_MOST_SAID]}…"


def _paragraphs(pairs: Sequence[Pair]) -> Iterator[Paragraph]:
    for _, group in groupby(pairs, key=lambda pair: pair.segment.paragraph):
        segments = [pair.segment for pair in group]
        yield Paragraph(segments[0].start, segments[-1].end, segments[0].kind)


def _metadata(record: Mapping[str, Any]) -> Metadata:
    """Return what an article says of itself; older corpora lack some of it."""
    given = {field.name: record[field.name] for field in fields(Metadata) if record.get(field.name) is not None}
    known: dict[str, Any] = {}
    for name in given:
        if name in {"authors", "credits"}:
            known[name] = _strings(given, name)
        elif name == "reading_time":
            known[name] = _integer(given, name)
        else:
            known[name] = _string(given, name)
    return Metadata(**known)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _object(record: Mapping[str, Any], name: str) -> dict[str, Any]:
    value = record[name]
    if not isinstance(value, dict):
        raise TypeError(f'"{name}" is no object')
    return value


def _string(record: Mapping[str, Any], name: str) -> str:
    value = record[name]
    if not isinstance(value, str):
        raise TypeError(f'"{name}" is no string')
    return value


def _strings(record: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = record[name]
    if not isinstance(value, (list, tuple)) or not all(isinstance(item, str) for item in value):
        raise TypeError(f'"{name}" is no list of strings')
    return tuple(value)


def _kind(record: Mapping[str, Any]) -> Kind:
    """Return the kind of a line; one that a later version wrote is read as body."""
    name = _string(record, "kind")
    return Kind(name) if name in set(Kind) else Kind.BODY


def _pieces(record: Mapping[str, Any], name: str) -> tuple[Span, ...]:
    value = record[name]
    if not isinstance(value, list) or not all(isinstance(piece, list) and len(piece) == 2 for piece in value):  # noqa: PLR2004 - start and end
        raise TypeError(f'"{name}" is no list of pairs')
    return tuple((_integer({name: start}, name), _integer({name: end}, name)) for start, end in value)


def _links(record: Mapping[str, Any]) -> Links:
    value = record["links"]
    if not isinstance(value, list) or not all(isinstance(link, list) and len(link) == 4 for link in value):  # noqa: PLR2004 - start and end in both
        raise TypeError('"links" is no list of four numbers each')
    if not all(type(number) is int and 0 <= number <= _MOST for link in value for number in link):
        raise ValueError(f'"links" holds what is no whole number from 0 to {_MOST:,}')
    return tuple((link[0], link[1], link[2], link[3]) for link in value)


def _cues(record: Mapping[str, Any]) -> tuple[Cue, ...]:
    """Return the cues of an article, which only subtitles have."""
    value = record.get("cues")
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(cue, list) and len(cue) == 4 for cue in value):  # noqa: PLR2004 - times and offsets
        raise TypeError('"cues" is no list of cues')
    numbers = (tuple(_integer({"cues": number}, "cues") for number in cue) for cue in value)
    return tuple((start, end, first, last) for start, end, first, last in numbers)


def _terms(record: Mapping[str, Any]) -> tuple[Entry, ...]:
    """Return the entries of a glossary whose terms stand in an article."""
    value = record.get("terms")
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise TypeError('"terms" is no list of objects')
    found = (Entry(_string(one, "source"), _strings(one, "targets"), _string(one, "note")) for one in value)
    return tuple(entry for entry in found if entry.source and entry.targets)


def _integer(record: Mapping[str, Any], name: str) -> int:
    value = record[name]
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f'"{name}" is no whole number')
    if not 0 <= value <= _MOST:
        raise ValueError(f'"{name}" is not from 0 to {_MOST:,}')
    return value


def _number(record: Mapping[str, Any], name: str) -> float:
    """Return a number, a whole one as it is, so that it is written again as it was."""
    value = record[name]
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise TypeError(f'"{name}" is no number')
    if not abs(value) <= _MOST:
        raise ValueError(f'"{name}" is no number that it can have')
    return value


def _trust(record: Mapping[str, Any]) -> float:
    """Return a probability; one below 0 or above 1 is wrong too, and ``verify`` tells."""
    return float(_number(record, "trust"))


def _score(record: Mapping[str, Any], name: str) -> float:
    """Return a mean log-probability; one above 0 is wrong too, and ``verify`` tells."""
    score = float(_number(record, name))
    if score > 1:
        raise ValueError(f'"{name}" is above 0')
    return score


# By the types of fields, as they are annotated.
_CHECKS: dict[str, Callable[[Mapping[str, Any], str], object]] = {"str": _string, "int": _integer, "float": _number}
