"""Forms of a word are found, and words that only begin alike are not."""

import pytest

from dialogs.lints.tools.inflection import folded, form_in, is_form

FORMS = {
    "en": [
        "party parties",
        "care cares cared",
        "risk risks risked risking",
        "care caring!",
        "engage engaged engaging",
        "prevent preventing",
    ],
    "mk": [
        "ризик ризици! ризикот ризиците!",
        "отпорност отпорноста отпорности",
        "жртва жртви жртвата жртвите",
        "екстремизам екстремизмот!",
        "радикален радикална радикални радикалниот",
        "насилство насилства насилството",
    ],
    "sq": ["dhunë dhuna dhunës dhunën", "rrezik rreziku rrezikut rrezikun", "rini rinia"],
    "sr-Latn": [
        "rizik rizika rizikom rizici!",
        "žrtva žrtve žrtvu žrtvama",
        "delinkvent delinkventa delinkventima",
        "otpornost otpornosti otpornošću",
        "ranjiv ranjivi ranjivima",
    ],
    "hr": ["rizik rizika rizikom"],
    "fi": ["riski riskin!"],
}
"""The term, then forms of it. "!" marks a changed stem: these are known not to be found."""

NO_FORMS = {
    "en": ["party part parts partner", "care car cars careful", "cent centre centred", "use uses"],
    "mk": ["пат патот патување", "млад младински", "град градина"],
    "sq": ["fshat fshatar", "punë punëtor", "rend renditje"],
    "sr-Latn": ["grad gradonačelnik", "mlad mladost", "pol policija"],
}


@pytest.mark.parametrize(
    ("language", "line"), [(tag, line) for tag, lines in FORMS.items() for line in lines]
)
def test_forms_are_found(language: str, line: str) -> None:
    term, *forms = line.split()
    for form in (term, *forms):
        assert is_form(form.rstrip("!"), term, language) != form.endswith("!"), form


@pytest.mark.parametrize(
    ("language", "line"), [(tag, line) for tag, lines in NO_FORMS.items() for line in lines]
)
def test_words_that_begin_alike_are_no_forms(language: str, line: str) -> None:
    term, *others = line.split()
    found = [other for other in others if is_form(other, term, language)]
    assert not found


def test_case_does_not_matter() -> None:
    assert is_form("Risks", "RISK", "en")


def test_a_term_of_two_words_must_stand_in_a_row() -> None:
    text = folded("Groups at risk; risk groups, all of them")
    assert form_in(text, "risk group", "en") == "risk groups"
    assert not form_in(folded("risk of a group"), "risk group", "en")
    assert not form_in(text, "", "en")
