"""The procedure between institutions: forwarding, two months, silence, dispute.

(Regulation 883/2004 art 68(3); Regulation 987/2009 art 60; Decision F2.) The clocks run on the days
of the case's own events; whether something is done by now is asked on the day of the question.
"""

from __future__ import annotations

from perenou.benefits.estonia.vocabulary import CLAIM
from perenou.benefits.eu.vocabulary import DEALING, law
from perenou.rules.calendar import add_months
from perenou.rules.types import NEVER, Day


@law.rule(
    CLAIM,
    "883/2004 art 68(3)(b)",
    et="taotlus loetakse esitatuks päeval, mil see tuli teise riigi asutusse",
    en="the claim counts from the day on which it came to another state's institution",
    ru="заявление считается поданным в день поступления в учреждение другого государства",
)
def counts_from_abroad(claimed_abroad_day: Day, received_day: Day) -> bool:
    return claimed_abroad_day < received_day


law.doubt("eu_claim_before_moving", when="counts_from_abroad", citation="883/2004 art 68(3)(b)")


@law.rule(
    DEALING,
    "987/2009 art 60(3)",
    et="viimane päev, mil teine asutus võib seisukoha võtta",
    en="last day on which the other institution may take a position",
    ru="последний день для позиции другого учреждения",
)
def position_due_day(claim_arrived_day: Day) -> Day:
    """Two months from the receipt at the other institution, never from the day of sending."""
    if claim_arrived_day >= NEVER:
        return NEVER
    return add_months(claim_arrived_day, 2)


@law.rule(
    DEALING,
    "987/2009 art 60(3)",
    et="teine asutus vaidlustas ajutise otsuse õigel ajal",
    en="the other institution disputed the provisional decision in time",
    ru="другое учреждение вовремя оспорило временное решение",
)
def disputed_in_time(position_disputed_day: Day, position_due_day: Day) -> bool:
    return position_disputed_day < NEVER and position_disputed_day <= position_due_day


@law.rule(
    DEALING,
    "987/2009 art 60(3)",
    et="päev, millest ajutine otsus on lõplik",
    en="day from which the provisional decision is definitive",
    ru="день, с которого временное решение окончательно",
)
def definitive_day(
    priority_decided_day: Day,
    position_agreed_day: Day,
    disputed_in_time: bool,
    position_due_day: Day,
) -> Day:
    """The earlier of agreement and the end of the two months without an objection (Decision F2)."""
    if priority_decided_day >= NEVER:
        return NEVER
    if disputed_in_time or position_due_day >= NEVER:
        return position_agreed_day
    return min(position_agreed_day, position_due_day + 1)


@law.rule(
    DEALING,
    "987/2009 art 60(3)",
    et="ajutine otsus on lõplik",
    en="the provisional decision is definitive",
    ru="временное решение окончательно",
)
def is_definitive(definitive_day: Day, question_day: Day) -> bool:
    return definitive_day <= question_day


@law.rule(
    DEALING,
    "987/2009 art 60(3)",
    et="ajutine otsus sai lõplikuks vaikimisega",
    en="the provisional decision became definitive by silence",
    ru="временное решение стало окончательным из-за молчания",
)
def is_definitive_by_silence(is_definitive: bool, position_agreed_day: Day) -> bool:
    return is_definitive and position_agreed_day >= NEVER


@law.rule(
    DEALING,
    "987/2009 art 60(4)",
    et="riigid vaidlevad eesõiguse üle",
    en="the states disagree about priority",
    ru="государства спорят об очередности",
)
def is_disputed(
    disputed_in_time: bool,
    position_agreed_day: Day,
    competence_settled_day: Day,
    question_day: Day,
) -> bool:
    """Until it is settled, or the other institution agrees after all."""
    if not disputed_in_time:
        return False
    return position_agreed_day > question_day and competence_settled_day > question_day


@law.rule(
    DEALING,
    "987/2009 art 6(3)",
    et="päev, millest vaidluse võib viia halduskomisjoni",
    en="day from which the dispute may be brought to the Administrative Commission",
    ru="день, с которого спор можно передать в Административную комиссию",
)
def commission_from_day(is_disputed: bool, position_disputed_day: Day) -> Day:
    """A disagreement must be at least a month old."""
    if not is_disputed:
        return NEVER
    return add_months(position_disputed_day, 1)


@law.rule(
    DEALING,
    "987/2009 art 6(3)",
    et="päev, milleni halduskomisjon lepitab",
    en="day by which the Administrative Commission reconciles",
    ru="день, до которого Административная комиссия примиряет стороны",
)
def conciliation_due_day(is_disputed: bool, commission_asked_day: Day) -> Day:
    if not is_disputed or commission_asked_day >= NEVER:
        return NEVER
    return add_months(commission_asked_day, 6)


# ---------------------------------------------------------------- what the texts leave open


@law.rule(
    DEALING,
    "987/2009 art 60(3)",
    et="vastuväide tuli pärast kahte kuud",
    en="the objection came after the two months",
    ru="возражение поступило после двух месяцев",
)
def disputed_too_late(position_disputed_day: Day, disputed_in_time: bool) -> bool:
    """Nothing says that a decision that has become definitive falls by a late objection."""
    return position_disputed_day < NEVER and not disputed_in_time


law.doubt("eu_late_objection", when="disputed_too_late", citation="987/2009 art 60(3)")


law.doubt("eu_supplement_meanwhile", when="is_disputed", citation="987/2009 art 60(4)")


@law.rule(
    DEALING,
    "987/2009 art 60(3)",
    et="kaks kuud lõpevad puhkepäeval ja vastust ei tulnud varem",
    en="the two months end on a day off, and no answer came before",
    ru="два месяца кончаются в выходной, и ответа раньше не было",
)
def two_months_end_on_day_off(
    position_ends_on_day_off: bool,
    position_agreed_day: Day,
    position_disputed_day: Day,
    position_due_day: Day,
) -> bool:
    if not position_ends_on_day_off:
        return False
    return position_agreed_day >= position_due_day and position_disputed_day >= position_due_day


law.doubt("eu_two_months_end", when="two_months_end_on_day_off", citation="987/2009 art 60(3)")
