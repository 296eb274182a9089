"""`free_text`: own words, with the warning not to write names."""

from typing import ClassVar

from dialogs.answers import Answer, answered
from dialogs.placeholders import shown
from dialogs.questions.base import (
    Asking,
    Gesture,
    Measure,
    Question,
    Shown,
    Taken,
    Typed,
    Unclear,
    Why,
)


class FreeText(Question, frozen=True, kw_only=True, tag="free_text"):
    """A text of at most `limit` characters.

    Attributes:
        limit: 1 to 1500; 500 when left out. It holds for what is typed; placeholders may be longer.
    """

    measure: ClassVar[Measure] = Measure.TEXT

    limit: int = 500

    def choices(self, asking: Asking) -> tuple[Shown, ...]:
        return ()

    def notes(self, asking: Asking) -> tuple[str, ...]:
        say = asking.say
        return (
            say("✏️ Write in your own words, {limit} characters at most.", limit=self.limit),
            say("⚠️ Please write no names, phone numbers or addresses, yours or others’."),
            say(
                "We cannot see who you are and cannot send help. If you are in danger, tap “Help”."
            ),
        )

    def takes_words(self, asking: Asking) -> bool:
        return True

    def take(self, gesture: Gesture, asking: Asking) -> Taken:
        if not isinstance(gesture, Typed) or not gesture.text.strip():
            return Unclear(Why.EMPTY)
        text = gesture.text.strip()
        if len(text) > self.limit:
            return Unclear(Why.TOO_LONG, self.limit)
        kept = asking.scrub(text).strip()
        return answered(kept) if kept else Unclear(Why.EMPTY)

    def wording_of(self, answer: Answer, asking: Asking) -> str:
        return shown(str(answer.value), asking.say)
