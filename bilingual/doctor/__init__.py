"""Would a build work here, with what, and how long would it take? Each thing is looked at by a function of its own.

Nothing is written but temporary files, and what any build would keep: the unpacked model and what was measured of it.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import platform
import random
import re
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bilingual import __version__, models, segmentation
from bilingual.doctor import machine, probe
from bilingual.doctor.estimate import MOST, Sources, measure, read_sources
from bilingual.engines import devices
from bilingual.errors import BilingualError, InputError, ModelError, OutputError, UsageError
from bilingual.io import processor as processor_of_machine
from bilingual.io.network import MARK
from bilingual.io.output import OutputFolder
from bilingual.memory import opening
from bilingual.models import ct2_library, routes
from bilingual.models.digests import size_of
from bilingual.wording import count, in_bytes, in_time

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from bilingual.engines import Engine
    from bilingual.models import Model
    from bilingual.options import Options

# What an article's page has besides its text, and what all else takes for each byte of the sources, in bytes: rounded
# up from what the articles in seeds/ take in all formats.
_PAGE_BYTES, _BYTES_PER_BYTE = 50_000, 30
# What bilingual takes besides its model, in bytes (docs/speed.md).
_WORKING_BYTES = 150_000_000
_PARTS = ("argostranslate", "ctranslate2", "sentencepiece", "nupunkt")
_SAMPLE = "Le ministre a présenté lundi devant l'assemblée le projet de loi numéro {} sur la sécurité de la région."


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing that was looked at: what it is in words and as data, and the error where a build would not work."""

    name: str
    text: str
    data: dict[str, Any] = field(default_factory=dict)
    problem: BilingualError | None = None


def examine(names: Sequence[str], options: Options, engine: Callable[[], Engine]) -> Iterator[Examined]:
    """Yield what there is to say, as soon as it is known. ``engine`` makes the engine that a build would use.

    The speed is measured where nothing that was found before stands in the way of a build.
    """
    yield versions()
    yield Examined("system", f"{machine.system()}, Python {platform.python_version()}", {"system": machine.system()})
    packages: tuple[Model, ...]
    missing: BilingualError | None = None
    passed_over: list[str] = []
    try:
        packages = routes.find(options.model, options.pair, passed_over.append)
    except BilingualError as error:
        packages, missing = (), error
    where = device(options)
    done = probe.run(options) if packages and not where.problem else None
    yield processor(done)
    yield where
    yield cores(options)
    yield memory(packages)
    yield model(packages, options, passed_over) if missing is None else Examined("model", "none", problem=missing)
    method = segmentation.method(options.source)
    yield Examined("sentences", f"found {method}", {"segmentation": method})
    if done is not None:
        yield network(done)
    read = read_sources(names, options)
    last = [of_sources(read)] if names else []
    last.append(disk(options, read))
    yield from last
    if done is not None and done.returncode == 0 and not any(finding.problem for finding in last):
        yield from speed(read, engine)


def versions() -> Examined:
    """Return the versions of bilingual and of the packages that do its work."""
    found = {"bilingual": __version__} | {name: importlib.metadata.version(name) for name in _PARTS}
    return Examined("versions", ", ".join(f"{name} {version}" for name, version in found.items()), found)


def processor(done: subprocess.CompletedProcess[str] | None) -> Examined:
    """Return which features of the processor CTranslate2 uses, in its own words, and who chose them."""
    name = processor_of_machine.name()
    types = sorted(ct2_library.library().get_supported_compute_types("cpu"))
    said = dict(
        re.findall(r" - (Selected ISA|Selected compute type|GEMM_S8 backend): (\S+)", done.stderr if done else "")
    )
    isa, used = said.get("Selected ISA"), said.get("Selected compute type")
    words = [name, f"CTranslate2 uses {isa}" if isa else "", f"and computes in {used}" if used else ""]
    text = f"{', '.join(filter(None, words[:2]))} {words[2]}".strip() + f" (it could in {', '.join(types)})"
    why = ct2_library.choice().why
    text += f"; instructions: {why}"
    backend = said.get("GEMM_S8 backend")
    data = {
        "processor": name,
        "instructions": isa,
        "instructions_why": why,
        "compute_type": used,
        "compute_types": types,
        "int8_backend": backend,
    }
    return Examined("processor", text, data)


