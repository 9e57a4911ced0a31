"""Puts the starter model into the wheel. Not into an editable install, which finds it in ``models/``."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class StarterModel(BuildHookInterface[Any]):
    """Adds ``models/*.argosmodel`` to the wheel as ``bilingual/starter``."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the folder to a standard build."""
        if version == "standard":
            build_data["force_include"]["models"] = "bilingual/starter"
