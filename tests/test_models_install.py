from __future__ import annotations

import errno
import json
import os
import zipfile
from typing import TYPE_CHECKING

import index_server as server_
import pytest
from index_server import IndexServer
from packages import METADATA, PARTS, folders, left_over, like_argos, package, seen_by_argos, version

from bilingual import models
from bilingual.errors import BilingualError, DownloadError, ModelError, OutputError
from bilingual.models import lockfile
from bilingual.models.digests import file_sha256
from bilingual.models.download import Client
from bilingual.models.install import Installer
from bilingual.models.staging import Staging

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("packages")


@pytest.fixture
def notes() -> list[str]:
    return []


@pytest.fixture
def installer(notes: list[str]) -> Installer:
    """One that believes in every package and never waits."""
    return Installer(client=Client(notes.append, sleep=lambda _: None), note=notes.append, probe=lambda _: None)


def test_a_file_is_installed_noted_and_found(installer: Installer, tmp_path: Path, packages: Path) -> None:
    done = installer.file(package(tmp_path / "p.argosmodel"))
    assert (done.name, done.version, done.pair, done.replaced, done.known) == (
        ("translate-fr_en-1_0", "1.0", ("fr", "en"), (), False)
    )
    found = models.find(None)
    assert (found.name, found.folder) == (done.name, packages / done.name)
    assert found.sha256 == lockfile.read(packages)[done.name].sha256 == file_sha256(tmp_path / "p.argosmodel")
    assert seen_by_argos(packages) == [done.name]
    assert left_over(packages) == []
    assert (found.folder.stat().st_mode & 0o777) == (packages.stat().st_mode & 0o777)


def test_an_archive_without_a_folder_of_its_own_is_installed_all_the_same(
    installer: Installer, tmp_path: Path, packages: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "p.argosmodel", "w") as archive:
        archive.writestr("metadata.json", json.dumps(METADATA))
        for part in PARTS:
            archive.writestr(part, part)
    folder = installer.file(tmp_path / "p.argosmodel").folder
    assert (folder / "model" / "model.bin").read_text() == "model/model.bin"
    assert (folder.stat().st_mode & 0o777) == (packages.stat().st_mode & 0o777)


def test_what_lies_beside_the_package_in_its_archive_stays_out(installer: Installer, tmp_path: Path) -> None:
    done = installer.file(package(tmp_path / "p.argosmodel", extra={"elsewhere/file": "x"}))
    assert not list(done.folder.parent.rglob("file"))


def test_installing_the_same_again_does_nothing(installer: Installer, tmp_path: Path, packages: Path) -> None:
    installer.file(package(tmp_path / "p.argosmodel"))
    before = (packages / "models.lock.json").read_bytes()
    assert installer.file(tmp_path / "p.argosmodel").known
    assert (packages / "models.lock.json").read_bytes() == before


@pytest.mark.parametrize("by", ["bilingual", "argos"])
def test_a_later_version_takes_the_place_of_an_older_one(
    installer: Installer, tmp_path: Path, packages: Path, by: str
) -> None:
    old = version(tmp_path / "old.argosmodel", "1.9")
    if by == "argos":
        like_argos(old, packages, "fr_en")
    else:
        installer.file(old)
    done = installer.file(version(tmp_path / "new.argosmodel", "1.10"))
    assert done.replaced == (("fr_en",) if by == "argos" else ("translate-fr_en-1_9",))
    assert models.find(None).version == "1.10"
    assert seen_by_argos(packages) == folders(packages) == ["translate-fr_en-1_10"]
    assert list(lockfile.read(packages)) == ["translate-fr_en-1_10"]


def test_an_older_version_is_refused(installer: Installer, tmp_path: Path, packages: Path) -> None:
    installer.file(version(tmp_path / "new.argosmodel", "1.10"))
    with pytest.raises(ModelError, match=r"version 1\.10 is installed, .* bilingual model remove translate-fr_en-1_10"):
        installer.file(version(tmp_path / "old.argosmodel", "1.9"))
    assert folders(packages) == ["translate-fr_en-1_10"]


