from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bilingual.errors import OutputError
from bilingual.io.output import OutputFolder
from tests.support.corpora import contents


def _publish(folder: Path, **files: str) -> None:
    with OutputFolder(folder) as output:
        for name, text in files.items():
            with output.create(f"sub/{name}.txt", "text", key=text) as stream:
                stream.write(text)
        output.publish()


def test_files_appear_when_published_and_not_before(tmp_path: Path) -> None:
    with OutputFolder(tmp_path) as output:
        with output.create("a.txt", "text") as stream:
            stream.write("é\r\n")
        assert not (tmp_path / "a.txt").exists()
        output.publish()
        assert (tmp_path / "a.txt").read_bytes() == "é\r\n".encode()


def test_what_is_not_published_leaves_no_trace(tmp_path: Path) -> None:
    _publish(tmp_path, a="old")
    with OutputFolder(tmp_path) as output, output.create("sub/a.txt", "text") as stream:
        stream.write("new")
    assert contents(tmp_path) == {"sub/a.txt": b"old"}
    assert not (tmp_path / ".bilingual" / "staging").exists()


def test_a_file_that_was_created_can_be_written_anew(tmp_path: Path) -> None:
    with OutputFolder(tmp_path) as output:
        with output.create("a.txt", "text") as stream:
            stream.write("one\ntwo\n")
        with output.rewrite("a.txt", "text") as (old, new):
            new.writelines(reversed(old.readlines()))
        output.publish()
    assert contents(tmp_path) == {"a.txt": b"two\none\n"}
    _publish(tmp_path, b="new")  # the ledger knows it: as one of ours that is no more, it goes
    assert contents(tmp_path) == {"sub/b.txt": b"new"}


def test_files_of_the_same_format_that_are_no_more_are_removed(tmp_path: Path) -> None:
    _publish(tmp_path, a="1", b="2")
    with OutputFolder(tmp_path) as output:
        with output.create("other.json", "json") as stream:
            stream.write("{}")
        output.publish()
    _publish(tmp_path, b="3")
    assert contents(tmp_path) == {"other.json": b"{}", "sub/b.txt": b"3"}


def test_what_vanishes_while_it_is_looked_at_does_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _publish(tmp_path, a="1")
    plain = Path.iterdir
    monkeypatch.setattr(Path, "iterdir", lambda self: iter([*plain(self), self / "search-1.part"]))
    _publish(tmp_path, a="2")
    monkeypatch.undo()
    assert contents(tmp_path) == {"sub/a.txt": b"2"}


def test_a_foreign_file_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text("mine")
    with pytest.raises(OutputError, match="was not written by bilingual"):
        _publish(tmp_path, a="yours")
    assert (tmp_path / "sub" / "a.txt").read_text() == "mine"


def test_a_foreign_file_that_comes_later_is_never_overwritten(tmp_path: Path) -> None:
    with OutputFolder(tmp_path) as output:
        with output.create("a.txt", "text") as stream:
            stream.write("yours")
        (tmp_path / "a.txt").write_text("mine")
        with pytest.raises(OutputError, match="was not written by bilingual"):
            output.publish()
    assert (tmp_path / "a.txt").read_text() == "mine"


def test_a_file_that_was_changed_since_is_neither_overwritten_nor_deleted(tmp_path: Path) -> None:
    _publish(tmp_path, a="1", b="2")
    (tmp_path / "sub" / "a.txt").write_text("corrected")
    with pytest.raises(OutputError, match="was changed since"):
        _publish(tmp_path, a="3")
    _publish(tmp_path, b="4")
    assert contents(tmp_path) == {"sub/a.txt": b"corrected", "sub/b.txt": b"4"}


def test_a_copied_folder_is_still_ours(tmp_path: Path) -> None:
    _publish(tmp_path, a="1")
    os.utime(tmp_path / "sub" / "a.txt", ns=(1, 1))
    _publish(tmp_path, a="2")
    assert contents(tmp_path) == {"sub/a.txt": b"2"}


