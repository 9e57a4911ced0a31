"""The command as its user sees it, its output line by line; in a process of its own where the process matters."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bilingual import __version__
from tests.support import command, packages
from tests.support.corpora import contents

if TYPE_CHECKING:
    from pathlib import Path

    from bilingual.models import Model
    from tests.support.command import Run

pytestmark = pytest.mark.model


def test_version(process: Run) -> None:
    assert process("--version").stdout == f"bilingual {__version__}\n"


def test_a_glossary_is_kept_and_reported(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("Le gouvernement malien soutient la junte.\n", encoding="utf-8")
    (tmp_path / "terms.tsv").write_text("malien\tMalian\njunte\tmilitary rulers\nKidal\tKidal\n", encoding="utf-8")
    done = run("build", "in.txt", "--formats", "jsonl", "--glossary", "terms.tsv")
    assert "glossary: 2 of 2 terms kept (100.0%)" in done.stdout.splitlines()
    [record] = map(json.loads, (tmp_path / "output" / "bitext.jsonl").read_text(encoding="utf-8").splitlines())
    assert "Malian" in record["translation"]["en"]
    assert "military rulers" in record["translation"]["en"]
    assert record["repaired"].startswith("glossary ")
    report = json.loads((tmp_path / "output" / "report.json").read_text(encoding="utf-8"))
    assert (report["terms"], report["terms_kept"]) == (2, 2)
    assert len(report["provenance"]["glossary"]) == 64


def test_translate_takes_a_glossary(run: Run, tmp_path: Path) -> None:
    (tmp_path / "terms.tsv").write_text("Bamako\tTimbuktu\n", encoding="utf-8")
    done = run("translate", "--glossary", "terms.tsv", stdin="Bamako est une ville.")
    assert "Timbuktu" in done.stdout


def test_a_bad_glossary_is_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "terms.tsv").write_text("Mali\tMali\nNiger, Niger\n", encoding="utf-8")
    done = run("build", "in.txt", "--glossary", "terms.tsv")
    assert done.returncode == 2
    assert done.stderr == "error: 'terms.tsv': line 2 has no tab. Write source, tab, target.\n"


def test_a_glossary_beside_the_articles_is_no_article(run: Run, seeds: Path) -> None:
    done = run("build", seeds, "--glossary", seeds / "glossary.tsv", "--formats", "jsonl")
    assert done.stdout.splitlines()[0] == "articles: 5"
    assert done.stderr == ""


def test_build_says_what_it_did_and_where_the_pages_are(run: Run, seeds: Path, tmp_path: Path) -> None:
    done = run("build", seeds)
    lines = done.stdout.splitlines()
    assert done.returncode == 0
    assert lines[0] == "articles: 5"
    assert [line.split(":")[0] for line in lines[:8]] == (
        ["articles", "segments", "distinct", "words", "tokens", "seconds", "model", "flags"]
    )
    assert lines[8:] == ["wrote output/bitext.jsonl", "wrote output/html/index.html"]
    assert done.stderr == ""
    assert len((tmp_path / "output" / "bitext.jsonl").read_text(encoding="utf-8").splitlines()) == int(
        lines[1].removeprefix("segments: ")
    )


def test_two_runs_are_byte_identical(process: Run, seeds: Path, tmp_path: Path) -> None:
    process("build", seeds, "--out", "one")
    process("build", seeds, "--out", "two", "--threads", "1", "--batch-tokens", "100")
    one, two = contents(tmp_path / "one"), contents(tmp_path / "two")
    assert one == two
    assert len(one) == 8 + sum("html/search/" in name for name in one)


def test_segment_prints_sentences_and_nothing_else(process: Run) -> None:
    done = process("segment", "-", stdin="M. Diallo est là. Il attend.\nFin")
    assert (done.stdout, done.stderr, done.returncode) == ("M. Diallo est là.\nIl attend.\nFin\n", "", 0)


@pytest.mark.parametrize(
    ("arguments", "printed", "said"),
    [
        ([], "Le budget de la ville.\n", "note: 'a.txt' has wrapped lines: 1 line break joined\n"),
        (["--line-breaks", "keep"], "Le budget de la\nville.\n", ""),
        (["--line-breaks=join"], "Le budget de la ville.\n", "note: 'a.txt' has wrapped lines: 1 line break joined\n"),
    ],
)
def test_segment_joins_wrapped_lines(
    process: Run, tmp_path: Path, arguments: list[str], printed: str, said: str
) -> None:
    (tmp_path / "a.txt").write_text("Le budget de la\nville.\n", encoding="utf-8")
    done = process("segment", "a.txt", *arguments)
    assert (done.stdout, done.stderr, done.returncode) == (printed, said, 0)


def test_segment_loses_no_character(run: Run, seeds: Path) -> None:
    for path in seeds.glob("*.txt"):
        assert "".join(run("segment", path).stdout.split()) == "".join(path.read_text(encoding="utf-8").split())


def test_translate_is_one_line_in_one_line_out(run: Run) -> None:
    done = run("translate", stdin="La Russie soutient le Mali\n\nIl pleut. Il pleut.\n")
    lines = done.stdout.split("\n")
    assert "Russia" in lines[0]
    assert (lines[1], len(lines), done.stderr) == ("", 4, "")


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        (["La Russie soutient le Mali."], 1),
        (["La", "Russie", "soutient", "le", "Mali"], 1),
        (["Il pleut.", "La Russie soutient le Mali."], 2),
        (["Il pleut.\nLa Russie soutient le Mali."], 2),
        (["in.txt"], 2),
        (["in.txt", "Il pleut."], 3),
        (["Il pleut.", "-"], 2),
    ],
)
def test_translate_takes_texts_files_and_standard_input(
    run: Run, tmp_path: Path, arguments: list[str], lines: int
) -> None:
    (tmp_path / "in.txt").write_text("Il pleut.\nLa Russie soutient le Mali.\n", encoding="utf-8")
    done = run("translate", *arguments, stdin="La Russie soutient le Mali.\n")
    assert (done.returncode, done.stderr, len(done.stdout.splitlines())) == (0, "", lines)
    assert "Russia" in done.stdout


def test_a_table_is_built_with_the_fields_that_a_person_names(run: Run, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("n;prose;quand\n1;Il pleut.;2 mars 2024\n", encoding="cp1252")
    done = run("build", "t.csv", "--formats", "jsonl")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    (tmp_path / "bilingual.toml").write_text('date_field = "quand"\n', encoding="utf-8")
    done = run("build", "t.csv", "--formats", "jsonl", "--text-field", "prose", "--title-field", "N")
    assert done.stdout.splitlines()[0] == "articles: 1"
    [line] = (tmp_path / "output" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    assert (json.loads(line)["title"], json.loads(line)["date"]) == ("1", "2024-03-02")
    (tmp_path / "bilingual.toml").write_text('as = "doc"\n', encoding="utf-8")
    assert "'doc' is no value for as in 'bilingual.toml' (txt, html" in run("build", "t.csv").stderr


def test_one_bad_article_is_reported_and_the_others_are_written(run: Run, seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    done = run("build", seeds, "empty.txt", "--formats", "jsonl")
    assert done.returncode == 1
    assert done.stderr.splitlines()[0].startswith("skipped: 'empty.txt'")
    assert done.stdout.splitlines()[0] == "articles: 5 (1 skipped)"
    assert not (tmp_path / "output" / "html").exists()


def test_articles_of_the_same_name_both_survive(run: Run, tmp_path: Path) -> None:
    for folder in "ab":
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(f"Voici l'article {folder}.")
    assert run("build", "a", "b").returncode == 0
    assert len(list((tmp_path / "output" / "html").rglob("x*.html"))) == 2


@pytest.mark.parametrize(
    ("arguments", "message", "code"),
    [
        (["build", "none.txt"], "error: no such file or folder 'none.txt'. Check the path.", 2),
        (["build", "folder"], "error: no articles in the folder 'folder'. Put *.txt,", 2),
        (["build", "empty.txt"], "error: 'empty.txt'", 2),
        (["build", "binary.txt"], "error: 'binary.txt'", 2),
        (["build", "good.txt", "--model", "none"], "error: no such model 'none'.", 3),
        (["build", "good.txt", "--model", "good.txt"], "error: 'good.txt' is no .argosmodel archive", 3),
        (["build", "good.txt", "--model", "folder"], "error: 'folder' holds no metadata.json", 3),
        (["build", "good.txt", "--out", "good.txt"], "error: cannot write", 4),
        (["build", "good.txt", "--formats", "doc"], "error: unknown format 'doc'. Choose from", 2),
        (["build", "good.txt", "--formats", ""], "error: no format to write", 2),
        (
            ["build", "good.txt", "--beam", "0"],
            "error: '0' is no value for --beam (a whole number from 1 to 100 is wanted). Correct it.",
            2,
        ),
        (
            ["build", "good.txt", "--threads", "99999999999"],
            "error: '99999999999' is no value for --threads (a whole number",
            2,
        ),
        (["build"], "error: Missing argument 'SOURCE'", 2),
        (["build", "folder", "--out", "folder"], "error: the output folder 'folder' is also a source", 2),
        (["none"], "error: No such command 'none'", 2),
        (["segment", "folder"], "error: no articles in the folder 'folder'", 2),
        (["memory", "stats", "none"], "error: no translation memory 'none'", 2),
        (["memory", "stats", "good.txt"], "error: 'good.txt' is no translation memory of bilingual's", 4),
        (["memory", "export", "good.txt"], "error: 'good.txt' is no translation memory of bilingual's", 4),
        (["memory", "vacuum", "good.txt"], "error: 'good.txt' is no translation memory of bilingual's", 4),
        (["segment", "-"], "error: standard input is empty. Give it a text.", 2),
        (["build", "-"], "error: standard input is empty. Give it a text.", 2),
        (["translate", "--glossary", "none.tsv"], "error: no such file 'none.tsv'. Check the path.", 2),
        (["segment", "none.txt"], "error: no such file or folder 'none.txt'. Check the path.", 2),
        (["segment", "binary.txt"], "error: 'binary.txt'", 2),
        (["translate", "--model", "none"], "error: no such model 'none'.", 3),
    ],
)
def test_bad_input_is_one_clear_line(run: Run, tmp_path: Path, arguments: list[str], message: str, code: int) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "good.txt").write_text("Il pleut.")
    (tmp_path / "lines.jsonl").write_text('{"text": "Il pleut."}')
    done = run(*arguments)
    assert done.returncode == code
    assert done.stderr.startswith(message)
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""
    assert (tmp_path / "good.txt").read_text() == "Il pleut."


@pytest.mark.parametrize(("closing", "code", "said"), [("<&-", 2, "standard input"), (">&-", 4, "standard output")])
def test_a_closed_stream_is_one_clear_error(closing: str, code: int, said: str) -> None:
    command = f'"{sys.executable}" -m bilingual translate {closing}'
    piped = b"Oui.\n" if closing == ">&-" else None
    done = subprocess.run(["sh", "-c", command], input=piped, stderr=subprocess.PIPE, check=False)
    assert done.returncode == code
    assert done.stderr.decode().startswith(f"error: {said} is closed. ")


def test_a_closed_pipe_is_no_error() -> None:
    text = b"Il pleut.\n" * 20_000
    command = [sys.executable, "-m", "bilingual", "segment", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(text)
        process.stdin.close()
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_the_commands_of_the_memory(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("La Russie soutient le Mali.")
    run("build", "a.txt")
    lines = run("memory", "stats").stdout.splitlines()
    assert lines[0].startswith("fr to en, translate-fr_en")
    assert lines[2].startswith("  1 sentence, 27 characters of source")
    run("correct", "output", "a:1:1", "Russia backs Mali.")
    assert run("memory", "stats").stdout.splitlines()[3:] == [
        "fr to en, human",
        "  1 sentence, 27 characters of source, 18 of target",
    ]
    exported = run("memory", "export").stdout.splitlines()
    assert [json.loads(line)["source"] for line in exported] == ["La Russie soutient le Mali."] * 2
    assert run("memory", "vacuum").returncode == 0


def test_whoever_waits_for_a_translation_gets_it(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bilingual", "translate"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path) as process:
        assert process.stdin
        assert process.stdout
        for _ in range(2):
            process.stdin.write(b"La Russie soutient le Mali\n")
            process.stdin.flush()
            assert b"Russia" in process.stdout.readline()
        process.stdin.close()
    assert process.returncode == 0


def test_json_for_programs_is_all_json(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a:bee:b.txt").write_text("Il pleut.")
    (tmp_path / "empty.txt").write_text("")
    done = run("build", "a:bee:b.txt", "empty.txt", "--log-format", "json")
    events = [json.loads(line) for line in done.stderr.splitlines()]
    assert [event["event"] for event in events] == ["skipped", "finished"]
    assert events[0]["message"].startswith("'empty.txt'")
    assert (events[1]["articles"], events[1]["machine"]["workers"] > 0) == (1, True)
    [stopped] = run("build", "none.txt", "--log-format", "json").stderr.splitlines()
    assert json.loads(stopped)["event"] == "stopped"


def test_a_user_without_a_home(process: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("Il pleut.")
    monkeypatch.setenv("HOME", "/dev/null")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    assert process("build", "a.txt").returncode == 0


def test_other_languages_are_found_by_plain_rules_and_say_so(run: Run) -> None:
    done = run("segment", "-", "--from", "de", stdin="Am 3. Oktober kam er. Warum?\n")
    assert done.stdout == "Am 3. Oktober kam er.\nWarum?\n"
    assert done.stderr == "note: sentences are found with plain rules, without facts of German\n"
    assert run("segment", "-", stdin="Oui. Non.\n").stderr == ""


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--from", "xx"], 2, "'xx' is no value for --from (it is no code of ISO 639-1)"),
        (["--from", "German"], 2, "(write de)"),
        (["--from", "de", "--to", "de"], 2, "error: both languages are 'de'. Name two with --from and --to."),
        (
            ["--to", "de"],
            3,
            "bilingual model install fr de; or go by way of English with: bilingual model install en de.",
        ),
        (["--device", "cuda"], 2, "sees no CUDA device"),
        (["--device", "tpu"], 2, "'tpu' is no value for --device (auto, cpu, cuda are the devices)"),
    ],
)
def test_a_pair_that_cannot_be_translated_is_one_clear_error(
    run: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, said: str
) -> None:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", "none")
    done = run("translate", *arguments, stdin="Oui.\n")
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_pair_without_a_package_goes_by_way_of_english(
    run: Run, seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, starter: Model
) -> None:
    packages.install(tmp_path / "packages", "en", "de")
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "packages"))
    done = run("build", seeds, "--to", "de")
    assert (done.returncode, done.stderr) == (0, "")
    steps = f"{starter.name} (version {starter.version}), then translate-en_de-1_0 (version 1.0)"
    assert f"model: {steps}\n" in done.stdout


def test_python_without_docstrings_and_assertions_does_the_same(process: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Il pleut. Elle rit.\n")
    done = command.process("segment", "a.txt", cwd=tmp_path, PYTHONOPTIMIZE="2")
    assert (done.returncode, done.stdout) == (0, process("segment", "a.txt").stdout)
    assert "--formats LIST" in command.process("build", "--help", cwd=tmp_path, PYTHONOPTIMIZE="2").stdout
