"""Who is at work at a place that knows no locks: a file there that its holder writes again and again.

A lease that is not renewed ends, so that a run that was killed keeps nobody waiting for long. It tells two runs of each
other that begin more than some moments apart; of two that begin in the same moment, one hears of the other when it
renews its lease.
"""

from __future__ import annotations

import json
import os
import socket
import threading
import time
import uuid
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from bilingual.errors import BilingualError, OutputError
from bilingual.wording import for_terminal

if TYPE_CHECKING:
    from typing import Self

# How often it is renewed, after how long without that it has ended, and how long another may take to be seen: seconds.
_RENEW, _LASTS, _SETTLES = 10.0, 40.0, 1.0
_MOST_BYTES = 4096


class Place(Protocol):
    """What of a store a lease needs."""

    @property
    def where(self) -> str:
        """What it is called."""

    def read(self, name: str, most: int) -> bytes | None:
        """Return a file's bytes."""

    def write(self, name: str, data: bytes) -> None:
        """Write a file whole."""

    def remove(self, name: str) -> None:
        """Remove a file."""


class Lease:
    """A lease on ``place``, kept while the context lasts. Raises OutputError where somebody else keeps one."""

    def __init__(
        self, place: Place, name: str, *, renew: float = _RENEW, lasts: float = _LASTS, settles: float = _SETTLES
    ) -> None:
        self._place, self._name = place, name
        self._renew_after, self._lasts, self._settles = renew, lasts, settles
        self._token = uuid.uuid4().hex
        self._count = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="lease", daemon=True)

    def __enter__(self) -> Self:
        self._refuse_another()
        self._write()
        time.sleep(self._settles)
        if (now := self._read()).get("token") != self._token:
            raise self._taken(now)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        with suppress(BilingualError):  # it ends by itself
            if self._read().get("token") == self._token:
                self._place.remove(self._name)

    def _refuse_another(self) -> None:
        """Raise OutputError where there is a lease that is renewed while one looks, for as long as one may last."""
        before = self._read()
        if not before or _is_dead(before):
            return
        end = time.monotonic() + self._lasts
        while time.monotonic() < end:
            time.sleep(min(1.0, self._renew_after / 2))
            if not (now := self._read()):
                return
            if now != before:
                raise self._taken(now)

    def _keep(self) -> None:
        while not self._over.wait(self._renew_after):
            with suppress(BilingualError):  # the next time may succeed, and shards are safe without
                if self._read().get("token", self._token) != self._token:
                    return  # another's: each shard is the same whoever writes it
                self._write()

    def _write(self) -> None:
        self._count += 1
        record = {"token": self._token, "count": self._count, "host": socket.gethostname(), "pid": os.getpid()}
        self._place.write(self._name, json.dumps(record).encode())

    def _read(self) -> dict[str, object]:
        with suppress(ValueError, RecursionError):
            record = json.loads(self._place.read(self._name, _MOST_BYTES) or b"{}")
            return record if isinstance(record, dict) else {}
        return {}

    def _taken(self, record: dict[str, object]) -> OutputError:
        who = f"process {record.get('pid')} on '{record.get('host')}'"
        return OutputError(
            for_terminal(f"another run ({who}) is at work on the shards in '{self._place.where}'"),
            "Wait until it is done, or choose another --out",
        )


def _is_dead(record: dict[str, object]) -> bool:
    """Whether the holder was a process of this machine that is no more."""
    pid = record.get("pid")
    if record.get("host") != socket.gethostname() or not isinstance(pid, int) or os.name != "posix" or pid <= 0:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):  # somebody else's, or no number of a process at all
        return False
    return False
