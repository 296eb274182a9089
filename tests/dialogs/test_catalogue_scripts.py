"""The second script of a language is made letter by letter, and says what the first one says."""

import pytest

from tests.tools.catalogues import po
from tests.tools.catalogues.domains import DOMAINS, Domain
from tests.tools.catalogues.scripts import PAIRS, SERBIAN, UZBEK, Script, made


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.made)
@pytest.mark.parametrize("domain", DOMAINS, ids=lambda domain: domain.name)
def test_both_scripts_agree(domain: Domain, pair: Script) -> None:
    told = "Run `python -m tests.tools.catalogues scripts`."
    path = po.path_of(domain, pair.made)
    assert path.read_text("utf-8") == made(domain)[path], told


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Pošalji moje odgovore", "Пошаљи моје одговоре"),
        ("Ljubav, Njegoš, DŽEP, džep", "Љубав, Његош, ЏЕП, џеп"),
        ("injekcija, konjunktura, nadživeti", "инјекција, конјунктура, надживети"),
        ("Piši @{bot} na Telegramu.", "Пиши @{bot} на Telegram-у."),
        ("{date}. Đak, ćirilica", "{date}. Ђак, ћирилица"),
        ("SOS, s.o.s., /help", "СОС, с.о.с., /help"),
    ],
)
def test_serbian(latin: str, cyrillic: str) -> None:
    assert SERBIAN.of(latin) == cyrillic


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Oʻzbekcha, gʻoya, yoʻq, Yoʻl", "Ўзбекча, ғоя, йўқ, Йўл"),
        ("o'qish, o‘g‘il", "ўқиш, ўғил"),
        ("maʼlumot, eʼlon", "маълумот, эълон"),
        ("shahar, choy, yetti, erkin, keyin", "шаҳар, чой, етти, эркин, кейин"),
        ("yoshlar, yuz, yana, aytsang", "ёшлар, юз, яна, айтсанг"),
        ("parolni {code} Telegramda", "парольни {code} Telegram-да"),
        ("isʼhoq, SHAHAR, bogʻ.", "исъҳоқ, ШАҲАР, боғ."),
    ],
)
def test_uzbek(latin: str, cyrillic: str) -> None:
    assert UZBEK.of(latin) == cyrillic
