"""A brief as one HTML file: readable offline and on a phone, printable, and with no script.

The fonts are inside. The policy allows this file's own style sheet and nothing else.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from admin import fonts
from admin.briefs.model import (
    Block,
    Brief,
    Bullets,
    Figure,
    Figures,
    Heading,
    Numbered,
    Quotations,
    Section,
    Table,
    flowing,
)

TEMPLATES = Path(__file__).parent / "templates"
_RANGE = re.compile(r"\d+–\d+")

Shown = dict[str, object]


def render(brief: Brief) -> bytes:
    """Return the whole file."""
    text = msgspec.json.encode(brief).decode()
    css = (TEMPLATES / "brief.css").read_text(encoding="utf-8")
    style = fonts.faces(text) + css.replace("ACCENT", brief.accent)
    page = (
        _environment()
        .get_template("brief.html.j2")
        .render(
            brief=brief,
            sections=[_section(section) for section in flowing(brief)],
            # Our own style sheet: it holds no text of a round.
            style=Markup(style),  # noqa: S704
            policy=_policy(style),
        )
    )
    return page.encode()


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["unbroken"] = _unbroken
    return environment


def _unbroken(text: str) -> Markup:
    """Return a text in which a range such as 15–17 stays in one line."""
    kept = _RANGE.sub(r'<span class="whole">\g<0></span>', str(escape(text)))
    return Markup(kept)  # noqa: S704  # escaped above


def _section(section: Section) -> Shown:
    return {
        "id": section.id,
        "title": section.title,
        "look": " ".join(
            name for name, so in (("new-page", section.new_page), ("close", section.close)) if so
        ),
        "blocks": list(_blocks(section)),
    }


def _blocks(section: Section) -> Iterator[Shown]:
    """Yield each block; a table is also named by what it stands under, since captions repeat."""
    above = ""
    for block in section.blocks:
        if isinstance(block, Heading):
            above = block.text
        shown = _block(block)
        if isinstance(block, Table):
            own = block.caption or ", ".join(block.head)
            shown["name"] = ": ".join(filter(None, (section.title, above, own)))
        yield shown


def _block(block: Block) -> Shown:
    """Return a block with its kind, as the template reads it."""
    shown: Shown = {name: getattr(block, name) for name in block.__struct_fields__}
    shown["kind"] = type(block).__name__
    match block:
        case Bullets(items) | Numbered(items) | Quotations(items):
            shown["items_"] = items
        case Figures(items):
            shown["items_"] = [_figure(figure) for figure in items]
        case Table():
            whole = sum(block.widths)
            shown["shares"] = [round(100 * width / whole) for width in block.widths]
        case _:
            pass
    return shown


def _figure(figure: Figure) -> Shown:
    return {
        "title": figure.title,
        "note": figure.note,
        "lang": figure.lang,
        # Drawn by our own charts, which escape every label.
        "svg": Markup(figure.picture.svg),  # noqa: S704
    }
