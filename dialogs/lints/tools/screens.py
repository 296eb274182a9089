"""Every screen that a round can show in one language, at its longest."""

import datetime as dt
from collections.abc import Collection, Iterator

from msgspec import Struct
from msgspec.structs import replace

from dialogs import codes
from dialogs.facts import Facts
from dialogs.lints.base import Outside
from dialogs.lints.tools.longest import WIDEST, longest
from dialogs.prompts import Prompt
from dialogs.questions import AnyQuestion, DatePart, Info, PickOne, Statements
from dialogs.questions.options import WithOptions
from dialogs.round import Round
from dialogs.screens import prompt_for
from dialogs.session import Respondent, Session
from dialogs.states import ASIDES, KEPT, Aside, Phase
from dialogs.turns import opened
from dialogs.world import World

_PATHS = {
    Phase.LANGUAGE: "$.public_label",
    Phase.CARD: "$.purpose",
    Phase.GUARDIAN: "$.consent.guardians.text",
    Phase.CONSENT: "$.consent.text",
    Phase.CHECK: "$.consent.check.text",
    Aside.HELP: "$.help_lines",
    Aside.ASKERS: "$.purpose",
    Aside.READERS: "$.organiser.name",
}
"""Where in the file most of a screen comes from."""


_EVERYTHING = Facts(reminders=True, scrubs=True, backups=True, backup_days=365)


class Drawn(Struct, frozen=True):
    """One screen: where in the file it comes from, the session that shows it, and what is shown."""

    path: str
    session: Session
    prompt: Prompt


class _NoChance:
    """Nothing is drawn by lot here."""

    def take(self, count: int) -> bytes:
        return bytes(count)


def screens(round_: Round, language: str, outside: Outside) -> Iterator[Drawn]:
    """Yield every screen in `language`, each question with all that can stand on its screen."""
    world = world_of(outside)
    yield from _around(round_, language, world)
    whole = _everything_shown(round_)
    begun = _begun(round_, language)
    for index, question in enumerate(whole.questions):
        for session in _open(whole, question, begun, world):
            yield Drawn(f"$.questions[{index}]", session, prompt_for(whole, session, world))
    answers = {
        one.id: longest(one, language) for one in whole.questions if not isinstance(one, Info)
    }
    review = replace(begun, phase=Phase.REVIEW, answers=answers)
    if round_.may_quote:
        asked = replace(review, phase=Phase.QUOTES)
        yield Drawn("$.quotes", asked, prompt_for(whole, asked, world))
        review = replace(review, quotable=False)
    for page in range(len(whole.questions)):
        session = replace(review, page=page)
        yield Drawn("$.questions", session, prompt_for(whole, session, world))


def first_screens(round_: Round, language: str, outside: Outside) -> Iterator[Drawn]:
    """Yield the card, the consent and each question as somebody sees them who reads everything."""
    world = world_of(outside)
    for drawn in _around(round_, language, world):
        if drawn.session.aside is None and drawn.session.phase in {Phase.CARD, Phase.CONSENT}:
            yield drawn
    whole, begun = _everything_shown(round_), _begun(round_, language)
    for index, question in enumerate(whole.questions):
        session, _ = opened(whole, begun, question.id, world)
        yield Drawn(f"$.questions[{index}]", session, prompt_for(whole, session, world))


def world_of(outside: Outside) -> World:
    """Return a world in which nobody types, and everything that can be told is told."""
    return World(
        texts=outside.texts,
        now=dt.datetime.combine(outside.today, dt.time(12), dt.UTC),
        chance=_NoChance(),
        scrub=_not_typed,
        took_part=False,
        holds=lambda _: False,
        admits=lambda _: False,
        consent_age=18,
        facts=_EVERYTHING,
    )


def _not_typed(
    text: str, language: str, countries: Collection[str], public: frozenset[str] = frozenset()
) -> str:
    raise AssertionError("Nobody types while a round is checked.")


def _around(round_: Round, language: str, world: World) -> Iterator[Drawn]:
    """Yield the screens before and after the questions, and every card in front of them."""
    band = max((one.id for one in round_.age_bands), key=len)
    ticket = codes.new_ticket(bytes(codes.TICKET_BYTES))
    code = codes.new_code(bytes(codes.ENTROPY_BYTES))
    for phase in Phase:
        if phase in KEPT or not _exists(round_, phase):
            continue
        session = Session(phase=phase, language=language)
        if phase in {Phase.GUARDIAN, Phase.CONSENT, Phase.CHECK}:
            session = replace(session, age=band)
        session = replace(
            session, **({"code": code} if phase is Phase.SAVED else {"ticket": ticket})
        )
        for aside in (None, *sorted(ASIDES[phase])):
            there = replace(session, aside=aside)
            path = _PATHS.get(aside or phase, "$.addressee")
            yield Drawn(path, there, prompt_for(round_, there, world))


def _exists(round_: Round, phase: Phase) -> bool:
    match phase:
        case Phase.CHECK:
            return round_.consent.check is not None
        case Phase.GUARDIAN:
            return round_.consent.guardians is not None
    return True


def _begun(round_: Round, language: str) -> Session:
    return Session(
        phase=Phase.ASKING,
        language=language,
        respondent=Respondent.PERSON,
        age=round_.age_bands[0].id,
        nonce="000000",
        step=9999,
        code=codes.new_code(bytes(codes.ENTROPY_BYTES)),
    )


def _everything_shown(round_: Round) -> Round:
    """Return the round with every question asked of everybody, with all of its options."""
    return replace(round_, questions=tuple(map(_shown, round_.questions)))


def _shown(question: AnyQuestion) -> AnyQuestion:
    if isinstance(question, WithOptions):
        question = replace(question, filter_by="")
    return replace(question, show_if=None)


def _open(round_: Round, question: AnyQuestion, begun: Session, world: World) -> Iterator[Session]:
    """Yield the sessions in which this question's screen is at its longest."""
    fresh, _ = opened(round_, begun, question.id, world)
    yield fresh
    if isinstance(question, Info):
        return
    given = {question.id: longest(question, begun.language)}
    yield opened(round_, replace(begun, answers=given), question.id, world)[0]
    for held in _held(question):
        yield replace(fresh, held=held)


def _held(question: AnyQuestion) -> Iterator[tuple[str, ...]]:
    match question:
        case PickOne(options=options):
            yield from ((option.id,) for option in options if option.other)
        case DatePart(earliest=earliest):
            yield (str(earliest)[:4],)
        case Statements(seeds=seeds, own=own, limit=limit):
            yield from ((f"?{seed.id}",) for seed in seeds)
            yield ("=" + WIDEST * limit,) * own
