"""Where the act is silent or can be read in two ways: the reading taken, and the other ones.

Readings of one child and one kind are told in `parental_benefit.py`; here stand those of several
children, other recipients, terms, payments and earlier law. A name in brackets is a switch of
`Readings`, so that the other reading can be calculated too.

| Provision | Point | Reading taken | Other readings |
|---|---|---|---|
| § 34 lg 10, § 46 lg 1 | which child is the earlier one | for whom the person's right arose earlier; a child adopted after a younger one was born is the next child | the older child |
| same | one person claims a day for two children | the next child's day is paid, for that claim takes the next child's benefit; of two rights of one day the older child's, and neither shrinks or ends the other [older_claim_wins] | the earlier child's |
| same | the chosen day fails afterwards (60 days together, last shared day) | the other child's day is not paid in its stead | it is |
| § 34 lg 10 p 2 | when the right for the older child ends | on the first day that is paid to the person for the younger | with the claim; with the birth |
| same | whose right ends | that person's alone; the other parent goes on with what is left | the family's |
| same | which right ends | mother's and shared benefit; father's days stay (§ 36 lg 4, practice) [fathers_days_end] | all |
| same | shared days that nobody can use any more | lost at once, when neither parent nor a spouse has a right left | kept in the ledger until the third birthday |
| same | a death gives days for an older child | they are a new right and paid; on a day paid for another child they are lost | no days |
| same | a death gives days for a younger child | they do not end the right for the older | they do |
| § 34 lg 7-9¹ | one of several children of a birth dies | no days: the one benefit of the birth goes on for the others (the reference draws no such birth) | each death gives days |
| same | who gets days at a death | the parents who are there; neither a spouse nor a carer, nor a parent who is gone by then or from the day on which it goes | |
| § 34 lg 9¹ | deaths before it came into force | days if the day after the death is 01.02.2023 or later | what is left of the thirty from 01.02.2023 on; by the day of death |
| § 39 lg 3 p 1 | mothers before 01.02.2023 | the month of the expected date, as after it | the month of birth |
| § 34 lg 10 p 1 | from when days count | from the day on which the person's own right for the next child arises: mother EDD-70 or birth, father EDD-30 or an earlier birth, spouse and carer not before their own first day | from the birth |
| same | what shrinks | the shared days of the next child, by each person's paid day | mother's days; only that person's access |
| same | days which the mother loses anyway in her own window for the next child | not taken a second time [next_child_loses_twice] | also taken off shared days |
| same | rights for three children | each younger child for whom the right has arisen loses the day | only the next one |
| same | which days count | shared benefit paid on a claim, also days spared by § 34 lg 6; not days after a death | |
| § 34 lg 3 | an adopter's day beside one of another kind | counts towards neither limit | is one of the 60 |
| § 34 lg 3 | parents are paid for different children on one day | not together | together for both children |
| § 43 lg 1 | which earlier child | the nearest older child for whom the same person was paid before the first paid day of the kind | the child before, paid or not |
| same | two incomes behind the earlier benefit (mother's by EDD, shared by birth) | that of the kind paid last | the higher |
| same | when compared | once for each kind, on its first paid day | at each birth for all kinds |
| same | adopter's benefit | no earlier income | as for the other kinds |
| § 36 lg 6, § 34 lg 5 | spouse's father's days | what of the 30 nobody has used; days of other kinds do not shorten them | all paid days of others are taken off |
| § 36 lg 6 | the father has waived | his days stay for the mother's spouse, and are lost at once without one | |
| § 37 lg 1, 3 | spouse's shared days | the family's, from the day the ground arises; the mother's spouse has father's days and waits until they are used or three years are over, the father's spouse waits for nothing | the father's spouse until the mother's window has ended; both at once |
| § 36 lg 6, § 37 lg 1 | spouse before 2024 | no right, for the wording of that time was not seen | as from 2024 on |
| § 36 lg 6, § 37 lg 1 | spouse when both parents are gone | no right from that day | goes on |
| § 34 lg 3 | three persons claim one day | two are paid, those whose claims began first; mother, father, spouse on equal beginnings | |
| § 37 lg 4 | 545 days from birth | 545 days to be used from the carer's first day to the third birthday | 545 calendar days counted from the birth |
| § 37 lg 4, § 34 lg 5 | which days are taken off | all paid person-days of mother's, father's and shared benefit before; not adopter's | shared days only |
| § 37 lg 4 | rights of the parents and of father's days | over when both are gone; what is left is lost | |
| § 37 lg 4 | two carers | share one 545, and what the parents left of the 60 days together | each their own |
| § 38 lg 3 | six months | from the day itself to the same-numbered day of the sixth month after, both in | without the first or the last day |
| § 38 lg 4 | entitled to more than 70 days | what is left of 545, but no more than the days to the third birthday, on the first day | quota only |
| same | 70 or fewer ordinary days | no ordinary days for adopter and foster parent with the right to adopter's benefit; a person without the sickness-benefit right keeps them | nobody has them |
| § 38 | two adopters | share 70; each paid day of either takes one; 35 days together | one alone |
| § 39 lg 4 | month in which the right arose | that of the final order or the contract | that of the first paid day |
| § 40 lg 1 | cap of adopter's benefit | of the year of that day | |
| § 44 (to 2025-12) | which benefit | the gross sum of all kinds and children of the month | shared benefit alone |
| same | which cap is halved | that of the calendar year of the month, half cents up; 2022 is not known | that of the child's year of birth |
| same | month with fewer paid days than calendar days | threshold and the base rate as the lowest sum stay whole | the base rate goes by days; all by days |
| same | which base rate | of the calendar year of the month | of the day on which the right arose |
| same | sum paid on several days of payment | the reduction is taken off the earliest first | by shares |
| same, from 03.2018 | lowest sum | the greater of half the benefit and the base rate, at most the benefit | the base rate alone |
| § 46 lg 1 | six months | to the same-numbered day, a claim on it is in time; from EDD-70 or birth (mother's), EDD-30 or birth (father's), first possible day of shared benefit | |
| same | later claims | only days from the first of the month of filing on | six months back |
| same | mother's window | begins with the first day wished, also if that day is claimed too late | with the first day paid |
| payment day | month paid | first payment day after the month's end and after filing; the 8th, or the last working day before | |
| § 46 lg 4 | father's days before the birth | first payment day after the month and not before the birth | any day within 30 working days |
| § 14 lg 2, § 46⁴ | what must stay | half of the base rate of the year of the month for which is paid, from the sum before tax, all kinds and children together [kept_after_tax] | after tax |
| same | month before 10.2026 | not known | |
| same | a month paid on several days | what must stay is counted over the month, not for each payment | |
| same | arrears | paid in full on the next day of payment, nothing is set off against them | |
| § 46⁴ | debt | what was paid too much for months paid by the day of discovery, less what was paid too little for others; checked to three years after the day before the third birthday | by month without netting |
| same | order | set off first, then tax on the rest | tax on the whole |
| TuMS | withholding | year of the day of payment; exemption once for a calendar month of payment, never above the year's figure | year of the month |
| TuMS 2018-2025 | tapering | what the person asked for counts, up to the full month's figure | by yearly income |
| before 04.2022 | 435 days | begin on the day after the 140 days of the maternity note | |
| same | mother without the note | 545 days from birth; if they were over by 30.06.2020, to the day before the child was 18 months old | a right of before 07.2020 keeps its 18 months |
| § 63¹ lg 1 | which year's income | the year before the right arose, if that was before 01.09.2019: after the note, or the birth | the year before the birth |
| before 04.2022 | father's days before the birth | not known | |
| same | break on 01.04.2022 | days not used by 31.03.2022 are shared days until the third birthday | |
| same | income after the switch | stays; a day is a thirtieth of the month's benefit | new calculation |
| same | sum of a month paid in part | not known | by days |
| TLS § 63 | other years than 2026 | not known | by formula |
| TLS § 63 | daily pay | half of average income / 30, then not below the lowest and not above the highest day | by working days |
"""  # noqa: E501

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Readings:
    """The other reading of a point where True."""

    older_claim_wins: bool = False
    fathers_days_end: bool = False
    next_child_loses_twice: bool = False
    kept_after_tax: bool = False


TAKEN = Readings()
