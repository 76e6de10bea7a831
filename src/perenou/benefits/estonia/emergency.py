"""A state of emergency or war: claims without consent, and by whoever raises the child (PHS § 14¹)."""

from __future__ import annotations

from perenou.benefits.estonia.vocabulary import CARER, CLAIM, law

FROM = "2026-10-01"
ACT = "RT I, 30.06.2026, 1"


@law.rule(
    CLAIM,
    "PHS § 6 lg 1",
    et="senine saaja on saaja vahetusega nõus",
    en="the current recipient consents to the change",
    ru="нынешний получатель согласен на смену",
)
def change_is_agreed(has_consent: bool) -> bool:
    return has_consent


@law.rule(
    CLAIM,
    "PHS § 14¹ lg 1",
    applies=FROM,
    source=ACT,
    et="senine saaja on saaja vahetusega nõus või nõusolekut ei saa erakorralise või sõjaseisukorra tõttu",
    en="the current recipient consents, or consent is out of reach because of an emergency or war",
    ru="нынешний получатель согласен, или согласие не получить из-за чрезвычайного или военного положения",
    reading="consent_or_out_of_reach",
)
def change_is_agreed__or_unobtainable(has_consent: bool, consent_unobtainable: bool) -> bool:
    """Consent is not needed when the situation makes it impossible to get."""
    return has_consent or consent_unobtainable


@law.rule(
    CLAIM,
    "PHS § 14¹ lg 2",
    applies=FROM,
    source=ACT,
    reading="raising_is_enough",
    default=False,
    doubt="raiser_in_emergency",
    et="senine saaja on nõus, nõusolekut ei saa või taotleja kasvatab last erakorralise või sõjaseisukorra tõttu",
    en="the recipient consents, consent is out of reach, or the claimant raises the child in the emergency",
    ru="получатель согласен, согласие не получить, или заявитель воспитывает ребёнка из-за чрезвычайного положения",
)
def change_is_agreed__with_whoever_raises(
    has_consent: bool, consent_unobtainable: bool, raises_in_emergency: bool
) -> bool:
    """Whoever raises the child receives "too", as far as they claim: beside those of § 25."""
    return has_consent or consent_unobtainable or raises_in_emergency


@law.rule(
    CARER,
    "PHS § 14¹ lg 2",
    applies=FROM,
    source=ACT,
    et="isik kasvatab last tegelikult erakorralise või sõjaseisukorra ajal",
    en="the person actually raises the child during the emergency or war",
    ru="человек фактически воспитывает ребёнка во время чрезвычайного или военного положения",
)
def raises_in_emergency(actually_raises_in_emergency: bool) -> bool:
    """May claim and receive as well as those whom § 25 lists."""
    return actually_raises_in_emergency
