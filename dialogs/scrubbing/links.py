"""Web addresses, with or without "https", and those of messengers (t.me, wa.me, …)."""

import re
from collections.abc import Iterator

from dialogs.placeholders import Kind
from dialogs.scrubbing.base import MASK, Found, Given
from dialogs.scrubbing.characters import one_of
from dialogs.scrubbing.guarded import guarded
from dialogs.scrubbing.spoken import DOT, words

_REST = rf"[^\s<>\"“”„»{MASK}]"

_SURE = one_of(
    words("""
        com | org | net | info | biz | edu | gov | online | site | shop | store | app | dev | xyz
        | blog | link | club | live | tv | io | gg | ly | cc | ws | mk | rs | hr | bg | ua | kz
        | kg | uz | tj | tm | mn | md | ru | eu | uk | ge | gr | hu | pl | by | рф | срб | мкд
        | укр | бг | қаз
    """)
)
_WORDS = one_of(
    words("""
        me | si | ba | al | am | az | ro | tr | de | it | at | is | in | to | so | do | be | no
        | us | la | co | id | sh | page
    """)
)
"""Endings that are words too: a full stop without a space behind it looks like these."""

_MESSENGERS = one_of(
    words("""
        t | wa | m | telegram | ig | fb | vk | ok | discord | instagram | facebook | tiktok
        | snapchat | youtu | viber | signal | bit | linktr | tg | chat | invite | threads | ask
        | ngl
    """)
)
_ENDING = one_of(words("me | ме | com | ком"))
_SLASH = one_of(words("slash | kosa crta | коса црта | слеш | слэш"))

_ADDRESS = guarded(
    rf"(?:https?|hxxps?|ftp|tg|viber|whatsapp|mailto)\s?:\s?/\s?/?\s?{_REST}+"
    rf"|\bwww\s?\.\s?{_REST}+"
    rf"|(?<![\w.-]){_MESSENGERS}\s?\.\s?(?:me|com|gg|be|ee|link|ly|im|page)\b(?:\s?/\s?{_REST}+)?"
    rf"|(?<![\w.-])(?:[\w-]{{1,63}}\.){{1,5}}{_SURE}(?!\w)(?::\d{{1,5}})?(?:/{_REST}*)?"
    rf"|(?<![\w.-])(?:[\w-]{{1,63}}\.){{1,5}}{_WORDS}/{_REST}*"
    rf"|(?<![\w.-])[\w-]{{1,63}}\.[\w-]{{1,63}}\.{_WORDS}(?!\w)",
    part="[.:]",
)
_SPELT = re.compile(
    rf"(?<!\w){_MESSENGERS}\s?[(\[]?\s?{one_of(DOT)}\s?[)\]]?\s?{_ENDING}\b"
    rf"(?:\s?(?:/|{_SLASH})\s?{_REST}+)?"
)
_CLOSING = ".,;:!?)]}…'’"


def find(given: Given) -> Iterator[Found]:
    """Yield the addresses, without the punctuation that follows them."""
    begin = 0
    hits = [*_ADDRESS.finditer(given.plain), *_SPELT.finditer(given.plain)]
    for hit in sorted(hits, key=re.Match.start):
        end = hit.start() + len(hit[0].rstrip(_CLOSING))
        if hit.start() >= begin and end > hit.start():
            begin = end
            yield Found(hit.start(), end, Kind.LINK)
