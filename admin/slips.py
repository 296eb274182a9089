"""Slips of paper with invitations, to be cut apart and drawn from a bowl: A4 sheets as PDF.

All slips are alike but for the code: no number, no date, no batch, no place on a list. Each says in
all languages of the round how to begin, for those with a camera and for those without.
"""

import datetime as dt
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import msgspec
import segno

from admin import typesetting
from dialogs.round import Round
from dialogs.slips import how_to_begin
from dialogs.texts import Texts
from storage.slips import Slip, url

TEMPLATE = Path(__file__).parent / "slips.typ"

SAME_DAY = dt.date(2000, 1, 1)
"""Stands in every file, so that sheets do not tell when they were made."""


def render(round_: Round, slips: Sequence[Slip], bot: str, texts: Texts) -> bytes:
    """Return the sheets as a PDF.

    Args:
        round_: what the slips invite to.
        slips: the invitations, in the order in which they are printed.
        bot: the bot's name in Telegram, without the @.
        texts: interface texts in the languages of the round.
    """
    return typesetting.pdf(
        TEMPLATE, _sheets(round_, slips, bot, texts), day=SAME_DAY, accessible=False
    )


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


def _picture(address: str) -> str:
    """Return a QR code as SVG; it can be read when up to 15 % of it is creased or dirty."""
    out = BytesIO()
    segno.make_qr(address, error="m").save(out, kind="svg", border=2, xmldecl=False, svgns=True)
    return out.getvalue().decode()
