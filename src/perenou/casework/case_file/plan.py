"""The part of the case file about wishes for a plan of parental benefit."""

from typing import Literal

from pydantic import Field

from perenou.casework.case_file.fields import Cents, Day, DayCount, Ref
from perenou.casework.case_file.spells import Entries, Model, Spell

Goal = Literal["most_money", "most_days_together", "longest_time_at_home"]


class WishedSpell(Spell):
    """A time for which it is settled what a parent does; a month stands for all its days."""

    who: Ref | None = Field(default=None, description="The parent.")


class WishedDays(Model):
    """For how many days a parent wants to be paid."""

    who: Ref | None = Field(default=None, description="The parent.")
    least: DayCount | None = Field(default=None, description="At least so many days of benefit.")
    most: DayCount | None = Field(default=None, description="At most so many days of benefit.")


class Wage(Model):
    """What a parent earns while working, and gives up while at home."""

    who: Ref | None = Field(default=None, description="The parent.")
    month_amount: Cents | None = Field(default=None, description="Euros a month before taxes.")


class PlanWishes(Model):
    """What a family wants of its plan; the rules decide what of a plan is paid."""

    for_: Ref | None = Field(
        default=None, alias="for", description="The child; left out: the only one under three."
    )
    goal: Goal = Field(default="most_money", description="Which plan is the best one.")
    kindergarten: Day | None = Field(
        default=None,
        description="Day from which the child is in kindergarten; until then a parent is at home.",
    )
    together: DayCount | None = Field(
        default=None, description="On at least so many days benefit is paid to both parents."
    )
    at_home: Entries[WishedSpell] = Field(default=(), description="Who is at home, and when.")
    at_work: Entries[WishedSpell] = Field(default=(), description="Who is at work, and when.")
    days: Entries[WishedDays] = Field(default=(), description="Bounds of a parent's days.")
    wages: Entries[Wage] = Field(
        default=(), description="Wages while working; left out: only the benefit is compared."
    )
