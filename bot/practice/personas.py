"""Who the simulated young people are: what each would answer, and how each behaves.

All of it follows from a seed. Two differences are planted, so that a brief can be checked for
finding them: girls name street lighting, and 12 to 14 year olds name later buses.
"""

import math
import random
from enum import StrEnum

from msgspec import Struct

from dialogs.questions import (
    AnyQuestion,
    DatePart,
    FreeText,
    Info,
    Number,
    PickMany,
    PickOne,
    Points,
    Ranking,
    Scale,
    Statements,
)
from dialogs.round import Round

Wish = str | int | tuple[str, ...] | tuple[int, ...] | None
"""What a person wants to answer; None to skip."""

DECLINES = "·declines·"
"""The wish of somebody who would rather not say."""


class Habit(StrEnum):
    """What somebody does besides answering."""

    LEAVES = "leaves"
    STOPS = "stops"
    BLOCKS = "blocks"
    GOES_BACK = "goes_back"
    CHANGES = "changes"
    SENDS_STICKER = "sends_sticker"
    TYPES = "types"
    TWO_AT_ONCE = "two_at_once"
    COMES_BACK = "comes_back"
    REFUSES = "refuses"


_ODDS = {
    Habit.LEAVES: 0.07,
    Habit.STOPS: 0.03,
    Habit.BLOCKS: 0.03,
    Habit.GOES_BACK: 0.12,
    Habit.CHANGES: 0.12,
    Habit.SENDS_STICKER: 0.08,
    Habit.TYPES: 0.12,
    Habit.TWO_AT_ONCE: 0.08,
    Habit.COMES_BACK: 0.10,
    Habit.REFUSES: 0.03,
}

_SKIPS = 0.04
_DECLINES = 0.05
_WRITES = 0.45

_AGES = (*range(9, 12), *range(12, 15), *range(15, 18), *range(18, 25), *range(25, 30))
_AGE_WEIGHTS = (*[1.3] * 3, *[9.0] * 3, *[12.0] * 3, *[4.2] * 7, *[1.2] * 5)

_PREFERENCES: dict[str, tuple[float, ...]] = {
    "gender": (50, 46, 4),
    "place": (34, 27, 22, 17),
    "way_home": (36, 22, 24, 8, 10),
    "first": (34, 24, 22, 12, 8),
}
"""How often the options of these questions are wished for, in their order; others evenly."""

WORDS = {
    "en": ("The park is dark after eight.", "I would stay longer if there was a bus home."),
    "sq": ("Parku është i errët pas orës tetë.", "Do të rrija më gjatë po të kishte autobus."),
    "mk": ("Паркот е темен по осум часот.", "Би останувале подолго кога би имало автобус."),
    "sr-Latn": ("Park je mračan posle osam.", "Ostajalo bi se duže kad bi bilo autobusa."),
    "sr-Cyrl": ("Парк је мрачан после осам.", "Остајало би се дуже кад би било аутобуса."),
    "bs": ("Park je mračan poslije osam.", "Ostajalo bi se duže kad bi bilo autobusa."),
    "hr": ("Park je mračan nakon osam.", "Ostajalo bi se dulje kad bi bilo autobusa."),
    "cnr": ("Park je mračan poslije osam.", "Ostajalo bi se duže kad bi bilo autobusa."),
    "sl": ("Park je po osmi temen.", "Če bi vozil avtobus, bi tam ostajali dlje."),
    "bg": ("Паркът е тъмен след осем.", "Бихме стояли по-дълго, ако имаше автобус."),
    "ro": ("Parcul e întunecat după ora opt.", "Am sta mai mult dacă ar fi autobuz."),
    "tr": ("Park sekizden sonra karanlık.", "Otobüs olsa daha uzun kalırdık."),
    "uk": ("Після восьмої в парку темно.", "Ми лишалися б довше, якби ходив автобус."),
    "ru": ("После восьми в парке темно.", "Мы оставались бы дольше, если бы ходил автобус."),
    "be": ("Пасля васьмі ў парку цёмна.", "Мы заставаліся б даўжэй, калі б хадзіў аўтобус."),
    "ka": ("რვის შემდეგ პარკში ბნელა.", "უფრო დიდხანს დავრჩებოდით, ავტობუსი რომ იყოს."),
    "hy": ("Ութից հետո այգում մութ է։", "Ավելի երկար կմնայինք, եթե ավտոբուս լիներ։"),
    "az": ("Saat səkkizdən sonra park qaranlıqdır.", "Avtobus olsaydı, daha çox qalardıq."),
    "kk": ("Сегізден кейін саябақ қараңғы.", "Автобус жүрсе, ұзағырақ болар едік."),
    "ky": ("Сегизден кийин парк караңгы.", "Автобус болсо, көбүрөөк калмакпыз."),
    "uz-Latn": ("Soat sakkizdan keyin bogʻ qorongʻi.", "Avtobus boʻlsa, koʻproq qolar edik."),
    "uz-Cyrl": ("Соат саккиздан кейин боғ қоронғи.", "Автобус бўлса, кўпроқ қолар эдик."),
    "tg": ("Баъди соати ҳашт боғ торик аст.", "Агар автобус мебуд, дертар мемондем."),
    "tk": ("Sekizden soň seýilgäh garaňky.", "Awtobus bolsa, has köp galardyk."),
    "mn": ("Найман цагаас хойш хүрээлэн харанхуй.", "Автобус явдаг бол удаан байх байсан."),
    "rom": ("Palal o ohto o parko si tunjariko.", "Ačhasa pobut kana si o autobusi."),
}
"""What people write in each language of the interface."""


