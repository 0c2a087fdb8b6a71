"""A provider's key: from an environment variable or a file that only its owner can read, and never shown."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from roleplay_lite.errors import CloudError
from roleplay_lite.knowledge.cloud.config import ProviderConfig

_LONGEST = 4096


class Secret:
    """A text that no log, message or traceback shows."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The text itself, for the header that carries it."""
        return self._text

    def __bool__(self) -> bool:
        return bool(self._text)

    def __repr__(self) -> str:
        return "Secret(…)"

    __str__ = __repr__


def key_of(provider: ProviderConfig, environment: Mapping[str, str] = os.environ) -> Secret:
    """The key; an empty one where the provider needs none. Raises CloudError with the fix."""
    if provider.key_file:
        return _usable(_read(provider.key_file), str(provider.key_file))
    if provider.key_env:
        given = environment.get(provider.key_env)
        if given is None:
            raise CloudError(f"{provider.name}: ${provider.key_env} is not set; export it, or use key_file", kind="key")
        return _usable(given, f"${provider.key_env}")
    return Secret("")


def _read(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            if stat.S_IMODE(os.fstat(stream.fileno()).st_mode) & 0o077:
                raise CloudError(f"others can read the key in {file}; do `chmod 600 {file}`", kind="key")
            return stream.read(_LONGEST + 1).decode("ascii")
    except OSError as error:
        raise CloudError(f"the key in {file} cannot be read ({error.strerror})", kind="key") from error
    except UnicodeDecodeError:
        # Without the cause: it would show the file's bytes.
        raise CloudError(_NO_KEY.format(file), kind="key") from None


def _usable(text: str, place: str) -> Secret:
    key = text.strip()
    if not key or len(key) > _LONGEST or not key.isascii() or not key.isprintable() or " " in key:
        raise CloudError(_NO_KEY.format(place), kind="key")
    return Secret(key)


_NO_KEY = "{} holds no key, which is one line of plain letters and digits"
