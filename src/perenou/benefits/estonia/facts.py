"""The facts of a family's life that the norms rest on, by the unit that they speak of."""

from __future__ import annotations

from perenou.benefits.estonia.vocabulary import (
    BENEFITS,
    CARER,
    CHILD,
    CLAIM,
    CLAIMED,
    PERSON,
    law,
)

law.fact(CHILD, "child_birth_day", "Day", et="lapse sünnikuupäev", en="child's date of birth", ru="дата рождения ребёнка", cost=1)
law.fact(CHILD, "child_death_day", "Day", et="lapse surmapäev", en="day of the child's death", ru="день смерти ребёнка", cost=1)
law.fact(CHILD, "stillborn", "bool", et="laps sündis surnult", en="the child was stillborn", ru="ребёнок родился мёртвым", cost=1)
law.fact(CHILD, "child_lives_in_estonia", "bool", et="laps elab Eestis", en="the child lives in Estonia", ru="ребёнок живёт в Эстонии", cost=1)
law.fact(CHILD, "child_ground", "Ground", et="lapse Eestis elamise alus", en="the child's ground of stay in Estonia", ru="основание пребывания ребёнка в Эстонии", cost=2)
law.fact(CHILD, "birth_set", "Row", et="samal ajal sündinud mitmikud", en="children of one birth", ru="дети одних родов", cost=1)
law.fact(CHILD, "second_parent_unrecorded", "bool", et="isa või teise vanema andmed puuduvad sünnikandest ja rahvastikuregistrist", en="the father or second parent is missing from the birth record and the population register", ru="данных об отце или втором родителе нет в записи о рождении и регистре", cost=2)
law.fact(CHILD, "studies", "Studies", et="õpingud", en="studies", ru="учёба", cost=2)
law.fact(CHILD, "studies_abroad", "bool", et="laps õpib välisriigis", en="the child studies abroad", ru="ребёнок учится за границей", cost=2)
law.fact(CHILD, "certificate_day", "Day", et="välisriigi kooli tõendi esitamise päev", en="day on which the foreign school's certificate was filed", ru="день подачи справки иностранной школы", cost=2)
law.fact(CHILD, "final_class", "bool", et="laps õpib gümnaasiumi või kutsekooli lõpuklassis", en="the child is in the final class", ru="ребёнок учится в выпускном классе", cost=2)
law.fact(CHILD, "course_hours", "Count", et="kursuse kontaktõppe tunnid õppeaastas", en="contact hours of the course in the school year", ru="контактные часы курса за учебный год", cost=2)
law.fact(CHILD, "secondary_education_day", "Day", et="keskhariduse omandamise päev", en="day on which secondary education was acquired", ru="день получения среднего образования", cost=2)
law.fact(CHILD, "academic_leave", "bool", et="laps on akadeemilisel puhkusel", en="the child is on academic leave", ru="ребёнок в академическом отпуске", cost=2)
law.fact(CHILD, "separated", "bool", et="laps on perekonnast eraldatud", en="the child is separated from the family", ru="ребёнок отделён от семьи", cost=3)
law.fact(CHILD, "guardianship_proceedings", "bool", et="eestkoste seadmise menetlus on pooleli", en="guardianship proceedings are open", ru="идёт производство об опеке", cost=3)
law.fact(CHILD, "guardianship_opened_day", "Day", et="eestkoste menetluse algatamise päev", en="day on which the guardianship proceedings were opened", ru="день начала производства об опеке", cost=3)
law.fact(CHILD, "guardianship_final_day", "Day", et="eestkoste määruse jõustumise päev", en="day on which the guardianship order became final", ru="день вступления решения об опеке в силу", cost=3)
law.fact(CHILD, "has_guardian", "bool", et="lapsel on eestkostja", en="the child has a guardian", ru="у ребёнка есть опекун", cost=3)
law.fact(CHILD, "guardian_is_natural_person", "bool", et="eestkostja on füüsiline isik", en="the guardian is a natural person", ru="опекун — физическое лицо", cost=3)
law.fact(CHILD, "parents_fulfil_duty", "bool", et="vanemad täidavad lapse kasvatamise ja hooldamise kohustust", en="the parents fulfil their duty to raise and care for the child", ru="родители выполняют обязанность воспитывать ребёнка", cost=3)
law.fact(CHILD, "guardianship_ended_at_majority", "bool", et="eestkoste lõppes lapse täisealiseks saamisega", en="guardianship ended because the child came of age", ru="опека закончилась совершеннолетием", cost=3)
law.fact(CHILD, "institutional_care", "bool", et="laps on asendushooldusel perekodus või asenduskodus", en="the child is in substitute care in a family house or children's home", ru="ребёнок на замещающем уходе в учреждении", cost=3)
law.fact(CHILD, "child_imprisoned", "bool", et="laps on vangis, arestis või vahistatud", en="the child is in prison, arrest or remand", ru="ребёнок в тюрьме или под арестом", cost=3)
law.fact(CHILD, "remand_cleared", "bool", et="laps mõisteti õigeks või jäi vanglakaristuseta", en="the child was acquitted or not sentenced to prison", ru="ребёнок оправдан или без тюремного срока", cost=3)
law.fact(CHILD, "adoption_day", "Day", et="lapsendamise kohtumääruse jõustumise päev", en="day on which the adoption order became final", ru="день вступления решения об усыновлении в силу", cost=3)
law.fact(CHILD, "adopted_within_family", "bool", et="lapsendaja on lapse vanem või vanema abikaasa või registreeritud elukaaslane", en="the adopter is the child's parent or the parent's spouse or registered partner", ru="усыновитель — родитель или супруг родителя", cost=3)
law.fact(CHILD, "adopter_added_as_second_parent", "bool", et="lapsendamisega lisandus teine vanem", en="adoption added a second parent", ru="усыновление добавило второго родителя", cost=3)
law.fact(CHILD, "birth_allowance_paid_earlier", "bool", et="selle lapse eest on sünnitoetus juba makstud", en="childbirth allowance has already been paid for this child", ru="пособие по рождению уже выплачено", cost=2)
law.fact(CHILD, "lives_independently", "bool", et="täisealine elab iseseisvalt", en="the adult child lives independently", ru="совершеннолетний живёт самостоятельно", cost=2)
law.fact(CHILD, "start_in_life_day", "Day", et="hoolduselt iseseisvasse ellu astumise päev", en="day of starting an independent life after care", ru="день начала самостоятельной жизни", cost=3)
law.fact(PERSON, "lives_in_estonia", "bool", et="isik elab Eestis", en="the person lives in Estonia", ru="человек живёт в Эстонии", cost=1)
law.fact(PERSON, "ground", "Ground", et="isiku Eestis elamise alus", en="the person's ground of stay in Estonia", ru="основание пребывания в Эстонии", cost=2)
law.fact(PERSON, "tax_resident_elsewhere", "bool", et="mitme kodu korral on isik mõne teise riigi maksuresident", en="with homes in several states the person is tax resident elsewhere", ru="при нескольких домах налоговый резидент другой страны", cost=3)
law.fact(PERSON, "imprisoned", "bool", et="isik on vangis, arestis või vahistatud", en="the person is in prison, arrest or remand", ru="человек в тюрьме или под арестом", cost=3)
law.fact(PERSON, "missing", "bool", et="politsei otsib isikut kui teadmata kadunut", en="the police are searching for the missing person", ru="полиция ищет пропавшего", cost=3)
law.fact(PERSON, "missing_since", "Day", et="kadunuks jäämise asukohamenetluse algus", en="day on which the missing-person proceedings were opened", ru="день начала розыска пропавшего", cost=3)
law.fact(PERSON, "wanted", "bool", et="isik on tagaotsitav", en="the person is declared wanted", ru="человек объявлен в розыск", cost=3)
law.fact(PERSON, "death_day", "Day", et="isiku surmapäev", en="day of the person's death", ru="день смерти человека", cost=1)
law.fact(PERSON, "benefit_uncollected", "bool", et="kojukantud hüvitis on vähemalt kaks kuud välja võtmata", en="home-delivered benefits have been uncollected for two months", ru="доставленное на дом пособие не получено два месяца", cost=2)
law.fact(PERSON, "in_conscript_service", "bool", et="isik on ajateenistuses või asendusteenistuses", en="the person is in conscript or alternative service", ru="человек на срочной или альтернативной службе", cost=2)
law.fact(PERSON, "gets_parental_benefit", "bool", et="isik saab vanemahüvitist", en="the person receives parental benefit", ru="человек получает родительскую компенсацию", cost=1)
law.fact(CARER, "raises", "bool", et="isik kasvatab last oma peres", en="the person raises the child in the family", ru="человек воспитывает ребёнка в семье", cost=1)
law.fact(CARER, "shares_equally", "bool", et="laps kasvab võrdselt kahe lahus elava vanema juures", en="the child grows up equally with two separated parents", ru="ребёнок поровну живёт с двумя родителями", cost=2)
law.fact(CARER, "counted_in_family", "bool", et="laps arvatakse selle isiku perekonda", en="the child is counted in this person's family", ru="ребёнок учтён в семье этого человека", cost=2)
law.fact(CARER, "is_parent", "bool", et="isik on lapse vanem", en="the person is the child's parent", ru="человек — родитель ребёнка", cost=1)
law.fact(CARER, "is_guardian", "bool", et="isik on lapse eestkostja", en="the person is the child's guardian", ru="человек — опекун ребёнка", cost=2)
law.fact(CARER, "is_foster_parent", "bool", et="isik on lapse hoolduspere vanem", en="the person is the child's foster parent", ru="человек — приёмный родитель", cost=2)
law.fact(CARER, "is_partner_of_parent", "bool", et="isik on lapse vanema abikaasa või registreeritud elukaaslane", en="the person is the spouse or registered partner of the child's parent", ru="человек — супруг или партнёр родителя", cost=2)
law.fact(CARER, "is_registered_partner_of_parent", "bool", et="isik on lapse vanema registreeritud elukaaslane", en="the person is the registered partner of the child's parent", ru="человек — зарегистрированный партнёр родителя", cost=2)
law.fact(CARER, "has_common_child_with_parent", "bool", et="isik kasvatab ka ühist last lapse vanemaga", en="the person also raises a common child with the child's parent", ru="человек растит и общего ребёнка с родителем", cost=2)
law.fact(CARER, "lacks_custody", "bool", et="vanemal puudub lapse hooldusõigus", en="the parent has no custody of the child", ru="у родителя нет права опеки", cost=3)
law.fact(CARER, "custody_removed", "bool", et="kohus on vanemalt hooldusõiguse ära võtnud", en="the court has taken custody of the child from the parent", ru="суд лишил родителя права опеки", cost=3)
law.fact(CARER, "is_the_child", "bool", et="isik on laps ise", en="the person is the child", ru="человек — сам ребёнок", cost=1)
law.fact(CARER, "raises_separated_child", "bool", et="isik kasvatab perekonnast eraldatud last", en="the person raises the child separated from its family", ru="человек воспитывает отделённого ребёнка", cost=3)
law.fact(CARER, "actually_raises_in_emergency", "bool", et="isik kasvatab last tegelikult erakorralise või sõjaseisukorra tõttu", en="the person actually raises the child because of an emergency or war", ru="человек фактически воспитывает ребёнка из-за чрезвычайного или военного положения", cost=3)
law.fact(CARER, "proceedings_in_favour", "bool", et="eestkoste menetlus käib selle isiku kasuks", en="the guardianship proceedings run in this person's favour", ru="производство об опеке идёт в пользу этого человека", cost=3)
law.fact(CARER, "lives_with_child_in_prison", "bool", et="kuni 3-aastane laps elab vanglas ema juures", en="a child of up to 3 lives in prison with its mother", ru="ребёнок до 3 лет живёт с матерью в тюрьме", cost=3)
law.fact(CARER, "is_maintained", "bool", et="isikul on lapse ülalpidamise kohustus", en="the person has a duty to maintain the child", ru="человек обязан содержать ребёнка", cost=2)
law.fact(CARER, "pension_for_parent", "bool", et="selle vanema eest makstakse lapsele toitjakaotuspensioni või rahvapensioni", en="a survivor's or national pension is paid to the child for this parent", ru="за этого родителя платится пенсия", cost=2)
law.fact(CARER, "old_pension", "Cents", et="30.09.2026 makstud toitjakaotus- või rahvapension", en="survivor's or national pension payable on 30 September 2026", ru="пенсия на 30.09.2026", cost=2)
law.fact(CARER, "former_rules_amount", "Cents", et="varasemate pensionireeglite järgi arvutatud summa kuus", en="monthly amount by the former pension rules", ru="сумма в месяц по прежним пенсионным правилам", cost=3)
law.fact(CARER, "earlier_sibling_claim_day", "Day", et="varasema sama vanematega lapse toetuse taotlemise päev", en="day on which an allowance was claimed for an earlier child of the same parents", ru="день заявления на старшего ребёнка тех же родителей", cost=2)
law.fact(CARER, "notice_received_day", "Day", et="päev, mil saaja sai teate taotluseta määramise kohta", en="day on which the recipient received the notice of the automatic grant", ru="день, когда получателю пришло уведомление о назначении без заявления", cost=2)
law.fact(CARER, "objection_day", "Day", et="taotluseta määramisest loobumise või teise vanema taotluse päev", en="day of waiving the automatic grant or of the other parent's claim", ru="день отказа от назначения без заявления или день заявления другого родителя", cost=1)
law.fact(CARER, "days_off_before_objection", "Days", et="puhkepäevi vahetult enne loobumist või teise vanema taotlust", en="days off directly before the waiver or the other parent's claim", ru="выходных дней непосредственно перед отказом или заявлением другого родителя", cost=3)
law.fact(CLAIM, "received_day", "Day", et="taotluse saabumise päev", en="day on which the claim was received", ru="день получения заявления", cost=1)
law.fact(CLAIM, "posted_day", "Day", et="taotluse postitamise päev", en="day on which the claim was posted", ru="день отправки заявления почтой", cost=1)
law.fact(CLAIM, "days_off_before_claim", "Days", et="puhkepäevi vahetult enne taotlust", en="days off directly before the claim", ru="выходных дней непосредственно перед заявлением", cost=3)
law.fact(CLAIM, "has_consent", "bool", et="senine saaja on saaja vahetusega nõus", en="the current recipient consents to the change", ru="нынешний получатель согласен", cost=2)
law.fact(CLAIM, "consent_unobtainable", "bool", et="senise saaja nõusolekut ei saa erakorralise või sõjaseisukorra tõttu", en="the current recipient's consent cannot be obtained because of an emergency or war", ru="согласие нынешнего получателя не получить из-за чрезвычайного или военного положения", cost=3)
law.fact(CHILD, "stillbirth_week", "Count", et="surnult sünni raseduse nädal", en="week of pregnancy of the stillbirth", ru="неделя беременности при мертворождении", cost=1)
law.fact(CARER, "care_began_day", "Day", et="eestkoste määruse jõustumise või hoolduspere lepingu sõlmimise päev", en="day of the guardianship order's finality or of signing the foster contract", ru="день решения об опеке или договора", cost=2)
law.fact(CHILD, "pension_for_step_parent", "bool", et="lapsele makstakse pensioni vanema abikaasa, registreeritud elukaaslase või võõrasvanema eest", en="a pension is paid to the child for a parent's spouse, registered partner or a step-parent", ru="ребёнку платится пенсия за супруга родителя или отчима", cost=2)
law.fact(CHILD, "household", "Row", et="pere, kus laps kasvab", en="the family in which the child grows up", ru="семья, в которой растёт ребёнок", cost=1)
law.fact(CARER, "is_adopter", "bool", et="isik on lapse lapsendanud", en="the person has adopted the child", ru="человек усыновил ребёнка", cost=3)
law.fact(CARER, "is_maintenance_debtor", "bool", et="isikult nõutakse lapsele elatist kohtu-, täite- või pankrotimenetluses", en="maintenance for the child is claimed from the person in court, enforcement or bankruptcy proceedings", ru="с человека взыскивают алименты на ребёнка в суде, исполнительном или банкротном производстве", cost=3)
law.fact(CARER, "somebody_else_maintains", "bool", et="last peab võlgniku asemel ülal teine isik", en="another person maintains the child in the debtor's stead", ru="вместо должника ребёнка содержит другой человек", cost=3)
law.fact(CARER, "title_month", "Cents", et="täitedokumendi järgi kuus makstav elatis", en="maintenance a month under the enforceable title", ru="алименты в месяц по исполнительному документу", cost=2)
law.fact(CARER, "title_is_agreement", "bool", et="täitedokument on notariaalne või perelepituse kokkulepe", en="the enforceable title is a notarised or mediated agreement", ru="исполнительный документ — нотариальное или примирительное соглашение", cost=3)
law.fact(CARER, "received_month", "Cents", et="kuu jooksul laekunud elatis", en="maintenance received in the calendar month", ru="алименты, поступившие за месяц", cost=2)
law.fact(CARER, "court_ruling_day", "Day", et="makseettepaneku või hagi tagamise määruse tegemise päev", en="day of the payment-order proposal or interim ruling", ru="день предложения об уплате или определения об обеспечении иска", cost=2)
law.fact(CARER, "court_seeks_award", "bool", et="kohtult nõutakse elatise väljamõistmist", en="the court is asked to award maintenance", ru="суд просят взыскать алименты", cost=3)
law.fact(CARER, "court_ruling_set_aside_day", "Day", et="määruse tühistamise päev", en="day on which the ruling was set aside", ru="день отмены определения", cost=3)
law.fact(CARER, "court_case_ended_day", "Day", et="kohtumenetluse lõppemise päev", en="day on which the court case ended", ru="день окончания судебного дела", cost=3)
law.fact(CARER, "court_awarded", "bool", et="kohus mõistis elatise välja", en="the court awarded maintenance", ru="суд взыскал алименты", cost=3)
law.fact(CARER, "court_ended_by_debtors_death", "bool", et="kohtumenetlus lõppes kostja surma tõttu", en="the court case ended because the defendant died", ru="дело прекращено из-за смерти ответчика", cost=3)
law.fact(CARER, "debtor_began_paying_day", "Day", et="päev, mil võlgnik hakkas elatist maksma", en="day on which the debtor began to pay", ru="день, когда должник начал платить", cost=3)
law.fact(CARER, "debtor_knew_of_transfer", "bool", et="võlgnik teadis või pidi teadma nõude üleminekust riigile", en="the debtor knew or should have known that the claim passed to the State", ru="должник знал или должен был знать о переходе требования к государству", cost=3)
law.fact(CARER, "court_claim_day", "Day", et="kohtumenetlusaegse elatisabi taotluse päev", en="day of the claim for maintenance allowance during court proceedings", ru="день заявления о пособии на время суда", cost=1)
law.fact(CARER, "days_off_before_court_claim", "Days", et="puhkepäevi vahetult enne kohtumenetlusaegse elatisabi taotlust", en="days off directly before the claim for maintenance allowance during court proceedings", ru="выходных дней непосредственно перед заявлением о пособии на время суда", cost=3)
law.fact(CARER, "enforcement_opened_day", "Day", et="täitetoimiku avamise päev", en="day on which the enforcement file was opened", ru="день открытия исполнительного дела", cost=2)
law.fact(CARER, "enforcement_closed_day", "Day", et="täitetoimiku sulgemisele järgnev päev", en="day after the enforcement file was closed", ru="день после закрытия исполнительного дела", cost=3)
law.fact(CARER, "enforced_only_abroad", "bool", et="elatist saab sisse nõuda ainult välisriigis", en="maintenance can be enforced abroad only", ru="взыскание возможно только за границей", cost=3)
law.fact(CARER, "abroad_confirmed_day", "Day", et="välisriigi kättesaamiskinnituse või ministeeriumile teatamise päev", en="day of the confirmation from abroad or of the notice to the ministry", ru="день подтверждения из-за границы или уведомления министерства", cost=3)
law.fact(CARER, "bailiff_authorised", "bool", et="kohtutäitur on volitatud välisriigist laekuvat elatist vastu võtma", en="a bailiff is authorised to receive the maintenance from abroad", ru="пристав уполномочен получать алименты из-за границы", cost=3)
law.fact(CARER, "enforcement_claim_day", "Day", et="täitemenetlusaegse elatisabi taotluse päev", en="day of the claim for maintenance allowance during enforcement proceedings", ru="день заявления о пособии на время исполнительного производства", cost=1)
law.fact(CARER, "enforcement_stayed_day", "Day", et="täitemenetluse peatamise päev", en="day on which the enforcement was stayed", ru="день приостановления исполнения", cost=3)
law.fact(CARER, "enforcement_resumed_day", "Day", et="täitemenetluse jätkamise päev", en="day on which the enforcement resumed", ru="день возобновления исполнения", cost=3)
law.fact(CARER, "bankruptcy_declared_day", "Day", et="võlgniku pankroti väljakuulutamise päev", en="day on which the debtor's bankruptcy was declared", ru="день объявления банкротства должника", cost=3)
law.fact(CARER, "bankruptcy_order_final_day", "Day", et="pankrotimenetluse lõpetamise määruse jõustumise päev", en="day on which the order ending the bankruptcy became final", ru="день вступления в силу определения о конце банкротства", cost=3)
law.fact(CARER, "bankruptcy_notified", "bool", et="amet teatas ise õigusest pankrotimenetlusaegsele elatisabile", en="the agency itself told of the right to maintenance allowance in bankruptcy", ru="ведомство само сообщило о праве на пособие при банкротстве", cost=3)
law.fact(CARER, "bankruptcy_claim_day", "Day", et="pankrotimenetlusaegse elatisabi taotluse päev", en="day of the claim for maintenance allowance during bankruptcy proceedings", ru="день заявления о пособии на время банкротства", cost=1)
law.fact(CARER, "days_off_before_bankruptcy_claim", "Days", et="puhkepäevi vahetult enne pankrotimenetlusaegse elatisabi taotlust", en="days off directly before the claim for maintenance allowance in bankruptcy", ru="выходных дней непосредственно перед заявлением о пособии при банкротстве", cost=3)
law.fact(CARER, "stayed_in_emergency", "bool", et="täite- või pankrotimenetlus on erakorralise või sõjaseisukorra tõttu peatatud", en="enforcement or bankruptcy is stayed because of an emergency or war", ru="исполнительное или банкротное производство приостановлено из-за чрезвычайного или военного положения", cost=3)

