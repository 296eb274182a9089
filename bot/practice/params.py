"""The parameters of one call, however they travelled.

The Bot API takes JSON, form, multipart and the query string alike, so everything is kept the way
the official server keeps it: as text under a name, objects as JSON text, files apart.
Source: Bot API, "Making requests" and "Sending files".
"""

from collections.abc import Mapping
from typing import TypeVar
from urllib.parse import parse_qsl

import msgspec
from aiohttp import web

from bot.practice.refusals import CHAT_ID_EMPTY, CHAT_NOT_FOUND, NO_BOUNDARY

T = TypeVar("T")
_TRUE = frozenset({"true", "yes", "1"})
_OBJECT = msgspec.json.Decoder(dict[str, msgspec.Raw])
_TEXT = msgspec.json.Decoder(str)


class Upload(msgspec.Struct, frozen=True):
    """A file that came with the call."""

    name: str
    media_type: str
    content: bytes


class Params:
    """Typed access to what a client sent; an absent parameter reads as empty."""

    __slots__ = ("_uploads", "_values")

    def __init__(
        self, values: Mapping[str, str], uploads: Mapping[str, Upload] | None = None
    ) -> None:
        self._values = values
        self._uploads = uploads or {}

    def __contains__(self, name: str) -> bool:
        """Whether the client sent this parameter at all."""
        return name in self._values

    def text(self, name: str) -> str:
        """The text of a parameter."""
        return self._values.get(name, "")

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number; what is not one reads as `default`, as on the official server."""
        try:
            return int(self._values[name])
        except (KeyError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        """A Boolean."""
        return self._values.get(name, "").lower() in _TRUE

    def decoded(self, name: str, kind: type[T]) -> T | None:
        """A JSON value of the wanted shape, None if absent.

        Raises:
            msgspec.DecodeError: the text is not JSON, or not of this shape.
        """
        raw = self._values.get(name)
        return msgspec.json.decode(raw, type=kind) if raw else None

    def chat_id(self) -> int:
        """The chat the call is about.

        Raises:
            Refused: it is missing, or not a number (channels have names; there are none here).
        """
        raw = self.text("chat_id")
        if not raw:
            raise CHAT_ID_EMPTY()
        try:
            return int(raw)
        except ValueError:
            raise CHAT_NOT_FOUND() from None

    def upload(self, name: str) -> Upload | None:
        """The file meant by this parameter: sent under its name, or pointed to by `attach://`."""
        pointer = self.text(name)
        return self._uploads.get(pointer.removeprefix("attach://") if pointer else name)


async def read_params(request: web.BaseRequest) -> Params:
    """Read the parameters of an HTTP request.

    Raises:
        Refused: a multipart body cannot be read.
    """
    values = dict(request.query)
    uploads: dict[str, Upload] = {}
    if request.content_type == "application/json":
        values.update(json_values(await request.read()))
    elif request.content_type == "application/x-www-form-urlencoded":
        values.update(form_values(await request.read()))
    elif request.content_type.startswith("multipart/"):
        await _read_multipart(request, values, uploads)
    return Params(values, uploads)


def json_values(body: bytes) -> dict[str, str]:
    """The fields of a JSON object as text; nulls are left out.

    What is not a JSON object has no fields, and the method then misses them, as on the official
    server. Source: TDLib, HttpReader.cpp read_next.
    """
    try:
        fields = _OBJECT.decode(body)
    except msgspec.DecodeError:
        return {}
    return {name: _as_text(raw) for name, raw in fields.items() if bytes(raw) != b"null"}


def form_values(body: bytes) -> dict[str, str]:
    """The fields of a form."""
    return dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True))


def _as_text(raw: msgspec.Raw) -> str:
    content = bytes(raw)
    return _TEXT.decode(content) if content.startswith(b'"') else content.decode()


async def _read_multipart(
    request: web.BaseRequest, values: dict[str, str], uploads: dict[str, Upload]
) -> None:
    try:
        form = await request.post()
    except ValueError:
        raise NO_BOUNDARY() from None
    for name, field in form.items():
        if isinstance(field, web.FileField):
            uploads[name] = Upload(field.filename, field.content_type, field.file.read())
        elif isinstance(field, str):
            values[name] = field
        else:
            values[name] = field.decode(errors="replace")
