"""What an institution has to do next, or may expect, in the dealings about a child.

Each norm says yes while the step is open; ``documents.yaml`` names the document that carries it.
"""

from __future__ import annotations

from perenou.benefits.estonia.vocabulary import CHILD
from perenou.benefits.eu.vocabulary import BASKETS, DEALING, law
from perenou.rules.calendar import add_months
from perenou.rules.types import NEVER, Cents, Day


@law.rule(
    DEALING,
    "883/2004 art 68(3)(a)",
    et="Eesti peab taotluse teise riiki edastama",
    en="Estonia has to forward the claim to the other state",
    ru="Эстония должна передать заявление в другое государство",
)
def owes_forwarding(
    estonia_asked_first: bool, claim_came_day: Day, claim_forwarded_day: Day
) -> bool:
    """Without delay, whether Estonia pays first (art 60(2)) or not (art 60(3))."""
    return estonia_asked_first and claim_came_day < NEVER and claim_forwarded_day >= NEVER


@law.rule(
    DEALING,
    "987/2009 art 60(3)",
    et="ajutine otsus eesõiguse kohta on tegemata",
    en="the provisional decision on priority is still to be made",
    ru="временное решение об очередности ещё не принято",
)
def owes_provisional_decision(
    estonia_asked_first: bool,
    claim_came_day: Day,
    priority_decided_day: Day,
    competence_settled_day: Day,
) -> bool:
    if not estonia_asked_first or claim_came_day >= NEVER:
        return False
    return priority_decided_day >= NEVER and competence_settled_day >= NEVER


@law.rule(
    DEALING,
    "987/2009 art 60(3)",
    et="seisukohta ajutise otsuse kohta ei ole veel",
    en="there is no position on the provisional decision yet",
    ru="позиции по временному решению ещё нет",
)
def is_position_open(
    claim_forwarded_day: Day,
    position_agreed_day: Day,
    position_disputed_day: Day,
    is_definitive: bool,
    competence_settled_day: Day,
) -> bool:
    if claim_forwarded_day >= NEVER or is_definitive or competence_settled_day < NEVER:
        return False
    return position_agreed_day >= NEVER and position_disputed_day >= NEVER


@law.rule(
    DEALING,
    "987/2009 art 60(3)",
    et="teise riigi seisukohta oodatakse",
    en="the other state's position is awaited",
    ru="ожидается позиция другого государства",
)
def awaits_position(estonia_asked_first: bool, is_position_open: bool) -> bool:
    return estonia_asked_first and is_position_open


@law.rule(
    DEALING,
    "987/2009 art 60(3)",
    et="Eesti peab seisukoha võtma",
    en="Estonia has to take a position",
    ru="Эстония должна занять позицию",
)
def owes_position(estonia_asked_first: bool, is_position_open: bool) -> bool:
    return not estonia_asked_first and is_position_open


@law.rule(
    DEALING,
    "987/2009 art 60(3)",
    et="teisele riigile tuleb meelde tuletada, et vaikimine tegi otsuse lõplikuks",
    en="the other state is to be reminded that its silence made the decision definitive",
    ru="другому государству следует напомнить, что молчание сделало решение окончательным",
)
def owes_reminder(
    estonia_asked_first: bool,
    is_definitive_by_silence: bool,
    position_reminded_day: Day,
    amounts_reported_day: Day,
) -> bool:
    if not estonia_asked_first or not is_definitive_by_silence:
        return False
    return position_reminded_day >= NEVER and amounts_reported_day >= NEVER


@law.rule(
    DEALING,
    "987/2009 art 60(4)",
    et="vastuväite põhjuste kohta on selgitus küsimata",
    en="an explanation of the objection is still to be asked for",
    ru="пояснение к возражению ещё не запрошено",
)
def owes_question(is_disputed: bool, explanation_asked_day: Day) -> bool:
    return is_disputed and explanation_asked_day >= NEVER


