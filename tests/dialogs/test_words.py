"""Typed words that mean a command, in every language and either script."""

import pytest

from dialogs.folding import keys
from dialogs.texts import Speaker
from dialogs.words import WHILE_WRITING, _words, meaning
from tests.support.world import EXAMPLE, TEXTS

LANGUAGES = tuple(EXAMPLE.languages)
SPEAKERS = [TEXTS.speaker(language) for language in LANGUAGES]
COMMANDS = tuple(_words(SPEAKERS[0]))

TYPED = {
    ("help", "en"): """
        help | HELP! | Help me | help me please | please help | pls help me!!! | I need help
        heeelp | hеlp | sos | S.O.S. | SOS!!! | 🆘 | 🆘 help | help 🙏 | helpline | Can you help me?
        somebody HELP | хелп | i’m in danger | Im in danger""",
    ("help", "sq"): """
        ndihmë | ndihme | NDIHMË! | ndihm | Më ndihmo | me ndihmo | m'ndihmo | mndihmo
        më ndihmoni ju lutem | te lutem me ndihmo | dua ndihme | DUA NDIHMË | kam nevoje per ndihme
        ndihmë të lutem | më duhet ndihmë | nihme | a mund te me ndihmosh? | ndіhmë | sos | 🆘
        jam ne rrezik | linja e ndihmes""",
    ("help", "mk"): """
        помош | ПОМОШ! | pomos | pomosh | pomoš | POMOSH | пoмoш | помоoш | помогни ми | pomogni mi
        pomogni | помогнете ми ве молам | те молам помош | treba mi pomos | ми треба помош
        mi treba pomosh | сос | СОС | sos | COC | с.о.с. | na pomosh | помош 🙏 | барам помош""",
    ("help", "sr-Latn"): """
        pomoć | pomoc | POMOĆ! | pomoch | помоћ | ПОМОЋ | пoмоћ | u pomoć | u pomoc | у помоћ
        y помоћ | upomoc | pomozi | pomozi mi molim te | molim te pomozi | помози ми | pomozite
        treba mi pomoc | требам помоћ | sos | сос | 🆘 | mozes li da mi pomognes? | pomagajte""",
    ("stop", "en"): """
        stop | STOP! | Stop. | stooop | stop it | stop it please | please stop | quit | QUIT
        I quit | exit | end | cancel | I want to stop | i wanna stop!! | stоp | стоп | end chat
        🛑 | ⏹️ | stop please | let me out""",
    ("stop", "sq"): """
        stop | ndalo | NDALO! | ndal | ndalni ju lutem | ndaloje | nalo te lutem | ndalo të lutem
        mbaro | përfundo | perfundo | PERFUNDO | dua te ndalem | dua të ndaloj | du me u nal
        ndërprite | nderprite | anulo | dil | hiq dore | ndаlo | 🛑 | dalje""",
    ("stop", "mk"): """
        стоп | СТОП! | stop | cтоп | CTOП | престани | prestani | PRESTANI | прекини | prekini
        прекинете | крај | kraj | kray | krai | сопри | запри | zapri te molam | излези | izlezi
        сакам да престанам | sakam da prestanam | otkazi se | откажи се | заврши""",
    ("stop", "sr-Latn"): """
        stop | СТОП | prestani | престани | PRESTANI! | prekini | прекини | прекините | kraj | крај
        kray | zavrsi | završi | заврши | odustajem | одустајем | izadji | izađi | изађи | otkazi
        hocu da prestanem | хоћу да престанем | zaustavi se | molim te prestani | stani""",
    ("back", "en"): "back | go back | BACK! | previous question | back please | 🔙 | bасk",
    ("back", "sq"): "prapa | kthehu | Kthehu prapa | mbrapa | pyetja e meparshme | PRAPA",
    ("back", "mk"): "назад | nazad | врати се | vrati se | претходно прашање | HAЗАД",
    ("back", "sr-Latn"): "nazad | назад | vrati se | врати се | prethodno pitanje | natrag",
    ("skip", "en"): "skip | skip this | SKIP IT | next question | please skip",
    ("skip", "sq"): "kapërce | kaperce | kapërceje | KAPERCE | kaperce pyetjen | pyetja tjeter",
    ("skip", "mk"): "прескокни | preskokni | прескокни го прашањето | sledno prasanje",
    ("skip", "sr-Latn"): "preskoči | preskoci | прескочи | preskochi | sledece pitanje",
    ("pause", "en"): "pause | later | take a break | I’ll continue later | not now",
    ("pause", "sq"): "pauzë | pauze | më vonë | me vone | jo tani | jo tash",
    ("pause", "mk"): "пауза | pauza | подоцна | podocna | podotsna | ke prodolzam podocna",
    ("pause", "sr-Latn"): "pauza | пауза | kasnije | касније | nastavicu kasnije | ne sada",
    ("language", "en"): "language | change language | LANGUAGES | other language | lang | 🌐",
    ("language", "sq"): "gjuha | gjuhë | guhe | ndrysho gjuhën | nderro gjuhen",
    ("language", "mk"): "јазик | jazik | yazik | смени јазик | smeni go jazikot | drug jazik",
    ("language", "sr-Latn"): "jezik | језик | promeni jezik | промени језик | promijeni jezik",
    (
        "withdraw",
        "en",
    ): "withdraw | take back my answers | delete my answers please | ERASE MY DATA",
    ("withdraw", "sq"): "tërhiq | terhiq | terhiqi pergjigjet | fshiji përgjigjet e mia",
    ("withdraw", "mk"): "повлечи | povleci | povlechi gi odgovorite | избриши ги одговорите",
    (
        "withdraw",
        "sr-Latn",
    ): "povuci | повуци | povuci moje odgovore | обриши одговоре | obrisi sve",
    ("privacy", "en"): """
        privacy | who asks? | who asks, and what do you keep? | Who sees this? | who's asking
        what do you keep | is this anonymous?""",
    ("privacy", "sq"): "kush pyet? | privatesia | kush e sheh kete | cka ruani | çfarë ruani",
    ("privacy", "mk"): "кој прашува | koj prasuva | koi prashuva | што чувате | privatnost",
    ("privacy", "sr-Latn"): "ko pita? | ко пита | šta čuvate | sta cuvate | ko ovo vidi | tko pita",
    ("summary", "en"): "my answers | summary | show my answers please | answers",
    ("summary", "sq"): "përgjigjet e mia | pergjigjet e mia | permbledhje | trego pergjigjet",
    ("summary", "mk"): "моите одговори | moite odgovori | резиме | покажи ги одговорите",
    ("summary", "sr-Latn"): "moji odgovori | моји одговори | pokazi odgovore | pregled",
    ("start", "en"): "start | continue | Begin! | let's go | go on | resume",
    ("start", "sq"): "fillo | vazhdo | VAZHDO | fillojme | filloje",
    ("start", "mk"): "почни | pocni | pochni | продолжи | prodolzi | prodolzhi | старт",
    ("start", "sr-Latn"): "počni | pocni | почни | nastavi | настави | dalje | start",
}

