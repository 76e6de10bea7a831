"""What was paid for another state, and how it is held back and passed on between institutions.

(Regulation 987/2009 art 60(5), 72-74; Decision C-36/23.) What an institution paid provisionally is
settled between institutions, never with the family.
"""

from __future__ import annotations

from perenou.benefits.estonia.vocabulary import CHILD
from perenou.benefits.eu.vocabulary import CHILD_STATE, DEALING, ESTONIAS_NUMBER, law
from perenou.rules.calendar import add_months, next_month_start
from perenou.rules.types import NEVER, NOBODY, Cents, Day, Row


@law.rule(
    DEALING,
    "987/2009 art 73(1)",
    et="viimane päev, mil ajutiselt maksnud asutus teatab makstu",
    en="last day for the provisional payer to state what it paid",
    ru="последний день, когда плативший временно сообщает выплаченное",
)
def statement_due_day(competence_settled_day: Day) -> Day:
    """At the latest three months after it was found which institution must pay."""
    if competence_settled_day >= NEVER:
        return NEVER
    return add_months(competence_settled_day, 3)


@law.rule(
    DEALING,
    "987/2009 art 60(5)",
    et="Eesti maksis ajutiselt teise riigi eest",
    en="Estonia paid provisionally for the other state",
    ru="Эстония платила временно за другое государство",
)
def estonia_paid_for_other(
    dealing_covers: bool,
    disputed_in_time: bool,
    provisional_payer: Row,
    competence_settled_day: Day,
    question_day: Day,
    competence_settled_first: Row,
) -> bool:
    """While they disagreed Estonia was to pay, and the other state was found competent."""
    if not dealing_covers or not disputed_in_time or competence_settled_day > question_day:
        return False
    return provisional_payer == ESTONIAS_NUMBER and competence_settled_first != ESTONIAS_NUMBER


@law.rule(
    DEALING,
    "987/2009 art 60(5)",
    et="teine riik maksis ajutiselt Eesti eest",
    en="the other state paid provisionally for Estonia",
    ru="другое государство платило временно за Эстонию",
)
def other_paid_for_estonia(
    dealing_covers: bool,
    disputed_in_time: bool,
    provisional_payer: Row,
    competence_settled_day: Day,
    question_day: Day,
    competence_settled_first: Row,
) -> bool:
    if not dealing_covers or not disputed_in_time or competence_settled_day > question_day:
        return False
    return provisional_payer != ESTONIAS_NUMBER and competence_settled_first == ESTONIAS_NUMBER


@law.rule(
    DEALING,
    "987/2009 art 73(1)",
    et="riik maksis teise riigi eest",
    en="a state paid for the other one",
    ru="государство платило за другое",
)
def paid_for_each_other(estonia_paid_for_other: bool, other_paid_for_estonia: bool) -> bool:
    """What holding back does not bring in is nowhere said to be the family's."""
    return estonia_paid_for_other or other_paid_for_estonia


law.doubt("eu_offset_rest", when="paid_for_each_other", citation="987/2009 art 73(1)")

for _day, _of, _called in (
    ("first_day_paid_for_other", "estonia_paid_for_other",
     ("päev, millest alates Eesti maksis teise riigi eest", "day from which Estonia paid for the other state",
      "день, с которого Эстония платила за другое государство")),
    ("first_day_paid_for_estonia", "other_paid_for_estonia",
     ("päev, millest alates teine riik maksis Eesti eest", "day from which the other state paid for Estonia",
      "день, с которого другое государство платило за Эстонию")),
):  # fmt: skip
    law.through(
        DEALING,
        _day,
        "first",
        _of,
        "987/2009 art 60(5)",
        et=_called[0],
        en=_called[1],
        ru=_called[2],
    )
law.across(
    CHILD,
    "is_for_institutions_to_settle",
    "any",
    DEALING,
    "987/2009 art 60(5)",
    among="estonia_paid_for_other",
    gives="bool",
    et="enam makstu klaarivad asutused omavahel, perelt seda ei nõuta",
    en="institutions settle what was overpaid; the family is not asked for it",
    ru="переплату улаживают учреждения, с семьи её не взыскивают",
)


def claim_on_institution(paid: Cents, due: Cents) -> Cents:
    """What was paid provisionally beyond what is finally owed, in cents (art 60(5))."""
    return max(0, paid - due)


def held_back(claim: Cents, arrears: Cents) -> Cents:
    """What of a claim is held back from arrears of the corresponding benefit (art 73(1))."""
    return min(claim, max(0, arrears))


# ---------------------------------------------------------------- undue payments


@law.rule(
    CHILD_STATE,
    "987/2009 art 72(1)",
    et="riik maksab perele ja võib Eesti palvel enam makstu kinni pidada",
    en="the state pays the family and may hold back at Estonia's request what was overpaid",
    ru="государство платит семье и может по просьбе Эстонии удержать переплату",
)
def may_hold_back_for_estonia(is_estonia: bool, general_due: Cents) -> bool:
    """Whatever branch of social security the money is of; what is told here are family benefits."""
    return not is_estonia and general_due > 0


@law.rule(
    DEALING,
    "987/2009 art 78",
    et="sissenõudmist võib teiselt riigilt paluda",
    en="recovery may be requested of the other state",
    ru="о взыскании можно просить другое государство",
)
def recovery_may_be_requested(
    recovery_has_title: bool,
    recovery_is_contested: bool,
    recovery_was_tried: bool,
    recovery_is_barred: bool,
) -> bool:
    """Offsetting comes first wherever it is possible (art 71)."""
    if not recovery_has_title or recovery_is_contested:
        return False
    return recovery_was_tried and not recovery_is_barred


# ---------------------------------------------------------------- whoever maintains the child


@law.rule(
    DEALING,
    "883/2004 art 68a",
    et="isik, kes last tegelikult ülal peab ja kellele makstakse",
    en="person who really maintains the child and is paid",
    ru="лицо, которое действительно содержит ребёнка и получает выплату",
)
def maintaining_payee(
    dealing_covers: bool, payee_decided_day: Day, payee_decided: Row, today: Day
) -> Row:
    """From the month after the decision; the article does not say from when."""
    if not dealing_covers or payee_decided_day >= NEVER:
        return NOBODY
    return payee_decided if today >= next_month_start(payee_decided_day) else NOBODY


@law.rule(
    DEALING,
    "883/2004 art 68a",
    et="makstakse isikule, kes last tegelikult ülal peab",
    en="whoever really maintains the child is paid",
    ru="платят тому, кто действительно содержит ребёнка",
)
def pays_whoever_maintains(maintaining_payee: Row) -> bool:
    return maintaining_payee != NOBODY


law.doubt("eu_payee_month", when="pays_whoever_maintains", citation="883/2004 art 68a")
law.across(
    CHILD,
    "payee_in_their_place",
    "least",
    DEALING,
    "883/2004 art 68a",
    among="pays_whoever_maintains",
    of="maintaining_payee",
    gives="Rank",
    et="kellele makstakse senise saaja asemel",
    en="who is paid in the recipient's place",
    ru="кому платят вместо прежнего получателя",
)