def test_a_file_made_from_the_same_is_kept(tmp_path: Path) -> None:
    _publish(tmp_path, a="1", b="2")
    with OutputFolder(tmp_path) as output:
        assert output.keep("sub/a.txt", "text", "1")
        assert not output.keep("sub/b.txt", "text", "other key")
        assert not output.keep("sub/c.txt", "text", "1")
        output.publish()
    assert contents(tmp_path) == {"sub/a.txt": b"1"}


def test_a_second_build_at_the_same_time_is_refused(tmp_path: Path) -> None:
    with OutputFolder(tmp_path), pytest.raises(OutputError, match="another build is writing"), OutputFolder(tmp_path):
        pass
    with OutputFolder(tmp_path):
        pass


def test_a_publication_that_was_cut_short_is_finished_by_the_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _publish(tmp_path, a="1", b="1", c="1")
    rename = type(tmp_path).replace

    def fail_at_b(self: Path, target: Path) -> Path:
        if target.name == "b.txt":
            raise OSError("power cut")
        return rename(self, target)

    monkeypatch.setattr(type(tmp_path), "replace", fail_at_b)
    with pytest.raises(OutputError, match="power cut"):
        _publish(tmp_path, a="2", b="2")
    monkeypatch.undo()
    with OutputFolder(tmp_path):
        pass
    assert contents(tmp_path) == {"sub/a.txt": b"2", "sub/b.txt": b"2"}


def test_a_folder_that_cannot_be_made_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot write"), OutputFolder(tmp_path / "file"):
        pass


def test_a_new_file_has_the_rights_that_the_umask_gives(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        _publish(tmp_path, a="1")
    finally:
        os.umask(before)
    assert (tmp_path / "sub" / "a.txt").stat().st_mode & 0o777 == 0o640


def test_a_file_in_the_way_of_a_folder_is_named_before_anything_is_published(tmp_path: Path) -> None:
    (tmp_path / "sub").write_text("mine")
    with pytest.raises(OutputError, match=r"sub' is in the way of a folder"):
        _publish(tmp_path, a="1")
    with OutputFolder(tmp_path) as output:
        with output.create("b.txt", "text") as stream:
            stream.write("2")
        output.publish()
    assert contents(tmp_path) == {"b.txt": b"2", "sub": b"mine"}


def test_a_foreign_file_that_came_while_a_publication_was_cut_short_is_never_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("power cut")

    monkeypatch.setattr(type(tmp_path), "replace", fail)
    with pytest.raises(OutputError, match="power cut"):
        _publish(tmp_path, a="1")
    monkeypatch.undo()
    (tmp_path / "sub" / "a.txt").write_text("mine")
    with pytest.raises(OutputError, match="was not written by bilingual"):
        _publish(tmp_path, a="1")
    (tmp_path / "sub" / "a.txt").unlink()
    with OutputFolder(tmp_path):
        pass
    assert contents(tmp_path) == {"sub/a.txt": b"1"}


def test_ctrl_c_waits_for_the_end_of_a_publication(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = type(tmp_path).replace

    def interrupt(self: Path, target: Path) -> Path:
        os.kill(os.getpid(), signal.SIGINT)
        return rename(self, target)

    monkeypatch.setattr(type(tmp_path), "replace", interrupt)
    _publish(tmp_path, a="1", b="2")
    assert contents(tmp_path) == {"sub/a.txt": b"1", "sub/b.txt": b"2"}


def test_a_damaged_ledger_is_one_clear_error(tmp_path: Path) -> None:
    _publish(tmp_path, a="1")
    (tmp_path / ".bilingual" / "ledger.sqlite").write_bytes(b"no database " * 1_000)
    with pytest.raises(OutputError, match=r"ledger.sqlite', which tells .* is damaged"):
        _publish(tmp_path, a="2")


def test_a_name_that_the_locale_cannot_write_is_one_clear_error(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from bilingual.io.output import OutputFolder\n"
        "with OutputFolder(Path(sys.argv[1])) as output, output.create('\\u00e9t\\u00e9.txt', 'text') as stream: pass"
    )
    ascii_only = os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-c", code, str(tmp_path)]
    done = subprocess.run(command, env=ascii_only, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        pytest.skip("this system's names are UTF-8 whatever the locale says")
    assert "cannot be the name of a file in the encoding of this locale, ascii" in done.stderr
    assert "PYTHONUTF8=1" in done.stderr