ORDINARY = {
    "en": """
        I would stop the traffic at night | help for young people | we need help with homework
        more buses | back then it was better | helpless | nonstop | endless | backpack | stopover
        the language of the road signs | skip school | I asked for help and nobody came | yes | no
        please | my answers are honest | don't stop the music | a, b | 2 | ? | ... | 👍""",
    "sq": """
        më shumë drita në rrugë | po | jo | nuk e di | ndihmësi | ndihmë për të rinjtë | pa ndalesë
        dua të ndalojnë makinat | kthimi në shtëpi natën | më vonë mbyllet parku | nuk më ndihmoi
        gjuha shqipe në shkollë | mbarova shkollën | ju lutem | përgjigjet ishin mirë | shpesh""",
    "mk": """
        повеќе светло на улиците | да | не | не знам | помошник | помош за младите | непрестано
        крајот на улицата | да престане бучавата | povekje avtobusi | автобусот оди назад
        јазикот во училиште | ми помогна наставникот | те молам | скокни | последен автобус""",
    "sr-Latn": """
        više svetla na ulicama | da | ne | ne znam | pomoćnik | pomoć za mlade | bez prestanka
        kraj grada | na kraju ulice | da prestane buka | више аутобуса | vrati | dobro | Niš
        jezik u školi | pomogla mi je nastavnica | molim | kasno | hvala | nazadak | често""",
}