@law.rule(
    DEALING,
    "883/2004 art 76(4)",
    et="oodatakse selgitust vastuväite kohta",
    en="the explanation of the objection is awaited",
    ru="ожидается пояснение к возражению",
)
def awaits_explanation(
    is_disputed: bool, explanation_asked_day: Day, explanation_given_day: Day
) -> bool:
    return is_disputed and explanation_asked_day < NEVER and explanation_given_day >= NEVER


@law.rule(
    DEALING,
    "883/2004 art 76(4)",
    et="oodatakse lisateavet teisest riigist",
    en="information from the other state is awaited",
    ru="ожидаются сведения из другого государства",
)
def awaits_information(information_asked_day: Day, information_given_day: Day) -> bool:
    return information_asked_day < NEVER and information_given_day >= NEVER


@law.rule(
    DEALING,
    "987/2009 art 60(3)",
    et="eesõigus on selge",
    en="priority is clear",
    ru="очередность ясна",
)
def is_priority_clear(is_definitive: bool, competence_settled_day: Day) -> bool:
    return is_definitive or competence_settled_day < NEVER


@law.rule(
    DEALING,
    "987/2009 art 60(2)",
    et="Eesti otsus ja summad on teisele riigile teatamata",
    en="Estonia's decision and amounts are still to be sent to the other state",
    ru="решение и суммы Эстонии ещё не сообщены другому государству",
)
def owes_decision_news(is_priority_clear: bool, decision_sent_day: Day) -> bool:
    return is_priority_clear and decision_sent_day >= NEVER


@law.rule(
    DEALING,
    "987/2009 art 60(3)",
    et="teise riigi summad on teatamata",
    en="the other state's amounts are not reported yet",
    ru="суммы другого государства ещё не сообщены",
)
def awaits_amounts(is_priority_clear: bool, amounts_reported_day: Day) -> bool:
    return is_priority_clear and amounts_reported_day >= NEVER


def supplement_is_provisional(
    dealing_covers: bool, pays_first: bool, amounts_reported_day: Day
) -> bool:
    """The other state pays first and has not said what it pays; it is reckoned anew when it does."""
    return dealing_covers and pays_first and amounts_reported_day >= NEVER


for _basket in BASKETS:
    if _basket.is_chain:
        continue  # one state alone pays these
    _name, _called = f"{_basket.key}_supplement_is_provisional", _basket.labels
    law.rule(
        DEALING,
        "987/2009 art 7(1)",
        name=_name,
        binding={"pays_first": f"{_basket.key}_pays_first"},
        et=f"{_called.et}: Eesti makstav vahe on ajutine",
        en=f"{_called.en}: the supplement that Estonia pays is provisional",
        ru=f"{_called.ru}: доплата Эстонии временная",
    )(supplement_is_provisional)
    law.across(
        CHILD,
        f"childs_{_name}",
        "any",
        DEALING,
        "987/2009 art 7(1)",
        among=_name,
        gives="bool",
        et=f"{_called.et}: Eesti vahe lapse eest on ajutine",
        en=f"{_called.en}: Estonia's supplement for the child is provisional",
        ru=f"{_called.ru}: доплата Эстонии на ребёнка временная",
    )


@law.rule(
    DEALING,
    "987/2009 art 7(1)",
    et="pere on palunud ajutist vahet ja see tuleb maksta",
    en="the family has asked for a provisional supplement, and it is to be paid",
    ru="семья попросила временную доплату, её следует платить",
)
def owes_provisional_supplement(
    general_supplement_is_provisional: bool,
    replacing_supplement_is_provisional: bool,
    supplement_asked_day: Day,
    general_estonia_pays: Cents,
    replacing_estonia_pays: Cents,
) -> bool:
    """At the person's request, on the data there are (Decision F2)."""
    if supplement_asked_day >= NEVER:
        return False
    if general_supplement_is_provisional and general_estonia_pays > 0:
        return True
    return replacing_supplement_is_provisional and replacing_estonia_pays > 0


