"""What the State takes back: from the recipient (PHS § 56) and from the debtor (PHS § 57-58, § 60)."""

from __future__ import annotations

from perenou.benefits.estonia.vocabulary import CARER, law
from perenou.rules.types import NEVER, Cents, Day


@law.rule(
    CARER,
    "PHS § 56 lg 1",
    et="kohtumenetlus lõppes elatist välja mõistmata",
    en="the court case ended without an award",
    ru="суд закончился без взыскания алиментов",
)
def ended_without_award(
    court_case_ended_day: Day, court_awarded: bool, court_ended_by_debtors_death: bool
) -> bool:
    """Unless because the defendant died."""
    return court_case_ended_day < NEVER and not court_awarded and not court_ended_by_debtors_death


@law.rule(
    CARER,
    "PHS § 56 lg 1",
    et="võlgnik maksis elatist, teadmata nõude üleminekust riigile",
    en="the debtor paid without knowing that the claim had passed to the State",
    ru="должник платил, не зная о переходе требования к государству",
)
def debtor_paid_in_court_time(
    maintenance_allowance_court_receives: bool,
    debtor_began_paying_day: Day,
    debtor_knew_of_transfer: bool,
    next_month_first_day: Day,
) -> bool:
    """In this month or before it."""
    if not maintenance_allowance_court_receives or debtor_knew_of_transfer:
        return False
    return debtor_began_paying_day < next_month_first_day


@law.rule(
    CARER,
    "PHS § 56 lg 1",
    et="saajalt tagasi nõutav kohtumenetlusaegne elatisabi",
    en="maintenance allowance during court proceedings to recover from the recipient",
    ru="пособие на время судебного производства, взыскиваемое с получателя",
)
def court_time_to_recover(
    maintenance_allowance_court_amount: Cents,
    ended_without_award: bool,
    debtor_paid_in_court_time: bool,
    received_month: Cents,
) -> Cents:
    """All of it without an award; otherwise what the child received twice. The extent is not said."""
    if ended_without_award:
        return maintenance_allowance_court_amount
    if debtor_paid_in_court_time:
        return min(maintenance_allowance_court_amount, received_month)
    return 0


@law.rule(
    CARER,
    "PHS § 57 lg 1",
    et="riigile üle läinud kohtumenetlusaegne nõue",
    en="claim of court proceedings that passed to the State",
    ru="требование времени суда, перешедшее к государству",
)
def court_claim_passed(
    maintenance_allowance_court_amount: Cents,
    court_time_to_recover: Cents,
    court_awarded: bool,
    title_month_at_start: Cents,
) -> Cents:
    """What was paid, up to the court's award; less what the debtor has paid to the child already.

    By as much the recipient pays back, and by as much the child's claim of the month is met.
    """
    if not court_awarded:
        return 0
    passed = min(maintenance_allowance_court_amount, title_month_at_start)
    return max(0, passed - court_time_to_recover)


@law.rule(
    CARER,
    "PHS § 57 lg 2",
    et="riigile üle läinud täitemenetlusaegne nõue",
    en="claim of enforcement proceedings that passed to the State",
    ru="требование времени исполнения, перешедшее к государству",
)
def enforcement_claim_passed(maintenance_allowance_enforcement_amount: Cents) -> Cents:
    return maintenance_allowance_enforcement_amount


@law.rule(
    CARER,
    "PHS § 57 lg 2",
    applies="2022-07-01",
    source="RT I, 31.03.2022, 1",
    et="riigile üle läinud pankrotimenetlusaegne nõue",
    en="claim of bankruptcy proceedings that passed to the State",
    ru="требование времени банкротства, перешедшее к государству",
)
def bankruptcy_claim_passed(maintenance_allowance_bankruptcy_amount: Cents) -> Cents:
    return maintenance_allowance_bankruptcy_amount


def childs_part(collected: Cents, owed_to_child: Cents) -> Cents:
    """Of what was collected the child's part: its due claim comes first (PHS § 58, § 60 lg 3)."""
    return min(collected, owed_to_child)


def states_part(collected: Cents, childs_part: Cents, owed_to_state: Cents) -> Cents:
    """Of what was collected the State's part: only what the child's due claim leaves."""
    return min(collected - childs_part, owed_to_state)
