"""Glossaries: terms of the source language, and how they must come out.

An entry is a source term with one or several targets. Where a file has several for one source, they are alternatives
in order of preference: any counts as kept, and the first is the one that is put in. Equal sides mean: do not translate.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.glossary import reading
from bilingual.glossary.entries import Entry, Term
from bilingual.glossary.index import Found, Index
from bilingual.glossary.phrases import PLURAL, WORD, Phrase, Words
from bilingual.lexicon import inflection

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Sequence

FRENCH_ENGLISH = ("fr", "en")
# That of a translation which lacks a term.
FLAG = "glossary"
# Terms to name in a record; more are no sentence.
_MOST_SHOWN = 8


class Glossary:
    """Entries for one pair of languages, ready to be looked for in sentences.

    French and English terms may be inflected as ``inflection.py`` knows; those of other languages must stand as given.
    ``sha256`` is of its file, and ``name`` what that is called; both are empty where there is none.
    """

    def __init__(
        self, entries: Iterable[Entry], languages: tuple[str, str] = FRENCH_ENGLISH, sha256: str = "", name: str = ""
    ) -> None:
        self.entries = _merged(entries)
        self.languages = languages
        self.sha256 = sha256
        self.name = name
        self._targets: dict[str, Phrase] = {}
        self._index = Index((Phrase.of(entry.source, self._forms(0, entry)), entry) for entry in self.entries)

    @classmethod
    def load(cls, path: str | os.PathLike[str], languages: tuple[str, str] = FRENCH_ENGLISH) -> Glossary:
        """Read a glossary: tab-separated text, or TBX. Raises InputError; see ``reading.py`` for the formats."""
        entries, sha256 = reading.read(Path(path), languages)
        # A name of a file may hold bytes that are no text.
        return cls(entries, languages, sha256, Path(path).name.encode("utf-8", "replace").decode())

    def terms(self, sentence: str) -> tuple[Term, ...]:
        """Return the terms in a sentence, from left to right, of several that begin at a word the longest.

        >>> glossary = Glossary([Entry("armée", ("army",)), Entry("armée malienne", ("Malian army",))])
        >>> [(term.text, term.entry.targets) for term in glossary.terms("L’armée malienne et les armées")]
        [('armée malienne', ('Malian army',)), ('armées', ('army',))]
        """
        firsts = self._index.firsts
        if not firsts:
            return ()
        if not unicodedata.is_normalized("NFC", sentence):
            sentence = unicodedata.normalize("NFC", sentence)
        texts = WORD.findall(sentence)
        if firsts.isdisjoint(texts):
            return ()
        words = Words.of(sentence, texts)
        found = []
        after = 0
        for place in (place for place, word in enumerate(texts) if word in firsts):
            if place >= after and (at := self._index.at(words, place)):
                best = _preferred(at, words, place)
                start, end = best.phrase.span(words, place)
                found.append(Term(best.owner, sentence[start:end], start, end, bool(best.flags & PLURAL)))
                after = place + best.length
        return tuple(found)

    def missing(self, terms: Sequence[Term], translation: str) -> tuple[Term, ...]:
        """Return those of the terms none of whose targets is in the translation, each entry once.

        A target may be in the plural, in a possessive, with a hyphen for a space, or with a capital that it has not in
        the glossary; a capital of the glossary must be one. What is not to be translated must be there as it is given.
        """
        if not terms:
            return ()
        words = Words.of(unicodedata.normalize("NFC", translation))
        distinct = {term.entry: term for term in reversed(terms)}
        return tuple(
            term
            for entry, term in reversed(distinct.items())
            if not any(self._is_in(words, target, entry) for target in entry.targets)
        )

    def wanted(self, term: Term) -> str:
        """Return the target to put in for a term: the preferred one, in the number of the source.

        >>> glossary = Glossary([Entry("chef d'État", ("head of state",))])
        >>> [glossary.wanted(term) for term in glossary.terms("Des chefs d’État.")]
        ['heads of state']
        """
        target = term.entry.targets[0]
        if term.plural and self.languages[1] == "en" and not term.entry.is_verbatim:
            target = inflection.english_plural(target)
        return target

    def phrase(self, target: str, entry: Entry) -> Phrase:
        """Return all that a target of an entry may look like."""
        key = f"={target}" if entry.is_verbatim else target
        if key not in self._targets:
            self._targets[key] = Phrase.of(target, self._forms(1, entry), capitals_anywhere=True)
        return self._targets[key]

    def _is_in(self, words: Words, target: str, entry: Entry) -> bool:
        return next(self.phrase(target, entry).places(words), None) is not None

    def _forms(self, side: int, entry: Entry) -> inflection.Forms:
        if entry.is_verbatim:
            return inflection.as_given
        return inflection.FORMS.get(self.languages[side], inflection.as_given)


def _preferred(found: Sequence[Found[Entry]], words: Words, place: int) -> Found[Entry]:
    """Return one of the longest terms at a place: that whose source is the text itself, else one in that number."""
    if len(found) == 1:
        return found[0]
    longest = [one for one in found if one.length == found[0].length]
    exact = (one for one in longest if words.text[slice(*one.phrase.span(words, place))] == one.owner.source)
    return next(exact, None) or next((one for one in longest if not one.flags), longest[0])


def evidence(terms: Sequence[Term]) -> tuple[str, ...]:
    """Return some terms for people, each with its preferred target, and ``…`` in place of those that are too many.

    >>> evidence([Term(Entry("ONU", ("UN", "United Nations")), "ONU", 0, 3)])
    ('ONU → UN',)
    """
    shown = tuple(f"{term.text} → {term.entry.targets[0]}" for term in terms[:_MOST_SHOWN])
    return (*shown, "…") if len(terms) > _MOST_SHOWN else shown


def signature(terms: Sequence[Term]) -> str:
    """Return what the glossary asks of a sentence, as one line: another glossary that asks the same gives the same.

    >>> signature([Term(Entry("ONU", ("UN", "United Nations")), "ONU", 0, 3)])
    '["ONU", "UN", "United Nations"]'
    """
    import json

    asked = dict.fromkeys((term.entry.source, *term.entry.targets) for term in terms)
    return " ".join(json.dumps(item, ensure_ascii=False) for item in asked)


def _merged(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries in NFC, with those of one source made one."""
    targets: dict[str, dict[str, None]] = {}
    notes: dict[str, str] = {}
    for entry in entries:
        source = unicodedata.normalize("NFC", entry.source)
        kept = targets.setdefault(source, {})
        kept.update(dict.fromkeys(unicodedata.normalize("NFC", target) for target in entry.targets))
        notes[source] = notes.get(source) or entry.note
    return tuple(Entry(source, tuple(kept), notes[source]) for source, kept in targets.items())
