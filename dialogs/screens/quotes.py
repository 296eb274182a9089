"""The question whether words that somebody typed may be printed; no is as easy as yes."""

from dialogs.prompts import Choice, Prompt
from dialogs.screens.drawing import Scene, back, footer
from dialogs.states import MoveName

_CHOSEN = "✓"


def may_we_print(scene: Scene) -> Prompt:
    """Say what would happen to the words, and ask; what was said before is marked."""
    say, said = scene.say, scene.session.quotable
    no = Choice(_marked(say("No, do not print them"), said is False), MoveName.REFUSE)
    yes = Choice(_marked(say("Yes, you may print them"), said is True), MoveName.AGREE)
    skip = Choice(say("Skip ➡"), MoveName.SKIP)
    return Prompt(
        language=say.language,
        heading=say("May we print your words?"),
        paragraphs=(
            say(
                "You wrote something in your own words. We would like to print a few such sentences"
                " in the report."
            ),
            say(
                "Two people of ours read them first. They take out what could point to you, and may"
                " change the wording a little."
            ),
            say("Beside them stands the language at most: no age, no place, nothing else."),
            say("What has been printed cannot be taken back."),
        ),
        hint=say("No is just as fine: your answers count all the same. Skipping means no."),
        rows=((no,), (yes,), (back(say), skip), footer(scene)),
    )


def _marked(text: str, chosen: bool) -> str:
    return f"{_CHOSEN} {text}" if chosen else text
