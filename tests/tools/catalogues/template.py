"""The template: every message that the code says, in order, with what a translator must know.

Babel walks the files; our extraction method reads the syntax tree, because a message is told to
translators by where it stands.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import IO

from babel.messages.extract import extract
from msgspec import Struct, structs

from tests.tools.catalogues import contexts
from tests.tools.catalogues.contexts import Kind
from tests.tools.catalogues.domains import Domain

BLANK = re.compile(r"\{(\w+)\}")
_KEYWORDS = {"say": None, "plural": (1, 2)}


class Wanted(Struct, frozen=True):
    """One message of the code: its wording, where it is said, and what translators are told."""

    id: str
    files: tuple[str, ...]
    kind: Kind
    blanks: tuple[str, ...]
    note: str = ""
    plural: str = ""

    @property
    def limit(self) -> int | None:
        """How many characters a translation may have; None when any number."""
        return contexts.limit_of(self.id, self.kind)

    def comments(self) -> tuple[str, ...]:
        """Return what translators are told of it, one thing a line."""
        at_most = [f"At most {self.limit} characters."] if self.limit else []
        note = [self.note] if self.note else []
        return (self.kind.told, *at_most, *self.blanks, *note)


def blanks_of(text: str) -> tuple[str, ...]:
    """Return the names of the blanks of a text, each once, in order."""
    return tuple(dict.fromkeys(BLANK.findall(text)))


def wanted(domain: Domain) -> dict[str, Wanted]:
    """Return every message of the code by its wording, in the order of files and lines."""
    found: dict[str, Wanted] = {}
    for path in sorted(domain.package.rglob("*.py")):
        name = path.relative_to(domain.package).as_posix()
        options = {"domain": domain, "name": name}
        with path.open("rb") as source:
            # Babel's types want a method to yield what `extract` itself yields.
            messages = list(extract(said, source, _KEYWORDS, options=options))  # type: ignore[arg-type]
        for _, message, comments, _ in messages:
            one, many = (message, "") if isinstance(message, str) else message
            kind = next(kind for kind in domain.kinds if kind.told == comments[0])
            new = _new(domain, one, many, f"{domain.package.name}/{name}", kind)
            found[one] = _joined(found[one], new) if one in found else new
    return found


def _new(domain: Domain, one: str, many: str, file: str, kind: Kind) -> Wanted:
    blanks = tuple(f"{{{name}}}: {domain.blanks[name]}." for name in blanks_of(one + many))
    return Wanted(one, (file,), kind, blanks, domain.notes.get(one, ""), many)


def _joined(known: Wanted, new: Wanted) -> Wanted:
    """Return a message that is said in two places: the tighter kind holds."""
    tighter = new.kind if (new.kind.limit or 999) < (known.kind.limit or 999) else known.kind
    files = tuple(dict.fromkeys((*known.files, *new.files)))
    return structs.replace(known, files=files, kind=tighter, plural=known.plural or new.plural)


def said(
    source: IO[bytes],
    keywords: Mapping[str, object],  # noqa: ARG001 - what Babel hands to every method
    comment_tags: Collection[str],  # noqa: ARG001 - the same
    options: Mapping[str, object],
) -> Iterator[tuple[int, str, tuple[str, ...], list[str]]]:
    """Yield the messages of a file: an extraction method of Babel. The comment is the kind."""
    domain = options["domain"]
    assert isinstance(domain, Domain)
    found = domain.found(source.read().decode(), str(options["name"]))
    for one in sorted(found, key=lambda one: one.place):
        texts = (one.id, one.plural) if one.plural else (one.id,)
        yield one.place[0], "plural" if one.plural else "say", texts, [one.kind.told]


def text(domain: Domain) -> str:
    """Return the template as a .pot file."""
    from tests.tools.catalogues import po  # noqa: PLC0415 - it reads this file

    title = (
        f"# {domain.title}: the template of all catalogues.\n"
        "# Made by `python -m tests.tools.catalogues extract`; not changed by hand.\n"
    )
    head = po.header({"Content-Type": "text/plain; charset=utf-8"})
    entries = [
        po.entry(each, ("", "") if each.plural else ("",)) for each in wanted(domain).values()
    ]
    return "\n".join([title + head, *entries])
