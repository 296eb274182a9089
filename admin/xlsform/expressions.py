"""XLSForm expressions as small trees. The XPath parser of elementpath does the reading.

XLSForm writes `${town}` for the answer to a question. Each is replaced by an XPath variable before
parsing, so that any name is legal, and put back in the tree.
"""

import re
from decimal import Decimal

from elementpath import XPath1Parser, XPathToken
from elementpath.exceptions import ElementPathError
from elementpath.tdop import Parser
from msgspec import Struct

MAX_LENGTH = 4000


class Ref(Struct, frozen=True):
    """The answer to the question with this name."""

    name: str


class Here(Struct, frozen=True):
    """The answer that is being given: `.`."""


class Column(Struct, frozen=True):
    """A bare name: in a choice filter, a column of the choices sheet."""

    name: str


class Literal(Struct, frozen=True):
    """A text, a number, or true or false."""

    value: str | int | float | bool


class Call(Struct, frozen=True):
    """A function or an operator with its arguments."""

    name: str
    args: tuple["Expression", ...] = ()


Expression = Ref | Here | Column | Literal | Call


class ExpressionError(ValueError):
    """A text that is not an expression; the message is a part of a sentence that says why."""


_JAVAROSA = "http://openrosa.org/javarosa"

_FUNCTIONS = (
    "selected", "count-selected", "selected-at", "coalesce", "regex", "if", "once", "int", "uuid",
    "date", "date-time", "decimal-date-time", "decimal-time", "format-date", "format-date-time",
    "today", "now", "pulldata", "instance", "current", "indexed-repeat", "count-if",
    "count-non-empty", "checklist", "weighted-checklist", "pow", "log", "log10", "exp",
    "sqrt", "abs", "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "pi", "min", "max", "join",
    "substr", "random", "randomize", "digest", "area", "distance", "geofence", "base64-decode",
    "version", "property", "thousandsep", "ends-with", "boolean-from-string",
    "search", "index", "rank-index", "rank-value", "duration", "phone-call", "intersects",
)  # fmt: skip
"""What ODK and KoboToolbox add to XPath 1.0 (or allow other numbers of arguments for)."""


class _OdkParser(XPath1Parser):
    """XPath 1.0 with the functions of ODK. It only reads: nothing is evaluated."""

    DEFAULT_NAMESPACES = {**XPath1Parser.DEFAULT_NAMESPACES, "jr": _JAVAROSA}  # noqa: RUF012

    def parse(self, source: str) -> XPathToken:
        """Return the tree of `source` without the trial run that XPath1Parser adds to it."""
        return Parser.parse(self, source)


for _name in _FUNCTIONS:
    _OdkParser.function(_name, nargs=(0, None))
for _name in ("choice-name", "itext"):
    _OdkParser.function(_name, prefix="jr", nargs=(0, None))

_REFERENCE = re.compile(r"\$\{\s*(?:last-saved#)?([^{}]+?)\s*\}")
_QUOTES = str.maketrans({"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "\xa0": " "})


def parse(text: str) -> Expression:
    """Return the tree of an expression.

    Raises:
        ExpressionError: it is too long, or not an expression.
    """
    if len(text) > MAX_LENGTH:
        raise ExpressionError(f"it is longer than {MAX_LENGTH} characters")
    names: list[str] = []

    def variable(found: re.Match[str]) -> str:
        names.append(found[1])
        return f" $r{len(names) - 1} "

    source = _REFERENCE.sub(variable, text.translate(_QUOTES))
    try:
        return _tree(_OdkParser(namespaces={"jr": _JAVAROSA}).parse(source), names)
    except RecursionError:
        raise ExpressionError("it is nested too deeply") from None
    except (ElementPathError, ValueError, ArithmeticError) as error:
        raise ExpressionError(_plainly(str(error), names)) from None


def _plainly(message: str, names: list[str]) -> str:
    """Return the parser's message without its codes, with the names as their author wrote them."""
    return _restored(re.sub(r"\[err:\w+\] ", "", message), names)


def _restored(text: str, names: list[str]) -> str:
    """Return `text` with the names in it as their author wrote them."""
    for index in reversed(range(len(names))):
        text = text.replace(f" $r{index} ", f"${{{names[index]}}}")
    return text


def _tree(token: XPathToken, names: list[str]) -> Expression:
    return _value(token, names) or _compound(token, names)


def _value(token: XPathToken, names: list[str]) -> Expression | None:
    """Return a token that stands alone; None when it holds others."""
    match token.symbol:
        case "$":
            return Ref(names[int(str(token[0].value)[1:])])
        case ".":
            return Here()
        case "(name)":
            return Column(str(token.value))
    return _literal(token, names)


def _literal(token: XPathToken, names: list[str]) -> Literal | None:
    match token.symbol:
        case "(string)":
            return Literal(_restored(str(token.value), names))
        case "(integer)" | "(decimal)" | "(float)":
            return Literal(_number(token.value))
        case "true" | "false":
            return Literal(token.symbol == "true")
    return None


def _compound(token: XPathToken, names: list[str]) -> Expression:
    match token.symbol:
        case "(" if len(token) == 1:
            return _tree(token[0], names)
        case ":":
            return Call(str(token.value), tuple(_tree(one, names) for one in token[1]))
        case "-" if len(token) == 1:
            return _negative(_tree(token[0], names))
        case "/":
            return _path(token)
    return Call(token.symbol, tuple(_tree(one, names) for one in token))


def _number(value: object) -> int | float:
    if isinstance(value, int):
        return value
    return float(value) if isinstance(value, Decimal | float) else 0


def _negative(expression: Expression) -> Expression:
    match expression:
        case Literal(int() | float() as value):
            return Literal(-value)
    return Call("-", (expression,))


def _path(token: XPathToken) -> Expression:
    """Return a path to a question, such as `/data/group/town` or `../town`, by its last step."""
    steps = {one.symbol for one in token.iter()}
    if steps <= {"/", "..", "(name)"} and token[-1].symbol == "(name)":
        return Ref(str(token[-1].value))
    return Call("/")