def device(options: Options) -> Examined:
    """Return the device that a build would translate on, and what CTranslate2 sees of CUDA."""
    count, reason = devices.cuda_devices()
    data = {"cuda_devices": count}
    try:
        chosen = devices.choose(options.device)
    except BilingualError as error:
        return Examined("device", options.device, data, error)
    seen = f"CTranslate2 sees {count or 'no'} CUDA device{'' if count == 1 else 's'}{f' ({reason})' if reason else ''}"
    return Examined("device", f"{chosen} ({seen})", data | {"device": chosen})


def cores(options: Options) -> Examined:
    """Return how many cores there are, and how many a build may use."""
    total, usable = machine.cores(), machine.usable_cores()
    asked = f"; {options.threads} worker threads are asked for" if options.threads else ""
    return Examined(
        "cores", f"{total}, of which this process may use {usable:g}{asked}", {"cores": total, "usable": usable}
    )


def memory(packages: Sequence[Model]) -> Examined:
    """Say how much memory there is, and whether that is enough for the model."""
    found = machine.memory()
    if found is None:
        return Examined("memory", "unknown: this system does not tell")
    total, available = found
    # The weights are read into memory once; while they are converted to another type they are there twice.
    needed = _WORKING_BYTES + 2 * sum(size_of(package.folder) for package in packages)
    text = f"{in_bytes(total)}, {in_bytes(available)} available, about {in_bytes(needed)} needed"
    problem = ModelError(
        "there may be too little memory for this model", "Close other programs, or use a smaller model"
    )
    data = {"total": total, "available": available, "needed": needed}
    return Examined("memory", text, data, problem if available < needed else None)


def model(packages: Sequence[Model], options: Options, passed_over: Sequence[str]) -> Examined:
    """Say which packages a build uses, and why, and which were passed over."""
    described = [
        f"{package.name} (version {package.version}, {package.source_language} to {package.target_language}, "
        f"{in_bytes(size_of(package.folder))})"
        for package in packages
    ]
    data = {
        "models": [
            {"name": one.name, "version": one.version, "sha256": one.sha256, "folder": str(one.folder)}
            for one in packages
        ],
        "why": _why(packages, options),
        "passed_over": list(passed_over),
    }
    return Examined("model", "; ".join([f"{', then '.join(described)}: {_why(packages, options)}", *passed_over]), data)


def _why(packages: Sequence[Model], options: Options) -> str:
    if options.model:
        return "it is the one named by --model, BILINGUAL_MODEL or bilingual.toml"
    source, target = options.pair
    if len(packages) > 1:
        return f"by way of {packages[0].target_language}, as no installed package translates {source} to {target}"
    installed = {candidate.path.resolve() for candidate in models.installed()}
    if packages[0].folder.resolve() in installed:
        return f"the highest version that is installed for {source} to {target}"
    return f"the starter, as no installed package translates {source} to {target}"


def network(done: subprocess.CompletedProcess[str]) -> Examined:
    """Say whether a build needs the network, from one that was run without."""
    lines = done.stderr.splitlines()
    tried = [line for line in lines if line.startswith(MARK)]
    data = {"needed": bool(tried), "tried": tried}
    if tried:
        problem = ModelError(f"a small build tried the network ({tried[0]})", "Please report this")
        return Examined("network", "tried", data, problem)
    if done.returncode:
        said = next((line for line in reversed(lines) if line.startswith("error: ")), lines[-1] if lines else "it died")
        kind = {error.exit_code: error for error in (UsageError, OutputError)}.get(done.returncode, ModelError)
        failed = kind(f"a small build failed here: {said.removeprefix('error: ').rstrip('.')}", "Mend that first")
        return Examined("network", "not known", data, failed)
    return Examined(
        "network", "not needed: a small build ran whole with Python's sockets blocked, and tried none", data
    )


