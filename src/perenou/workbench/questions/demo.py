"""Invented questions and answers, so that every page of them shows something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils import timezone
from django.utils.timezone import localdate

from perenou.language.working_days import add_working_days
from perenou.rules.citation import Citation
from perenou.workbench.accounts.models import User
from perenou.workbench.cases.models import Case, Kind
from perenou.workbench.positions.models import Theme
from perenou.workbench.questions import actions
from perenou.workbench.questions.models import (
    Elsewhere,
    Help,
    Importance,
    Publication,
    Question,
)


@dataclass(frozen=True, slots=True)
class Sample:
    """A question that was answered and published."""

    theme: Theme
    subject: str
    asked: str
    answer: str
    cites: tuple[str, ...]
    ago: int
    helped: Help | None = Help.YES


PUBLISHED: Final = (
    Sample(
        Theme.FAMILY_ALLOWANCES, "Lasterikka pere toetus, kui vanim laps saab 19",
        "Peres on kolm last, vanim sai 2023. aastal 19 ja õpib gümnaasiumis. "
        "Kas lasterikka pere toetus jääb alles?",
        "Jah, kui vähemalt kolmel lapsel on õigus lapsetoetusele (PHS § 21 lg 1). Keskhariduseta "
        "õppija õigus kestab ka pärast 19-aastaseks saamist (PHS § 17 lg 2).",
        ("PHS § 21 lg 1", "PHS § 17 lg 2"), 1100,
    ),
    Sample(
        Theme.FAMILY_ALLOWANCES, "Laps elab kordamööda mõlema vanema juures",
        "Vanemad elavad lahus ja kolm last on nädal ühe, nädal teise juures. "
        "Kumma peresse lapsed arvata?",
        "Võrdselt mõlema juures kasvav laps loetakse vanemate kokkuleppel ühte peresse "
        "(PHS § 26 lg 3).",
        ("PHS § 26 lg 3",), 210,
    ),
    Sample(
        Theme.UNION, "Isa töötab Soomes, ema töötab Eestis",
        "Isa töötab Soomes, ema ja kaks last elavad Eestis, ema töötab siin. "
        "Kumb riik maksab esimesena?",
        "Kui mõlemas riigis töötatakse, maksab esimesena lapse elukohariik "
        "(883/2004 art 68(1)(b)(i)), siin Eesti.",
        ("883/2004 art 68(1)(b)(i)",), 150, Help.PARTLY,
    ),
    Sample(
        Theme.PARENTAL_BENEFIT, "Kas töötamine vähendab vanemahüvitist",
        "Ema saab 2026. aastal vanemahüvitist ja teeb kõrvalt tööd. Kas hüvitis väheneb?",
        "Hüvitist, mida makstakse 2026. aasta eest, teenitud tulu pärast ei vähendata. Päevamäär "
        "leitakse arvestusperioodi tulust (PHS § 39 lg 2 ja lg 7).",
        ("PHS § 39 lg 2", "PHS § 39 lg 7"), 60, Help.NO,
    ),
    Sample(
        Theme.MAINTENANCE, "Elatisabi, kui võlgnik maksis osa",
        "Elatise võlgnik maksis kuus ainult osa. "
        "Kui palju täitemenetlusaegset elatisabi makstakse?",
        "Elatisabina makstakse vahe ülempiirini (PHS § 50 lg 3).",
        ("PHS § 50 lg 3",), 40,
    ),
)  # fmt: skip


def load(users: Mapping[str, User]) -> None:
    """Answered and published questions, and one in each state that is worth seeing."""
    asker, other, expert = users["menetleja"], users["menetleja2"], users["ekspert"]
    numbers = [_published(asker, expert, sample) for sample in PUBLISHED]
    actions.settle(
        other, Theme.FAMILY_ALLOWANCES, actions.EARLIER, numbers[1], token="demo-settled"
    )
    case = Case.objects.filter(kind=Kind.DEMO, owner=asker, is_restricted=False).first()
    due = date.fromordinal(add_working_days(localdate().toordinal(), 2))
    _ask(
        asker, Theme.FAMILY_ALLOWANCES, "Kes loetakse pere liikmeks, kui ema kolis välja?",
        "Ema kolis oktoobris välja, lapsed on isaga. Mis kuust loetakse lapsed isa peresse ja kas "
        "senise saaja nõusolekut on vaja?", "open", case=case, due=due,
        importance=Importance.URGENT,
    )  # fmt: skip
    _ask(
        other, Theme.PARENTAL_BENEFIT, "Kaksikute isa päevad",
        "Sündisid kaksikud. Kas isal on 30 või 60 päeva oma vanemahüvitist?", "twins",
    )  # fmt: skip
    returned = _ask(
        other, Theme.UNION, "Millal algab Läti esmasus",
        "Isa läks Lätti tööle. Kumb riik on esmane ja mis kuust?", "returned",
    )  # fmt: skip
    actions.take(expert, returned, based_on=1, token="demo-take-returned")
    actions.give_back(
        expert, returned, "Mis kuupäevast isa Lätis töötab ja kas ema töötab Eestis?", based_on=2,
        token="demo-return",
    )  # fmt: skip
    handed = _ask(
        asker, Theme.MAINTENANCE, "Elatisabi ja uus kohtulahend",
        "Kohus muutis elatise suurust tagasiulatuvalt. "
        "Kas juba makstud elatisabi arvutatakse ümber?",
        "handed",
    )  # fmt: skip
    actions.take(expert, handed, based_on=1, token="demo-take-handed")
    actions.hand(
        expert, handed, Elsewhere.LAWYER, localdate() + timedelta(7),
        "Palun hinnangut, kas tagasiulatuv muutmine mõjutab lõppenud kuid.", based_on=2,
        token="demo-hand",
    )  # fmt: skip


def _ask(
    actor: User, theme: Theme, subject: str, text: str, token: str, *, case: Case | None = None,
    due: date | None = None, importance: Importance = Importance.ORDINARY,
) -> Question:  # fmt: skip
    wish = actions.Wish(subject, text, theme, importance, due)
    return actions.ask(actor, wish, case, token=f"demo-ask-{token}")


def _published(asker: User, expert: User, sample: Sample) -> str:
    key = str(PUBLISHED.index(sample))
    question = _ask(asker, sample.theme, sample.subject, sample.asked, key)
    actions.take(expert, question, based_on=1, token=f"demo-take-{key}")
    cites = [Citation.parse(each) for each in sample.cites]
    day = localdate().toordinal() - sample.ago
    actions.write(
        expert, question, sample.answer, cites, day, based_on=2, token=f"demo-write-{key}"
    )
    actions.finish(expert, question, approver=None, based_on=3, token=f"demo-finish-{key}")
    public = actions.Public(sample.subject, sample.asked, sample.answer)
    actions.publish(
        expert, question, public, "[]", kept=0, replaced=0, based_on=4, token=f"demo-pub-{key}"
    )
    if sample.helped is not None:
        actions.tell_help(asker, question, sample.helped, "", token=f"demo-help-{key}")
    then = timezone.now() - timedelta(sample.ago)
    Question.objects.filter(pk=question.pk).update(
        made_at=then, taken_at=then + timedelta(hours=5), answered_at=then + timedelta(2)
    )
    Publication.objects.filter(number=question.number).update(asked_day=day)
    return question.number
