"""What may stand in a log: words of source code, counts, names of classes. Nothing else.

Nobody can list what must not be logged: a library may put any text of a participant into a message
or an exception. So this lists what may. A message counts only when it stands word for word in the
file that logs it; a value only when it is a small number, a class, a member of an enumeration, a
path, or an error whose message we wrote. All else becomes "…".

It works where records are made, so that every handler and every library passes through it.
"""

import ast
import logging
import os
import re
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache
from pathlib import Path
from traceback import extract_tb
from types import TracebackType

from bot.failing import KNOWN

HIDDEN = "…"

MOST = 99_999
"""A larger number may be the id of a person, a chat or an update."""

_OURS = {"bot", "admin", "storage", "dialogs"}
_PLACES = tuple(str(Path(__file__).parents[1] / name) + os.sep for name in _OURS)

_BLANK = re.compile(r"%(?:\((?P<name>\w+)\))?(?P<how>[-#0 +]*\d*(?:\.\d+)?)(?P<kind>[a-zA-Z%])")

_SECRETS = re.compile(
    r"""
      \d+:[A-Za-z0-9_-]{30,}            # a bot's token
    | AGE-SECRET-KEY-\w+
    | (?<=://)[^/@\s]+(?=@)             # who logs in to a database, and with which password
    | [\w.+-]+@[\w-]+\.[\w.-]+          # an e-mail address
    | (?<!\w)@\w{4,}                    # a username
    | \+\d[\d\ ()/-]{6,}\d              # a phone number, abroad and at home
    | \b0\d{1,2}[\ /-]\d{2,3}[\ /-]?\d{3}\b
    | \d{6,}                            # an id
    """,
    re.VERBOSE,
)

_Caught = tuple[type[BaseException], BaseException, TracebackType | None]
_Nothing = tuple[None, None, None]


def make_record(  # noqa: PLR0917 - `logging` calls it so
    name: str,
    level: int,
    file: str,
    line: int,
    message: object,
    args: object,
    caught: _Caught | _Nothing | None,
    function: str | None = None,
    stack: str | None = None,
    **_more: object,
) -> logging.LogRecord:
    """Return a record with nothing to hide; give it to `logging.setLogRecordFactory`."""
    said = message_of(file, message, args)
    record = logging.LogRecord(name, level, file, line, said, None, None, function, stack)
    if caught and caught[1] is not None:
        record.exc_text = traceback_of(caught[1])
    return record


def message_of(file: str, message: object, args: object = ()) -> str:
    """Return what may be logged of a message that `file` logs with `args`."""
    if not isinstance(message, str):
        return value_of(message)
    if not _stands_in(file, message):
        return HIDDEN
    if not args:
        return _clean(message)
    named = args[0] if isinstance(args, tuple) and isinstance(args[0], Mapping) else args
    rest = iter(args if isinstance(args, tuple) else ())

    def fill(blank: re.Match[str]) -> str:
        if blank["kind"] == "%":
            return "%"
        if blank["name"]:
            return value_of(named.get(blank["name"])) if isinstance(named, Mapping) else HIDDEN
        return value_of(next(rest, None), f"%{blank['how']}{blank['kind']}")

    return _clean(_BLANK.sub(fill, message))


def value_of(value: object, form: str = "%s") -> str:
    """Return what may be logged of a value; `form` is how a number is written."""
    match value:
        case Enum():
            return str(value.value)
        case int() | float():
            return _number(value, form)
        case type():
            return value.__name__
        case Path():
            return _clean(str(value))
        case BaseException():
            return error_of(value)
    return HIDDEN


def error_of(error: BaseException) -> str:
    """Return the name of an error, with its message when we wrote it, else with its code."""
    name = type(error).__name__
    if name in KNOWN and type(error).__module__.partition(".")[0] in _OURS:
        return f"{name}: {_clean(str(error))}"
    code = _code(error)
    return f"{name} ({code})" if code else name


def traceback_of(error: BaseException) -> str:
    """Return an error with where it happened, and those that led to it, the first one first."""
    return "\n".join(_told(error, set()))


def _told(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _told(before, seen)
        yield "which led to"
    yield "Traceback (most recent call last):"
    for frame in extract_tb(error.__traceback__):
        yield f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}'
    yield error_of(error)
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            if id(one) not in seen:
                yield from (f"  | {line}" for line in _told(one, seen))


def _number(value: float, form: str) -> str:
    if abs(value) > MOST:
        return HIDDEN
    try:
        return form % value
    except (TypeError, ValueError):
        return HIDDEN


def _code(error: BaseException) -> str:
    """Return what the system or the database calls an error, which repeats no value."""
    if isinstance(error, OSError) and error.errno is not None:
        return os.strerror(error.errno)
    original = getattr(error, "orig", None) or error  # SQLAlchemy wraps the driver's
    code = getattr(original, "sqlstate", None) or getattr(original, "sqlite_errorname", None)
    return code if isinstance(code, str) and re.fullmatch(r"[A-Z0-9_]{5,40}", code) else ""


def _clean(text: str) -> str:
    return _SECRETS.sub(HIDDEN, text)


def _stands_in(file: str, message: str) -> bool:
    """Return whether a message is written out in a source file.

    Libraries are searched as text, which is fast. Our own texts may span lines, so they are parsed.
    """
    source = _source(file)
    if f'"{message}"' in source or f"'{message}'" in source:
        return True
    return file.startswith(_PLACES) and message in _literals(file)


@cache
def _source(file: str) -> str:
    try:
        return Path(file).read_text("utf-8")
    except (OSError, ValueError):
        return ""


@cache
def _literals(file: str) -> frozenset[str]:
    """Return the texts that stand in a source file; none when it cannot be parsed."""
    try:
        tree = ast.parse(_source(file))
    except (ValueError, SyntaxError):
        return frozenset()
    constants = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return frozenset(value for value in constants if isinstance(value, str))
