from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, replace
from pathlib import Path
from typing import Any

import pytest

from bilingual.errors import UsageError
from bilingual.options import Options, merge


def test_flags_win_over_environment_over_file_over_defaults(tmp_path: Path) -> None:
    config = tmp_path / "bilingual.toml"
    config.write_text('out = "from-file"\nbeam = 1\nthreads = 1\nformats = ["jsonl"]\n')
    options = merge({"out": None, "beam": 4}, {"BILINGUAL_BEAM": "2", "BILINGUAL_THREADS": "3"}, config)
    assert options == Options(out=Path("from-file"), beam=4, threads=3, formats=("jsonl",))


def test_languages_are_called_from_and_to_outside(tmp_path: Path) -> None:
    config = tmp_path / "bilingual.toml"
    config.write_text('from = "de"\nto = "ES"\n')
    assert merge({}, {}, config).pair == ("de", "es")
    assert merge({"source": "it"}, {"BILINGUAL_TO": "fr"}, config).pair == ("it", "fr")
    config.write_text('source = "de"\n')
    with pytest.raises(UsageError, match="unknown option 'source'"):
        merge({}, {}, config)


def test_devices_are_named_from_a_list() -> None:
    assert merge({}, {"BILINGUAL_DEVICE": "cuda"}, Path("none")).device == "cuda"
    with pytest.raises(UsageError, match="'tpu' is no value for --device \\("):
        merge({"device": "tpu"}, {}, Path("none"))


def test_line_breaks_are_one_of_three() -> None:
    assert merge({}, {"BILINGUAL_LINE_BREAKS": "join"}, Path("none")).line_breaks == "join"
    with pytest.raises(UsageError, match="'wrap' is no value for --line-breaks \\(auto, keep, join are"):
        merge({"line_breaks": "wrap"}, {}, Path("none"))


def test_without_anything_the_defaults_hold(tmp_path: Path) -> None:
    assert merge({}, {}, tmp_path / "none.toml") == Options()


def test_formats_are_a_list_with_commas(tmp_path: Path) -> None:
    assert merge({"formats": "jsonl, html,jsonl"}, {}, tmp_path / "none").formats == ("jsonl", "html")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("colour = 1", "unknown option 'colour'"),
        ("beam = 0", "'0' is no value for beam"),
        (
            'beam = "many"',
            "'many' is no value for beam in .*bilingual.toml' \\(a whole number from 1 to",
        ),
        ("beam = 1.5", "'1.5' is no value for beam .* \\(a whole number"),
        ('repair = "perhaps"', "'perhaps' is no value for repair"),
        ("glossary = 1", "'1' is no value for glossary"),
        ("formats = 3", "'3' is no value for formats"),
        ("beam = [", "cannot be read"),
        ('from = "French"', "'French' is no value for from .* \\(write fr\\)"),
        ("to = 3", "'3' is no value for to"),
        ('to = "xx"', "no code of ISO 639-1"),
    ],
)
def test_a_bad_file_is_one_clear_error(tmp_path: Path, text: str, message: str) -> None:
    config = tmp_path / "bilingual.toml"
    config.write_text(text)
    with pytest.raises(UsageError, match=message):
        merge({}, {}, config)


def test_a_bad_variable_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="'-1' is no value for BILINGUAL_THREADS \\(a whole number from 0 to 1,000"):
        merge({}, {"BILINGUAL_THREADS": "-1"}, tmp_path / "none")


@pytest.mark.parametrize(("value", "repair"), [("no", False), ("0", False), ("Yes", True), ("", True)])
def test_a_switch_takes_the_usual_words(tmp_path: Path, value: str, repair: bool) -> None:  # noqa: FBT001 - a column
    assert merge({}, {"BILINGUAL_REPAIR": value}, tmp_path / "none.toml").repair is repair


def test_strings_and_paths_are_alike() -> None:
    given = Options(out="corpus", model="m", memory="a.sqlite", glossary="terms.tsv", formats="jsonl, tmx")
    files: dict[str, Any] = {
        "out": Path("corpus"),
        "model": Path("m"),
        "memory": Path("a.sqlite"),
        "glossary": Path("terms.tsv"),
    }
    paths = Options(**files, formats=("jsonl", "tmx"))
    assert given == paths
    assert hash(given) == hash(paths)
    assert given.out == Path("corpus")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"source": "French"}, "'French' is no value for source \\(write fr\\)"),
        ({"out": ""}, "'' is no value for out \\(a path is wanted\\)"),
        ({"out": None}, "'None' is no value for out"),
        ({"formats": 3}, "'3' is no value for formats"),
        ({"beam": 0}, "'0' is no value for beam \\(a whole number from 1 to 100 is wanted\\)"),
        ({"beam": True}, "'True' is no value for beam"),
        ({"device": "tpu"}, "'tpu' is no value for device"),
        ({"repair": "perhaps"}, "'perhaps' is no value for repair"),
    ],
)
def test_an_impossible_value_is_refused_wherever_it_is_set(given: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Options(**given)
    with pytest.raises(UsageError, match=message):
        replace(Options(), **given)


def test_options_are_changed_by_copy() -> None:
    options = Options(beam=1)
    with pytest.raises(FrozenInstanceError):
        options.beam = 2  # type: ignore[misc]
    assert replace(options, out="corpus") == Options(beam=1, out=Path("corpus"))
    assert pickle.loads(pickle.dumps(options)) == options  # noqa: S301 - our own bytes


@pytest.mark.parametrize("name", ["out", "memory", "model", "glossary"])
@pytest.mark.parametrize("place", ["../.ssh/id_rsa", "{root}/elsewhere", "sub/../../x", "link/x", "link"])
def test_a_file_names_only_places_in_its_folder(tmp_path: Path, name: str, place: str) -> None:
    folder = tmp_path / "download"
    folder.mkdir()
    (folder / "link").symlink_to(tmp_path)
    place = place.replace("{root}", str(tmp_path))
    config = folder / "bilingual.toml"
    config.write_text(f'{name} = "{place}"\n')
    with pytest.raises(
        UsageError, match=f"names for {name} a place outside its folder.*--{name}.*BILINGUAL_{name.upper()}"
    ):
        merge({}, {}, config)
    assert vars(merge({name: "mine"}, {}, config))[name] == Path("mine")
    assert vars(merge({}, {f"BILINGUAL_{name.upper()}": "../mine"}, config))[name] == Path("../mine")
    config.write_text(f'{name} = "sub/x"\n')
    assert vars(merge({}, {}, config))[name] == Path("sub/x")


def test_a_file_without_end_is_refused(tmp_path: Path) -> None:
    config = tmp_path / "bilingual.toml"
    config.write_bytes(b"#" * (1 << 20) + b"#")
    with pytest.raises(UsageError, match="it has more than 1,048,576 bytes"):
        merge({}, {}, config)
