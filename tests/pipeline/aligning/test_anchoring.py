"""What a person knows of two texts, in a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bilingual.corpus.verify import verify
from bilingual.errors import BilingualError
from bilingual.options import Options
from bilingual.pipeline.aligning import align
from bilingual.pipeline.aligning.spots import known_spots
from tests.support.aligned import FRENCH, aligned, lines, texts, written

if TYPE_CHECKING:
    from pathlib import Path

DRAGON = "Le dragon vert dormait dans sa grotte profonde."
KING = "The king sold a horse."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    written(tmp_path)
    return tmp_path


def _anchored(folder: Path, *said: str) -> dict[str, tuple[str, str]]:
    file = folder / "anchors.tsv"
    file.write_text("\n".join(said) + "\n", encoding="utf-8")
    aligned(folder, anchors=file)
    assert verify(folder / "corpus", pytest.fail).problems == 0
    return texts(folder)


def test_sentences_are_bound_by_their_texts(folder: Path) -> None:
    found = _anchored(folder, "# what I know", "", f"{DRAGON}\tI do.", "Il fait froid en hiver dans les montagnes.\t")
    assert (DRAGON, "I do.") in found.values()
    assert ("Il fait froid en hiver dans les montagnes.", "") in found.values()
    assert ("", "It is cold in winter in the mountains.") in found.values()


@pytest.mark.parametrize(
    "said",
    [
        "dormait dans sa grotte\tI do.",
        f"  {DRAGON.replace(' ', '  ')} \t I do.\tas I think",
        f"{DRAGON} Oui.\tI do.",
        f"{DRAGON}\tI do. The train to Lyon leaves at noon.",
    ],
)
def test_a_text_may_be_a_part_or_some_sentences_in_a_row(folder: Path, said: str) -> None:
    found = _anchored(folder, said)
    assert any(DRAGON in french and "I do." in english for french, english in found.values())


def test_typographic_marks_are_as_good_as_plain_ones(folder: Path) -> None:
    found = _anchored(folder, "Au printemps, la rivière monte et l’eau couvre les champs.\tThe king sold a horse.")
    assert any(french.startswith("Au printemps") and KING in english for french, english in found.values())


def test_an_id_means_the_same_in_the_next_run_though_segments_are_numbered_anew(folder: Path) -> None:
    aligned(folder)
    before = texts(folder)
    king = next(one for one, (_, english) in before.items() if english == KING)
    line = f"fr:2:1\t{king}"
    first = _anchored(folder, line)
    assert any(french.startswith("Il fait froid") and KING in english for french, english in first.values())
    assert first.get(king) != before[king]
    assert _anchored(folder, line) == first
    report = json.loads((folder / "corpus" / "report.json").read_text(encoding="utf-8"))
    assert report["anchors"][0]["line"] == line.split("\t")
    # Also where the text has changed since.
    written(folder, FRENCH.replace("Le village sous la neige", "Le grand village sous la neige"))
    again = _anchored(folder, line)
    assert any(french.startswith("Il fait froid") and KING in english for french, english in again.values())


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        (["sans tabulation"], "line 1 of .* has no tab"),
        (["\t"], None),
        ([" \t \tnote"], "names no sentence"),
        (["Ceci n'est pas là.\tYes."], "line 1 .*its French is not in"),
        (["# x", f"{DRAGON}\tThis is not there."], "line 2 .*its English is not in"),
        (["fr:99:1\tYes."], "line 1 .*its French is no segment of the corpus"),
        (["Oui.\tYes."], r"the French of line 1 .* stands 2 times"),
        ([f"{DRAGON}\tYes.", f"{DRAGON}\t"], "line 1 .* and line 2 .* contradict each other"),
        (
            [f"Il fait froid en hiver dans les montagnes.\t{KING}", f"{DRAGON}\tYes."],
            "line 1 .* and line 2 .* cross",
        ),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(folder: Path, said: list[str], wrong: str | None) -> None:
    aligned(folder)
    before = lines(folder)
    if wrong is None:  # a line of white space says nothing
        _anchored(folder, *said)
    else:
        with pytest.raises(BilingualError, match=wrong):
            _anchored(folder, *said)
    assert lines(folder) == before


def test_a_file_that_cannot_be_read(folder: Path) -> None:
    with pytest.raises(BilingualError, match="no such file"):
        aligned(folder, anchors=folder / "nope.tsv")
    (folder / "bytes.tsv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BilingualError, match="cannot be read"):
        aligned(folder, anchors=folder / "bytes.tsv")
    with pytest.raises(BilingualError, match="cannot be read"):
        aligned(folder, anchors=folder)


def test_a_line_is_for_the_texts_that_have_it(folder: Path) -> None:
    other = written(folder / "other", "Le chat gris dort sur le toit rouge.", "The grey cat sleeps on the red roof.")
    file = folder / "anchors.tsv"
    file.write_text(f"{DRAGON}\t\nchat gris\tgrey cat\n", encoding="utf-8")
    align(
        [(folder / "fr.txt", folder / "en.txt"), other], Options(out=folder / "corpus", formats="jsonl"), anchors=file
    )
    assert (DRAGON, "") in texts(folder).values()
    assert texts(folder)["fr~2:1:1"] == ("Le chat gris dort sur le toit rouge.", "The grey cat sleeps on the red roof.")


@pytest.mark.parametrize(
    "strange",
    [
        7,
        [7],
        [{"line": 1, "article": "fr"}],
        [{"line": ["fr:2:1", ""], "article": "fr", "spans": [[1], None], "texts": ["", ""], "sha256": ["", ""]}],
        [{"line": ["fr:2:1", ""], "article": "fr", "spans": [[0, 9], None], "texts": ["a", ""], "sha256": "ab"}],
        [{"line": ["fr:2:1", ""], "article": "fr", "spans": 1, "texts": ["a", ""], "sha256": ["a", "b"]}],
    ],
)
def test_a_strange_report_is_no_help_and_no_harm(folder: Path, strange: object) -> None:
    aligned(folder)
    (folder / "corpus" / "report.json").write_text(json.dumps({"anchors": strange}), encoding="utf-8")
    spots = known_spots(folder / "corpus", {"fr:2:1"}, {("fr:2:1", "")})
    assert list(spots.by_id) == ["fr:2:1"]
    assert spots.by_line == {}
