"""Texts of a round as gettext's `.po`: for Poedit, Weblate and the like.

The name of a text is its `msgctxt`, so two texts that read alike stay apart. A translation whose
source has changed is fuzzy, with the earlier wording beside it; what is fuzzy or empty when it
comes back is left as it is.
"""

import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, normalize, read_po

from admin.translating.base import Handout, Returned, named, refused
from dialogs.plurals import rule_of
from dialogs.translating.entries import Entry
from dialogs.translating.previews import Preview
from dialogs.translating.record import State
from dialogs.translating.taking import Delivered

MAX_BYTES = 10 * 1024 * 1024

_BLANK = re.compile(r"\{\w+\}")
_LINE = re.compile(rb'(?:(?:msg(?:ctxt|id|id_plural|str)(?:\[\d\])?)?\s*"(?:[^"\\]|\\.)*"|#.*)?\s*')
"""What a line may be. Babel itself takes an unclosed text, and loses its last letter."""
_SAVE = "Open it in the program that wrote it, and save it as a .po file in UTF-8."


def write(handout: Handout, path: Path) -> None:
    """Write a handout to a new file; OSError when that cannot be done."""
    path.write_text(text(handout), encoding="utf-8", newline="\n")


def text(handout: Handout) -> str:
    """Return a handout as the text of a .po file."""
    entries = (_entry(one, handout.previews.get(one.key)) for one in handout.entries)
    return "\n".join([_head(handout), *entries])


def _head(handout: Handout) -> str:
    headers = {
        "Project-Id-Version": f"{handout.round} {handout.made}",
        "POT-Creation-Date": f"{handout.made} 00:00+0000",
        "PO-Revision-Date": f"{handout.made} 00:00+0000",
        "Last-Translator": "consult",
        "Language-Team": named(handout.language),
        "Language": handout.language,
        "X-Source-Language": handout.source,
        "Plural-Forms": rule_of(handout.language),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    }
    lines = "".join(f'"{name}: {value}\\n"\n' for name, value in headers.items())
    return (
        f"# The round {handout.round}, {handout.source} to {handout.language}.\n"
        "# Above each text stands what it is, how long it may be, and the screen that shows it.\n"
        "# Only msgstr is taken back; what is fuzzy or empty is left out. A comment of yours\n"
        "# (“# …”) is told to the authors.\n"
        f'msgid ""\nmsgstr ""\n{lines}'
    )


def _entry(entry: Entry, preview: Preview | None) -> str:
    file = Path(entry.file).name
    flags = ["fuzzy"] * (entry.state is State.STALE)
    flags += ["python-brace-format"] * bool(_BLANK.search(entry.source))
    earlier = f"msgid {normalize(entry.earlier)}".splitlines() if entry.earlier else []
    return "".join(
        (
            *(f"#. {line}".rstrip() + "\n" for line in _comments(entry, preview)),
            *([f"#: {file}:{entry.line}\n"] if file and not re.search(r"\s", file) else []),
            f"#, {', '.join(flags)}\n" if flags else "",
            *(f"#| {line}\n" for line in earlier),
            f"msgctxt {normalize(entry.key)}\n",
            f"msgid {normalize(entry.source)}\n",
            f"msgstr {normalize(entry.translation)}\n",
        )
    )


def _comments(entry: Entry, preview: Preview | None) -> Iterator[str]:
    yield entry.told
    yield f"{entry.where}."
    if entry.question:
        yield f"The question: {' '.join(entry.question.split())}"
    if entry.limit:
        yield f"At most {entry.limit}."
    if preview:
        yield f"Screen {preview.number}:"
        yield from (f"| {line}" for line in preview.text.splitlines())


def read(path: Path) -> Returned:
    """Return what a translator has handed back.

    Raises:
        RoundFileError: it is no .po file, or none of a round.
    """
    catalog = _catalog(path)
    messages = [each for each in catalog if each.id]
    for each in messages:
        if not isinstance(each.id, str) or not each.context:
            what = "This message names no text of a round (msgctxt), or has plural forms."
            raise refused(path, each.lineno or 1, what, "Start from a file that we wrote.")
    return Returned(
        round=catalog.project,
        language=_tag(catalog.locale_identifier or ""),
        delivered=tuple(_delivered(each, path) for each in messages),
    )


def _tag(locale: str) -> str:
    """Return a language as we write it; some programs say sr_RS@latin for sr-Latn."""
    language, _, script = locale.replace("_", "-").partition("@")
    written = {"latin": "Latn", "cyrillic": "Cyrl"}.get(script)
    return f"{language.partition('-')[0]}-{written}" if written else language


def _catalog(path: Path) -> Catalog:
    held = path.read_bytes()
    if len(held) > MAX_BYTES:
        raise refused(path, 1, "The file is over 10 MiB.", "Write it anew.")
    for number, line in enumerate(held.removeprefix(b"\xef\xbb\xbf").splitlines(), 1):
        if not _LINE.fullmatch(line):
            what = "Not readable as a .po file: a text stands in double quotes, on one line."
            raise refused(path, number, what, _SAVE)
    try:
        return read_po(io.BytesIO(held), abort_invalid=True)
    except PoFileError as error:
        what = f"Not readable as a .po file: {str(error).partition(' on ')[0]}."
        raise refused(path, (error.lineno or 0) + 1, what, _SAVE) from None
    except (ValueError, LookupError):  # what it is written in is not what it says
        raise refused(path, 1, "The file is not in UTF-8.", _SAVE) from None


def _delivered(message: Message, path: Path) -> Delivered:
    return Delivered(
        key=str(message.context),
        source=str(message.id),
        translation=str(message.string),
        file=str(path),
        line=message.lineno or 1,
        unsure=message.fuzzy,
        remark=" ".join(message.user_comments).strip(),
    )