def of_sources(read: Sources) -> Examined:
    """Return how many articles and sentences the sources hold, and what would be skipped."""
    data: dict[str, Any] = {
        "articles": read.articles,
        "segments": read.segments,
        "distinct": len(read.distinct),
        "share": read.share,
    }
    data |= {"skipped": [str(error) for error in read.skipped], "bytes": read.size}
    text = f"{count(read.articles, 'article')}, {count(read.segments, 'sentence')} ({len(read.distinct):,} distinct)"
    if read.share < 1:
        text += f" in the first {read.share:.1%} of {in_bytes(read.size)}"
    if read.skipped:
        text += f"; {len(read.skipped):,} would be skipped, the first: {read.skipped[0]}"
    nothing = read.skipped[0] if read.skipped else InputError("there is no article in the sources", "Name others")
    return Examined("sources", text, data, None if read.articles else nothing)


def disk(options: Options, read: Sources) -> Examined:
    """Say how much room there is where the corpus, the memory and the cache go."""
    needed = (read.articles * _PAGE_BYTES / max(read.share, 1e-9)) + read.size * _BYTES_PER_BYTE
    memory_file = options.memory or OutputFolder(options.out).memory
    places = {"output": options.out, "memory": memory_file, "cache": models.cache_folder()}
    by_free: dict[str, list[str]] = {}
    data: dict[str, Any] = {"needed": round(needed)}
    problem: OutputError | None = None
    for name, path in places.items():
        # The memory is a file: what counts is the folder that it is or will be in.
        found = machine.disk(path.parent if name == "memory" else path)
        if found is None:
            continue
        by_free.setdefault(in_bytes(found.free), []).append(name)
        data[name] = {"path": str(path), "free": found.free, "writable": found.writable}
        if name != "cache" and not found.writable:
            problem = problem or OutputError(
                f"'{found.folder}' cannot be written, where the {name} goes", "Name another place"
            )
        elif name != "cache" and found.free < needed:
            problem = problem or OutputError(
                f"there is too little room in '{found.folder}'", "Make room, or name another place"
            )
    if problem is None and not machine.may_be_written(memory_file):
        problem = OutputError(f"'{memory_file}' cannot be written, which is to be the memory", "Name another place")
    problem = problem or _of_memory(memory_file)
    words = [f"{free} free for {' and '.join(names)}" for free, names in by_free.items()]
    about = f", about {in_bytes(needed)} needed in all" if read.articles else ""
    return Examined("disk", f"{', '.join(words)}{about}", data, problem)


def _of_memory(path: Path) -> OutputError | None:
    """Return why a build would not take what stands in a memory's place, None where it would. Writes nothing."""
    try:
        opening.refuse(path, mend=True)
    except OutputError as error:
        return error
    except OSError as error:
        return OutputError(f"the memory '{path}' cannot be read: {error.strerror or error}", "Name another place")
    return None


def speed(read: Sources, make: Callable[[], Engine]) -> Iterator[Examined]:
    """Measure how fast this machine translates, and say how long the sources would take."""
    started = time.perf_counter()
    try:
        engine = make()
        loading = time.perf_counter() - started
        sample = sorted(read.distinct) or [_SAMPLE.format(number) for number in range(MOST)]
        sample = random.Random(0).sample(sample, min(MOST, len(sample)))  # noqa: S311 - a sample, no secret
        sentences, characters, seconds = measure(engine, sample)
    except BilingualError as error:
        yield Examined("speed", "not measured", problem=error)
        return
    of = "sentences of the sources" if read.distinct else "sentences that we brought along"
    data: dict[str, Any] = {
        "sentences_per_second": sentences / seconds,
        "characters_per_second": characters / seconds,
        "seconds": seconds,
        "machine": engine.machine,
    }
    rate = f"{sentences / seconds:,.0f} sentences or {characters / seconds:,.0f} characters a second"
    text = f"{rate} ({seconds:.1f} s on {of})"
    yield Examined("speed", text, data)
    if read.articles:
        new = sum(map(len, read.distinct)) / max(read.share, 1e-9)
        expected = loading + new / (characters / seconds)
        how = f"{new:,.0f} characters in distinct sentences at that speed, and {loading:.1f} s to load the model"
        if read.share < 1:
            how = f"about {how}, estimated from the part that was read"
        yield Examined("expected", f"{in_time(expected)}: {how}; what a memory knows already is not taken off",
                      {"seconds": expected, "characters": new})  # fmt: skip
