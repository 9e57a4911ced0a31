"""Plans: the same on every machine, every byte in one piece, and a new file changes few shards."""

from __future__ import annotations

import os
import shutil
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bilingual.data import Calibration
from bilingual.engines.fake import FakeEngine
from bilingual.errors import InputError, ModelError, UsageError
from bilingual.io.store import FolderStore
from bilingual.options import Options
from bilingual.pipeline.sharding import planned, planning, prepared
from bilingual.pipeline.sharding.plans import reading_of
from tests.support.hearing import Heard
from tests.support.shards import keys, sentences, shards, sources

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bilingual.data import Provenance
    from bilingual.pipeline.sharding import Piece, Shard

MADE = replace(FakeEngine().provenance, arithmetic=("0123456789ab",))


def plan(
    names: Iterable[Path | str],
    out: Path,
    size: int = 1_000,
    made: Provenance = MADE,
    **more: Any,  # noqa: ANN401
) -> list[Shard]:
    """Return the shards that are planned of sources."""
    told = {name: more.pop(name) for name in ("replace", "mixed") if name in more}
    with prepared(
        list(map(str, names)), Options(out=out, **more), made, FolderStore(out), piece_bytes=size, **told
    ) as found:
        return list(found)


def names_of(shards: Iterable[Shard]) -> list[str]:
    return [piece.name for shard in shards for piece in shard.pieces]


@pytest.mark.parametrize("size", [50, 700, 10_000, 10**6])
def test_every_file_is_there_once_or_in_parts_that_meet(tmp_path: Path, size: int) -> None:
    source = sources(tmp_path / "src")
    found = plan([source], tmp_path / "out", size)
    pieces: dict[str, list[Piece]] = {}
    for shard in found:
        for piece in shard.pieces:
            pieces.setdefault(piece.name, []).append(piece)
    read = [path for path in source.rglob("*") if path.is_file() and path.suffix != ".pages"]
    assert sorted(pieces) == sorted(map(str, read))
    assert names_of(found) == sorted(names_of(found), key=lambda name: Path(name).parts)
    for name, some in pieces.items():
        assert sum(piece.weight for piece in some) == Path(name).stat().st_size
        assert len(some) == 1 or all(piece.part and piece.sha256 for piece in some)
    assert all(shard.size <= 2.5 * size for shard in found if len(shard.pieces) > 1)


