"""A step of the engine in words that a reviewer can read."""

from collections.abc import Iterator

from dialogs.answers import Answer
from dialogs.events import (
    Count,
    Effect,
    Expose,
    Keep,
    Notify,
    Propose,
    Redeem,
    Release,
    Show,
    Step,
    Unsay,
    Withdraw,
    first,
)
from dialogs.prompts import Prompt
from dialogs.session import Response
from dialogs.transcripts.case import Drawn, Outcome


def tell(step: Step) -> Outcome:
    """Return what came of a turn."""
    show = first(step.effects, Show)
    notices = [each.text for each in step.effects if isinstance(each, Notify)]
    prompt = show.prompt if show else Prompt(language="")
    return Outcome(
        notice="\n".join(notices),
        drawn=None if show is None else Drawn.BELOW if show.fresh else Drawn.IN_PLACE,
        progress="{} / {}".format(*prompt.progress) if prompt.progress else "",
        heading=prompt.heading,
        text=prompt.paragraphs,
        hint=prompt.hint,
        buttons=tuple(" | ".join(choice.text for choice in row) for row in prompt.rows),
        typing=prompt.typing,
        effects=tuple(line for effect in step.effects for line in _lines(effect)),
        stored=step.session.kept,
    )


def tell_answer(answer: Answer) -> str:
    """Return an answer as a dataset would hold it, in one line."""
    if answer.value is None:
        return answer.outcome
    value = answer.value
    if isinstance(value, tuple):
        told = ", ".join(value)
    elif isinstance(value, dict):
        told = ", ".join(f"{name} {number}" for name, number in value.items())
    else:
        told = str(value)
    words = " / ".join(answer.words.splitlines())
    return f"{told} + “{words}”" if words else told


def tell_response(response: Response) -> Iterator[str]:
    """Yield a response, a line each: who answered, then every answer."""
    age = f", age {response.age}" if response.age else ""
    invited = ", invited" if response.invited else ""
    quotable = ", words may be printed" if response.quotable else ""
    yield (
        f"{response.respondent}{age}{invited}, in {response.language}, "
        f"consent {response.consent}{quotable}"
    )
    for question, answer in response.answers.items():
        yield f"{question}: {tell_answer(answer)}"


def _lines(effect: Effect) -> Iterator[str]:
    """Yield an effect in words. A screen and a remark have fields of their own."""
    match effect:
        case Keep(response, code):
            yield f"keep under {code}"
            yield from (f"keep {line}" for line in tell_response(response))
        case Withdraw(code):
            yield f"withdraw {code}"
        case Redeem(ticket) | Release(ticket):
            yield f"{type(effect).__name__.lower()} {ticket}"
        case _:
            yield from _counted(effect)


def _counted(effect: Effect) -> Iterator[str]:
    match effect:
        case Propose(question, language, text):
            yield f"propose {question} in {language}: {text}"
        case Expose(question, statement):
            yield f"expose {question}: {statement}"
        case Count(name, language):
            yield f"count {name} in {language}"
        case Unsay():
            yield "unsay"
