"""What the lints of a round must know from outside: the date, the catalogues, Telegram's count."""

import datetime as dt
import html
import re
from pathlib import Path

from admin.amounts.typed import share_in
from admin.word_lists import internal_words, shipped_distress
from bot.beginning_a_round import example_texts
from bot.catalogues import load_texts, review_states
from bot.channels.rendering import text_of
from dialogs.confirmations import Confirmations, interface_fact, words_fact
from dialogs.lints import Outside
from dialogs.prompts import Prompt
from dialogs.round import Review
from dialogs.texts import Texts

_TAG = re.compile(r"<[^>]*>")


def outside(
    today: dt.date, confirmed: Confirmations | None = None, own_words: Path | None = None
) -> Outside:
    """Return what is true today, given what people have confirmed.

    `own_words` is the file of the organisation's own internal words.
    """
    confirmed, texts = confirmed or Confirmations(), load_texts()
    return Outside(
        today=today,
        texts=texts,
        catalogues=_reviews(texts, confirmed),
        phoned=confirmed.phoned_on,
        distress_lists=_distress(confirmed),
        internal_words=internal_words(own_words),
        example_texts=example_texts(),
        shares=share_in,
        units=units,
    )


def _reviews(texts: Texts, confirmed: Confirmations) -> dict[str, Review]:
    """Return whether each catalogue is confirmed: in its own header, or at this installation."""
    states = {tag: state for tag, state in review_states().items() if texts.knows(tag)}
    facts = {tag: interface_fact(tag, texts.speaker(tag).entries()) for tag in states}
    return {
        tag: Review.REVIEWED if confirmed.of(facts[tag]) else state for tag, state in states.items()
    }


def _distress(confirmed: Confirmations) -> dict[str, Review]:
    """Return whether child-protection staff have confirmed each list of words of distress."""
    facts = {tag: words_fact(tag, one.phrases) for tag, one in shipped_distress().items()}
    return {
        tag: Review.REVIEWED if confirmed.of(fact) else Review.DRAFTED
        for tag, fact in facts.items()
    }


def units(prompt: Prompt) -> int:
    """Return how long a screen is as Telegram counts it: UTF-16 units once the tags are read."""
    shown = html.unescape(_TAG.sub("", text_of(prompt)))
    return len(shown.encode("utf-16-le", errors="surrogatepass")) // 2