def test_an_older_version_that_cannot_be_removed_stops_nothing_else(
    installer: Installer, tmp_path: Path, packages: Path, notes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Staging, name: str) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), name)

    installer.file(version(tmp_path / "old.argosmodel", "1.9"))
    with monkeypatch.context() as patch:
        patch.setattr(Staging, "remove", refuse)
        with pytest.raises(OutputError, match="translate-fr_en-1_9"):
            installer.file(version(tmp_path / "new.argosmodel", "1.10"))
        assert models.find(None).version == "1.10"
        installer.file(version(tmp_path / "other.argosmodel", "1.0", from_code="de"))
        assert notes == [
            f"cannot remove what translate-fr_en-1_10 replaces ([Errno {errno.EACCES}] Permission denied: "
            "'translate-fr_en-1_9')"
        ]
    installer.file(tmp_path / "other.argosmodel")
    assert folders(packages) == ["translate-de_en-1_0", "translate-fr_en-1_10"]


def test_packages_of_other_languages_are_left_alone(installer: Installer, tmp_path: Path, packages: Path) -> None:
    installer.file(version(tmp_path / "a.argosmodel", "1.0", from_code="de"))
    installer.file(version(tmp_path / "b.argosmodel", "1.0"))
    (packages / "notes.txt").write_text("mine")
    installer.file(version(tmp_path / "c.argosmodel", "2.0"))
    assert folders(packages) == ["translate-de_en-1_0", "translate-fr_en-2_0"]
    assert (packages / "notes.txt").read_text() == "mine"


def test_a_damaged_package_is_replaced_by_the_same_one(installer: Installer, tmp_path: Path, packages: Path) -> None:
    folder = installer.file(package(tmp_path / "p.argosmodel")).folder
    (folder / "model" / "model.bin").write_text("damaged")
    with pytest.raises(ModelError, match="is not what was installed"):
        models.find(None)
    done = installer.file(tmp_path / "p.argosmodel")
    assert (done.name, done.replaced) == ("translate-fr_en-1_0-2", ("translate-fr_en-1_0",))
    assert models.find(None).folder == packages / done.name


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path / "none", "does not exist"),
        (lambda path: path, "is a folder"),
        (lambda path: _written(path / "p", b"no zip"), "is no .argosmodel archive"),
        (lambda path: _written(path / "p", package(path / "q").read_bytes()[:-40]), "or is cut short"),
        (lambda path: package(path / "p", ["no", "object"]), "is not a JSON object"),
        (lambda path: package(path / "p", METADATA, ("sentencepiece.model",)), "holds no model/model.bin"),
        (lambda path: package(path / "p", METADATA, PARTS[1:]), "holds no tokenizer"),
        (lambda path: package(path / "p", METADATA, PARTS, {"../evil": "x"}), "outside its folder"),
        (lambda path: package(path / "p", METADATA | {"from_code": "../../x"}), "does not name the languages"),
        (lambda path: package(path / "p", METADATA | {"from_code": None}), "does not name the languages"),
        (lambda path: package(path / "p", METADATA | {"package_version": "../1"}), "does not name the languages"),
        (lambda path: package(path / "p", METADATA | {"package_version": 1}), "does not name the languages"),
        (lambda path: package(path / "p", METADATA | {"type": "sbd"}), "does not name the languages"),
        (lambda path: package(path / "p", METADATA, PARTS, {f"pkg/{n}": "" for n in range(10_001)}), "more files than"),
    ],
)
def test_what_is_no_package_is_refused(
    installer: Installer, tmp_path: Path, packages: Path, make: Callable[[Path], Path], message: str
) -> None:
    with pytest.raises(ModelError, match=message) as caught:
        installer.file(make(tmp_path))
    assert "--model" not in caught.value.remedy
    assert folders(packages) == []
    assert not packages.exists() or left_over(packages) == []


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_a_package_that_does_not_work_is_refused(tmp_path: Path, packages: Path) -> None:
    with pytest.raises(ModelError, match="the package does not work"):
        Installer().file(package(tmp_path / "p.argosmodel"))
    assert folders(packages) == left_over(packages) == []


