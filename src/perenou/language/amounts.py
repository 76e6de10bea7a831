"""Sums of money as text: 347,82 eurot, 347.82 euros, 347,82 евро."""

from __future__ import annotations

from perenou.language.grammar import MINUS, Language, after_number, form, grouped

_RANGE: dict[Language, tuple[str, str, str]] = {
    "et": ("{low} kuni {high}", "vähemalt {low}", "kuni {high}"),
    "en": ("{low} to {high}", "at least {low}", "up to {high}"),
    "ru": ("от {low} до {high}", "не менее {low}", "не более {high}"),
}
"""By language: how an amount between two bounds reads, one from a bound on, and one up to it."""


def figure(cents: int, language: Language, *, has_cents: bool = False) -> str:
    """A sum without its unit: ``1 234,56``; whole euros without decimals, unless all have them."""
    whole, rest = divmod(abs(cents), 100)
    text = grouped(whole, language)
    if rest or has_cents:
        text += f"{'.' if language == 'en' else ','}{rest:02}"
    return MINUS + text if cents < 0 else text


def euros(cents: int, language: Language, case: str = "nominative") -> str:
    """A sum with its unit in the case that the sentence needs: ``80 eurot``, ``80 euroni``.

    Raises:
        ValueError: the language has no such case.
    """
    return f"{figure(cents, language)} {_unit(cents, language, case)}"


def amount_range(
    low: int | None, high: int | None, language: Language, case: str = "nominative"
) -> str:
    """A sum known only within bounds (cents): ``80 kuni 530 eurot``.

    ``None`` leaves that side open; equal bounds are one sum.

    Raises:
        ValueError: there is no bound at all, the bounds are reversed, or the language has no such
            case.
    """
    both, from_low, to_high = _RANGE[language]
    if low is not None and high is not None:
        if low > high:
            raise ValueError(f"bounds reversed: {low} to {high} cents")
        if low == high:
            return euros(low, language, case)
        return both.format(low=figure(low, language), high=euros(high, language, case))
    if low is not None:
        return from_low.format(low=euros(low, language, case))
    if high is not None:
        return to_high.format(high=euros(high, language, case))
    raise ValueError("an amount without any bound has no text")


def _unit(cents: int, language: Language, case: str) -> str:
    if cents % 100 == 0:
        return after_number(abs(cents) // 100, "euro", language, case)
    if language == "et":
        return form("euro", "et", "partitive" if case == "nominative" else case)
    if language == "en":
        return form("euro", "en", case, "plural")
    return form("euro", "ru", case)
