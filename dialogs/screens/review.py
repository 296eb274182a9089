"""The summary before sending: everything said, a way to change each, and the withdrawal code."""

from collections.abc import Iterator, Sequence

from dialogs.path import Path, path
from dialogs.prompts import Choice, Prompt
from dialogs.questions import AnyQuestion
from dialogs.quoting import asks, still_to_ask
from dialogs.screens.asking import in_words
from dialogs.screens.drawing import Row, Scene, back, footer, pages
from dialogs.states import QUOTING, MoveName
from dialogs.turns import asking

_PER_ROW = 4
_PAGE_UNITS = 2400
"""A page of the summary stays well below the 4,096 UTF-16 units that Telegram takes."""

Line = tuple[int, str]


def summary(scene: Scene) -> Prompt:
    """Show all answers with their numbers, and the code that can take them back."""
    say, session = scene.say, scene.session
    on_path = path(scene.round, session)
    parts = list(_paged([_line(scene, i, one, on_path) for i, one in enumerate(on_path.asked)]))
    page = min(session.page, len(parts) - 1)
    turning = pages(page, len(parts))
    return Prompt(
        language=say.language,
        heading=say("Your answers"),
        paragraphs=(
            "\n".join(text for _, text in parts[page]),
            *_quoting(scene),
            say("🔑 Your code: {code}", code=session.code),
            say(
                "Write the code down if you may want to take your answers back before {date}.",
                date=say.day(scene.round.closes),
            ),
        ),
        hint=say("Tap a number to change that answer."),
        rows=(
            (_way_on(scene, on_path),),
            *_number_rows([number for number, _ in parts[page]]),
            *_change_quoting(scene),
            *((turning,) if turning else ()),
            (back(say),),
            footer(scene),
        ),
    )


def _way_on(scene: Scene, on_path: Path) -> Choice:
    if on_path.open is not None or still_to_ask(scene.round, scene.session):
        return Choice(scene.say("Go on ➡"), MoveName.FORWARD)
    return Choice(scene.say("📨 Send my answers"), MoveName.SEND)


def _quoting(scene: Scene) -> tuple[str, ...]:
    """Return what was said about printing, where it was asked."""
    say, session = scene.say, scene.session
    if session.quotable is None or not asks(scene.round, session):
        return ()
    if session.quotable:
        return (say("💬 Words that you typed may be printed."),)
    return (say("💬 Words that you typed are not printed."),)


def _change_quoting(scene: Scene) -> tuple[Row, ...]:
    return ((Choice("✎ 💬", MoveName.CHANGE, QUOTING),),) if _quoting(scene) else ()


def _line(scene: Scene, index: int, asked: AnyQuestion, on_path: Path) -> Line:
    answer = on_path.given.get(asked.id)
    known = asking(scene.round, scene.session, asked, scene.world)
    words = in_words(asked, answer, known) if answer else scene.say("not answered")
    return index, f"{index + 1}. {asked.text[scene.language]}\n→ {words}"


def _paged(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each page; at least one page, each with at least one line if any."""
    page: list[Line] = []
    size = 0
    for line in lines:
        units = _units(line[1])
        if page and size + units > _PAGE_UNITS:
            yield page
            page, size = [], 0
        page.append(line)
        size += units
    yield page


def _units(text: str) -> int:
    """Return the length as Telegram counts it: an emoji is two."""
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2


def _number_rows(numbers: Sequence[int]) -> tuple[Row, ...]:
    choices = [Choice(f"✎ {n + 1}", MoveName.CHANGE, str(n)) for n in numbers]
    return tuple(
        tuple(choices[start : start + _PER_ROW]) for start in range(0, len(choices), _PER_ROW)
    )
