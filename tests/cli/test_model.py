"""``bilingual model`` as its user sees it, its output line by line."""

from __future__ import annotations

import json
import os
import zipfile
from typing import TYPE_CHECKING

import pytest

from bilingual.io.files import file_sha256
from bilingual.models.digests import manifest_sha256, size_of
from bilingual.models.info import architecture
from bilingual.wording import in_bytes
from tests.support import command
from tests.support import index_server as server_
from tests.support.packages import METADATA, PARTS, like_argos, package, version

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from bilingual.models import Model
    from bilingual.models.packages import Candidate
    from tests.support.command import Run
    from tests.support.index_server import IndexServer

pytestmark = pytest.mark.model


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: IndexServer) -> Path:
    """A home with nothing in it but an empty folder ``work``, which is where we are."""
    for name in [name for name in os.environ if name.startswith(("XDG", "ARGOS", "BILING"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", server.url)
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path


@pytest.fixture
def run(home: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Return a function that runs the command in this process, in an empty folder of an empty home."""
    del home

    def run(*arguments: str | Path, **extra: str) -> subprocess.CompletedProcess[str]:
        with pytest.MonkeyPatch.context() as patch:
            for name, value in extra.items():
                patch.setenv(name, value)
            return command.here(capfdbinary, *arguments)

    return run


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    return tmp_path / ".local" / "share" / "argos-translate" / "packages"


def test_from_nothing_to_an_installed_package_and_back(
    run: Run, server: IndexServer, starter_package: Candidate, packages: Path
) -> None:
    starter_archive, name, number = starter_package.path, starter_package.name, starter_package.stated_version
    size = in_bytes(size_of(starter_archive))

    def row(shown: str) -> str:
        return f"{name}  fr to en  {number}  {shown}  {file_sha256(starter_archive)[:12]}  "

    # Whether it was measured before it shipped says the line of the starter, and that of the same package, installed.
    first, path = run("model", "list").stdout.splitlines()
    measured = first.removeprefix(row(size)).removesuffix("  used: the starter, as no other is installed")
    assert measured in {"calibrated", "not calibrated"}
    assert path == f"    {starter_archive}"
    server.offer(f"{server.url}/fr_en.argosmodel", package_version=number)
    server.answers["/fr_en.argosmodel"] = server_.file(starter_archive.read_bytes())
    done = command.process("model", "install", "fr", "en")
    where = packages / name
    assert done.stdout == f"installed {name} (fr to en, version {number}) in {where}\n"
    assert done.stderr == f"downloading {name} ({size})\n"
    assert done.returncode == 0
    unpacked = in_bytes(size_of(where))
    width = max(len(size), len(unpacked))
    assert run("model", "list").stdout.splitlines() == [
        f"{row(unpacked.rjust(width))}{measured}  used: installed, the highest version",
        f"    {where}",
        f"{row(size.rjust(width))}{measured}  not used: the starter serves where nothing else is",
        f"    {starter_archive}",
    ]
    assert command.process("model", "verify").stdout.splitlines() == [
        f"{name}: as it was installed, and works",
        f"{name}: whole, and works",
    ]
    refused = run("model", "remove", name)
    assert refused.returncode == 2
    assert refused.stderr == (f"error: nobody is there to ask whether to remove '{name}'. Say so with --yes.\n")
    assert run("model", "remove", name, "--yes").stdout == f"removed {where}\n"
    assert [path.name for path in packages.iterdir()] in (["models.lock.json"], [".bilingual.lock", "models.lock.json"],
                                                          ["models.lock.json", ".bilingual.lock"])  # fmt: skip
    starter_too = run("model", "remove", name, "--yes")
    assert (starter_too.returncode, starter_too.stdout) == (2, "")
    assert "is the starter" in starter_too.stderr


def test_a_changed_model_stops_builds_unless_told(
    run: Run, starter_package: Candidate, packages: Path, tmp_path: Path
) -> None:
    name = starter_package.name
    run("model", "install", starter_package.path)
    readme = packages / name / "README.md"
    readme.write_text("changed")
    article = tmp_path / "article.txt"
    article.write_text("Il pleut.")
    for arguments in (["build", article], ["translate"]):
        done = run(*arguments)
        assert (done.returncode, done.stdout) == (3, "")
        assert done.stderr == (
            f"error: the model '{name}' is not what was installed (README.md was changed). Install it "
            "again (bilingual model install fr en), or build and translate with it as it is: "
            "--accept-changed.\n"
        )
        accepted = run(*arguments, "--accept-changed")
        assert accepted.returncode == 0
        assert accepted.stderr.splitlines()[0] == (
            f"accepted: the model '{name}' is not what was installed (README.md was changed)"
        )
    assert (
        run("model", "list")
        .stdout.splitlines()[0]
        .endswith("  not used: stops builds, as it is not what was installed: README.md was changed")
    )
    verified = run("model", "verify", name)
    assert (verified.returncode, verified.stdout) == (3, f"{name}: README.md was changed\n")


def test_the_index_is_shown_beside_what_is_installed(
    run: Run, server: IndexServer, tmp_path: Path, packages: Path
) -> None:
    for pair, number in (("fr_en", "1.0"), ("de_en", "1.0"), ("es_en", "3")):
        source, target = pair.split("_")
        archive = version(tmp_path / "p", number, from_code=source, to_code=target)
        like_argos(archive, packages, pair)
    server.answers["/index.json"] = server_.document(
        json.dumps(
            [
                {"from_code": source, "from_name": name, "to_code": target, "to_name": other, "package_version": number}
                for source, name, target, other, number in [
                    ("fr", "French", "en", "English", "1.9"),
                    ("de", "German", "en", "English", "1.0"),
                    ("es", "Spanish", "en", "English", "1.0"),
                    ("en", "English", "de", "German\x1b[2J", "1.0"),
                ]
            ]
        ).encode()
    )
    assert run("model", "list", "--available").stdout.splitlines() == [
        "translate-de_en-1_0  de to en  1.0  German to English     installed",
        "translate-en_de-1_0  en to de  1.0  English to German[2J",
        "translate-es_en-1_0  es to en  1.0  Spanish to English    older than the installed 3",
        "translate-fr_en-1_9  fr to en  1.9  French to English     newer than the installed 1.0",
    ]
    some = json.loads(run("model", "list", "--available", "--to", "en", "--from", "fr", "--json").stdout)
    assert [(offer["name"], offer["state"]) for offer in some] == [
        ("translate-fr_en-1_9", "newer than the installed 1.0")
    ]
    nothing = run("model", "list", "--available", "--from", "eo")
    assert (nothing.stdout, nothing.returncode) == ("", 0)
    assert nothing.stderr == "the index offers no such package\n"


def test_a_named_package_goes_before_all(run: Run, tmp_path: Path, packages: Path, starter_package: Candidate) -> None:
    starter_archive = starter_package.path
    mine = version(tmp_path / "mine.argosmodel", "0.5")
    with zipfile.ZipFile(starter_archive) as archive:
        archive.extractall(packages)
    next(packages.iterdir()).rename(packages / "fr_en")
    metadata = packages / "fr_en" / "metadata.json"
    metadata.write_text(json.dumps(json.loads(metadata.read_text("utf-8")) | {"package_version": "1000.0"}), "utf-8")
    rows = json.loads(run("model", "list", "--json", BILINGUAL_MODEL=str(mine)).stdout)
    assert [(row["name"], row["origin"], row["used"], row["reason"]) for row in rows] == [
        ("mine", "named", True, "BILINGUAL_MODEL names it"),
        ("fr_en", "installed", False, "mine goes before it"),
        (starter_package.name, "starter", False, "the starter serves where nothing else is"),
    ]
    assert [row["sha256"] for row in rows] == (
        [file_sha256(mine), manifest_sha256(packages / "fr_en"), file_sha256(starter_archive)]
    )
    said = run("model", "install", starter_archive, BILINGUAL_MODEL=str(mine))
    assert f"version 1000.0 is installed, which is later than {starter_package.stated_version}" in said.stderr
    (packages / "fr_en" / "model" / "model.bin").write_bytes(b"cut short")
    said = run("model", "install", starter_archive, BILINGUAL_MODEL=str(mine))
    assert said.stdout.splitlines()[1] == "removed fr_en, which it replaces"
    assert said.stderr == f"builds go on using '{mine}', which BILINGUAL_MODEL names\n"
    lost = run("model", "list", BILINGUAL_MODEL="none")
    assert lost.stderr == "BILINGUAL_MODEL names a package that stops a build: no such model 'none'\n"
    assert lost.returncode == 0


def test_a_broken_package_is_listed_and_passed_over(run: Run, tmp_path: Path, packages: Path) -> None:
    like_argos(package(tmp_path / "p", METADATA, PARTS[:1]), packages, "fr_en")
    first, _, second, _ = run("model", "list").stdout.splitlines()
    broken = f"not used: broken: '{packages}/fr_en' holds no model/model.bin"
    assert " ".join(first.split()).endswith(f" - - {broken}")
    assert second.endswith("used: the starter, as no other works")
    done = run("model", "verify", "fr_en")
    assert (done.returncode, done.stdout) == (3, f"fr_en: '{packages}/fr_en' holds no model/model.bin\n")


def test_info_tells_what_a_package_is_made_of(run: Run, starter_package: Candidate, starter: Model) -> None:
    starter_archive = starter_package.path
    built = architecture(starter.folder / "model")
    lines = run("model", "info", starter_package.name).stdout.splitlines()
    facts = dict(line.split(":", 1) for line in lines[: lines.index("")])
    untold = {"description", "longest source", "calibration"}
    assert {name: value.strip() for name, value in facts.items() if name not in untold} == {
        "name": starter_package.name,
        "version": f"{starter_package.stated_version} (for Argos {starter_package.metadata['argos_version']})",
        "languages": "French to English (fr to en)",
        "path": str(starter_archive),
        "size": in_bytes(size_of(starter_archive)),
        "sha256": file_sha256(starter_archive),
        "architecture": (
            f"Transformer, {built.encoder_layers} encoder and {built.decoder_layers} decoder layers, "
            f"width {built.width:,}, feed-forward {built.feed_forward:,}, {built.heads} heads"
        ),
        "parameters": f"{built.parameters / 1e6:.1f} million",
        "quantization": "int8",
        "vocabulary": f"{built.source_vocabulary:,} tokens, shared",
        "tokenizer": "SentencePiece",
        "licence": "not stated",
    }
    assert lines[lines.index("") + 1].startswith("# ")
    told = json.loads(run("model", "info", starter_archive, "--json").stdout)
    assert told["architecture"]["decoder_layers"] == built.decoder_layers
    assert told["model"]["sha256"] == file_sha256(starter_archive)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (
            ["install", "none.argosmodel"],
            3,
            "'none.argosmodel' does not exist. Name a .argosmodel file, an address, or",
        ),
        (
            ["install", "fr", "en", "de"],
            2,
            "too many things to install. Name two language codes, or one file or address",
        ),
        (
            ["install", "a.argosmodel", "b.argosmodel"],
            2,
            "these are no two language codes. Name two, such as fr en, or",
        ),
        (["install", "fr", "fr"], 3, "the index offers no package for fr to fr"),
        (["install", "ftp://example.org/x"], 5, "'ftp://example.org/x' is no http or https address. Check the address"),
        (["install"], 2, "Missing argument 'WHAT'"),
        (["info", "none"], 3, "no package 'none' is here. See bilingual model list"),
        (["info", "work"], 3, "no package 'work' is here. See bilingual model list"),
        (
            ["info", "."],
            3,
            "'.' holds no metadata.json, so it is no Argos package. Name a package that bilingual model",
        ),
        (["verify", "none"], 3, "no package 'none' is here. See bilingual model list"),
        (["remove", "none", "--yes"], 3, "no package 'none' is here. See bilingual model list"),
        (["list", "--from", "xx"], 2, "'xx' is no value for --from (it is no code of ISO 639-1)"),
        (["nothing"], 2, "No such command 'nothing'"),
    ],
)
def test_what_is_asked_wrongly_is_one_clear_line(
    run: Run, server: IndexServer, arguments: list[str], code: int, message: str
) -> None:
    server.offer("http://127.0.0.1:1/f")
    done = run("model", *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.startswith(f"error: {message}")
    assert done.stderr.count("\n") == 1


def test_an_index_that_is_not_there_is_one_clear_line(run: Run) -> None:
    done = run("model", "list", "--available")
    assert (done.returncode, done.stdout) == (5, "")
    assert done.stderr.startswith("error: cannot download 'http://127.0.0.1:")
    assert done.stderr.endswith("HTTP 404 Not Found. Check the address, or install a file: bilingual model install "
                                "FILE.argosmodel.\n")  # fmt: skip


@pytest.mark.usefixtures("home")
def test_a_group_without_a_command_shows_its_help_and_nothing_else() -> None:
    done = command.process("model")
    assert "Usage: python -m bilingual model" in done.stdout
    assert "error" not in done.stderr