def test_the_same_keys_on_another_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where files lie, when they were written, and how a machine computes are in no key."""
    found = []
    for name in ("one", "two"):
        sources(tmp_path / name / "src")
        monkeypatch.chdir(tmp_path / name)
        made = replace(MADE, arithmetic=(name,), bilingual=name)
        found.append([shard.key for shard in plan(["src"], Path("out"), made=made)])
    assert found[0] == found[1]
    assert len(set(found[0])) > 3


SENSITIVE: dict[str, dict[str, Any]] = {
    "model": {"made": replace(MADE, model_sha256="1" * 64)},
    "beam": {"made": replace(MADE, beam_size=2)},
    "compute type": {"made": replace(MADE, compute_type="int8")},
    "repair": {"made": replace(MADE, repair=7)},
    "target": {"made": replace(MADE, target_language="de")},
    "line breaks": {"line_breaks": "keep"},
    "read as": {"read_as": "txt"},
    "text field": {"text_field": "text"},
    "date field": {"date_field": "jour"},
}


@pytest.mark.parametrize("changed", SENSITIVE.values(), ids=SENSITIVE)
def test_what_a_key_covers(tmp_path: Path, changed: dict[str, Any]) -> None:
    source = tmp_path / "a.jsonl"
    source.write_text('{"text": "Il pleut."}\n' * 9, encoding="utf-8")
    before = plan([source], tmp_path / "one", 30)
    after = plan([source], tmp_path / "two", 30, **changed)
    assert not {shard.key for shard in before} & {shard.key for shard in after}


@pytest.mark.parametrize(
    "changed",
    [
        {"made": replace(MADE, glossary="1" * 64)},
        {"made": replace(MADE, arithmetic=("ffffffffffff",))},
        {"made": replace(MADE, calibration=Calibration("m", "0" * 64, 0.6, 0.4, (0.1, 0.2, 0.3), 300))},
        {"formats": "tsv"},
        {"threads": 3},
        {"batch_tokens": 64},
    ],
    ids=str,
)
def test_what_a_key_does_not_cover(tmp_path: Path, changed: dict[str, Any]) -> None:
    source = tmp_path / "a.txt"
    source.write_text("Il pleut.\n", encoding="utf-8")
    assert [shard.key for shard in plan([source], tmp_path / "one")] == [
        shard.key for shard in plan([source], tmp_path / "two", **changed)
    ]


def test_the_version_of_what_passes_around_is_in_the_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "a.txt"
    source.write_text("Il pleut.\n", encoding="utf-8")
    before = plan([source], tmp_path / "one")
    monkeypatch.setattr("bilingual.pipeline.sharding.plans.PASSING_VERSION", "another")
    assert plan([source], tmp_path / "two")[0].key != before[0].key


def test_bytes_names_and_places_are_in_the_key(tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    source.write_text('{"text": "Il pleut."}\n' * 9, encoding="utf-8")
    before = [shard.key for shard in plan([source], tmp_path / "one", 30)]
    data = source.read_bytes()
    source.write_bytes(data[:-4] + b"!" + data[-3:])
    after = [shard.key for shard in plan([source], tmp_path / "two", 30)]
    assert before[:-1] == after[:-1]
    assert before[-1] != after[-1]
    source.write_bytes(b"\n" + data)  # every line has another number
    assert not set(before) & {shard.key for shard in plan([source], tmp_path / "three", 30)}
    source.rename(tmp_path / "b.jsonl")
    assert not set(after) & {shard.key for shard in plan([tmp_path / "b.jsonl"], tmp_path / "four", 30)}


def test_a_columns_name_is_in_the_key_of_every_part(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text("texte,titre\n" + "Il pleut.,Un\n" * 30, encoding="utf-8")
    before = [shard.key for shard in plan([source], tmp_path / "one", 60)]
    source.write_text("texte,autre\n" + "Il pleut.,Un\n" * 30, encoding="utf-8")
    after = [shard.key for shard in plan([source], tmp_path / "two", 60)]
    assert len(before) == len(after) > 3
    assert not set(before) & set(after)


def test_a_new_file_builds_its_own_shards_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Where shards end goes by the names of files, which so are the same at every run.
    monkeypatch.chdir(tmp_path)
    source = Path("src")
    source.mkdir()
    for number in range(300):
        (source / f"{number:03}.txt").write_text(sentences(number) * 3, encoding="utf-8")
    before = plan([source], tmp_path / "out", 60_000)
    assert len(before) > 10
    (source / "150b.txt").write_text("Elle dort.", encoding="utf-8")
    after = plan([source], tmp_path / "out", 60_000)
    (source / "200.txt").unlink()
    last = plan([source], tmp_path / "out", 60_000)
    assert len({shard.key for shard in after} - {shard.key for shard in before}) <= 3
    assert len({shard.key for shard in last} - {shard.key for shard in after}) <= 3


def test_files_that_are_as_they_were_are_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = sources(tmp_path / "src")
    read: list[str] = []
    digest_of = planning.digest_of

    def counted(path: Path, *more: int) -> str:
        read.append(path.name)
        return digest_of(path, *more)

    monkeypatch.setattr(planning, "digest_of", counted)
    before = plan([source], tmp_path / "out")
    assert read
    read.clear()
    (source / "latin.txt").write_text("Elle dort.", encoding="utf-8")
    after = plan([source], tmp_path / "out")
    assert read == ["latin.txt"]
    assert plan([source], tmp_path / "other") == after != before


def test_standard_input_and_the_output_are_no_sources(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="standard input cannot be built in shards"):
        plan(["-"], tmp_path / "out")
    (tmp_path / "out").mkdir()
    with pytest.raises(UsageError, match="is also a source"):
        shards(tmp_path / "out", tmp_path / "out")


def test_an_output_within_the_sources_is_not_read(tmp_path: Path) -> None:
    source = sources(tmp_path / "src")
    [before] = shards(source, source / "out")
    [after] = shards(source, source / "out")
    assert (after.shards, after.built) == (before.shards, 0)


def test_what_cannot_be_had_is_in_its_place(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("Il pleut.\n", encoding="utf-8")
    names = [str(source), str(tmp_path / "nothing"), str(source)]
    heard = Heard()
    [report] = shards(names, tmp_path / "out", listener=heard)
    missing = f"no such file or folder '{tmp_path / 'nothing'}'. Check the path."
    assert (report.articles, report.skipped, heard.errors) == (2, [missing], [missing])


def test_another_plan_is_asked_for(tmp_path: Path) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    for path in (one, two):
        path.write_text(f"Voici {path.name}.\n", encoding="utf-8")
    out = tmp_path / "out"
    plan([one], out)
    assert len(names_of(plan([one, two], out))) == 2
    with pytest.raises(UsageError, match=r"were planned of '.*two.txt' too"):
        plan([one], out)
    with pytest.raises(ModelError, match="the shards are made with fake 0"):
        plan([one, two], out, made=replace(MADE, model="other", model_sha256="1" * 64))
    with pytest.raises(ModelError, match="arithmetic differs"):
        plan([one, two], out, made=replace(MADE, arithmetic=("ffffffffffff",)))
    plan([one, two], out, made=replace(MADE, arithmetic=("ffffffffffff",)), mixed=True)
    with planned(FolderStore(out)) as found:
        assert found.common.made.arithmetic == MADE.arithmetic
        assert len(found) == 2
    assert names_of(plan([one], out, made=replace(MADE, model_sha256="1" * 64), replace=True)) == [str(one)]


def test_a_plan_that_is_damaged_is_made_again_or_refused(tmp_path: Path) -> None:
    source = sources(tmp_path / "src")
    out = tmp_path / "out"
    plan([source], out)
    path = out / "shards" / "plan.json"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InputError, match="plan"), planned(FolderStore(out)):
        pass
    plan([source], out)
    assert path.read_bytes() == whole


def test_links_and_what_is_no_file(tmp_path: Path) -> None:
    source = tmp_path / "src"
    source.mkdir()
    os.mkfifo(source / "pipe.txt")
    (source / "gone.txt").symlink_to(tmp_path / "nowhere")
    (source / "a.txt").write_text("Il pleut.\n", encoding="utf-8")
    [report] = shards(source, tmp_path / "out")
    assert report.articles == 1
    assert len(report.skipped) == 2


def test_shards_of_an_earlier_plan_are_used_again(tmp_path: Path) -> None:
    source = sources(tmp_path / "src")
    out = tmp_path / "out"
    shards(source, out)
    before = keys(out)
    shutil.copy(source / "a.jsonl", tmp_path / "kept")
    (source / "a.jsonl").unlink()
    shards(source, out)
    shutil.copy(tmp_path / "kept", source / "a.jsonl")
    [again] = shards(source, out)
    assert (keys(out), again.built) == (before, 0)


def test_every_option_is_known_to_plans() -> None:
    """An option decides on the key, is common to all shards, or is a worker's own: whoever adds one says which."""
    in_provenance = {"target", "model", "beam", "device", "repair"}
    common = {"formats", "assets", "glossary", "memory", "words", "attention"}
    of_workers = {"out", "threads", "batch_tokens", "same_arithmetic"}
    assert {field.name for field in fields(Options)} == {*reading_of(Options())} | in_provenance | common | of_workers
