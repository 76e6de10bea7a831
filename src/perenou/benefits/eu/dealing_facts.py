"""The facts that the procedure between institutions rests on: its dated events, one by one.

An event that has not happened by the day of the question has the day "never".
"""

from __future__ import annotations

from typing import Final

from perenou.benefits.estonia.vocabulary import CHILD, CLAIM
from perenou.benefits.eu.vocabulary import DEALING, law

EVENT_DAYS: Final = (
    ("claim_came_day", "taotluse esimese saabumise päev", "day on which the claim first came in",
     "день первого поступления заявления"),
    ("claim_forwarded_day", "taotluse edastamise päev", "day on which the claim was forwarded",
     "день передачи заявления"),
    ("claim_arrived_day", "päev, mil edastatud taotlus teise asutusse jõudis",
     "day on which the forwarded claim reached the other institution",
     "день, когда переданное заявление поступило в другое учреждение"),
    ("priority_decided_day", "ajutise otsuse päev", "day of the provisional decision",
     "день временного решения"),
    ("position_agreed_day", "nõustumise päev", "day of the agreement", "день согласия"),
    ("position_disputed_day", "vastuväite päev", "day of the objection", "день возражения"),
    ("explanation_asked_day", "selgituse küsimise päev", "day on which an explanation was asked for",
     "день запроса пояснения"),
    ("explanation_given_day", "selgituse saamise päev", "day on which the explanation came",
     "день получения пояснения"),
    ("commission_asked_day", "halduskomisjoni poole pöördumise päev",
     "day on which it was brought to the Administrative Commission",
     "день обращения в Административную комиссию"),
    ("competence_settled_day", "pädeva riigi selgumise päev",
     "day on which the competent state was settled", "день определения компетентного государства"),
    ("decision_sent_day", "Eesti otsuse teatamise päev", "day on which Estonia's decision was sent",
     "день сообщения решения Эстонии"),
    ("amounts_reported_day", "teise riigi summade teatamise päev",
     "day on which the other state's amounts were reported", "день сообщения сумм другого государства"),
    ("supplement_asked_day", "ajutise vahe palumise päev",
     "day on which a provisional supplement was asked for", "день просьбы о временной доплате"),
    ("position_reminded_day", "meelde tuletamise päev", "day of the reminder", "день напоминания"),
    ("information_asked_day", "lisateabe küsimise päev", "day on which information was asked for",
     "день запроса сведений"),
    ("information_given_day", "lisateabe saamise päev", "day on which the information came",
     "день получения сведений"),
    ("case_checked_day", "viimase iga-aastase kontrolli päev", "day of the last yearly check",
     "день последней ежегодной проверки"),
    ("payee_asked_day", "päev, mil teine riik palus maksta teisele isikule",
     "day on which the other state asked to pay another person",
     "день, когда другое государство попросило платить другому лицу"),
    ("payee_requested_day", "päev, mil Eesti palus maksta teisele isikule",
     "day on which Estonia asked to pay another person",
     "день, когда Эстония попросила платить другому лицу"),
    ("payee_answered_day", "päev, mil teine riik sellele palvele vastas",
     "day on which the other state answered that request",
     "день, когда другое государство ответило на эту просьбу"),
    ("payee_decided_day", "päev, mil Eesti otsustas maksta teisele isikule",
     "day on which Estonia decided to pay another person",
     "день, когда Эстония решила платить другому лицу"),
    ("statement_sent_day", "päev, mil Eesti teatas ajutiselt makstust",
     "day on which Estonia stated what it had paid provisionally",
     "день, когда Эстония сообщила о временно выплаченном"),
    ("statement_received_day", "päev, mil teine riik teatas ajutiselt makstust",
     "day on which the other state stated what it had paid provisionally",
     "день, когда другое государство сообщило о временно выплаченном"),
    ("transferred_day", "kinni peetud raha ülekandmise päev",
     "day on which the sum held back was transferred", "день перевода удержанной суммы"),
)  # fmt: skip
"""Names and labels of the days on which something happened."""

for _name, _et, _en, _ru in EVENT_DAYS:
    law.fact(DEALING, _name, "Day", et=_et, en=_en, ru=_ru, cost=1)

law.fact(
    DEALING,
    "question_day",
    "Day",
    et="küsimuse päev",
    en="day of the question",
    ru="день вопроса",
    cost=1,
)
law.fact(
    DEALING,
    "dealing_covers",
    "bool",
    et="menetlus käib selle aja kohta",
    en="the dealings are about this time",
    ru="дело касается этого времени",
    cost=1,
)
law.fact(
    DEALING,
    "estonia_asked_first",
    "bool",
    et="taotlus esitati kõigepealt Eestis",
    en="the claim was made in Estonia first",
    ru="заявление сначала подано в Эстонии",
    cost=1,
)
law.fact(
    DEALING,
    "priority_decided_first",
    "Row",
    et="riik, mis ajutise otsuse järgi maksab esimesena",
    en="state that pays first by the provisional decision",
    ru="государство, платящее первым по временному решению",
    cost=1,
)
law.fact(
    DEALING,
    "competence_settled_first",
    "Row",
    et="riik, mille pädevus selgus",
    en="state that was found competent",
    ru="государство, признанное компетентным",
    cost=1,
)
law.fact(
    DEALING,
    "position_ends_on_day_off",
    "bool",
    et="kahe kuu viimane päev on puhkepäev",
    en="the last day of the two months is a day off",
    ru="последний день двух месяцев — выходной",
    cost=1,
)
law.fact(
    DEALING,
    "payee_decided",
    "Row",
    et="isik, kellele otsustati maksta",
    en="person whom it was decided to pay",
    ru="лицо, которому решено платить",
    cost=1,
)
for _name, _et, _en, _ru in (
    ("recovery_has_title", "nõudel on täitedokument", "the claim has an enforceable title",
     "у требования есть исполнительный документ"),
    ("recovery_is_contested", "nõue on vaidlustatud", "the claim is contested", "требование оспорено"),
    ("recovery_was_tried", "Eesti on ise sisse nõudnud", "Estonia has taken its own steps of recovery",
     "Эстония сама взыскивала"),
    ("recovery_is_barred", "nõue on aegunud", "the claim is barred by limitation",
     "срок давности требования истёк"),
):  # fmt: skip
    law.fact(DEALING, _name, "bool", et=_et, en=_en, ru=_ru, cost=2)

law.fact(
    CHILD,
    "overridden_first",
    "Row",
    et="riik, mille ametnik põhjendatult esimeseks määras",
    en="state that the official put first, with a reason",
    ru="государство, которое чиновник с обоснованием поставил первым",
    cost=3,
)
law.fact(
    CLAIM,
    "claimed_abroad_day",
    "Day",
    et="päev, mil sama taotlus esitati teise riigi asutusele",
    en="day on which the same claim was made to another state's institution",
    ru="день, когда то же заявление подано в учреждение другого государства",
    cost=2,
)
law.fact(
    CLAIM,
    "is_other_parents_claim",
    "bool",
    et="taotluse esitas teine vanem või eestkostja",
    en="the claim was made by the other parent or a guardian",
    ru="заявление подал другой родитель или опекун",
    cost=2,
)
