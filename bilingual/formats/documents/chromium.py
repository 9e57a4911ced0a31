"""Pages as Chromium prints them: a browser found on PATH, in a process of its own, without the network.

It has a profile folder of its own, which is dropped behind it, and is given up where it takes too long. What it prints
is the same for the same page: the times that it notes become the beginning of 1980.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from bilingual.errors import OutputError
from bilingual.io.files import output_errors
from bilingual.io.regular import read_regular
from bilingual.wording import for_terminal, shortened

# What it is called on Debian, where it comes without its windows, too, on Ubuntu and Fedora, by Google, and by
# Microsoft, whose browser prints alike.
NAMES: Final = (
    "chromium", "chromium-headless-shell", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge",
)  # fmt: skip
# Seconds to an article: one of 10,000 sentences takes ten on one core of 2023.
SECONDS = 120
_MOST_BYTES = 256 * 1024**2
_FLAGS: Final = (
    "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-default-apps",
    "--disable-extensions", "--disable-sync", "--disable-component-update", "--disable-background-networking",
    "--disable-breakpad", "--no-pings", "--mute-audio",
    # No name is looked up, and what has none has nobody to ask.
    "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=http://127.0.0.1:9", "--proxy-bypass-list=<-loopback>",
    # The shared memory of a container is too small for it.
    "--disable-dev-shm-usage",
    "--no-pdf-header-footer",
)  # fmt: skip
_TIME: Final = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}")
_EPOCH: Final = rb"\g<1>19800101000000"
_NO_SANDBOX: Final = re.compile(r"no usable sandbox|sandbox_host_linux|setuid sandbox|namespace", re.IGNORECASE)
_REMEDY: Final = "Install Chromium or Chrome, or leave pdf out and print the pages from any browser"


def found() -> str:
    """Return the path of a browser. Raises OutputError where there is none on PATH."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    raise OutputError("to print a pdf, Chromium is needed, and it is not on PATH", _REMEDY)


class Chromium:
    """A browser that prints pages one by one, with one profile, until it is closed. Raises OutputError."""

    def __init__(self) -> None:
        self._program = found()
        # Whoever is root has no sandbox to be kept in; nor have those whom a container denies one, which shows later.
        self._sandbox = not hasattr(os, "geteuid") or os.geteuid() != 0
        with output_errors(Path(tempfile.gettempdir()), "Make room there, or name another with TMPDIR"):
            self._scratch = tempfile.TemporaryDirectory(prefix="bilingual-", ignore_cleanup_errors=True)
        self.folder = Path(self._scratch.name)

    def close(self) -> None:
        """Drop what it left."""
        self._scratch.cleanup()

    def version(self) -> str:
        """Return what the browser says that it is, empty where it says nothing."""
        with suppress(OSError, subprocess.SubprocessError):
            done = subprocess.run(  # noqa: S603 - no shell, and a path of our own choice
                [self._program, "--version"],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=SECONDS,
                check=False,
                env=self._environment(),
            )
            return done.stdout.decode("utf-8", "replace").strip()
        return ""

    def printed(self, page: Path) -> bytes:
        """Return a page, which is a file, as PDF. Raises OutputError where that fails or takes too long."""
        target = self.folder / "printed.pdf"
        target.unlink(missing_ok=True)
        said = self._run(page, target)
        if not target.is_file() and self._sandbox and _NO_SANDBOX.search(said):
            self._sandbox = False  # the page is our own, and has no script
            said = self._run(page, target)
        if not target.is_file():
            why = shortened(for_terminal(_last_words(said))) or "it says nothing"
            raise OutputError(f"'{self._program}' printed no pdf ({why})", _REMEDY)
        with output_errors(target):
            return _TIME.sub(_EPOCH, read_regular(target, _MOST_BYTES))

    def _run(self, page: Path, target: Path) -> str:
        """Run the browser on a page, and return what it says."""
        sandbox = () if self._sandbox else ("--no-sandbox",)
        command = [
            self._program,
            *_FLAGS,
            *sandbox,
            f"--user-data-dir={self.folder / 'profile'}",
            f"--print-to-pdf={target}",
            page.as_uri(),
        ]
        try:
            process = subprocess.Popen(  # noqa: S603 - no shell, and a path of our own choice
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=self._environment(),
                start_new_session=True,
            )
        except OSError as error:
            raise OutputError(f"'{self._program}' cannot be run: {error.strerror or error}", _REMEDY) from error
        with process:
            try:
                return process.communicate(timeout=SECONDS)[1].decode("utf-8", "replace")
            except subprocess.TimeoutExpired as error:
                raise OutputError(
                    f"'{self._program}' printed no pdf of '{page.stem}' in {SECONDS} s", "Leave pdf out"
                ) from error
            finally:
                _end(process)

    def _environment(self) -> dict[str, str]:
        """Return an environment in which it leaves nothing in the home of whoever runs it."""
        places = {f"XDG_{name}_HOME": str(self.folder / name.lower()) for name in ("CONFIG", "CACHE")}
        return {**os.environ, **places}


def _last_words(said: str) -> str:
    return next((line for line in reversed(said.splitlines()) if line.strip() and "dbus" not in line), "")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a browser with all its processes, where it has not ended."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        elif process.poll() is None:
            process.kill()
