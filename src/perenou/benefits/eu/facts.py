"""The facts that coordination rests on, by the unit that they speak of."""

from __future__ import annotations

from perenou.benefits.estonia.vocabulary import CHILD, PERSON
from perenou.benefits.eu.vocabulary import AWARD, BASKETS, CHILD_STATE, LINK, STATE, law

law.fact(
    PERSON,
    "in_cross_border_family",
    "bool",
    et="pere eluolud puudutavad mitut riiki",
    en="the family's circumstances touch several states",
    ru="обстоятельства семьи затрагивают несколько государств",
    cost=2,
)
law.fact(
    CHILD,
    "child_in_cross_border_family",
    "bool",
    et="lapse pere eluolud puudutavad mitut riiki",
    en="the circumstances of the child's family touch several states",
    ru="обстоятельства семьи ребёнка затрагивают несколько государств",
    cost=2,
)
law.fact(
    PERSON,
    "work_untold_abroad",
    "bool",
    et="isik elab teises riigis, aga ei ole öeldud, kus pere töötab",
    en="the person lives in another state, but where the family works is not told",
    ru="человек живёт в другом государстве, но не сказано, где работает семья",
    cost=2,
)
law.fact(
    PERSON,
    "citizenship",
    "Citizenship",
    et="kodakondsus",
    en="citizenship",
    ru="гражданство",
    cost=1,
)
law.fact(
    PERSON,
    "stays_lawfully",
    "bool",
    et="isik elab seaduslikult Euroopa Liidu riigis",
    en="the person lives lawfully in a state of the Union",
    ru="человек законно живёт в государстве Союза",
    cost=2,
)
law.fact(
    PERSON,
    "kept_by_withdrawal_agreement",
    "bool",
    et="isiku seos Ühendkuningriigiga algas enne 2021. aastat ja on katkematu",
    en="the person's tie to the United Kingdom began before 2021 and is unbroken",
    ru="связь человека с Великобританией возникла до 2021 года и не прерывалась",
    cost=2,
)
law.fact(
    CHILD,
    "parental_days_abroad",
    "Days",
    et="teises riigis lapse eest kasutatud vanemapuhkuse päevad",
    en="days of parental leave used in another state for the child",
    ru="дни отпуска по уходу за ребёнком, использованные в другом государстве",
    cost=3,
)
law.fact(
    PERSON,
    "person_number",
    "Row",
    et="isiku järjenumber",
    en="the person's number",
    ru="номер человека",
    cost=1,
)
law.fact(
    PERSON,
    "month_of_work_abroad",
    "Count",
    et="isik töötab kuu 1. päeval teises riigis ja Eestis tulu ei ole",
    en="on the 1st of the month the person works in another state, without Estonian income",
    ru="1-го числа человек работает в другом государстве без эстонского дохода",
    cost=2,
)
law.fact(
    PERSON,
    "month_with_tax_here",
    "Count",
    et="kuus on Eestis sotsiaalmaksuga maksustatud tulu",
    en="the month has Estonian income subject to social tax",
    ru="в месяце есть эстонский доход, облагаемый социальным налогом",
    cost=2,
)
law.fact(
    STATE,
    "state_number",
    "Row",
    et="riigi järjenumber",
    en="the state's number",
    ru="номер государства",
    cost=1,
)
law.fact(
    STATE,
    "is_estonia",
    "bool",
    et="riik on Eesti",
    en="the state is Estonia",
    ru="государство — Эстония",
    cost=1,
)
law.fact(
    STATE,
    "region",
    "Region",
    et="mille järgi on riigi perehüvitised Eesti omadega seotud",
    en="what ties the state's family benefits to Estonia's",
    ru="что связывает семейные пособия государства с эстонскими",
    cost=1,
)
law.fact(
    STATE,
    "family_number",
    "Row",
    et="pere järjenumber",
    en="the family's number",
    ru="номер семьи",
    cost=1,
)
law.fact(
    LINK,
    "activity",
    "Activity",
    et="töö riigis",
    en="work in the state",
    ru="работа в государстве",
    cost=1,
)
law.fact(
    LINK,
    "interruption",
    "Interruption",
    et="töö katkestus riigis",
    en="interruption of work in the state",
    ru="перерыв в работе в государстве",
    cost=2,
)
law.fact(
    LINK,
    "lives_here",
    "bool",
    et="isik elab riigis",
    en="the person lives in the state",
    ru="человек живёт в государстве",
    cost=1,
)
law.fact(
    LINK,
    "draws_pension_here",
    "bool",
    et="isik saab riigist pensioni",
    en="the person draws a pension from the state",
    ru="человек получает пенсию от государства",
    cost=2,
)
law.fact(
    LINK,
    "insured_months_here",
    "Months",
    et="kindlustus- või elamisaeg riigis",
    en="time of insurance or residence in the state",
    ru="время страхования или проживания в государстве",
    cost=3,
)
law.fact(
    LINK,
    "months_subject_here",
    "Months",
    et="aeg, mil isikule kehtis riigi õigus",
    en="time for which the state's law applied to the person",
    ru="время, когда к человеку применялось право государства",
    cost=3,
)
law.fact(
    LINK,
    "bound_by_document",
    "bool",
    et="A1-tõend, kokkulepe või otsus allutab isiku riigi õigusele",
    en="an A1 certificate, agreement or decision puts the person under the state's law",
    ru="справка A1, соглашение или решение подчиняет человека праву государства",
    cost=2,
)
law.fact(
    LINK,
    "posted_from_here",
    "bool",
    et="isik on riigist teise riiki lähetatud",
    en="the person is posted from the state to another",
    ru="человек командирован из государства в другое",
    cost=2,
)
law.fact(
    LINK,
    "posting_began_day",
    "Day",
    et="lähetuse algus",
    en="beginning of the posting",
    ru="начало командировки",
    cost=2,
)
law.fact(
    LINK,
    "posting_ends_day",
    "Day",
    et="lähetuse eeldatava lõpu järgmine päev",
    en="day after the expected end of the posting",
    ru="день после ожидаемого конца командировки",
    cost=2,
)
law.fact(
    LINK,
    "substantial_part_here",
    "bool",
    et="oluline osa tööst tehakse riigis",
    en="a substantial part of the work is done in the state",
    ru="существенная часть работы выполняется в государстве",
    cost=3,
)
law.fact(
    LINK,
    "employer_seat_here",
    "bool",
    et="tööandja asukoht on riigis",
    en="an employer has its seat in the state",
    ru="работодатель находится в государстве",
    cost=2,
)
law.fact(
    LINK,
    "centre_of_interest_here",
    "bool",
    et="ettevõtluse huvide keskus on riigis",
    en="the centre of interest of the activities is in the state",
    ru="центр интересов деятельности в государстве",
    cost=3,
)
law.fact(
    PERSON,
    "law_is_disputed",
    "bool",
    et="riigid vaidlevad, kumma õigus isikule kehtib",
    en="states disagree whose law applies to the person",
    ru="государства спорят, чьё право применяется к человеку",
    cost=3,
)
law.fact(
    LINK,
    "first_asked_here",
    "bool",
    et="riigilt taotleti kõigepealt",
    en="the state was asked first",
    ru="к государству обратились сначала",
    cost=2,
)
law.fact(
    CHILD_STATE,
    "child_lives_here",
    "bool",
    et="laps elab riigis",
    en="the child lives in the state",
    ru="ребёнок живёт в государстве",
    cost=1,
)
law.fact(
    CHILD,
    "named_primary",
    "Row",
    et="riik, mis peab maksma esimesena, kui õigus seda ei otsusta",
    en="the state that is to pay first where the law does not decide it",
    ru="государство, которое платит первым, если право этого не решает",
    cost=3,
)
law.fact(
    AWARD,
    "award_minor",
    "ForeignCents",
    et="hüvitise summa välisvaluutas",
    en="the benefit's amount in its currency",
    ru="сумма пособия в валюте",
    cost=2,
)
law.fact(
    AWARD,
    "award_interval",
    "Interval",
    et="hüvitise arvestusaeg",
    en="the time that the benefit's amount is for",
    ru="период, за который указана сумма",
    cost=1,
)
law.fact(
    AWARD,
    "award_children",
    "Count",
    et="laste arv, kelle peale summa jaguneb",
    en="children among whom the amount is divided",
    ru="число детей, на которых делится сумма",
    cost=1,
)
law.fact(
    AWARD,
    "award_is_in_euros",
    "bool",
    et="summa on eurodes",
    en="the amount is in euros",
    ru="сумма в евро",
    cost=1,
)
law.fact(
    AWARD,
    "award_paid_day",
    "Day",
    et="hüvitise maksmise päev",
    en="day on which the benefit was paid",
    ru="день выплаты пособия",
    cost=2,
)
law.fact(
    AWARD,
    "published_rate",
    "ExchangeRate",
    et="Euroopa Keskpanga avaldatud kurss",
    en="rate published by the European Central Bank",
    ru="курс Европейского центрального банка",
    cost=2,
)
for _basket in BASKETS:
    law.fact(
        AWARD,
        f"award_is_{_basket.key}",
        "bool",
        et=f"hüvitist makstakse ja see on liigist: {_basket.labels.et}",
        en=f"the benefit runs and is of the kind: {_basket.labels.en}",
        ru=f"пособие выплачивается, и его вид: {_basket.labels.ru}",
    )
    law.fact(
        CHILD_STATE,
        f"{_basket.key}_right_there",
        "bool",
        et=f"teise riigi õigus annab lapse eest: {_basket.labels.et}",
        en=f"the other state's law gives for the child: {_basket.labels.en}",
        ru=f"право другого государства даёт на ребёнка: {_basket.labels.ru}",
        cost=2,
    )
