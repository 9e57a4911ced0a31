"""A small build in a process of its own, without the network: what it needs and says tells whether a real one works."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.errors import ModelError, OutputError

if TYPE_CHECKING:
    from bilingual.options import Options

# It takes one or two seconds with a small model.
_MOST_SECONDS = 120
# As models/probe.py does it: what lies in the current folder must not take the place of a module.
_CODE = """
import sys
sys.path.append(sys.argv.pop(1))
from bilingual.offline import main
main()
"""
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
        return _failed(OutputError.exit_code, f"no temporary files can be written ({error}). Name a folder in TMPDIR")


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
        command = [sys.executable, "-P", "-c", _CODE, str(Path(__file__).parent.parent)]
        command += ["build", str(folder / "in"), "--out", str(folder / "out"), "--memory", str(folder / "memory")]
        command += ["--from", options.source, "--to", options.target]
        command += ["--formats", ",".join(options.formats), "--device", options.device]
        command += ["--model", str(options.model)] if options.model else []
        environment = os.environ | {"CT2_VERBOSE": "1"}
        return subprocess.run(  # noqa: S603 - our own command
            command, env=environment, capture_output=True, text=True, timeout=_MOST_SECONDS, check=False,
            encoding="utf-8", errors="replace", stdin=subprocess.DEVNULL,
        )  # fmt: skip
