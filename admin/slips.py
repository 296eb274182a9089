"""Slips of paper with invitations, to be cut apart and drawn from a bowl: A4 sheets as PDF.

All slips are alike but for the code: no number, no date, no batch, no place on a list. Each says in
all languages of the round how to begin, for those with a camera and for those without.
"""

import datetime as dt
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Literal, cast

import msgspec
import segno
import typst

from admin import fonts
from dialogs.round import Round
from dialogs.slips import how_to_begin
from dialogs.texts import Texts
from storage.slips import Slip, url

TEMPLATE = Path(__file__).parent / "slips.typ"

_SAME_DAY = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""Stands in every file, so that sheets do not tell when they were made."""


def render(round_: Round, slips: Sequence[Slip], bot: str, texts: Texts) -> bytes:
    """Return the sheets as a PDF.

    Args:
        round_: what the slips invite to.
        slips: the invitations, in the order in which they are printed.
        bot: the bot's name in Telegram, without the @.
        texts: interface texts in the languages of the round.
    """
    return _compiled(_sheets(round_, slips, bot, texts), "pdf")[0]


def _sheets(round_: Round, slips: Sequence[Slip], bot: str, texts: Texts) -> bytes:
    """Return what the template reads."""
    speakers = [texts.speaker(language) for language in round_.languages]
    sheets = {
        "title": " · ".join(dict.fromkeys(round_.public_label.values())),
        "lines": [{"language": one.language, "text": how_to_begin(one, bot)} for one in speakers],
        "practice": round_.practice,
        "bot": bot,
        "slips": [{"code": one.code, "picture": _picture(url(bot, one.link))} for one in slips],
    }
    return msgspec.json.encode(sheets)


def _compiled(sheets: bytes, format_: Literal["pdf", "png"]) -> list[bytes]:
    """Return one PDF, or a picture of each page."""
    compiled = typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=[fonts.FOLDER],
        ignore_system_fonts=True,
        sys_inputs={"sheets": sheets.decode(), "font": fonts.FAMILY},
        format=format_,
        timestamp=_SAME_DAY,
    )
    made = cast("bytes | list[bytes]", compiled)  # several pages make several pictures
    return made if isinstance(made, list) else [made]


def _picture(address: str) -> str:
    """Return a QR code as SVG; it can be read when up to 15 % of it is creased or dirty."""
    out = BytesIO()
    segno.make_qr(address, error="m").save(out, kind="svg", border=2, xmldecl=False, svgns=True)
    return out.getvalue().decode()
