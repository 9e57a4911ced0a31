"""A folder of translations by people: each is found for its article, by names or by content, and aligned with it."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from bilingual.alignment import Verdict, align_sentences, judge
from bilingual.alignment.judging import similarity
from bilingual.alignment.pairing import pair_documents, profile
from bilingual.data import Reference
from bilingual.errors import InputError
from bilingual.io.source import STDIN, Source
from bilingual.pipeline.aligning.bitexts import Bitext, pieces
from bilingual.pipeline.aligning.folders import the_article
from bilingual.pipeline.aligning.naming import plain
from bilingual.readers import READERS, discovery
from bilingual.readers.sources import articles_of
from bilingual.segmentation import segments_of
from bilingual.segmentation.stand_off import composed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from bilingual.alignment.pairing import Profile
    from bilingual.data import Article, Segment
    from bilingual.options import Options
    from bilingual.pipeline.run import Run

# Articles without a name that tells whose content is looked at, and characters of each.
_MOST_ARTICLES: Final = 20_000
_MOST_CHARACTERS: Final = 2_000_000
# Of texts with fewer sentences it cannot be told whether they say the same.
_FEWEST: Final = 8

# By what an article is known again when it is read once more: its source, and the digest of its bytes.
Mark = tuple[str, str]


class FolderReferences:
    """The translations in a folder, by the articles that they are of."""

    def __init__(self, options: Options, run: Run, of: dict[Mark, Source], alone: list[Source]) -> None:
        self._options = options
        self._run = run
        self._of = of
        self._alone = alone

    @classmethod
    def read(cls, folder: Path, names: Sequence[str], options: Options, run: Run) -> FolderReferences:
        """Find whose translations are in a folder; the sources ``names`` are read once for it. Raises InputError."""
        translations: dict[str, list[Source]] = defaultdict(list)
        for source in discovery.find([str(folder)], READERS):
            if isinstance(source, InputError):
                raise source
            translations[plain(source.id).casefold()].append(source)
        named: dict[str, list[Mark]] = defaultdict(list)
        articles: dict[Mark, Profile | None] = {}
        # What comes through standard input comes once.
        for article, _ in articles_of([name for name in names if name != STDIN], "fr", options, Counter()):
            if not isinstance(article, InputError):
                mark = (article.source, article.sha256)
                key = plain(article.id).casefold()
                named[key].append(mark)
                told = key in translations or len(articles) > _MOST_ARTICLES
                articles[mark] = None if told else profile(_paragraphs(article), "fr")
        of = {
            marks[0]: translations[key][0]
            for key, marks in named.items()
            if len(marks) == 1 and len(translations.get(key, ())) == 1
        }
        used = {id(source) for source in of.values()}
        left = [source for group in translations.values() for source in group if id(source) not in used]
        found = cls(options, run, of, left)
        found._by_content({mark: one for mark, one in articles.items() if one is not None and mark not in of})
        return found

    def _by_content(self, articles: dict[Mark, Profile]) -> None:
        """Find the articles of translations whose names do not tell."""
        theirs: list[tuple[Source, Profile]] = []
        for source in self._alone:
            try:
                theirs.append((source, profile(_paragraphs(the_article(source, "en", self._options)), "en")))
            except InputError:
                continue
        marks = list(articles)
        matches = pair_documents(
            [articles[mark] for mark in marks], [one for _, one in theirs], self._look(marks, theirs)
        )
        for match in matches:
            self._of[marks[match.fr]] = theirs[match.en][0]
        taken = {id(theirs[match.en][0]) for match in matches}
        self._alone = [source for source in self._alone if id(source) not in taken]

    def _look(self, marks: Sequence[Mark], theirs: Sequence[tuple[Source, Profile]]) -> Callable[[int, int], int]:
        def look(one: int, other: int) -> int:
            article = self._article(marks[one])
            if article is None:
                return 0
            target = the_article(theirs[other][0], "en", self._options)
            fr, en = Bitext.of(article, target).sentences()
            return similarity(fr, en, align_sentences(fr, en))

        return look

    def _article(self, mark: Mark) -> Article | None:
        """Return an article that was read before, None where it is not there any more."""
        name = mark[0].rpartition(":")[0] if mark[0].rpartition(":")[2].isdecimal() else mark[0]
        found = (one for one, _ in articles_of([name], "fr", self._options, Counter()))
        return next(
            (one for one in found if not isinstance(one, InputError) and (one.source, one.sha256) == mark), None
        )

    def of(self, article: Article, segments: Sequence[Segment]) -> list[Reference | None]:
        """Return the reference of each segment: what says the same in the translation of the article."""
        nothing: list[Reference | None] = [None] * len(segments)
        source = self._of.get((article.source, article.sha256))
        if source is None:
            return nothing
        try:
            target = the_article(source, "en", self._options)
        except InputError as error:
            self._run.listener.note(f"no reference: {error.message}")
            return nothing
        bitext = Bitext(article, target, segments, segments_of(target, always_spans=True))
        fr, en = bitext.sentences()
        beads = align_sentences(fr, en)
        verdict = judge(fr, en, beads)
        if verdict is not Verdict.TRANSLATION and (
            verdict is not Verdict.UNRELATED or min(len(fr), len(en)) >= _FEWEST
        ):
            self._run.listener.note(f"no reference: {bitext.names} {verdict.words}")
            return nothing
        for bead in beads:
            if 0 not in bead.shape:
                theirs = pieces(target.text, bitext.target_segments[slice(*bead.en)])
                nothing[bead.fr[0]] = Reference(composed(target.text, theirs), bead.shape[0])
        return nothing

    def left(self) -> Iterator[str]:
        """Yield the translations that are of no article."""
        for source in self._alone:
            yield f"'{source.name}' is a reference of no article of these sources"


def _paragraphs(article: Article) -> Iterator[str]:
    for one in article.paragraphs:
        if one.start < _MOST_CHARACTERS:
            yield article.text[one.start : one.end]
