"""Small archives that look like translation packages; none of them translates."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

from bilingual.models.argos import package_module

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

METADATA = {"package_version": "1.0", "from_code": "fr", "to_code": "en", "from_name": "French", "to_name": "English"}
PARTS = ("sentencepiece.model", "model/model.bin", "model/config.json")


def package(
    path: Path, metadata: object = METADATA, parts: tuple[str, ...] = PARTS, extra: Mapping[str, str] | None = None
) -> Path:
    """Make an archive; each part holds its own name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("pkg/metadata.json", json.dumps(metadata))
        for part in parts:
            archive.writestr(f"pkg/{part}", part)
        for name, text in (extra or {}).items():
            archive.writestr(name, text)
    return path


def version(path: Path, number: str, **fields: str) -> Path:
    """Make an archive of a version, whose weights tell it."""
    return package(path, METADATA | {"package_version": number} | fields, extra={"pkg/model/weights": number})


def like_argos(archive: Path, packages: Path, name: str) -> Path:
    """Unpack an archive among the packages as argostranslate does, and return its folder."""
    with zipfile.ZipFile(archive) as opened:
        for info in opened.infolist():
            info.filename = info.filename.replace("pkg/", f"{name}/", 1)
            opened.extract(info, packages)
    return packages / name


def seen_by_argos(packages: Path) -> list[str]:
    """Return what argostranslate takes for packages, by the names of their folders."""
    return sorted(found.package_path.name for found in package_module().get_installed_packages([packages]))


def folders(packages: Path) -> list[str]:
    """Return the folders among the packages."""
    return sorted(path.name for path in packages.iterdir() if path.is_dir()) if packages.exists() else []


def left_over(packages: Path) -> list[str]:
    """Return what lies beside the packages."""
    return [path.name for path in packages.parent.iterdir() if path != packages]
