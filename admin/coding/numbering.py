"""What sheets call texts by, and in which order: both derived from a key that stays in the folder.

The numbers are not the ids of the dataset, so a sheet that gets about joins to nothing. Batches
hold the same texts for every coder, so that two can read the same one; each coder has an order of
their own, so that no two tire at the same text.
"""

import base64
import hashlib
import hmac
import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from admin.coding.texts import LEAST
from admin.coding.trouble import CodingError

FILE = "ids.key"
_BYTES = 32


class _Named(Protocol):
    @property
    def id(self) -> str: ...


Text = TypeVar("Text", bound=_Named)


class Numbering:
    """The numbers and orders that one key gives."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    @classmethod
    def of(cls, folder: Path) -> "Numbering":
        """Return the numbering of a folder; its key is made when there is none yet."""
        path = folder / FILE
        try:
            with path.open("xb") as file:
                path.chmod(0o600)
                file.write(secrets.token_bytes(_BYTES))
                file.flush()
                os.fsync(file.fileno())
        except FileExistsError:
            pass
        key = path.read_bytes()
        if len(key) != _BYTES:
            raise CodingError(f"{path} is not the key that was made here. Bring it back.")
        return cls(key)

    def number(self, text_id: str) -> str:
        """Return what sheets call a text by: ten small letters and digits."""
        return base64.b32encode(self._keyed("number", text_id))[:10].decode().lower()

    def batches(self, texts: Sequence[Text], size: int) -> list[list[Text]]:
        """Return texts in batches of about the same size, none of them larger than `size`.

        Raises:
            CodingError: a batch would hold too few.
        """
        if size < 2 * LEAST:
            raise CodingError(f"A batch of {size} is too small. Use {2 * LEAST} or more.")
        mixed = sorted(texts, key=lambda text: self._keyed("batch", text.id))
        number = -(-len(mixed) // size)
        return [mixed[index::number] for index in range(number)]

    def mixed(self, texts: Sequence[Text], coder: str) -> list[Text]:
        """Return texts in the order of one coder."""
        return sorted(texts, key=lambda text: self._keyed(f"order/{coder}", text.id))

    def _keyed(self, purpose: str, text_id: str) -> bytes:
        return hmac.digest(self._key, f"{purpose}/{text_id}".encode(), hashlib.sha256)