# Parental benefit: the money side
law.fact(CHILD, "expected_day", "Day", et="eeldatav sünnikuupäev", en="expected day of delivery", ru="предполагаемая дата родов", cost=2)
law.fact(PERSON, "social_tax_on_income", "Cents", et="isikustatud sotsiaalmaks kuus töötasult, ettevõtluse tulult ja ettevõtluskontolt", en="personalised social tax a month on pay, business income and the business account", ru="персонифицированный социальный налог за месяц с оплаты труда и предпринимательства", cost=2)
law.fact(PERSON, "gross_income", "Cents", et="sotsiaalmaksuga maksustatud tulu kuus, mille maksusumma on teadmata", en="income a month subject to social tax whose tax is not told", ru="облагаемый социальным налогом доход за месяц, налог с которого не указан", cost=2)
law.fact(PERSON, "social_tax_paid_by_state", "Cents", et="riigi makstud sotsiaalmaks kuus, mis läheb arvesse", en="social tax a month that the State paid and that counts", ru="социальный налог за месяц, уплаченный государством и учитываемый", cost=3)
law.fact(PERSON, "social_tax_on_insolvency_benefit", "Cents", et="sotsiaalmaks maksejõuetuse hüvitiselt töötatud kuu eest", en="social tax on the insolvency benefit for a month worked", ru="социальный налог с возмещения при неплатёжеспособности за отработанный месяц", cost=3)
law.fact(PERSON, "released_from_work", "bool", et="isik on haigus- või hoolduslehe alusel töölt vabastatud", en="the person is released from work on a sick or care note", ru="человек освобождён от работы по больничному листу или листу по уходу", cost=2)
law.fact(PERSON, "registered_unemployed", "bool", et="isik on töötuna arvel", en="the person is registered as unemployed", ru="человек зарегистрирован как безработный", cost=2)
law.fact(PERSON, "within_redundancy_days", "bool", et="koondatu töötuskindlustushüvitise ooteaeg", en="waiting time of a person made redundant for unemployment insurance benefit", ru="срок ожидания страхового возмещения после сокращения", cost=3)
law.fact(PERSON, "on_special_needs_leave", "bool", et="erivajadusega lapse vanem on tasustamata puhkusel või leping on peatatud", en="a parent of a child with special needs is on unpaid leave or the contract is suspended", ru="родитель ребёнка с особыми потребностями в неоплачиваемом отпуске или договор приостановлен", cost=3)
law.fact(PERSON, "basic_exemption_asked", "Cents", et="maksuvaba tulu kuus, mille arvestamist vanemahüvitiselt on taotletud", en="basic exemption a month that was asked to be applied to parental benefit", ru="необлагаемый минимум за месяц, который просили применить к компенсации", cost=2)
law.fact(CARER, "is_mother", "bool", et="isik on lapse ema", en="the person is the child's mother", ru="человек — мать ребёнка", cost=1)
law.fact(CARER, "had_sickness_benefit_right", "bool", et="emal oli enne sünnitust õigus haigushüvitisele", en="the mother had the right to sickness benefit before the birth", ru="у матери до родов было право на больничное пособие", cost=1)
law.fact(CARER, "bereavement_declared", "bool", et="ema on omakäeliselt kinnitanud, et teine vanem on surnud või kadunud", en="the mother has declared by hand that the other parent is dead or missing", ru="мать собственноручно заявила, что другой родитель умер или пропал", cost=2)
law.fact(CARER, "worked_on_birth_day", "bool", et="ema töötas lapse sünni päeval", en="the mother worked on the day of the birth", ru="мать работала в день родов", cost=2)
law.fact(CARER, "wishes_mothers", "bool", et="isik taotleb päeva eest ema vanemahüvitist", en="the person claims mother's parental benefit", ru="человек просит материнскую компенсацию", cost=1)
law.fact(CARER, "wishes_fathers", "bool", et="isik taotleb päeva eest isa vanemahüvitist", en="the person claims father's parental benefit", ru="человек просит отцовскую компенсацию", cost=1)
law.fact(CARER, "wishes_shared", "bool", et="isik taotleb päeva eest vanemahüvitist (1. aprillist 2022 jagatavat)", en="the person claims parental benefit (from 1 April 2022 shared) for the day", ru="человек просит за день родительскую компенсацию (с 1 апреля 2022 года делимую)", cost=1)
law.fact(CARER, "days_claimed_day", "Day", et="päev, mil päeva eest vanemahüvitist taotleti", en="day on which parental benefit was claimed for the day", ru="день, когда за этот день подали заявление на компенсацию", cost=2)
law.fact(CARER, "entitled_to_leave", "bool", et="isikul on töötajana õigus ema- või isapuhkusele", en="the person has, as an employee, the right to maternity or paternity leave", ru="человек как работник имеет право на отпуск матери или отца", cost=2)
law.fact(CARER, "leave_registered", "bool", et="ema- või isapuhkus on töötamise registris", en="maternity or paternity leave is in the employment register", ru="отпуск матери или отца внесён в регистр занятости", cost=2)
law.fact(CARER, "fathers_waiver_day", "Day", et="päev, millest alates isa on oma päevadest loobunud", en="day from which the father has waived his days", ru="день, с которого отец отказался от своих дней", cost=2)
law.fact(CARER, "maternity_benefit_began_day", "Day", et="sünnituslehe esimene päev", en="first day of the maternity certificate", ru="первый день листа по беременности и родам", cost=1)
law.fact(CARER, "maternity_benefit_after_day", "Day", et="sünnituslehele järgnev päev", en="day after the maternity certificate", ru="день после листа по беременности и родам", cost=1)
law.fact(CHILD, "birth_week", "Count", et="raseduse nädal sünni ajal", en="week of pregnancy at birth", ru="неделя беременности при родах", cost=2)
law.fact(CARER, "previous_birth_day", "Day", et="lapse sünd, kelle eest määrati eelmine vanemahüvitis", en="birth of the child for whom the previous parental benefit was granted", ru="рождение ребёнка, на которого назначена предыдущая компенсация", cost=2)
law.fact(CARER, "previous_income", "Cents", et="kuutulu, mille alusel määrati eelmine vanemahüvitis", en="monthly income on which the previous parental benefit was based", ru="месячный доход, по которому назначена предыдущая компенсация", cost=2)
law.fact(CARER, "previous_benefit_carer", "Row", et="varasem laps, kelle tulukuudest eelmise hüvitise tulu arvutatakse", en="earlier child from whose months the income behind the previous benefit is computed", ru="предыдущий ребёнок, по месяцам которого считается прежний доход", cost=2)

for _key in CLAIMED:
    _labels = BENEFITS[_key]
    law.fact(
        CLAIM,
        f"claims_{_key}",
        "bool",
        et=f"toetust on taotletud ({_labels.et})",
        en=f"the benefit was claimed ({_labels.en})",
        ru=f"заявление на пособие подано ({_labels.ru})",
    )
    law.fact(
        CHILD,
        f"foreign_{_key}",
        "Cents",
        et=f"teise riigi sama eesmärgiga hüvitis kuus ({_labels.et})",
        en=f"another state's benefit of the same purpose a month ({_labels.en})",
        ru=f"пособие другого государства с той же целью в месяц ({_labels.ru})",
        cost=3,
    )
