"""XLIFF as CAT tools give it back: 1.2 with what Trados and memoQ add to it, and 2.x.

What a tool says of a translation is read too. Not taken is what it says is not to be translated, or not done: the
states ``new``, ``needs-translation`` and ``needs-l10n``, an explicit ``initial`` of XLIFF 2, a draft or something
rejected in Trados, what nobody has touched in memoQ. Approved is what has ``approved="yes"``, is signed off, final,
reviewed or, in Trados and memoQ, confirmed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bilingual.data import Origin
from bilingual.formats.rows import Row, State
from bilingual.formats.xliff import CODE_POINT
from bilingual.io import xml
from bilingual.languages import code_among
from bilingual.wording import for_terminal, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bilingual.io.source import Source

# Elements that stand around text of the segment; the others hold codes of the file that it came from.
_INNER = frozenset({"g", "mrk", "pc"})
_MEMOQ = "{MQXliff}status"
# By what a tool writes, in lower case and without hyphens; what is not here says nothing.
_STATES = {
    **dict.fromkeys(("new", "needstranslation", "needsl10n", "initial"), State.UNFINISHED),
    **dict.fromkeys(("final", "signedoff", "reviewed"), State.CONFIRMED),
}
_TRADOS = {
    **dict.fromkeys(("draft", "rejectedtranslation", "rejectedsignoff"), State.UNFINISHED),
    **dict.fromkeys(("translated", "approvedtranslation", "approvedsignoff"), State.CONFIRMED),
}
_OF_MEMOQ = {
    **dict.fromkeys(
        ("notstarted", "partiallyedited", "rejected", "pretranslated", "machinetranslated", "assembledfromfragments"),
        State.UNFINISHED,
    ),
    **dict.fromkeys(
        ("manuallyconfirmed", "proofread", "reviewer1confirmed", "reviewer2confirmed", "translatorconfirmed"),
        State.CONFIRMED,
    ),
}
# Of XLIFF 1.2: a machine made it, and nobody has looked at it.
_BY_MACHINE = frozenset({"leveraged-mt", "mt-suggestion"})
# The same in XLIFF 2, of ours.
_OURS_BY_MACHINE = f"bilingual:{Origin.MT}"
# Track changes of Trados: what was taken out.
_DELETED = "x-sdl-deleted"
_LINE_FEED = 0x0A


def rows(source: Source, languages: tuple[str, str]) -> Iterator[Row]:
    """Yield the segments of an XLIFF of either version; one that a tool has split is joined. Raises InputError.

    Files in it of other languages are passed over.
    """
    others: str | None = None
    found = False
    for document, element in xml.units(source, "xliff", frozenset({"trans-unit", "unit"})):
        is_first = document.get("version", "").startswith("1") or xml.local_name(element) == "trans-unit"
        if said := _other_languages(document, element, languages):
            others = said
            continue
        found = True
        for mark in element.iter("{*}mrk"):
            if mark.get("mtype") == _DELETED:
                mark.clear(keep_tail=True)
        yield _of_version_1(element) if is_first else _of_version_2(element)
    if others and not found:
        raise source.error(f"its languages are {others}, not {' and '.join(languages)}", "Name a file of these")


def _other_languages(document: Any, element: Any, languages: tuple[str, str]) -> str | None:  # noqa: ANN401
    """Return the languages of a unit in words where they are others than those of the corpus, None where not."""
    file = next(element.iterancestors("{*}file"), None)
    said = (
        (document.get("srcLang"), document.get("trgLang"))
        if file is None or document.get("srcLang")
        else (file.get("source-language"), file.get("target-language"))
    )
    if all(one is None or code_among(one, [wanted]) for one, wanted in zip(said, languages, strict=True)):
        return None
    return " and ".join(for_terminal(shortened(one or "?")) for one in said)


def _of_version_1(unit: Any) -> Row:  # noqa: ANN401 - lxml ships no types
    place, identity = f"line {unit.sourceline}", xml.unescape(unit.get("id") or "")
    target = unit.find("{*}target")
    said = [] if target is None else [_state(_STATES, target.get("state"))]
    said.append(_state(_OF_MEMOQ, unit.get(_MEMOQ)))
    if unit.get("approved") == "yes":
        said.append(State.CONFIRMED)
    # Trados keeps the state of each piece.
    conf = {one.get("id"): _state(_TRADOS, one.get("conf")) for one in unit.iterfind("{*}seg-defs/{*}seg")}
    of_unit = State.UNFINISHED if _is_fixed(unit) else _together(said)
    texts = {name: _pieces(unit.find(f"{{*}}{name}")) for name in ("seg-source", "target")}
    parts = []
    for number, text in texts["seg-source"].items():
        state = _together([of_unit, conf.get(number, State.GIVEN)])
        parts.append(_row(place, "", text, texts["target"].get(number, ""), state))
    states = list(conf.values())
    whole = of_unit if not states else _together([of_unit, *states], all_of=True)
    row = _row(place, identity, _side(unit, "source"), _side(unit, "target"), whole)
    by_machine = target is not None and target.get("state-qualifier") in _BY_MACHINE
    row = replace(row, machine=by_machine, article=_file(unit), kind=(unit.get("restype") or "").removeprefix("x-"))
    return _with_parts(row, parts)


def _of_version_2(unit: Any) -> Row:  # noqa: ANN401
    place, identity = f"line {unit.sourceline}", xml.unescape(unit.get("name") or "")
    parts, states = [], []
    for part in unit:
        if xml.local_name(part) == "segment":
            state = State.UNFINISHED if _is_fixed(unit) else _state(_STATES, part.get("state"))
            states.append(state)
            parts.append(_row(place, "", _side(part, "source"), _side(part, "target"), state))
    pieces = [part for part in unit if xml.local_name(part) in {"segment", "ignorable"}]
    text, target = ("".join(_side(piece, name) for piece in pieces) for name in ("source", "target"))
    row = _row(place, identity, text, target, _together(states, all_of=True))
    by_machine = any(part.get("subState") == _OURS_BY_MACHINE for part in unit.iterfind("{*}segment"))
    kind = (unit.get("type") or "").removeprefix("bilingual:")
    return _with_parts(replace(row, machine=by_machine, article=_file(unit), kind=kind), parts)


def _file(unit: Any) -> str:  # noqa: ANN401
    """Return which file a unit is of, empty where it does not say."""
    file = next(unit.iterancestors("{*}file"), None)
    return "" if file is None else xml.unescape(file.get("original") or "")


def _row(place: str, identity: str, text: str, target: str, state: State) -> Row:
    if not target.strip() and state is State.GIVEN:
        state = State.UNFINISHED  # nobody translated it
    return Row(place, identity, text, target, state)


def _with_parts(row: Row, parts: list[Row]) -> Row:
    """Return a row with its parts, if it has several."""
    several = tuple(parts) if len(parts) > 1 else ()
    return replace(row, parts=several)


def _is_fixed(unit: Any) -> bool:  # noqa: ANN401
    """Whether the nearest element that says so says that the unit is not to be translated."""
    said = (element.get("translate") for element in (unit, *unit.iterancestors()))
    return next((one for one in said if one is not None), "yes") == "no"


def _state(known: dict[str, State], said: str | None) -> State:
    return known.get((said or "").replace("-", "").lower(), State.GIVEN)


def _together(states: Iterable[State], *, all_of: bool = False) -> State:
    """Return what several states say: not done wins. With ``all_of`` each must be confirmed, else one is enough."""
    states = list(states)
    if State.UNFINISHED in states:
        return State.UNFINISHED
    confirmed = [state is State.CONFIRMED for state in states]
    return State.CONFIRMED if confirmed and (all(confirmed) if all_of else any(confirmed)) else State.GIVEN


def _pieces(side: Any) -> dict[str | None, str]:  # noqa: ANN401
    """Return the texts of the pieces that a tool has cut a side into, by their numbers."""
    if side is None:
        return {}
    return {mark.get("mid"): _text(mark) for mark in side.iter("{*}mrk") if mark.get("mtype") == "seg"}


def _side(element: Any, name: str) -> str:  # noqa: ANN401
    """Return the text of a child, empty where there is none."""
    child = element.find(f"{{*}}{name}")
    return "" if child is None else _text(child)


def _text(element: Any) -> str:  # noqa: ANN401
    return xml.text_of(element, _code_point, _INNER)


def _code_point(element: Any) -> int | None:  # noqa: ANN401
    match xml.local_name(element):
        case "cp":
            return xml.parse_code(element.get("hex"))
        case "x" if element.get("ctype") == CODE_POINT:
            return xml.parse_code((element.get("equiv-text") or "").removeprefix("U+"))
        case "x" if element.get("ctype") == "lb":
            return _LINE_FEED
    return None
