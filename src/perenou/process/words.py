"""The words in which a flow is told: texts, lengths of time, shares, and names of steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from perenou.language.catalogue import Catalogue, SlotValue
from perenou.language.grammar import Language, grouped
from perenou.process.log import DAY, NOBODY, EventLog

HOUR: Final = 3600


class Words:
    """Everything that is needed to say something of a log in a language.

    Args:
        case_name, official_name: what a case and an official are called; as the log has it where
            nothing is said.
    """

    def __init__(
        self,
        language: Language,
        log: EventLog,
        case_name: Callable[[str], str] = str,
        official_name: Callable[[str], str] = str,
    ) -> None:
        self.language: Language = language
        self._log = log
        self._case_name = case_name
        self._official_name = official_name
        self._texts = Catalogue.load("perenou.process", "texts")

    def say(self, key: str, /, **slots: SlotValue) -> str:
        """A text of this room.

        Raises:
            CatalogueError: there is no such text, or a slot is missing or unknown.
        """
        return self._texts.text(f"process.{key}", self.language, **slots)

    def step(self, activity: int) -> str:
        """The name of a step."""
        return self._log.activities[activity]

    def unit(self, unit: int) -> str:
        """The name of a unit."""
        return self.say("no_unit") if unit == NOBODY else self._log.units[unit]

    def case(self, case: int) -> str:
        """What a case is called."""
        return self._case_name(self._log.cases[case])

    def official(self, resource: int) -> str:
        """What an official is called."""
        return self._official_name(self._log.resources[resource])

    def cases(self, cases: tuple[int, ...]) -> str:
        """What some cases are called."""
        return ", ".join(self.case(case) for case in cases)

    def number(self, number: int) -> str:
        """A whole number."""
        return grouped(number, self.language)

    def decimal(self, value: float, places: int = 1) -> str:
        """A number with so many decimals."""
        text = f"{value:.{places}f}"
        whole, _, rest = text.partition(".")
        sign, whole = ("−", whole[1:]) if whole.startswith("-") else ("", whole)
        if not int(whole) and not int(rest or 0):
            sign = ""
        mark = "." if self.language == "en" else ","
        return f"{sign}{grouped(int(whole), self.language)}{mark + rest if rest else ''}"

    def days(self, seconds: float | None) -> str:
        """Seconds as days with one decimal, for a column that names its unit."""
        return "–" if seconds is None else self.decimal(seconds / DAY)

    def hours(self, seconds: float | None) -> str:
        """Seconds as hours with one decimal, for a column that names its unit."""
        return "–" if seconds is None else self.decimal(seconds / HOUR)

    def minutes(self, seconds: float | None) -> str:
        """Seconds as whole minutes, for a column that names its unit."""
        return "–" if seconds is None else self.decimal(seconds / 60, 0)

    def lasting(self, seconds: float) -> str:
        """A length of time in its own unit, short: ``3,2 p``, ``4,5 t``, ``12 min``."""
        if seconds >= DAY:
            return self.say("short.days", number=self.decimal(seconds / DAY))
        if seconds >= HOUR:
            return self.say("short.hours", number=self.decimal(seconds / HOUR))
        return self.say("short.minutes", number=self.decimal(seconds / 60, 0))

    def percent(self, share: float) -> str:
        """A share in per cent, with a decimal below ten."""
        value = round(share * 100, 1)
        places = 0 if value >= 10 or value == int(value) else 1
        return self.say("percent", number=self.decimal(value, places))

    def between(self, low: float, high: float) -> str:
        """Bounds of a share in per cent."""
        return self.say(
            "percent_between", low=self.decimal(low * 100), high=self.decimal(high * 100)
        )
