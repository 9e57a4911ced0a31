"""What is on the table in a review: nothing that was confirmed is lost, and the corpus comes to say it."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bilingual.data import Translation
from bilingual.errors import BilingualError, InputError, OutputError, UsageError
from bilingual.formats.corpus import Corpus
from bilingual.io.output import OutputFolder
from bilingual.memory import Memory
from bilingual.memory.decisions import Decision
from bilingual.memory.journal import SUFFIX
from bilingual.review.acts import Act, Done, What
from bilingual.review.app import CORPUS
from bilingual.review.desk import ConflictError, Desk
from bilingual.review.serving import listening, serve
from tests.support.aligned import aligned, written
from tests.support.pages import PROVENANCE
from tests.support.reviewed import VISITORS, reviewed
from tests.support.shards import shards, sources

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

VISITORS_ID, VISITORS_FR = "market:1:2", "Il y avait 10 000 visiteurs."


def edit(identity: str, source: str, expected: str, text: str) -> Done:
    return Done(identity, source, expected, (Act(What.EDIT, text),))


def texts(folder: Path) -> Mapping[str, str]:
    return {pair.segment.id: pair.translation.text for _, pairs in Corpus(folder) for pair in pairs}


def decisions(folder: Path) -> list[dict[str, object]]:
    journal = OutputFolder(folder).memory.with_name(f"memory.sqlite{SUFFIX}")
    return [json.loads(line) for line in journal.read_text(encoding="utf-8").splitlines()]


def test_an_act_is_in_the_corrections_file_before_it_is_confirmed_with_who_did_it(tmp_path: Path) -> None:
    with Desk(reviewed(tmp_path), by="Anne") as desk:
        before = (tmp_path / "bitext.jsonl").read_bytes()
        desk.act(edit(VISITORS_ID, VISITORS_FR, VISITORS.text, "10,000 came."))
        assert {(one["target"], one["by"]) for one in decisions(tmp_path)} == {("10,000 came.", "Anne")}
        # The files of the corpus wait.
        assert (tmp_path / "bitext.jsonl").read_bytes() == before
        assert desk.dirty


def test_a_correction_holds_wherever_its_sentence_stands(tmp_path: Path) -> None:
    with Desk(reviewed(tmp_path)) as desk:
        desk.act(edit("market:1:3", "Elle rit.", "She weeps.", "She laughs."))
        assert [state["text"] for state in desk.states(["other:1:2"])] == ["She laughs."]
        assert set(desk.queue.left) == {VISITORS_ID}
        assert desk.renew()
        assert texts(tmp_path)["other:1:2"] == "She laughs."
        assert not desk.dirty
        assert desk.renew() is None
        # What was done counts on, and is done.
        assert desk.queue.done == {"market:1:3", "other:1:2"}


def test_undone_it_is_to_check_again(tmp_path: Path) -> None:
    with Desk(reviewed(tmp_path)) as desk:
        desk.act(edit("market:1:3", "Elle rit.", "She weeps.", "She laughs."))
        desk.act(Done("market:1:3", "Elle rit.", "She laughs.", (Act(What.UNDO),)))
        assert set(desk.queue.left) == {VISITORS_ID, "market:1:3", "other:1:2"}
        assert not desk.queue.done


def test_flags_are_dismissed_one_by_one(tmp_path: Path) -> None:
    with Desk(reviewed(tmp_path)) as desk:
        acts = tuple(Act(What.DISMISS, flag=flag, reason="so") for flag in ("numbers", "quotes"))
        state = desk.act(Done(VISITORS_ID, VISITORS_FR, VISITORS.text, acts))
        assert state["dismissed"] == ["numbers", "quotes"]
        assert VISITORS_ID in desk.queue.done
        state = desk.act(Done(VISITORS_ID, VISITORS_FR, VISITORS.text, (Act(What.RESTORE, flag="numbers"),)))
        assert state["dismissed"] == ["quotes"]
        assert VISITORS_ID in desk.queue.left
        with pytest.raises(UsageError):
            desk.act(Done(VISITORS_ID, VISITORS_FR, VISITORS.text, (Act(What.DISMISS, flag="nope"),)))


def test_what_is_shown_says_who_did_it_and_why_and_what_was_noted(tmp_path: Path) -> None:
    with Desk(reviewed(tmp_path), by="Anne") as desk:
        about = (VISITORS_ID, VISITORS_FR, VISITORS.text)
        state = desk.act(Done(*about, (Act(What.DISMISS, flag="numbers", reason="so"), Act(What.NOTE, "ask"))))
        assert json.loads(state["said"]) == [{"action": "dismiss", "flag": "numbers", "by": "Anne", "reason": "so"}]
        assert state["note"] == "ask"
        # A note alone changes nothing of the corpus.
        before = desk.number
        desk.act(Done("other:1:1", "Oui.", "Yes.", (Act(What.NOTE, "sure?"),)))
        assert desk.number == before + 1
    with Desk(tmp_path, by="Bob") as desk:
        assert desk.states([VISITORS_ID]) == [state]
        state = desk.act(edit(*about, "10,000 came."))
        assert json.loads(state["said"]) == [{"action": "correct", "flag": "", "by": "Bob", "reason": ""}]
        assert state["note"] == "ask"
        assert [one["note"] for one in desk.states(["other:1:1", "other:1:2"])] == ["sure?", ""]
        state = desk.act(Done(VISITORS_ID, VISITORS_FR, "10,000 came.", (Act(What.NOTE, "", was="ask"),)))
        assert state["note"] == ""


def test_a_note_is_of_its_place_and_of_two_at_once_both_stay(tmp_path: Path) -> None:
    twice = [("Oui.", Translation("Yes.", -0.3)), ("Oui.", Translation("Yes.", -0.3))]
    with Desk(reviewed(tmp_path, {"a": twice})) as desk:
        desk.act(Done("a:1:2", "Oui.", "Yes.", (Act(What.NOTE, "mine"),)))
        state = desk.act(Done("a:1:2", "Oui.", "Yes.", (Act(What.NOTE, "theirs"),)))
        assert state["note"] == "mine · theirs"
        # Whoever saw both changes both, and the same again is nothing new.
        for _ in range(2):
            state = desk.act(Done("a:1:2", "Oui.", "Yes.", (Act(What.NOTE, "ours", was="mine · theirs"),)))
        assert [one["note"] for one in desk.states(["a:1:1", "a:1:2"])] == ["", "ours"]
        assert [one["reason"] for one in decisions(tmp_path)] == ["mine", "mine · theirs", "ours"]
        assert not desk.dirty


def test_notes_and_reasons_of_a_strangers_file_are_cut(tmp_path: Path) -> None:
    corpus = reviewed(tmp_path)
    with Memory(OutputFolder(corpus).memory) as memory:
        said = Decision(languages=("fr", "en"), source=VISITORS_FR, target=VISITORS.text, reason="x" * 9_000)
        memory.record([replace(said, action="note"), replace(said, action="dismiss", flag="numbers")])
    with Desk(corpus) as desk:
        [state] = desk.states([VISITORS_ID])
    assert (len(state["note"]), len(json.loads(state["said"])[0]["reason"])) == (2_000, 2_000)


def test_what_somebody_did_between_is_never_laid_over(tmp_path: Path) -> None:
    with Desk(reviewed(tmp_path)) as desk:
        desk.act(edit(VISITORS_ID, VISITORS_FR, VISITORS.text, "One."))
        for act in (Act(What.EDIT, "Two."), Act(What.ACCEPT), Act(What.UNDO)):
            with pytest.raises(ConflictError) as conflict:
                desk.act(Done(VISITORS_ID, VISITORS_FR, VISITORS.text, (act,)))
            assert conflict.value.state is not None
            assert conflict.value.state["text"] == "One."
        assert {one["target"] for one in decisions(tmp_path)} == {"One."}


def test_the_next_review_takes_up_what_the_corpus_does_not_have_yet(tmp_path: Path) -> None:
    with Desk(reviewed(tmp_path)) as desk:
        desk.act(edit(VISITORS_ID, VISITORS_FR, VISITORS.text, "One."))
    with Desk(tmp_path) as desk:
        assert desk.dirty
        assert [state["text"] for state in desk.states([VISITORS_ID])] == ["One."]
        assert VISITORS_ID not in desk.queue.left
        desk.renew()
    assert texts(tmp_path)[VISITORS_ID] == "One."


def test_acts_go_on_while_the_corpus_is_renewed(tmp_path: Path) -> None:
    sentences = [(f"Ils sont {n}.", Translation(f"They are {n + 1}.", -0.3, ("numbers",))) for n in range(60)]
    with Desk(reviewed(tmp_path, {"a": sentences, "b": sentences[:5]})) as desk:
        desk.act(edit("a:1:1", "Ils sont 0.", "They are 1.", "They are 0."))
        thread = threading.Thread(target=desk.renew)
        thread.start()
        for n in range(1, 60):
            desk.act(edit(f"a:1:{n + 1}", f"Ils sont {n}.", f"They are {n + 1}.", f"They are {n}."))
        thread.join()
        assert not desk.queue.left
        desk.renew()
    assert [text for identity, text in texts(tmp_path).items()] == [f"They are {n}." for n in (*range(60), *range(5))]


def test_where_the_corpus_cannot_be_renewed_it_is_tried_again(tmp_path: Path) -> None:
    with Desk(reviewed(tmp_path)) as desk:
        desk.act(edit(VISITORS_ID, VISITORS_FR, VISITORS.text, "One."))
        with OutputFolder(tmp_path), pytest.raises(OutputError):
            desk.renew()
        assert desk.dirty
        assert desk.renew()
    assert texts(tmp_path)[VISITORS_ID] == "One."


def test_nobody_waits_for_what_a_whole_article_renders_until_it_is_renewed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = [(f"Le maire de Kidal parle {n} fois.", f"The mayor of Gao speaks {n} times.") for n in range(2, 7)]
    pairs = [(french, Translation(english, -0.3)) for french, english in [*said, ("Il aime Kidal.", "He likes Gao.")]]
    with Desk(reviewed(tmp_path, {"a": pairs})) as desk:
        with monkeypatch.context() as patch:
            patch.setattr("bilingual.pipeline.overlay.consistent", lambda *_: pytest.fail("it was looked at"))
            for n, (french, english) in enumerate(said, 1):
                desk.act(edit(f"a:1:{n}", french, english, english.replace("Gao", "Kidal")))
            assert [pair.translation.flags for pair in desk.read(0)[1]] == [()] * 6
        assert desk.renew()
        assert desk.read(0)[1][-1].translation.flags == ("inconsistent",)


def test_what_others_publish_meanwhile_comes_under_review(tmp_path: Path) -> None:
    with Desk(reviewed(tmp_path)) as desk:
        assert not desk.is_due
        assert desk.renew() is None
        desk.act(edit(VISITORS_ID, VISITORS_FR, VISITORS.text, "One."))
        more = {"market": [(VISITORS_FR, VISITORS)], "new": [("Ils sont 4.", VISITORS)]}
        reviewed(tmp_path, more)
        assert desk.states(["new:1:1"]) == []
        assert desk.renew()
        assert set(desk.queue.left) == {"new:1:1"}
        assert texts(tmp_path)["market:1:1"] == "One."
        # Where nothing was done here, nothing is written.
        reviewed(tmp_path, {**more, "other": [("Elle rit.", Translation("She weeps.", -0.2, ("names",)))]})
        assert desk.is_due
        assert desk.renew() is None
        assert set(desk.queue.left) == {"new:1:1", "other:1:1"}
        assert not desk.is_due


def test_there_is_one_review_of_a_corpus(tmp_path: Path) -> None:
    with Desk(reviewed(tmp_path)), pytest.raises(OutputError, match="another review"), Desk(tmp_path):
        pass
    with Desk(tmp_path):
        pass


def test_what_is_no_corpus_to_write_to_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no corpus"), Desk(tmp_path / "none"):
        pass
    assert not (tmp_path / "none").exists()
    corpus = reviewed(tmp_path / "corpus")
    with pytest.raises(InputError, match="no translation memory"), Desk(corpus, tmp_path / "no.sqlite"):
        pass


def test_a_corpus_in_shards_is_refused_with_what_to_do_first(tmp_path: Path) -> None:
    shards(sources(tmp_path / "sources", 4), tmp_path / "out", 200_000)
    with pytest.raises(UsageError, match="bilingual gather"), Desk(tmp_path / "out"):
        pass


def test_what_people_translated_is_corrected_in_its_place_alone(tmp_path: Path) -> None:
    written(tmp_path)
    aligned(tmp_path)
    with Desk(tmp_path / "corpus") as desk:
        twice = [
            (pair.segment.id, pair.translation.text)
            for _, pairs in Corpus(tmp_path / "corpus")
            for pair in pairs
            if pair.segment.text == "Oui."
        ]
        (one, said), (other, untouched) = twice
        desk.act(edit(one, "Oui.", said, "Indeed."))
        assert [state["text"] for state in desk.states([one, other])] == ["Indeed.", untouched]
        desk.act(Done(one, "Oui.", "Indeed.", (Act(What.UNDO),)))
        assert [state["text"] for state in desk.states([one])] == [said]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_only_to_be_read_is_refused(tmp_path: Path) -> None:
    corpus = reviewed(tmp_path / "corpus")
    for path in (corpus / ".bilingual", corpus):
        path.chmod(0o500)
    try:
        with pytest.raises(OutputError), Desk(corpus):
            pass
    finally:
        for path in (corpus, corpus / ".bilingual"):
            path.chmod(0o700)


def test_a_link_in_the_place_of_the_lock_leads_nowhere(tmp_path: Path) -> None:
    corpus = reviewed(tmp_path / "corpus")
    (corpus / ".bilingual" / "review.lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputError, match="is a link"), Desk(corpus):
        pass
    assert not (tmp_path / "elsewhere").exists()


def test_a_damaged_corpus_is_said_on_a_line(tmp_path: Path) -> None:
    path = reviewed(tmp_path) / "bitext.jsonl"
    whole = path.read_bytes().splitlines(keepends=True)
    for lines in (whole[:-1], [*whole, whole[0]], [b"{\n", *whole[1:]], [b"[]\n", *whole[1:]], whole[1:]):
        path.write_bytes(b"".join(lines))
        with pytest.raises(BilingualError, match="damaged"), Desk(tmp_path):
            pass


def test_the_corpus_is_renewed_when_nobody_does_anything(tmp_path: Path) -> None:
    with Desk(reviewed(tmp_path)) as desk, listening(desk, port=0) as server:
        done = threading.Thread(target=serve, args=(server, desk, lambda _: None), kwargs={"idle": 0.05})
        done.start()
        desk.act(edit(VISITORS_ID, VISITORS_FR, VISITORS.text, "One."))
        for _ in range(200):
            if texts(tmp_path)[VISITORS_ID] == "One.":
                break
            time.sleep(0.05)
        server.server.shutdown()
        done.join()
        assert texts(tmp_path)[VISITORS_ID] == "One."
        assert PROVENANCE.model in (tmp_path / "html" / "market.html").read_text(encoding="utf-8")


_CHILD = """
import sys
from pathlib import Path
from tests.support.reviewed import running
with running(Path(sys.argv[1])) as (desk, server):
    print(server.guard.origin, server.guard.name, server.guard.cookie()["value"], desk.identity, flush=True)
    sys.stdin.read()
