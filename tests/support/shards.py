"""Sources of all kinds, and corpora built of them in shards."""

from __future__ import annotations

import gzip
import json
import random
from typing import TYPE_CHECKING

from bilingual.engines.fake import FakeEngine
from bilingual.options import Options
from bilingual.pipeline.sharding import build_shards

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bilingual.data import Translation
    from bilingual.engines import Decoding, Engine
    from bilingual.pipeline.listener import Listener
    from bilingual.pipeline.sharding import JobReport

WRAPPED = (
    "Le rapport de la commission a été remis lundi par la\nministre de la santé, qui a promis de lire toutes les\n"
    "pages.\n"
)


class Recording(FakeEngine):
    """A fake engine that keeps the sentences that it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def hypotheses(self, sentences: Sequence[str], decoding: Decoding) -> Iterator[list[tuple[int, list[Translation]]]]:
        self.asked += sentences
        return super().hypotheses(sentences, decoding)


def sentences(number: int) -> str:
    """Return some sentences, of which some stand in other articles too."""
    return f"Voici la phrase {number}. Il pleut sur Nantes. " + "Le vent souffle. " * (number % 4)


def sources(folder: Path, articles: int = 20) -> Path:
    """Make a folder of files of all kinds, with ids that repeat, and with faults."""
    chance = random.Random(17)
    folder.mkdir(parents=True)
    lines = []
    for number in range(articles):
        name = f"{chance.choice('aAb')}{number % (articles // 4)}"
        lines.append(json.dumps({"id": name, "text": sentences(number)}))
        lines += ["{broken"] * (number % 17 == 0) + ['{"nom": "Awa"}'] * (number % 19 == 0) + [""] * (number % 7 == 0)
    (folder / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    rows = [f'a{number};"{sentences(number)}\n""Oui"", dit-elle."\n' for number in range(articles)]
    (folder / "b.csv").write_text("id;texte\n" + "".join(rows), encoding="utf-8")
    (folder / "c.json").write_text(json.dumps([{"id": "A1", "text": sentences(1)}, {"text": sentences(2)}]))
    line = json.dumps({"id": "a1", "text": sentences(3)}) + "\n"
    (folder / "d.jsonl.gz").write_bytes(gzip.compress(line.encode(), mtime=0))  # else it says when it was made
    (folder / "deep").mkdir()
    for number in range(articles // 2):
        text = f"Titre {number}\n\n{sentences(number)}\n\n" + WRAPPED * (number % 9 == 0)
        (folder / "deep" / f"{'aB'[number % 2]}{number:02}.txt").write_text(text, encoding="utf-8")
    (folder / "latin.txt").write_bytes("Voilà ce qui a été écrit là.".encode("latin-1"))
    (folder / "z.csv").write_text("a,b\n1,2\n")
    (folder / "x.pages").write_text("x")
    (folder / "bad.txt").write_bytes(b"\xff\xfe\x00\xd8")
    return folder


def shards(  # noqa: PLR0913 - as build_shards has it
    source: Path | list[str],
    out: Path,
    size: int = 2_000,
    *,
    jobs: int = 1,
    engine: Engine | None = None,
    listener: Listener | None = None,
    **more: object,
) -> list[JobReport]:
    """Build the shards of sources by some jobs, one after the other; options of a run may be among ``more``."""
    told = {name: more.pop(name) for name in ("mixed", "replace", "store") if name in more}
    names = source if isinstance(source, list) else [str(source)]
    return [
        build_shards(
            names,
            Options(out=out, **more),  # type: ignore[arg-type]
            engine or FakeEngine(),
            listener,
            job=(number, jobs),
            piece_bytes=size,
            **told,  # type: ignore[arg-type]
        )
        for number in range(jobs)
    ]


def keys(out: Path) -> list[str]:
    """Return the keys of a plan, in order."""
    return [record["key"] for record in json.loads((out / "shards" / "plan.json").read_bytes())["shards"]]
