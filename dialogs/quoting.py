"""Who is asked whether words that they typed may be printed, and who has allowed it.

Only persons are asked, and only who has typed something: an organisation is not a young person's
voice. Statements that were added count for nothing here, because they travel apart from a response
and are read by others anyway. Without a yes nothing is ever quoted.
"""

from dialogs.path import path
from dialogs.questions import AnyQuestion, FreeText
from dialogs.questions.options import WithOptions
from dialogs.round import Round
from dialogs.session import Respondent, Session


def takes_words(question: AnyQuestion) -> bool:
    """Return whether what is typed in answer to a question could be quoted."""
    if isinstance(question, WithOptions):
        return any(option.other for option in question.options)
    return isinstance(question, FreeText)


def asks(round_: Round, session: Session) -> bool:
    """Return whether this person is to be asked, or has been: something typed still counts."""
    person = session.respondent is Respondent.PERSON
    return round_.may_quote and person and _has_typed(round_, session)


def still_to_ask(round_: Round, session: Session) -> bool:
    """Return whether the question stands open, so that nothing can be sent yet."""
    return session.quotable is None and asks(round_, session)


def allowed(round_: Round, session: Session) -> bool:
    """Return whether words in this response may be printed: there are some, and a yes."""
    return session.quotable is True and asks(round_, session)


def _has_typed(round_: Round, session: Session) -> bool:
    on_path = path(round_, session)
    return any(
        answer.words or (isinstance(one, FreeText) and answer.value)
        for one in on_path.asked
        if takes_words(one) and (answer := on_path.given.get(one.id)) is not None
    )