class Persona(Struct, frozen=True):
    """One simulated person.

    Attributes:
        number: counts from 1; also the user id on the practice server.
        language: tag of the language they read.
        age: in years.
        wishes: what they want to answer, by question id.
        habits: what else they do.
        turning_point: index of the question at which a habit shows.
        arrives: seconds after the opening at which they write first (practice time).
        pace: seconds they think about a screen (practice time).
    """

    number: int
    language: str
    age: int
    wishes: dict[str, Wish]
    habits: frozenset[Habit]
    turning_point: int
    arrives: float
    pace: float


def make_personas(round_: Round, count: int, *, seed: int, evening: float) -> tuple[Persona, ...]:
    """Return `count` people who arrive within `evening` seconds; the same ones for a seed."""
    return tuple(
        _persona(round_, number, random.Random(f"{seed}/{number}"), evening)  # noqa: S311
        for number in range(1, count + 1)
    )


def _persona(round_: Round, number: int, dice: random.Random, evening: float) -> Persona:
    languages = tuple(round_.languages)
    age = dice.choices(_AGES, _AGE_WEIGHTS)[0]
    language = dice.choices(languages, [1.0 + index for index in range(len(languages))])[0]
    wishes: dict[str, Wish] = {}
    for question in round_.questions:
        wishes[question.id] = _wish(question, language, age, wishes, dice)
    return Persona(
        number=number,
        language=language,
        age=age,
        wishes=wishes,
        habits=frozenset(habit for habit, odds in _ODDS.items() if dice.random() < odds),
        turning_point=dice.randrange(1, max(2, len(round_.questions))),
        arrives=dice.uniform(0, evening),
        pace=dice.uniform(2, 12),
    )


def _wish(
    question: AnyQuestion, language: str, age: int, before: dict[str, Wish], dice: random.Random
) -> Wish:
    if question.may_decline and dice.random() < _DECLINES:
        return DECLINES
    if dice.random() < _SKIPS:
        return None
    return _wanted(question, language, age, before, dice)


def _wanted(
    question: AnyQuestion, language: str, age: int, before: dict[str, Wish], dice: random.Random
) -> Wish:
    match question:
        case Info() | Statements():
            return None
        case Number():
            return dice.randint(math.ceil(question.least), math.floor(question.most))
        case DatePart():
            return str(question.earliest)
        case Points():
            return _shares(question, dice)
        case _:
            return _chosen(question, language, age, before, dice)


def _chosen(
    question: AnyQuestion, language: str, age: int, before: dict[str, Wish], dice: random.Random
) -> Wish:
    match question:
        case PickOne():
            ids = [option.id for option in question.options]
            return dice.choices(ids, _weights(question.id, len(ids)))[0]
        case PickMany():
            return _many(question, age, before, dice)
        case Scale():
            return min(question.points, max(1, round(dice.gauss(_felt(before), 1.0))))
        case Ranking():
            return _order(question, dice)
        case FreeText():
            return dice.choice(WORDS[language]) if dice.random() < _WRITES else None
    return None


def _shares(question: Points, dice: random.Random) -> tuple[int, ...]:
    """Return how many points each option gets, in their order."""
    given = [0] * len(question.options)
    for _ in range(question.total // question.step):
        given[dice.randrange(len(given))] += question.step
    return tuple(given)


def _weights(question_id: str, count: int) -> tuple[float, ...]:
    weights = _PREFERENCES.get(question_id, ())
    return weights if len(weights) == count else (1.0,) * count


def _felt(before: dict[str, Wish]) -> float:
    return 2.4 if before.get("gender") == "girl" else 3.4


def _many(
    question: PickMany, age: int, before: dict[str, Wish], dice: random.Random
) -> tuple[str, ...]:
    pull = {option.id: 0.28 for option in question.options}
    if "lighting" in pull:
        pull["lighting"] = 0.82 if before.get("gender") == "girl" else 0.34
    if "transport" in pull:
        pull["transport"] = 0.80 if age < 15 else 0.30
    chosen = [one for one, odds in pull.items() if dice.random() < odds]
    strongest = sorted(chosen or list(pull)[:1], key=lambda one: -pull[one])[: question.ceiling]
    return tuple(one for one in pull if one in strongest)


def _order(question: Ranking, dice: random.Random) -> tuple[str, ...]:
    left = {
        option.id: weight
        for option, weight in zip(
            question.options, _weights(question.id, len(question.options)), strict=True
        )
    }
    order: list[str] = []
    while len(order) < question.length:
        order.append(dice.choices(list(left), list(left.values()))[0])
        del left[order[-1]]
    return tuple(order)
