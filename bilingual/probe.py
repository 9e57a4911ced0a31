"""A small build in a process of its own, without the network: what it needs and says tells whether a real one works."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bilingual.options import Options

# It takes one or two seconds with a small model.
_MOST_SECONDS = 120
_TEXT = "Le Mali avance\n\nLe ministre est venu lundi. Pourquoi maintenant ? Russia supports Mali.\n"


def run(options: Options) -> subprocess.CompletedProcess[str]:
    """Build a corpus of one or two small articles in a process of its own, without the network.

    CTranslate2 says there on standard error what it uses of the processor.
    """
    with tempfile.TemporaryDirectory(prefix="bilingual-doctor-") as name:
        folder = Path(name)
        (folder / "in").mkdir()
        (folder / "in" / "a.txt").write_text(_TEXT, encoding="utf-8")
        if importlib.util.find_spec("trafilatura"):
            lines = "".join(f"<p>{line}</p>" for line in _TEXT.splitlines() if line)
            page = f"<html><body><article>{lines}</article></body></html>"
            (folder / "in" / "b.html").write_text(page, encoding="utf-8")
        command = [sys.executable, "-m", "bilingual.offline", "build", str(folder / "in"), "--out", str(folder / "out")]
        command += ["--memory", str(folder / "memory"), "--from", options.source, "--to", options.target]
        command += ["--formats", ",".join(options.formats), "--device", options.device]
        command += ["--model", str(options.model)] if options.model else []
        environment = os.environ | {"CT2_VERBOSE": "1"}
        try:
            return subprocess.run(  # noqa: S603 - our own command
                command, env=environment, capture_output=True, text=True, timeout=_MOST_SECONDS, check=False,
                encoding="utf-8", errors="replace", stdin=subprocess.DEVNULL,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return subprocess.CompletedProcess(command, 1, "", f"error: it took more than {_MOST_SECONDS} s")