@law.rule(
    DEALING,
    "883/2004 art 68a",
    et="Eesti peab vastama palvele maksta teisele isikule",
    en="Estonia has to answer the request to pay another person",
    ru="Эстония должна ответить на просьбу платить другому лицу",
)
def owes_payee_answer(payee_asked_day: Day, payee_decided_day: Day) -> bool:
    return payee_asked_day < NEVER and payee_decided_day >= NEVER


@law.rule(
    DEALING,
    "883/2004 art 68a",
    et="oodatakse vastust palvele maksta teisele isikule",
    en="the answer to the request to pay another person is awaited",
    ru="ожидается ответ на просьбу платить другому лицу",
)
def awaits_payee_answer(payee_requested_day: Day, payee_answered_day: Day) -> bool:
    return payee_requested_day < NEVER and payee_answered_day >= NEVER


@law.rule(
    DEALING,
    "987/2009 art 73(1)",
    et="Eesti peab teatama, mida ta ajutiselt maksis",
    en="Estonia has to state what it paid provisionally",
    ru="Эстония должна сообщить, что она выплатила временно",
)
def owes_statement(first_day_paid_for_other: Day, statement_sent_day: Day) -> bool:
    return first_day_paid_for_other < NEVER and statement_sent_day >= NEVER


@law.rule(
    DEALING,
    "987/2009 art 73(1)",
    et="oodatakse teise riigi teadet ajutiselt makstu kohta",
    en="the other state's statement of what it paid provisionally is awaited",
    ru="ожидается сообщение другого государства о выплаченном временно",
)
def awaits_statement(first_day_paid_for_estonia: Day, statement_received_day: Day) -> bool:
    return first_day_paid_for_estonia < NEVER and statement_received_day >= NEVER


@law.rule(
    DEALING,
    "987/2009 art 73(1)",
    et="oodatakse teises riigis kinni peetud raha",
    en="the sum held back in the other state is awaited",
    ru="ожидаются деньги, удержанные в другом государстве",
)
def awaits_transfer(
    first_day_paid_for_other: Day, statement_sent_day: Day, transferred_day: Day
) -> bool:
    if first_day_paid_for_other >= NEVER:
        return False
    return statement_sent_day < NEVER and transferred_day >= NEVER


@law.rule(
    DEALING,
    "987/2009 art 73(1)",
    et="Eesti peab kinni peetud raha üle kandma",
    en="Estonia has to transfer the sum held back",
    ru="Эстония должна перевести удержанную сумму",
)
def owes_transfer(
    first_day_paid_for_estonia: Day, statement_received_day: Day, transferred_day: Day
) -> bool:
    if first_day_paid_for_estonia >= NEVER:
        return False
    return statement_received_day < NEVER and transferred_day >= NEVER


@law.rule(
    DEALING,
    "883/2004 art 76(4)",
    et="järgmise iga-aastase kontrolli päev",
    en="day of the next yearly check",
    ru="день следующей ежегодной проверки",
)
def check_due_day(claim_came_day: Day, case_checked_day: Day) -> Day:
    """A year after the last check, or after the claim; the practice of institutions, not the act."""
    if case_checked_day < NEVER:
        return add_months(case_checked_day, 12)
    if claim_came_day >= NEVER:
        return NEVER
    return add_months(claim_came_day, 12)


@law.rule(
    DEALING,
    "883/2004 art 76(4)",
    et="iga-aastane kontroll on tegemata",
    en="the yearly check is still to be made",
    ru="ежегодная проверка ещё не проведена",
)
def owes_check(
    dealing_covers: bool, is_priority_clear: bool, check_due_day: Day, question_day: Day
) -> bool:
    return dealing_covers and is_priority_clear and check_due_day <= question_day
