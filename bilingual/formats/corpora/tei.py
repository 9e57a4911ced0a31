"""``tei/``: a file an article in TEI P5 (https://tei-c.org/guidelines/p5/), both texts and the links between them.

Each language is a ``text`` of a ``group``, cut into divisions at its headings, with an ``s`` a sentence. In the
``standOff`` a ``linkGrp`` has a ``link`` for each pair that has two sides: it points to the sentences of the source,
then to those of the target. TEI has no link with one end: a sentence to which no link points has no counterpart. The
``type`` of a link says whose the translation is, ``cert`` how sure it is (0 to 1), and ``ana`` points to its flags.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from bilingual.data import Kind
from bilingual.formats.colophon import made_by
from bilingual.formats.corpora.sentences import SIDES, links_of, paragraphs
from bilingual.formats.documents.laid_out import plain
from bilingual.formats.documents.writing import FolderWriter
from bilingual.io.xml import for_xml
from bilingual.languages import english_name, tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bilingual.data import Article, Metadata, Pair, Provenance
    from bilingual.formats.corpora.sentences import Link, Sentence

_TEI = "http://www.tei-c.org/ns/1.0"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_ID, _LANG = f"{_XML}id", f"{_XML}lang"
_HEADINGS = frozenset({Kind.HEADLINE, Kind.SUBHEADING})
# What TEI takes for a version, a date and an address.
_VERSION = re.compile(r"\d+[a-z]*\d*(?:\.\d+[a-z]*\d*){0,3}")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)
_SIGN = r"(?:[\w.~:/@!$&'()*+,;=?-]|%[0-9A-Fa-f]{2})"
_ADDRESS = re.compile(rf"https?://{_SIGN}+(?:#{_SIGN}*)?", re.ASCII)


class TeiWriter(FolderWriter):
    """Writes a TEI document for each article that has any text."""

    NAME = "tei"
    SUFFIX = "xml"

    def add(self, article: Article, pairs: Sequence[Pair]) -> None:
        """Write the article's document."""
        provenance = article.provenance or self._provenance
        links = links_of(pairs, provenance.languages)
        if links:
            self._put(self._place(article), document(article, links, provenance))


def document(article: Article, links: Sequence[Link], provenance: Provenance) -> bytes:
    """Return the bytes of a document of an article, the same for the same article."""
    from lxml import etree

    make = _maker()
    root = make.TEI(_header(article, provenance), *_alignment(links, provenance))
    root.append(make.text(make.group(*(_text(links, side, provenance.languages[side]) for side in SIDES))))
    etree.indent(root, " ")
    content: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _maker() -> Any:  # noqa: ANN401 - lxml ships no types
    from lxml.builder import ElementMaker

    return ElementMaker(namespace=_TEI, nsmap={None: _TEI})


def _header(article: Article, provenance: Provenance) -> Any:  # noqa: ANN401
    make, facts = _maker(), article.metadata
    title = plain(facts.title or "") or for_xml(article.id)
    who, what = ("Alignment", "alignment") if provenance.by_people else ("Machine translation", "translation")
    models = "; ".join(f"{one.model} {one.model_version} ({one.model_sha256})" for one in provenance.models)
    return make.teiHeader(
        make.fileDesc(
            make.titleStmt(
                make.title(title, {_LANG: tag(provenance.source_language)}),
                *(make.author(plain(author)) for author in facts.authors),
                make.respStmt(make.resp(who), make.name("bilingual", type="software")),
            ),
            make.publicationStmt(make.p(plain(f"Written by bilingual {provenance.bilingual}. {made_by(provenance)}."))),
            make.sourceDesc(_source(article, facts)),
        ),
        make.encodingDesc(
            make.appInfo(
                make.application(
                    make.label("bilingual"), make.desc(plain(f"{what} by: {models}")),
                    ident="bilingual", version=_version(provenance.bilingual),
                )
            )
        ),
        make.profileDesc(
            make.langUsage(*(make.language(english_name(one), ident=tag(one)) for one in provenance.languages))
        ),
    )  # fmt: skip


