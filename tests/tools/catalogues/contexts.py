"""What a translator must know of a message: what it is, how long it may be, who says it to whom."""

from msgspec import Struct

from bot.channels.telegram_screens import TOAST_LIMIT
from dialogs.lints.labels import MOST_SHOWN

BESIDE_ANOTHER = 24
"""Characters of a button that shares its row with one other: half of a phone's width."""
BESIDE_TWO = 15
"""Characters of a button that shares its row with two others."""

NARROW = {
    "🆘 Help": BESIDE_TWO,
    "⏹ Stop": BESIDE_TWO,
    "☰ More": BESIDE_TWO,
    "⬅ Back": BESIDE_ANOTHER,
    "Go on ➡": BESIDE_ANOTHER,
    "🔒 Who sees this?": BESIDE_ANOTHER,
    "🔒 Tell me more": BESIDE_ANOTHER,
    "Skip ➡": BESIDE_ANOTHER,
    "Keep and go on ➡": BESIDE_ANOTHER,
    "↩ Undo": BESIDE_ANOTHER,
    "✔ Done": BESIDE_ANOTHER,
    "👍 Agree": BESIDE_ANOTHER,
    "👎 Disagree": BESIDE_ANOTHER,
    "🤷 Pass": BESIDE_ANOTHER,
}
"""Buttons that share their row with others, and how long they may be."""


class Kind(Struct, frozen=True):
    """What a message is: how translators are told, and how many characters it may have."""

    told: str
    limit: int | None = None


BUTTON = Kind("Button. The young person says this by tapping it.", MOST_SHOWN)
HEADING = Kind("Heading of a screen, one line. The bot speaks to one young person.", MOST_SHOWN)
NOTICE = Kind("Passing notice over the screen. The bot speaks to one young person.", TOAST_LIMIT)
HINT = Kind("Small print under a screen. The bot speaks to one young person.")
SENTENCE = Kind("Sentence on a screen. The bot speaks to one young person.")
PART = Kind("Part of a sentence or list. The bot speaks to one young person.")
SHORT = Kind("Stands in square brackets for a word that was taken out of a text: [name].", 20)
COMMAND = Kind("Line in the menu of commands: says what the command does.")
PAPER = Kind("Printed. The organisation speaks to one adult who keeps a part of the key.")
SLIP = Kind("Printed on a paper slip. The organisation speaks to one young person.")
TYPED = Kind(
    "Words that people may type instead of tapping, with commas between them. Any case, script "
    "and spelling is understood; give each word once, as it is written correctly."
)

BLANKS = {
    "age": "a number of years",
    "answer": "an answer in the young person’s own or the round’s words",
    "band": "an age group, such as 15–17",
    "body": "the council or office that gets the results, in the base form",
    "bot": "the bot’s account name, without @",
    "closing": "a date in figures",
    "code": "a code of letters and figures",
    "contact": "an e-mail address or a telephone number",
    "date": "a date in figures, with what your language writes after it (“5. 3. 2026.”)",
    "days": "a number of days; often 7, 14 or 30",
    "decision": "what is decided, as the round words it; the base form reads best",
    "funder": "an organisation, in the base form",
    "holders": "a number of people, 2 to 9",
    "label": "what a consultation is called, in the words of those who ask",
    "language": "a language’s own name, such as Shqip",
    "least": "a number",
    "limit": "a number of characters, such as 300",
    "line": "four words by which sheets are compared",
    "minutes": "a number of minutes, such as 5",
    "most": "a number",
    "needed": "a number of sheets",
    "number": "a number; in “choose {number}” of answers",
    "organiser": "an organisation, in the base form",
    "role": "what the body is responsible for, in the base form",
    "things": "a list such as “a name, a place”",
    "threshold": "a number of people, such as 5",
}
"""What is put into each blank."""

NOTES = {
    "🤷 Pass": "Neither agrees nor disagrees with this statement, and sees the next one.",
    "↩ Undo": "Takes back the last tap. “Undo” is quoted in another message: use the same word.",
    "✔ Done": "“Done” is quoted in another message: use the same word.",
    "Skip ➡": "“Skip” is quoted in other messages: use the same word.",
    "⬅ Back": "“⬅ Back” is quoted in another message: use the same words.",
    "🆘 Help": "“Help” is quoted in another message: use the same word.",
    "⏹ Stop": "Stops and erases. Quoted in another message: use the same word.",
    "📨 Send my answers": "“Send” is named in another message: use the same word.",
    "please": "May stand before or after a typed word.",
}
"""What else there is to know of single messages."""


def limit_of(message: str, kind: Kind) -> int | None:
    """Return how many characters a translation of `message` may have; None when any number."""
    return NARROW.get(message, kind.limit)
