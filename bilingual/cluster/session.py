"""Ray, begun and ended: a cluster of one's own on this machine, or one that is there."""

from __future__ import annotations

import os
import re
import secrets
import socket
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bilingual.errors import ClusterError, UsageError
from bilingual.io import temporary
from bilingual.io.installing import PROJECT, install
from bilingual.wording import for_terminal, why

if TYPE_CHECKING:
    from collections.abc import Iterator

# The least that Ray takes for its store of objects, which has nothing to hold: shards travel as descriptions.
_STORE_BYTES = 80 * 1024**2
_CLIENT = "ray://"
# Seconds in which a machine of a cluster answers, and how often Ray tries one that it found by itself.
_PATIENCE, _TRIES = 10.0, "5"
_MOST_SAID = 300
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def session(address: str | None) -> Iterator[Any]:
    """Give Ray's module, connected to the cluster at an address, or to one of all cores of this machine.

    Raises UsageError where Ray is missing or the address is none, ClusterError where there is no cluster to be had.
    """
    if address and address.startswith(_CLIENT):
        raise UsageError(
            f"'{address}' is an address for clients of Ray, and workers are led from within the cluster",
            "Run the command on a machine of the cluster, and name it with --on auto or --on HOST:6379",
        )
    if address:
        _refuse_unreachable(address)
    with ExitStack() as stack:
        ray = stack.enter_context(_imported(alone=address is None))
        how: dict[str, Any] = {"log_to_driver": False, "logging_level": "ERROR", "include_dashboard": False}
        if address is None:
            # Ray's own folder, which would keep the logs of every run. A socket's path must be short.
            short = Path("/tmp") if Path("/tmp").is_dir() else None  # noqa: S108
            temporary.sweep(short)
            folder = stack.enter_context(temporary.folder(short))
            how |= {"num_cpus": cores(), "object_store_memory": _STORE_BYTES, "_temp_dir": str(folder)}
        else:
            del how["include_dashboard"]  # which a cluster that is there has, or has not
        try:
            ray.init(address=address or "local", **how)
        except Exception as error:
            where = f"no cluster of Ray answers at '{address}'" if address else "Ray does not start on this machine"
            raise ClusterError(f"{where} ({said(error)})", _remedy(address)) from error
        stack.callback(ray.shutdown)
        yield ray


def _refuse_unreachable(address: str) -> None:
    """Raise ClusterError where nobody listens at HOST:PORT, which Ray would go on trying for minutes."""
    host, _, port = address.rpartition(":")
    if not port.isdecimal():
        return  # such as auto, which Ray finds by itself
    try:
        with socket.create_connection((host.strip("[]"), int(port)), timeout=_PATIENCE):
            pass
    except (OSError, OverflowError) as error:
        raise ClusterError(f"no cluster of Ray answers at '{address}' ({why(error)})", _remedy(address)) from error


def _remedy(address: str | None) -> str:
    if address:
        return "Check the address, that Ray and Python are of one version everywhere, and RAY_AUTH_TOKEN"
    return "Leave out --runner ray to build without it"


@contextmanager
def _imported(*, alone: bool) -> Iterator[Any]:
    """Give Ray's module, told by its environment to send nobody anything; ``alone``, with a secret of its own."""
    told = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_USAGE_STATS_PROMPT_ENABLED": "0"}
    if alone:
        # Else Ray would write one into the user's home, where clusters of several machines look for theirs.
        told |= {"RAY_AUTH_TOKEN": secrets.token_hex(32)}
    else:
        told |= {"RAY_gcs_server_port_wait_time_s": _TRIES}
    before = {name: os.environ.get(name) for name in told}
    os.environ.update(told)
    try:
        try:
            import ray
        except ImportError as error:
            raise UsageError("--runner ray needs the package ray", install(f"'{PROJECT}[ray]'")) from error
        yield ray
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def said(error: BaseException) -> str:
    r"""Return what Ray says of an error, on one line: its last one, since tracebacks of other machines come before.

    >>> said(RuntimeError("worker died:\n  File 'x.py'\nModuleNotFoundError: No module named 'bilingual'"))
    "ModuleNotFoundError: No module named 'bilingual'"
    """
    lines = [line.strip() for line in _COLOURS.sub("", str(error)).splitlines() if line.strip()]
    line = for_terminal(lines[-1] if lines else type(error).__name__).rstrip(".")
    return line if len(line) <= _MOST_SAID else f"{line[:_MOST_SAID]}…"