@pytest.mark.model
def test_a_real_package_is_installed_from_the_index(
    starter_archive: Path, server: IndexServer, packages: Path, notes: list[str]
) -> None:
    server.offer("ipfs://somewhere", f"{server.url}/fr_en.argosmodel")
    server.answers["/fr_en.argosmodel"] = server_.file(starter_archive.read_bytes(), cut_after=[4_000_000])
    progress: list[tuple[str, int, int | None]] = []
    installer = Installer(
        client=Client(notes.append, sleep=lambda _: None), progress=lambda *told: progress.append(told)
    )
    done = installer.pair(("fr", "en"))
    assert done.name == "translate-fr_en-0_1"
    assert server.ranges("/fr_en.argosmodel") == [None, "bytes=4000000-"]
    size = starter_archive.stat().st_size
    assert progress[-1] == ("translate-fr_en-0_1", size, size)
    assert models.find(None).sha256 == file_sha256(starter_archive)
    assert installer.pair(("fr", "en")).known
    assert len(server.ranges("/fr_en.argosmodel")) == 2
    assert left_over(packages) == []


def test_one_address_after_the_other_is_tried(
    installer: Installer, server: IndexServer, tmp_path: Path, notes: list[str]
) -> None:
    archive = version(tmp_path / "p.argosmodel", "0.1").read_bytes()
    answers = {
        "a": server_.status(404),
        "b": server_.document(b"<html>Please log in</html>"),
        "c": server_.document(archive[:-100]),
        "d": server_.document(version(tmp_path / "q.argosmodel", "0.1", from_code="de").read_bytes()),
        "e": server_.redirect(f"{server.url}/good"),
        "good": server_.document(archive),
    }
    server.answers |= {f"/{name}": answer for name, answer in answers.items()}
    server.offer(*(f"{server.url}/{name}" for name in "abcde"))
    assert installer.pair(("fr", "en")).version == "0.1"
    assert [note.replace(server.url, "") for note in notes] == [
        "cannot download '/a': HTTP 404 Not Found; trying the next address",
        "'/b' is no .argosmodel archive, or is cut short; trying the next address",
        "'/c' is no .argosmodel archive, or is cut short; trying the next address",
        "'/d' translates de to en, not fr to en; trying the next address",
    ]


@pytest.mark.parametrize(
    ("answer", "error", "message"),
    [
        (server_.status(404), DownloadError, "HTTP 404"),
        (server_.status(500), DownloadError, "HTTP 500"),
        (server_.document(b"garbage"), ModelError, r"f' is no \.argosmodel archive"),
        (server_.lying(b"PK", 100_000), DownloadError, "the connection broke after 2 of 100,000 bytes"),
        (server_.redirect("file:///etc/passwd"), DownloadError, "redirects"),
        (server_.redirect("/f"), DownloadError, "redirects in a circle"),
    ],
)
def test_a_bad_download_never_installs(  # noqa: PLR0913, PLR0917 - the table's columns and the fixtures
    installer: Installer,
    server: IndexServer,
    packages: Path,
    answer: server_.Answer,
    error: type[BilingualError],
    message: str,
) -> None:
    server.answers["/f"] = answer
    with pytest.raises(error, match=message):
        installer.url(f"{server.url}/f")
    assert folders(packages) == []


def test_what_was_downloaded_serves_the_next_attempt(
    installer: Installer, server: IndexServer, tmp_path: Path, packages: Path
) -> None:
    archive = version(tmp_path / "p.argosmodel", "0.1").read_bytes()
    server.answers["/f"] = server_.file(archive, cut_after=[100] * 5)
    with pytest.raises(DownloadError):
        installer.url(f"{server.url}/f")
    assert left_over(packages) == [".packages.bilingual"]
    installer.url(f"{server.url}/f")
    assert server.ranges("/f")[-1] == "bytes=500-"
    assert left_over(packages) == []


