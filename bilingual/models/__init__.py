"""Argos translation packages on disk: found, checked, unpacked, installed, described and removed.

A package is a zip archive (``.argosmodel``) of one folder with ``metadata.json``, a tokenizer
(``sentencepiece.model`` or ``bpe.model``) and a CTranslate2 model in ``model/``; an installed package is that folder,
in a folder of packages that bilingual shares with argostranslate.
"""

from bilingual.models.folders import cache_folder
from bilingual.models.packages import Model, installed
from bilingual.models.resolve import find

__all__ = ["Model", "cache_folder", "find", "installed"]
