"""A small build in a process of its own, without the network: what it needs and says tells whether a real one works."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.errors import ModelError, OutputError
from bilingual.io import child
from bilingual.wording import why

if TYPE_CHECKING:
    from bilingual.options import Options

# It takes one or two seconds with a small model.
_MOST_SECONDS = 120
_TEXT = "Le Mali avance\n\nLe ministre est venu lundi. Pourquoi maintenant ? Russia supports Mali.\n"


def run(options: Options) -> subprocess.CompletedProcess[str]:
    """Build a corpus of one or two small articles in a process of its own, without the network.

    CTranslate2 says there on standard error what it uses of the processor. Where it cannot even begin, what comes back
    says so as the command would.
    """
    try:
        return _run(options)
    except subprocess.TimeoutExpired:
        return _failed(ModelError.exit_code, f"it took more than {_MOST_SECONDS} s")
    except OSError as error:
        return _failed(
            OutputError.exit_code, f"no temporary files can be written ({why(error)}). Name a folder in TMPDIR"
        )


def _failed(code: int, reason: str) -> subprocess.CompletedProcess[str]:
    return subprocess.CompletedProcess([], code, "", f"error: {reason}.")


def _run(options: Options) -> subprocess.CompletedProcess[str]:
    with tempfile.TemporaryDirectory(prefix="bilingual-doctor-") as name:
        folder = Path(name)
        (folder / "in").mkdir()
        (folder / "in" / "a.txt").write_text(_TEXT, encoding="utf-8")
        if importlib.util.find_spec("trafilatura"):
            lines = "".join(f"<p>{line}</p>" for line in _TEXT.splitlines() if line)
            page = f"<html><body><article>{lines}</article></body></html>"
            (folder / "in" / "b.html").write_text(page, encoding="utf-8")
        arguments = ["build", str(folder / "in"), "--out", str(folder / "out"), "--memory", str(folder / "memory")]
        arguments += ["--from", options.source, "--to", options.target]
        arguments += ["--formats", ",".join(options.formats), "--device", options.device]
        arguments += ["--model", str(options.model)] if options.model else []
        return child.run("bilingual.offline", arguments, _MOST_SECONDS, os.environ | {"CT2_VERBOSE": "1"})
