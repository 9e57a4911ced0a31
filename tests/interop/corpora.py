"""A real corpus in the hands of the corpus tools that its formats are for (see ``check.py``)."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

Records = list[dict[str, Any]]

_LANGUAGES = ("fr", "en")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")


def opus(folder: Path, records: Records) -> str:
    """XCES in OpusTools, as text and as words"""
    wanted = _said(records)
    for documents, preprocess in ((folder / "xces", "raw"), (folder / "xces" / "xml", "xml")):
        found = [tuple(_bare(text) for text in pair) for pair in _read_by_opus(folder, documents, preprocess)]
        _equal(found, wanted)
    return f"{len(wanted)} links, all texts equal"


def _read_by_opus(folder: Path, documents: Path, preprocess: str) -> list[list[str]]:
    """Return the texts that OpusTools reads for each link."""
    from opustools import OpusRead

    with tempfile.TemporaryDirectory() as scratch, contextlib.redirect_stderr(io.StringIO()):
        made = Path(scratch, "made.tsv")
        OpusRead(
            directory="bilingual",
            source="fr",
            target="en",
            alignment_file=str(folder / "xces" / "fr-en.xml"),
            download_dir=str(documents),
            preprocess=preprocess,
            write_mode="moses",
            write=[str(made)],
        ).printPairs()
        return [line.split("\t") for line in made.read_text(encoding="utf-8").splitlines()]


def opus_certainty(folder: Path, records: Records) -> str:  # noqa: ARG001 - the checks share a signature
    """XCES in OpusTools, filtered by certainty"""
    from opustools import OpusRead

    with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()) as said:
        OpusRead(
            directory="bilingual",
            source="fr",
            target="en",
            alignment_file=str(folder / "xces" / "fr-en.xml"),
            download_dir=str(folder / "xces"),
            preprocess="raw",
            write_mode="links",
            attribute="certainty",
            threshold="0.2",
        ).printPairs()
    links = said.getvalue().count("<link ")
    text = (folder / "xces" / "fr-en.xml").read_text(encoding="utf-8")
    expected = [float(part.partition('"')[0]) >= 0.2 for part in text.split('certainty="')[1:]]
    _equal(links, sum(expected))
    return f"{links} of {len(expected)} links"


def tei(folder: Path, records: Records) -> str:
    """TEI by TEI's own RELAX NG schema"""
    import schemas
    from lxml import etree

    schema = etree.RelaxNG(etree.parse(Path(schemas.__file__).parent / "tei_all.rng"))
    names = {"x": "http://www.tei-c.org/ns/1.0"}
    found: dict[str, list[list[str]]] = {}
    for path in sorted((folder / "tei").rglob("*.xml")):
        document = etree.parse(path)
        schema.assertValid(document)
        identity = document.findtext(".//x:idno[@type='article']", namespaces=names)
        said = {one.get("{http://www.w3.org/XML/1998/namespace}id"): one.text for one in document.iterfind(".//{*}s")}
        ends = [link.get("target").split() for link in document.iterfind(".//{*}link")]
        found[identity] = [["".join(_bare(said[end[1:]]) for end in link if _is_of(end, code)) for code in _LANGUAGES]
                           for link in ends]  # fmt: skip
        document.find(".//{*}s").tag = "{http://www.tei-c.org/ns/1.0}sentence"
        if schema.validate(document):
            raise AssertionError("the schema takes anything")
    for article, links in found.items():
        texts = (record["translation"] for record in records if record["article"] == article)
        bare = [[_bare(one) for one in both.values()] for both in texts]
        _equal(links, [both for both in bare if all(both)])
    return f"{len(found)} documents, valid, {sum(map(len, found.values()))} links, all texts equal"


def hugging_face(folder: Path, records: Records) -> str:
    """The dataset in Hugging Face datasets, and its card in huggingface_hub"""
    from datasets import Translation, load_dataset
    from huggingface_hub import DatasetCard

    with tempfile.TemporaryDirectory() as cache, contextlib.redirect_stderr(io.StringIO()):
        splits = load_dataset(str(folder / "hf"), cache_dir=cache)
        rows = {row["id"]: row for data in splits.values() for row in data.to_list()}
        if not all(isinstance(data.features["translation"], Translation) for data in splits.values()):
            raise TypeError("translation is no Translation")
    _equal([rows.get(record["id"]) for record in records], records)
    _equal(len(rows), len(records))
    card = DatasetCard.load(folder / "hf" / "README.md").data.to_dict()
    _equal(card["language"], list(_LANGUAGES))
    _equal({one["split"] for one in card["configs"][0]["data_files"]}, set(splits))
    return f"{len(rows)} rows, all equal, in {', '.join(splits)}"


def manatee(folder: Path, records: Records) -> str:
    """Vertical text in manatee, which NoSketch Engine is made of"""
    if not (shutil.which("encodevert") and shutil.which("mkalign") and shutil.which("dumpalign")):
        return "left out, manatee is missing"
    names = [f"bilingual_{code}" for code in _LANGUAGES]
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch, "vertical")
        shutil.copytree(folder / "vertical", place)
        environment = {**os.environ, "MANATEE_REGISTRY": str(place / "registry")}

        def run(*command: str) -> str:
            done = subprocess.run(command, cwd=place, env=environment, capture_output=True, check=False, timeout=120)
            if done.returncode:
                raise AssertionError(f"{command[0]}: {done.stderr.decode()[-300:]}")
            return done.stdout.decode()

        for name, other in (names, names[::-1]):
            run("encodevert", "-x", "-v", "-c", name)
            run("mkalign", f"{name}-{other}.align", f"{name}/align.{other}")
        lines = [_bare(line) for line in run("dumpalign", *names).splitlines()]
    _equal(lines, [text for both in _said(records) if all(both) for text in both])
    return f"{len(lines) // 2} aligned segments, all texts equal"


def back(folder: Path, records: Records) -> str:
    """XCES in bilingual align"""
    program = Path(__file__).parents[2] / ".venv" / "bin" / "bilingual"
    with tempfile.TemporaryDirectory() as scratch:
        command: list[str | Path] = [
            program,
            "align",
            folder / "xces" / "fr-en.xml",
            "--out",
            scratch,
            "--formats",
            "jsonl",
        ]
        subprocess.run(command, capture_output=True, check=True, timeout=300)
        lines = Path(scratch, "bitext.jsonl").read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    _equal(_said(found), _said(records))
    return f"{len(found)} beads, all texts equal"


def _said(records: Records) -> list[tuple[str, ...]]:
    """Return both texts of each pair that has any."""
    found = (tuple(_bare(record["translation"][code]) for code in _LANGUAGES) for record in records)
    return [both for both in found if any(both)]


def _bare(text: str) -> str:
    """Return a text without white space, which tools set as they like, and without controls, which no format holds."""
    return "".join(_UNSEEN.sub("", text).split())


def _is_of(end: str, language: str) -> bool:
    return end.startswith(f"#{language}.")


def _equal(found: object, expected: object) -> None:
    if found != expected:
        raise AssertionError(f"{str(found)[:300]} is not {str(expected)[:300]}")


CORPORA: tuple[Callable[[Path, Records], str], ...] = (opus, opus_certainty, tei, hugging_face, manatee, back)
