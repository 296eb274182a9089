"""A document for participants as one message in a chat: plain text, no longer than Telegram takes.

Telegram counts a message in UTF-16 code units.
"""

from collections.abc import Iterator

from admin.briefs.errors import BriefError
from admin.briefs.model import (
    Block,
    Brief,
    Bullets,
    Facts,
    Heading,
    Numbered,
    Paragraph,
    Quotations,
    Section,
    text_of,
)

MOST = 4096
_ENDED = ("?", "!", ".", "…", "։", ";")
"""A heading that is a question, or a sentence, needs no colon."""


def render(brief: Brief) -> bytes:
    """Return the message.

    Raises:
        BriefError: it would not fit into one message.
    """
    head = [brief.practice, brief.title, brief.lead, brief.running]
    parts = [*head[:3], *(text for section in brief.sections for text in _section(section))]
    text = "\n\n".join(part for part in (*parts, head[3]) if part) + "\n"
    length = len(text.encode("utf-16-le")) // 2
    if length > MOST:
        raise BriefError(
            f"{brief.name}.txt has {length} characters, and a chat message {MOST}. Shorten the"
            " findings of your own, or the asks of the round."
        )
    return text.encode()


def _section(section: Section) -> Iterator[str]:
    yield section.title.upper()
    for block in section.blocks:
        if text := _block(block):
            yield text


def _block(block: Block) -> str:
    match block:
        case Paragraph(line):
            return text_of(line)
        case Heading(text):
            return text if text.endswith(_ENDED) else f"{text}:"
        case Bullets(items):
            return "\n".join(f"• {text_of(item)}" for item in items)
        case Facts(rows):
            return "\n".join(f"{name}: {text_of(line)}" for name, line in rows)
        case Numbered() | Quotations():
            return "\n\n".join(_items(block))
        case _:
            return ""


def _items(block: Numbered | Quotations) -> Iterator[str]:
    if isinstance(block, Quotations):
        for one in block.items:
            yield "\n".join(filter(None, (one.words, one.put, one.beside)))
        return
    for index, (headline, body) in enumerate(block.items, start=1):
        yield f"{index}. {text_of(headline)}\n{text_of(body)}"
