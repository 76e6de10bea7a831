"""Questions for the tests: asked, answered, published."""

from __future__ import annotations

from dataclasses import asdict
from secrets import token_hex

from django.utils.timezone import localdate

from perenou.rules.citation import Citation
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.cases.models import Case
from perenou.workbench.positions.models import Theme
from perenou.workbench.questions import actions
from perenou.workbench.questions.models import Question, State
from perenou.workbench.questions.publishing import confirm, places

CITED = (Citation.parse("PHS § 17 lg 2"),)


def wish(
    text: str = "Kas lapsetoetus lõpeb, kui õppija saab 19?",
    subject: str = "Õppija saab 19",
    theme: Theme = Theme.FAMILY_ALLOWANCES,
) -> actions.Wish:
    """A question."""
    return actions.Wish(subject, text, theme)


def asked(asker: User, case: Case | None = None, what: actions.Wish | None = None) -> Question:
    """A question that somebody sent."""
    return actions.ask(asker, what or wish(), case, token=token_hex(12))


def another(role: Role = Role.EXPERT) -> User:
    """An expert who is nobody of the test's."""
    name = f"other-{token_hex(4)}"
    return User.objects.make(name, name, [role])


def taken(expert: User, question: Question) -> Question:
    """The question taken by an expert."""
    question.refresh_from_db()
    actions.take(expert, question, based_on=question.latest, token=token_hex(12))
    question.refresh_from_db()
    return question


def answered(
    expert: User, question: Question, text: str = "Ei lõpe, PHS § 17 lg 2 järgi makstakse edasi."
) -> Question:
    """The question with its answer."""
    question.refresh_from_db()
    if question.state == State.ASKED:
        taken(expert, question)
    actions.write(
        expert, question, text, CITED, localdate().toordinal(), based_on=question.latest,
        token=token_hex(12),
    )  # fmt: skip
    question.refresh_from_db()
    actions.finish(expert, question, approver=None, based_on=question.latest, token=token_hex(12))
    question.refresh_from_db()
    return question


def published(asker: User, what: actions.Wish | None = None, answer: str = "") -> Question:
    """A question answered and published; every place with personal data is replaced."""
    expert = another()
    question = asked(asker, None, what)
    answered(expert, question, *([answer] if answer else []))
    wording, written = question.wordings.get(), question.answers.get()
    public = actions.Public(wording.subject, wording.text, written.text)
    found = places(asdict(public), (), "et", {})
    for each in found:
        each.choice = "replace"
    confirmed = confirm(asdict(public), found, (), "et")
    assert confirmed is not None
    actions.publish(
        expert, question, actions.Public(**confirmed.texts), confirmed.decided, kept=0,
        replaced=len(found), based_on=question.latest, token=token_hex(12),
    )  # fmt: skip
    question.refresh_from_db()
    return question
