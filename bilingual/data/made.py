"""How translations were made: the models, what their scores were found to say, and the settings of a run."""

from __future__ import annotations

import math
from dataclasses import MISSING, asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

# Stands for the arithmetic (see Provenance) of translations from before it was noted.
UNKNOWN_ARITHMETIC = "unknown"


@dataclass(frozen=True, slots=True)
class Step:
    """One of the models that a translation went through, one after the other."""

    model: str
    model_version: str
    model_sha256: str
    source_language: str
    target_language: str


_BANDS = 3
# The engine of corpora whose translations people made: they were aligned.
ALIGN = "align"
# What is said of decoding, and means nothing there.
_DECODING = {"beam_size": 0, "length_penalty": 0.0, "compute_type": ""}


@dataclass(frozen=True, slots=True)
class Scaling:
    """What makes a model's translations comparable to those of others, so that trust is a probability.

    ``mean`` and ``deviation`` are those of its scores (natural log-probability per token), ``intercept`` and ``slope``
    those of the logistic curve from what the features of a translation say to the probability that it is not bad.

    Raises ValueError where it cannot be one.
    """

    mean: float
    deviation: float
    intercept: float
    slope: float

    def __post_init__(self) -> None:
        """Look at the numbers: they may come from a file."""
        values = (self.mean, self.deviation, self.intercept, self.slope)
        if not all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in values):
            raise TypeError("a number of a scaling is none")
        if not all(map(math.isfinite, values)) or self.deviation <= 0 or self.slope < 0:
            raise ValueError(f"{values} are no scaling")