def test_what_was_downloaded_of_another_package_stays(
    installer: Installer, server: IndexServer, tmp_path: Path, packages: Path
) -> None:
    archive = version(tmp_path / "p.argosmodel", "0.1").read_bytes()
    server.answers["/f"] = server_.file(archive, cut_after=[100] * 5)
    with pytest.raises(DownloadError):
        installer.url(f"{server.url}/f")
    server.answers["/g"] = server_.file(version(tmp_path / "q", "0.1", from_code="de").read_bytes(), cut_after=[100])
    installer.url(f"{server.url}/g")
    server.answers["/h"] = server_.document(b"garbage")
    with pytest.raises(ModelError):
        installer.url(f"{server.url}/h")
    installer.url(f"{server.url}/f")
    assert server.ranges("/f")[-1] == "bytes=500-"
    assert left_over(packages) == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"garbage", "is no package index"),
        (b'{"an": "object"}', "is no package index"),
        (b"[" * 200_000, "is no package index"),
        (b"[]", "offers no package for fr to en. See"),
        (b'[1, null, "x", {}, {"from_code": "fr", "to_code": "en"}]', "offers no package"),
        (b'[{"from_code":"fr","to_code":"en","package_version":"1"}]', "has no http or https address"),
        (b'[{"from_code":"fr","to_code":"en","package_version":"1","links":"http"}]', "has no http or https address"),
    ],
)
def test_an_index_that_is_none_is_one_clear_error(
    installer: Installer, server: IndexServer, body: bytes, message: str
) -> None:
    server.answers["/index.json"] = server_.document(body)
    with pytest.raises(BilingualError, match=message) as caught:
        installer.pair(("fr", "en"))
    assert "\n" not in str(caught.value)


def test_an_index_that_is_not_there_is_one_clear_error(installer: Installer, server: IndexServer) -> None:
    with pytest.raises(DownloadError, match=r"index\.json': HTTP 404"):
        installer.pair(("fr", "en"))
    assert server.requests[0][0] == "/index.json"


def test_a_pair_that_is_not_offered_suggests_others(installer: Installer, server: IndexServer) -> None:
    server.answers["/index.json"] = server_.document(
        json.dumps(
            [
                {"from_code": source, "to_code": target, "package_version": "1.0"}
                for source, target in [("fr", "en"), ("fr", "es"), ("en", "de"), ("pl", "de")]
            ]
        ).encode()
    )
    with pytest.raises(ModelError) as caught:
        installer.pair(("fr", "de"))
    assert caught.value.message == (
        "the index offers no package for fr to de, but from fr to en, es, and to de from en, pl"
    )


def test_a_version_other_than_the_stated_one_is_told(
    installer: Installer, server: IndexServer, tmp_path: Path, notes: list[str]
) -> None:
    server.answers["/f"] = server_.document(version(tmp_path / "p", "0.2").read_bytes())
    server.offer(f"{server.url}/f")
    assert installer.pair(("fr", "en")).version == "0.2"
    assert notes == ["the index says version 0.1, the package 0.2"]


def test_a_package_of_argostranslate_that_is_as_new_is_kept(
    installer: Installer, server: IndexServer, tmp_path: Path, packages: Path
) -> None:
    like_argos(version(tmp_path / "p", "0.1"), packages, "fr_en")
    server.offer(f"{server.url}/f")
    done = installer.pair(("fr", "en"))
    assert (done.name, done.known) == ("fr_en", True)


def test_removing_takes_the_package_and_its_note(installer: Installer, tmp_path: Path, packages: Path) -> None:
    installer.file(version(tmp_path / "a", "1.0", from_code="de"))
    installer.file(version(tmp_path / "b", "1.0"))
    assert installer.remove("translate-fr_en-1_0") == packages / "translate-fr_en-1_0"
    assert folders(packages) == list(lockfile.read(packages)) == ["translate-de_en-1_0"]
    assert left_over(packages) == []


@pytest.mark.parametrize("name", ["none", "notes", "..", ".", "", "../mine", "models.lock.json"])
def test_what_is_no_package_is_never_removed(installer: Installer, tmp_path: Path, packages: Path, name: str) -> None:
    installer.file(package(tmp_path / "p.argosmodel"))
    for folder in (packages / "notes", packages.parent / "mine"):
        folder.mkdir()
        (folder / "file").write_text("mine")
    with pytest.raises(ModelError, match="no package"):
        installer.remove(name)
    assert (packages / "notes" / "file").exists()
    assert (packages.parent / "mine" / "file").exists()


def test_of_a_linked_package_the_link_is_removed(installer: Installer, tmp_path: Path, packages: Path) -> None:
    folder = like_argos(package(tmp_path / "p.argosmodel"), tmp_path / "elsewhere", "fr_en")
    packages.mkdir(parents=True)
    (packages / "fr_en").symlink_to(folder)
    installer.remove("fr_en")
    assert not (packages / "fr_en").is_symlink()
    assert (folder / "metadata.json").exists()
