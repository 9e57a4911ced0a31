"""Nothing tries the network: with Python's sockets blocked, and in a network namespace where there is none."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support import packages
from tests.support.corpora import contents
from tests.support.places import CHILDREN

if TYPE_CHECKING:
    from pathlib import Path

STILL_CLOCK = CHILDREN / "still_clock.py"
FORMATS = "jsonl,html,tmx,xliff,xliff2,csv,tsv,moses,parquet,epub"


def _run(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        list(map(str, command)), capture_output=True, text=True, check=False, env=os.environ | environment
    )


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "a.txt").write_text("Le Mali avance\n\nIl avance. Pourquoi maintenant ?\n", encoding="utf-8")
    (folder / "b.html").write_text(
        "<html><head><title>Le Mali</title></head><body><article><p>Le ministre est venu lundi à Bamako.</p>"
        "<p>Il est reparti mardi avec les autres ministres.</p></article></body></html>",
        encoding="utf-8",
    )
    (folder / "c.jsonl").write_text(json.dumps({"text": "Une phrase. Une autre."}) + "\n", encoding="utf-8")
    return folder


def _unshare() -> list[str] | None:
    """Return a command that runs another one without any network, None where that is not allowed."""
    for command in (["unshare", "--net"], ["unshare", "--map-root-user", "--net"]):
        if shutil.which("unshare") and _run(*command, "true").returncode == 0:
            return command
    return None


@pytest.mark.model
def test_a_whole_build_tries_nothing_with_sockets_blocked(sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = _run(sys.executable, STILL_CLOCK, "build", sources, "--out", out, "--formats", FORMATS)
    assert (done.returncode, done.stderr) == (0, "")
    assert "articles: 3\n" in done.stdout
    done = _run(sys.executable, "-m", "bilingual.offline", "verify", out)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.model
def test_a_whole_build_works_in_a_network_namespace(sources: Path, tmp_path: Path) -> None:
    unshare = _unshare()
    if unshare is None:
        pytest.skip("a network namespace is not allowed here (unshare --net)")
    alone = _run(*unshare, sys.executable, "-c", "import socket; socket.create_connection(('127.0.0.1', 9), 1)")
    assert "unreachable" in alone.stderr
    for name, command in (("with", []), ("without", unshare)):
        done = _run(*command, sys.executable, "-m", "bilingual", "build", sources, "--out", tmp_path / name)
        assert done.returncode == 0
    assert contents(tmp_path / "with") == contents(tmp_path / "without")


def test_a_pivot_with_bpe_tries_nothing_either(sources: Path, tmp_path: Path) -> None:
    packages.install(tmp_path / "p", "fr", "en", tokenizer="bpe", version="9.0")
    packages.install(tmp_path / "p", "en", "de", tokenizer="bpe")
    command = [sys.executable, str(STILL_CLOCK), "build", str(sources), "--to", "de"]
    done = _run(*command, "--out", tmp_path / "out", ARGOS_PACKAGES_DIR=str(tmp_path / "p"))
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "code",
    [
        "import argostranslate.package",
        "import argostranslate.package, ctranslate2, sentencepiece, sacremoses, nupunkt, jinja2, lxml, trafilatura",
    ],
)
def test_importing_what_we_use_tries_nothing(code: str) -> None:
    done = _run(
        sys.executable, "-c", f"from bilingual.io import network; tried = network.block(); {code}; assert not tried"
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("attempt", "said"),
    [
        ("socket.create_connection(('127.0.0.1', 9), 1)", "127.0.0.1"),
        ("socket.getaddrinfo('example.org', 80)", "example.org"),
        ("socket.gethostbyname('example.org')", "example.org"),
        ("socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'', ('127.0.0.1', 9))", "127.0.0.1"),
    ],
)
def test_an_attempt_is_noticed_also_where_it_is_swallowed(attempt: str, said: str) -> None:
    code = (
        "import contextlib, socket, sys\nfrom bilingual import cli, offline\n"
        f"def attempt(**_):\n    with contextlib.suppress(OSError):\n        {attempt}\n"
        "cli.main = attempt\noffline.main()"
    )
    done = _run(sys.executable, "-c", code)
    assert done.returncode == 1
    assert done.stderr.startswith("network: socket.")
    assert said in done.stderr


def test_the_exit_code_of_the_command_is_kept(tmp_path: Path) -> None:
    done = _run(sys.executable, "-m", "bilingual.offline", "verify", tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("error: no corpus in")