def _source(article: Article, facts: Metadata) -> Any:  # noqa: ANN401
    """Return where the article comes from."""
    make = _maker()
    found = make.bibl(make.title(plain(facts.title or "") or for_xml(article.id)))
    found.extend(make.author(plain(author)) for author in facts.authors)
    for name, value in (("publisher", facts.publisher), ("publisher", facts.site)):
        if value and plain(value):
            found.append(make(name, plain(value)))
    if facts.date:
        when = {"when": facts.date} if _is_date(facts.date) else {}
        found.append(make.date(plain(facts.date), when))
    found.append(make.idno(for_xml(article.id), type="article"))
    if facts.url:
        address = {"target": facts.url} if _ADDRESS.fullmatch(facts.url) else {}
        found.append(make.ref(plain(facts.url), address))
    if facts.license:
        found.append(make.availability(make.licence(plain(facts.license))))
    return found


def _is_date(said: str) -> bool:
    """Whether TEI takes a date as it is said: a day that there was, a month or a year.

    >>> [_is_date(said) for said in ("2023-08-02", "2022-08", "2022", "2023-02-30", "2022-13", "hier")]
    [True, True, True, False, False, False]
    """
    if not _DATE.fullmatch(said):
        return False
    try:
        date.fromisoformat(said + "-01-01"[len(said) - len("2023") :])
    except ValueError:
        return False
    return True


def _alignment(links: Sequence[Link], provenance: Provenance) -> list[Any]:
    """Return the links between sentences, and the flags that some of them have; nothing where there is no link."""
    make = _maker()
    flags = {flag: f"flag.{number}" for number, flag in enumerate(_flags(links), 1)}
    group = make.linkGrp(type="translation")
    prefixes = [_prefix(code) for code in provenance.languages]
    for link in links:
        if not all(link.sides):
            continue
        ends = [
            f"#{prefix}.{number}"
            for prefix, numbers in zip(prefixes, link.numbers, strict=True)
            for number in numbers
        ]  # fmt: skip
        facts = {"type": link.pair.origin.value, "target": " ".join(ends)}
        if link.certainty is not None and 0 <= link.certainty <= 1:
            facts["cert"] = f"{link.certainty:.4f}".rstrip("0").rstrip(".")
        if link.pair.open_flags:
            facts["ana"] = " ".join(f"#{flags[flag]}" for flag in link.pair.open_flags)
        group.append(make.link(facts))
    if not len(group):
        return []
    found = make.standOff(group)
    if flags:
        found.append(make.interpGrp({"type": "flag"}, *(make.interp(plain(f), {_ID: n}) for f, n in flags.items())))
    return [found]


def _flags(links: Sequence[Link]) -> Iterator[str]:
    """Yield the flags of links with two sides, each once, in the order of their names."""
    yield from sorted({flag for link in links if all(link.sides) for flag in link.pair.open_flags})


def _text(links: Sequence[Link], side: int, language: str) -> Any:  # noqa: ANN401
    """Return the text of one side: a division for each heading, with what stands behind it."""
    make, prefix = _maker(), _prefix(language)
    body, division = make.body(), make.div()
    for kind, group in groupby(paragraphs(links, side), key=lambda one: one[0]):
        many = [[_sentence(one, prefix) for one in sentences] for _, sentences in group]
        if kind in _HEADINGS:
            for sentences in many:
                division = make.div(make.head(*sentences, type=kind.value))
                body.append(division)
            continue
        if division.getparent() is None:
            body.append(division)
        if kind is Kind.ITEM:
            division.append(make.list(*(make.item(*sentences) for sentences in many)))
        elif kind is Kind.NOTE:
            division.extend(make.note(*sentences) for sentences in many)
        else:
            division.extend(make.p(*sentences, rend=kind.value) for sentences in many)
    if not len(body):
        body.append(make.div(make.p()))
    return make.text(body, {_LANG: tag(language), "n": prefix})


def _sentence(sentence: Sentence, prefix: str) -> Any:  # noqa: ANN401
    return _maker().s(sentence.text, {_ID: f"{prefix}.{sentence.number}"})


def _prefix(language: str) -> str:
    """Return what ids of a language's sentences begin with."""
    return tag(language)


def _version(said: str) -> str:
    """Return a version as TEI takes it: of another kind, the part of it that fits.

    >>> _version("0.1.0"), _version("0.2.0.dev1+local"), _version("next")
    ('0.1.0', '0.2.0', '0')
    """
    found = _VERSION.match(said)
    return found[0] if found else "0"
