"""Replaces a package in processes that are killed, each one step later than the one before, and tells what was left.

Arguments: a folder to work in, the archive of the old package, that of the new one, and ``bilingual`` or ``argos`` for
who installed the old one. Prints a line for every step: the version that a build would use then, how many packages
argostranslate sees, the version after the next installation, and how many files are left that nobody needs.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

from bilingual import models
from bilingual.models.argos import package_module
from bilingual.models.install import Installer
from tests.support.packages import like_argos

_CHANGES = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir"}


def _killed(archive: Path, packages: Path, step: int) -> bool:
    """Install in a process of its own that kills itself before its ``step``-th change; say whether it came to that."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        return os.WIFSIGNALED(status)
    count = 0

    def count_down(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal count
        if event in _CHANGES and str(arguments[0]).startswith(str(packages.parent)):
            count += 1
            if count == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count_down)
    Installer(packages=packages, probe=lambda _: None).file(archive)
    os._exit(0)


def main() -> None:
    home, old, new, by = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]
    packages, before = home / "now" / "packages", home / "before"
    os.environ |= {"ARGOS_PACKAGES_DIR": str(packages), "XDG_CACHE_HOME": str(home / "cache")}
    if by == "argos":
        like_argos(old, before / "packages", "fr_en")
    else:
        Installer(packages=before / "packages", probe=lambda _: None).file(old)
    step, killed = 0, True
    while killed:
        step += 1
        shutil.rmtree(home / "now", ignore_errors=True)
        shutil.copytree(before, home / "now")
        killed = _killed(new, packages, step)
        used = models.find(None).version
        seen = len(package_module().get_installed_packages([packages]))
        Installer(packages=packages, probe=lambda _: None).file(new)
        after = [candidate.stated_version for candidate in models.installed()]
        left = sorted(path.name for path in [*(home / "now").iterdir(), *packages.iterdir()] if path.name[0] == ".")
        print(step, used, seen, ",".join(after), ",".join(left))  # noqa: T201 - what the test reads


if __name__ == "__main__":
    main()
