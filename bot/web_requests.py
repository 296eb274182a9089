"""What a request is that brings something, what it is answered, and who is let in to bring it.

The same for our own web server and for one that a site runs us in.
"""

import logging
from collections.abc import Callable, Mapping
from http import HTTPMethod, HTTPStatus
from typing import NamedTuple, TypeAlias

log = logging.getLogger(__name__)

LONGEST_BODY = 1_000_000

COMING_SECONDS = 30.0
"""For so long a request may take to come."""

RETRY_SECONDS = 1
"""After so long somebody whom we cannot serve now should come again."""


class Head(NamedTuple):
    """The beginning of a request; names of headers are in lower case."""

    path: str
    headers: Mapping[bytes, bytes]


class Answer(NamedTuple):
    """The answer to a request: a body, if there is one, is JSON."""

    status: HTTPStatus
    body: bytes = b""


Reply: TypeAlias = Callable[[Answer], None]
"""Gives the answer to a request, once."""

Take: TypeAlias = Callable[[bytes, Reply], None]
"""Takes the body of a request, and has it answered now or later."""

Find: TypeAlias = Callable[[Head], Take | HTTPStatus]
"""Says who takes a request, or why nobody does, before its body is read."""


class RefusedError(Exception):
    """What comes is not read any further."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


def who_takes(find: Find, method: str, head: Head) -> Take | HTTPStatus:
    """Return who takes a request, or why nobody does."""
    if method != HTTPMethod.POST:
        return HTTPStatus.METHOD_NOT_ALLOWED
    try:
        announced = int(head.headers.get(b"content-length", b"0"))
    except ValueError:
        return HTTPStatus.BAD_REQUEST
    if announced > LONGEST_BODY:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    try:
        return find(head)
    except Exception as error:  # noqa: BLE001 - a mistake of ours is told as one
        return mistaken(error)


class Body:
    """What has come of a body; what it was announced to be counts for nothing."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._length = 0

    def add(self, part: bytes) -> None:
        """Take one more part.

        Raises:
            RefusedError: now it is too long.
        """
        self._length += len(part)
        if self._length > LONGEST_BODY:
            raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        self._parts.append(part)

    def whole(self) -> bytes:
        """Return all of it."""
        return b"".join(self._parts)


def mistaken(error: Exception) -> HTTPStatus:
    """Return what a mistake of ours is told as; the log has its kind, and nothing of what came."""
    log.warning("could not take a request: %s", type(error))
    return HTTPStatus.INTERNAL_SERVER_ERROR