def listed(table: str) -> list[str]:
    return [typed.strip() for line in table.splitlines() for typed in line.split("|") if line]


def wrong(table: str, speakers: list[Speaker], first: str, expected: str | None) -> list[str]:
    """Return what of the table has another meaning than the expected one."""
    typed = [one for one in listed(table) if one]
    return [one for one in typed if meaning(one, speakers, first) != expected]


def test_every_command_has_spellings_in_every_language() -> None:
    assert set(TYPED) == {(command, language) for command in COMMANDS for language in LANGUAGES}
    for command in ("help", "stop"):
        assert all(len(listed(TYPED[command, language])) >= 15 for language in LANGUAGES)


@pytest.mark.parametrize(("command", "language"), TYPED)
def test_spellings_are_understood_by_their_language(command: str, language: str) -> None:
    assert wrong(TYPED[command, language], [TEXTS.speaker(language)], language, command) == []


@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize(("command", "language"), TYPED)
def test_spellings_are_understood_in_a_round_of_all_languages(
    command: str, language: str, spoken: str
) -> None:
    table = " | ".join(one for one in listed(TYPED[command, language]) if one != "dalje")
    assert wrong(table, SPEAKERS, spoken, command) == []


@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_ordinary_answers_are_no_commands(language: str, spoken: str) -> None:
    assert wrong(ORDINARY[language], SPEAKERS, spoken, None) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_word_of_the_catalogue_means_its_command(language: str) -> None:
    for command, words in _words(TEXTS.speaker(language)).items():
        for word in words:
            for typed in (word, word.upper(), f"  {word}. "):
                assert meaning(typed, SPEAKERS, language) == command


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_a_language_means_two_things(language: str) -> None:
    meant: dict[str, str] = {}
    for command, words in _words(TEXTS.speaker(language)).items():
        for key in frozenset().union(*map(keys, words)):
            assert meant.setdefault(key, command) == command, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_option_of_the_example_is_taken_for_a_command(language: str) -> None:
    labels = [level.label for each in EXAMPLE.questions for level in each.levels()]
    assert [one for one in labels if meaning(one[language], SPEAKERS, language)] == []


def test_the_spoken_language_decides_and_the_others_must_agree() -> None:
    assert meaning("dalje", SPEAKERS, "sq") == "stop"
    assert meaning("dalje", SPEAKERS, "sr-Latn") == "start"
    assert meaning("dalje", SPEAKERS, "en") is None
    assert meaning("dalje", [TEXTS.speaker("en"), TEXTS.speaker("sq")], "en") == "stop"


def test_only_the_round_s_languages_are_understood() -> None:
    assert meaning("ndihmë", [TEXTS.speaker("en"), TEXTS.speaker("mk")], "en") is None


@pytest.mark.parametrize(("command", "language"), TYPED)
def test_while_writing_only_the_ways_out_are_understood(command: str, language: str) -> None:
    for word in _words(TEXTS.speaker(language))[command]:
        expected = command if command in WHILE_WRITING else None
        assert meaning(word, SPEAKERS, language, writing=True) == expected


@pytest.mark.parametrize(
    ("typed", "language", "expected"),
    [
        ("HELP!", "en", "help"),
        ("pomosh", "mk", "help"),
        ("Help, please", "en", None),
        ("te lutem ndihmë", "sq", None),
        ("prekini, molim te", "sr-Latn", None),
        ("dalje", "sr-Latn", None),
    ],
)
def test_while_writing_a_word_must_stand_alone(
    typed: str, language: str, expected: str | None
) -> None:
    assert meaning(typed, SPEAKERS, language, writing=True) == expected


def test_a_long_text_is_never_a_command() -> None:
    assert meaning("help" + "!" * 50, SPEAKERS, "en") == "help"
    assert meaning("help" + "!" * 4000, SPEAKERS, "en") is None
