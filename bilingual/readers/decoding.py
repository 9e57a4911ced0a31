"""The bytes of a row → its text. Rows of one file may be in different encodings, as where files were put together."""

from __future__ import annotations

from bilingual.errors import InputError
from bilingual.readers import encoding


class NoTextBytesError(ValueError):
    """The bytes of a row are in no encoding that can be told for sure."""


def decoded(raw: bytes, language: str, was: str = "utf-8") -> tuple[str, str]:
    r"""Return the text of a row without a byte-order mark, and the name of its encoding; ``was`` is that of the file.

    Raises NoTextBytesError.

    >>> decoded(b'{"text": "\xe9t\xe9"}', "fr")
    ('{"text": "été"}', 'windows-1252')
    """
    try:
        return raw.decode("utf-8").removeprefix("\ufeff"), was
    except UnicodeDecodeError as error:
        try:
            return encoding.decode(raw, language)
        except InputError:
            raise NoTextBytesError(f"no UTF-8 at byte {error.start}") from error