@dataclass(frozen=True, slots=True)
class Calibration:
    """What a model's scores were found to say, by holding its translations against those of people.

    ``model`` and ``model_sha256`` name the package that was measured. Cut-offs are probabilities per token (0 to 1): a
    score of ``trust`` and more is in the first band, one below ``doubt`` in the last. ``bad_shares`` (0 to 1) are how
    many sentences of each band were bad, the first band first; None where there were too few in it to say.
    ``sentences`` is how many were measured. With a ``scaling`` translations have a trust, and the cut-offs are of that;
    calibrations from before there was trust have none.

    Raises ValueError where it cannot be one.
    """

    model: str
    model_sha256: str
    trust: float
    doubt: float
    bad_shares: tuple[float | None, float | None, float | None]
    sentences: int
    scaling: Scaling | None = None

    def __post_init__(self) -> None:
        """Look at the numbers: they may come from a file."""
        if not 0 <= self.doubt <= self.trust <= 1:
            raise ValueError(f"{self.trust} and {self.doubt} are no cut-offs")
        if len(self.bad_shares) != _BANDS or not all(share is None or 0 <= share <= 1 for share in self.bad_shares):
            raise ValueError(f"{self.bad_shares} are no shares of three bands")

    @property
    def cut_offs(self) -> str:
        """Return both cut-offs as a basis holds them, and what else decides on the bands.

        >>> Calibration("m", "0" * 64, 0.6, 0.47, (0.1, None, 0.6), 300).cut_offs
        '0.6,0.47'
        """
        scaling = "" if self.scaling is None else "".join(f",{value:g}" for value in asdict(self.scaling).values())
        return f"{self.trust:g},{self.doubt:g}{scaling}"

    def record(self) -> dict[str, Any]:
        """Return everything as JSON takes it; ``scaling`` where there is one."""
        record = asdict(self) | {"bad_shares": list(self.bad_shares)}
        if self.scaling is None:
            del record["scaling"]
        return record

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> Calibration:
        """Return what ``record()`` was made of. Raises KeyError, TypeError or ValueError where it is not whole."""
        facts = {field.name: record[field.name] for field in fields(cls) if field.name != "scaling"}
        scaling = record.get("scaling")
        shares = tuple(facts.pop("bad_shares"))
        numbers = (
            facts["trust"],
            facts["doubt"],
            facts["sentences"],
            *(share for share in shares if share is not None),
        )
        if not all(isinstance(number, (int, float)) and not isinstance(number, bool) for number in numbers):
            raise TypeError("a cut-off, a share or a count is no number")
        if not isinstance(facts["model"], str) or not isinstance(facts["model_sha256"], str):
            raise TypeError("a calibration names no model")
        if scaling is not None:
            scaling = Scaling(**{field.name: scaling[field.name] for field in fields(Scaling)})
        return cls(bad_shares=shares, **facts, scaling=scaling)


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a run's translations were made; the same for every pair of the run.

    ``model_sha256`` is of the package's archive, or of its manifest where it was found unpacked. ``repair`` is the
    version of the ways in which translations with severe flags were repaired, 0 where they were left. ``steps`` are the
    models of a translation by way of another language, empty where one model does it all; ``model`` and
    ``model_version`` then name them all, and ``model_sha256`` is of the lines that ``sha256sum`` would print of them.
    ``glossary`` is the SHA-256 of the glossary that they keep to, empty where there was none; a memory row's basis, not
    the settings, says what it asked of a sentence, so that another glossary leaves alone what it does not touch.
    ``glossary_name`` is what its file was called, empty where nobody noted that.
    ``arithmetic`` are digests of how a machine computed, as machines differ (``engines/arithmetic.py``): an engine has
    one, a corpus all that went into it. None where nobody knows of such a thing.
    ``calibration`` is by what the scores were judged, None in corpora from before it was noted.
    Where people made the translations (``engine`` is ALIGN), ``model`` names the weights by which they were aligned,
    ``aid`` the models whose translations helped with it, and there is no word of a beam and the like.
    """

    engine: str
    model: str
    model_version: str
    model_sha256: str
    source_language: str
    target_language: str
    beam_size: int
    length_penalty: float
    compute_type: str
    bilingual: str
    repair: int = 0
    steps: tuple[Step, ...] = ()
    glossary: str = ""
    arithmetic: tuple[str, ...] | None = None
    calibration: Calibration | None = None
    aid: tuple[Step, ...] = ()
    glossary_name: str = ""

    @property
    def by_people(self) -> bool:
        """Whether people made the translations, which were aligned."""
        return self.engine == ALIGN

    @property
    def languages(self) -> tuple[str, str]:
        """The ISO 639-1 codes of source and target language."""
        return self.source_language, self.target_language

    @property
    def models(self) -> tuple[Step, ...]:
        """The models that a translation went through: one, or the steps by way of another language."""
        if self.steps:
            return self.steps
        return (Step(self.model, self.model_version, self.model_sha256, *self.languages),)

    def record(self) -> dict[str, Any]:
        """Return everything as JSON takes it.

        ``steps``, ``arithmetic``, ``calibration``, ``aid`` and ``glossary_name`` are there where there are some.
        """
        record = {field.name: getattr(self, field.name) for field in fields(self)}
        del record["steps"], record["arithmetic"], record["calibration"], record["aid"], record["glossary_name"]
        if self.by_people:
            record = {name: value for name, value in record.items() if name not in _DECODING}
        if self.steps:
            record["steps"] = [asdict(step) for step in self.steps]
        if self.arithmetic is not None:
            record["arithmetic"] = list(self.arithmetic)
        if self.calibration:
            record["calibration"] = self.calibration.record()
        if self.aid:
            record["aid"] = [asdict(step) for step in self.aid]
        if self.glossary_name:
            record["glossary_name"] = self.glossary_name
        return record

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> Provenance:
        """Return the provenance that ``record()`` was made of.

        Raises KeyError, TypeError or ValueError where it is not whole.
        """
        if record.get("engine") == ALIGN:
            record = {**_DECODING, **record}
        # Those with a default came later than some corpora.
        names = [field.name for field in fields(cls) if field.name in record or field.default is MISSING]
        facts = {name: record[name] for name in names}
        facts["steps"] = tuple(Step(**step) for step in record.get("steps", ()))
        facts["aid"] = tuple(Step(**step) for step in record.get("aid", ()))
        digests = record.get("arithmetic", [])
        if not isinstance(digests, list) or not all(isinstance(digest, str) for digest in digests):
            raise TypeError("its arithmetic is no list of strings")
        facts["arithmetic"] = tuple(digests) if "arithmetic" in record else None
        if facts.get("calibration") is not None:
            facts["calibration"] = Calibration.of_record(facts["calibration"])
        return cls(**facts)

    @property
    def settings(self) -> str:
        """Return what decides on a translation besides the model, as one line; a change makes other translations."""
        return (
            f"engine={self.engine} beam_size={self.beam_size} length_penalty={self.length_penalty} "
            f"compute_type={self.compute_type} repair={self.repair}"
        )
