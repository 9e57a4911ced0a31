"""Object storage as a store of shards: ``s3://bucket/folder``, by the file systems of pyarrow.

Credentials are those that pyarrow's file systems find by themselves (the environment, the files of AWS's own programs,
the role of the machine); an address may say where a server of another maker is, such as
``s3://bucket/corpus?scheme=http&endpoint_override=127.0.0.1:9000``. A writing that failed may leave a part of a file,
which nobody takes for one: ``shards.py`` says what counts.
"""

from __future__ import annotations

import contextlib
import re
import shutil
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from bilingual.errors import InputError, OutputError, UsageError
from bilingual.io.files import output_errors
from bilingual.io.inside import is_plain
from bilingual.io.installing import install
from bilingual.io.lease import Lease
from bilingual.io.regular import read_bounded
from bilingual.io.store import FolderStore, Stored
from bilingual.wording import for_terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bilingual.io.store import Store

# Those of pyarrow's file systems that are object storage, by what an address begins with.
SCHEMES = ("s3", "gs", "gcs", "abfs", "abfss")
# A path has lost one of the two slashes.
_ADDRESS = re.compile(rf"({'|'.join(SCHEMES)}):/{{1,2}}([^/].*)", re.DOTALL)
# What else begins as an address does, and is as likely meant for one.
_LIKE_ONE = re.compile(
    rf"(?:{'|'.join(SCHEMES)}|az|adl|b2|file|ftp|hdfs|https?|oci|oss|r2|s3a|s3n|wasbs?):/", re.IGNORECASE
)
# What copies between a file and an object at a time, in bytes.
_CHUNK = 1 << 20
# What libraries say at length ends here.
_MOST_SAID = 300
_REMEDY = "Check the address, the rights to it and the network, and run the same command again: it goes on where it was"


def address_of(place: str | Path) -> str | None:
    """Return the address that a place is, None where it is a path. Raises UsageError for an address of another kind.

    >>> address_of("s3://news/corpus"), address_of(Path("s3://news/corpus")), address_of("corpus")
    ('s3://news/corpus', 's3://news/corpus', None)
    """
    text = str(place)
    if match := _ADDRESS.fullmatch(text):
        return f"{match[1]}://{match[2]}"
    if _LIKE_ONE.match(text):
        raise UsageError(
            f"'{text}' is no folder, and no address of object storage",
            f"Name a folder, or an address that begins with {', '.join(f'{scheme}://' for scheme in SCHEMES)}",
        )
    return None


def store_at(place: str | Path) -> Store:
    """Return the store in a folder or at an address. Raises UsageError and OutputError where there can be none."""
    address = address_of(place)
    return FolderStore(Path(place)) if address is None else ObjectStore(address)