"""


def test_killed_at_any_moment_nothing_that_was_confirmed_is_lost(tmp_path: Path) -> None:
    sentences = [(f"Ils sont {n}.", Translation(f"They are {n + 1}.", -0.3, ("numbers",))) for n in range(400)]
    corpus = reviewed(tmp_path / "corpus", {"a": sentences})
    confirmed: dict[str, str] = {}
    for killed_after in (3, 11):
        child = subprocess.Popen(
            [sys.executable, "-c", _CHILD, str(corpus)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert child.stdout
        origin, name, value, identity = child.stdout.readline().split()
        killer = threading.Timer(0.05 * killed_after, child.send_signal, [signal.SIGKILL])
        for n in range(len(confirmed), 400):
            if len(confirmed) % 100 == killed_after:
                killer.start() if not killer.ident else None
            body = {"id": f"a:1:{n + 1}", "fr": f"Ils sont {n}.", "expected": f"They are {n + 1}."}
            body["acts"] = [{"what": "edit", "text": f"They are {n}."}]  # type: ignore[assignment]
            headers = {
                "Origin": origin,
                "Content-Type": "application/json",
                "Cookie": f"{name}={value}",
                CORPUS: identity,
            }
            asked = urllib.request.Request(f"{origin}/review/acts", json.dumps(body).encode(), headers)  # noqa: S310
            try:
                with urllib.request.urlopen(asked, timeout=10) as answer:  # noqa: S310
                    confirmed[body["id"]] = json.load(answer)["state"]["text"]
            except (OSError, ValueError, http.client.HTTPException):
                break
        killer.cancel()
        child.kill()
        child.wait()
        child.stdout.close()
        assert child.stdin
        child.stdin.close()
        with Desk(corpus) as desk:
            found = {state["id"]: state["text"] for state in desk.states(confirmed)}
        assert found == confirmed
    assert confirmed
    with Desk(corpus) as desk:
        desk.renew()
    assert confirmed.items() <= texts(corpus).items()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root may mount a disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_on_a_full_disk_an_act_is_refused_and_leaves_nothing_half_written(small_disk: Path) -> None:
    corpus = reviewed(small_disk / "corpus")
    with Desk(corpus) as desk:
        desk.act(edit("market:1:3", "Elle rit.", "She weeps.", "She laughs."))
        filler = small_disk / "filler"
        with filler.open("wb", buffering=0) as stream, contextlib.suppress(OSError):
            while stream.write(b"x" * 512):
                pass
        # What fits into the last block of the file is no proof: the disk is full from the second one on at the latest.
        refused = 0
        for _ in range(20):
            try:
                desk.act(edit(VISITORS_ID, VISITORS_FR, VISITORS.text, "x" * 3_000))
                desk.act(Done(VISITORS_ID, VISITORS_FR, "x" * 3_000, (Act(What.UNDO),)))
            except OutputError as error:
                refused += 1
                assert "room" in error.remedy  # noqa: PT017 - some acts may fit
        assert refused
        before = len(decisions(corpus))
        assert [state["text"] for state in desk.states(["market:1:3"])] == ["She laughs."]
        filler.unlink()
        state = desk.states([VISITORS_ID])[0]
        desk.act(edit(VISITORS_ID, VISITORS_FR, state["text"], "One."))
        assert len(decisions(corpus)) > before
        desk.renew()
    assert texts(corpus)[VISITORS_ID] == "One."
