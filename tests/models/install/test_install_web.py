"""Packages installed from an index or an address, well-behaved or not."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bilingual import models
from bilingual.errors import BilingualError, DownloadError, ModelError
from bilingual.io.files import file_sha256
from bilingual.models.install import Installer
from bilingual.models.install.download import Client
from tests.support import index_server as server_
from tests.support.packages import folders, left_over, like_argos, version

if TYPE_CHECKING:
    from pathlib import Path

    from bilingual.models.packages import Candidate
    from tests.support.index_server import IndexServer

pytestmark = pytest.mark.usefixtures("packages")


@pytest.mark.model
def test_a_real_package_is_installed_from_the_index(
    starter_package: Candidate, server: IndexServer, packages: Path, notes: list[str]
) -> None:
    starter_archive = starter_package.path
    half = starter_archive.stat().st_size // 2
    server.offer("ipfs://somewhere", f"{server.url}/fr_en.argosmodel", package_version=starter_package.stated_version)
    server.answers["/fr_en.argosmodel"] = server_.file(starter_archive.read_bytes(), cut_after=[half])
    progress: list[tuple[str, int, int | None]] = []
    installer = Installer(
        client=Client(notes.append, sleep=lambda _: None), progress=lambda *told: progress.append(told)
    )
    done = installer.pair(("fr", "en"))
    assert done.name == starter_package.name
    assert server.ranges("/fr_en.argosmodel") == [None, f"bytes={half}-"]
    size = starter_archive.stat().st_size
    assert progress[-1] == (done.name, size, size)
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


@pytest.fixture
def broken_off(installer: Installer, server: IndexServer, tmp_path: Path) -> str:
    """Break off the download of a package after 500 bytes, and return the address, which would go on from there."""
    archive = version(tmp_path / "p.argosmodel", "0.1").read_bytes()
    server.answers["/f"] = server_.file(archive, cut_after=[100] * 5)
    with pytest.raises(DownloadError):
        installer.url(f"{server.url}/f")
    return f"{server.url}/f"


def test_what_was_downloaded_serves_the_next_attempt(
    installer: Installer, server: IndexServer, packages: Path, broken_off: str
) -> None:
    assert left_over(packages) == [".packages.bilingual"]
    installer.url(broken_off)
    assert server.ranges("/f")[-1] == "bytes=500-"
    assert left_over(packages) == []


def test_what_was_downloaded_of_another_package_stays(
    installer: Installer, server: IndexServer, tmp_path: Path, packages: Path, broken_off: str
) -> None:
    server.answers["/g"] = server_.file(version(tmp_path / "q", "0.1", from_code="de").read_bytes(), cut_after=[100])
    installer.url(f"{server.url}/g")
    server.answers["/h"] = server_.document(b"garbage")
    with pytest.raises(ModelError):
        installer.url(f"{server.url}/h")
    installer.url(broken_off)
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


def test_a_package_of_argostranslate_that_does_not_work_is_replaced(
    installer: Installer, server: IndexServer, tmp_path: Path, packages: Path
) -> None:
    broken = like_argos(version(tmp_path / "p", "0.1"), packages, "fr_en")

    def probe(folder: Path) -> None:
        if folder == broken:
            raise ModelError("cut short", "Install it again")

    server.offer(f"{server.url}/f")
    server.answers["/f"] = server_.document((tmp_path / "p").read_bytes())
    done = replace(installer, probe=probe).pair(("fr", "en"))
    assert (done.known, done.replaced) == (False, ("fr_en",))
    assert folders(packages) == [done.name]