class ObjectStore:
    """A place in object storage. Raises OutputError where it cannot be used, UsageError for what is no address.

    Raises too where pyarrow is missing.
    """

    def __init__(self, address: str) -> None:
        self.where = address.partition("?")[0].rstrip("/")
        self._address = address
        self._files, self._root = _file_system(address, self.where)

    def __reduce__(self) -> tuple[type[ObjectStore], tuple[str]]:
        """Travel to another machine as the address alone, without credentials."""
        return ObjectStore, (self._address,)

    def files(self, prefix: str) -> Iterator[Stored]:
        """Yield the files whose names begin with ``prefix``."""
        from pyarrow.fs import FileSelector

        with self._reading(prefix):
            selector = FileSelector(self._key(prefix.rstrip("/")), allow_not_found=True, recursive=True)
            found = self._files.get_file_info(selector)
        for info in found:
            name = info.path.removeprefix(f"{self._root}/")
            if info.is_file and is_plain(name):
                yield _stored(name, info)

    def find(self, name: str) -> Stored | None:
        """Return a file's size and time."""
        with self._reading(name):
            info = self._files.get_file_info(self._key(name))
        return _stored(name, info) if info.is_file else None

    def read(self, name: str, most: int) -> bytes | None:
        """Return the bytes of a small file."""
        try:
            with self._reading(name), self._files.open_input_stream(self._key(name)) as stream:
                return read_bounded(stream, most, Path(name))
        except FileNotFoundError:
            return None

    def write(self, name: str, data: bytes) -> None:
        """Write a small file whole."""
        with self._writing(name) as stream:
            stream.write(data)

    def get(self, name: str, path: Path) -> None:
        """Copy an object to a file."""
        with ExitStack() as stack:
            with self._reading(name, missing=False):
                stream = stack.enter_context(self._files.open_input_stream(self._key(name)))
            with output_errors(path):
                file = stack.enter_context(path.open("wb"))
            while True:
                with self._reading(name):
                    chunk = stream.read(_CHUNK)
                if not chunk:
                    break
                with output_errors(path):
                    file.write(chunk)

    def put(self, name: str, path: Path) -> None:
        """Copy a file to an object."""
        with self._writing(name) as stream, path.open("rb") as file:
            shutil.copyfileobj(file, stream, _CHUNK)

    def remove(self, name: str) -> None:
        """Remove an object, if it is there."""
        with self._errors(name, OutputError, "removed", missing=True), contextlib.suppress(FileNotFoundError):
            self._files.delete_file(self._key(name))

    def local(self, name: str) -> Path | None:
        """Return None: nothing of it is here."""
        del name
        return None

    @contextmanager
    def lock(self, name: str, *, wait: bool) -> Iterator[bool]:
        """Hold a lease, for whoever would not wait; where one would, there is nothing to wait for.

        Object storage has no locks. Two runs at once do no harm, since a shard is the same whoever writes it; they
        only do all work twice, which is why the second is told.
        """
        if wait:
            yield False
            return
        with Lease(self, f"shards/{name}.lease"):
            yield True

    def _key(self, name: str) -> str:
        if not is_plain(name):
            raise OutputError(f"'{for_terminal(name)}' is no name of a file in '{self.where}'", "Choose another --out")
        return f"{self._root}/{name}"

    @contextmanager
    def _writing(self, name: str) -> Iterator[IO[bytes]]:
        with self._errors(name, OutputError, "written"), self._files.open_output_stream(self._key(name)) as stream:
            yield stream

    def _reading(self, name: str, *, missing: bool = True) -> contextlib.AbstractContextManager[None]:
        return self._errors(name, InputError, "read", missing=missing)

    @contextmanager
    def _errors(
        self, name: str, kind: type[InputError | OutputError], done: str, *, missing: bool = False
    ) -> Iterator[None]:
        """Turn what pyarrow reports into an error of ours; with ``missing``, what is not there is for others to say."""
        try:
            yield
        except OSError as error:
            if missing and isinstance(error, FileNotFoundError):
                raise
            raise kind(f"'{self.where}/{name}' cannot be {done}: {_said(error)}", _REMEDY) from error


def _file_system(address: str, where: str) -> tuple[Any, str]:
    """Return pyarrow's file system for an address, and what the names in it begin with."""
    try:
        from pyarrow import ArrowException
        from pyarrow.fs import FileSystem
    except ImportError as error:
        raise UsageError("object storage needs the package pyarrow", install("pyarrow")) from error
    # Small files as one request each, and not as an upload in parts, which takes three.
    told = f"{address}{'&' if '?' in address else '?'}allow_delayed_open=true" if address.startswith("s3:") else address
    try:
        files, root = FileSystem.from_uri(told)
    except (ArrowException, ValueError) as error:
        raise UsageError(f"'{where}' is no address of object storage: {_said(error)}", "Correct it") from error
    except OSError as error:
        raise OutputError(f"'{where}' cannot be reached: {_said(error)}", _REMEDY) from error
    return files, root.rstrip("/")


def _stored(name: str, info: Any) -> Stored:  # noqa: ANN401 - pyarrow ships no types
    return Stored(name, info.size or 0, info.mtime_ns or 0)


def _said(error: BaseException) -> str:
    """Return what a library says, on one line and not all of it."""
    line = for_terminal(str(error)).rstrip(".")
    return line if len(line) <= _MOST_SAID else f"{line[:_MOST_SAID]}…"
