from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

CODE = """
import os
before = dict(os.environ)
from bilingual.models.argos import package_module
print(package_module().Package.__name__)
assert {**os.environ, "KMP_DUPLICATE_LIB_OK": ""} == {**before, "KMP_DUPLICATE_LIB_OK": ""}
"""


@pytest.mark.parametrize(
    ("settings", "extra"),
    [
        ("{}", {}),
        ("no JSON", {}),
        ("[]", {}),
        ('{"ARGOS_PACKAGES_DIR": 5}', {}),
        ('{"ARGOS_PACKAGE_INDEX": 5}', {}),
        ("\udcff", {}),
        ("{}", {"ARGOS_BATCH_SIZE": "many"}),
        ("{}", {"SNAP": "/snap/code/1"}),
    ],
)
def test_settings_that_argos_stumbles_over_do_not_count(tmp_path: Path, settings: str, extra: dict[str, str]) -> None:
    folder = tmp_path / ".config" / "argos-translate"
    folder.mkdir(parents=True)
    (folder / "settings.json").write_bytes(settings.encode("utf-8", "surrogateescape"))
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("XDG", "ARGOS", "SNAP"))}
    environment |= {"HOME": str(tmp_path), **extra}
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, done.stdout) == (0, "Package\n"), done.stderr
