# ruff: noqa: E501  # a table: one fault, one line
"""Faults that can be planted in any act: functions from a text to one with the fault, or None.

They need no knowledge of the act but its kind, so that they can be run over drafted acts as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

Plant = Callable[[str], str | None]


@dataclass(frozen=True)
class Planter:
    """A fault, the item that must find it, and the kinds of act it can be planted in (all: ())."""

    name: str
    item: str
    plant: Plant
    kinds: tuple[str, ...] = ()


def once(pattern: str, put: str, flags: int = 0) -> Plant:
    """Puts something in the place of the first match; a match is a must."""

    def plant(text: str) -> str | None:
        made, count = re.subn(pattern, put, text, count=1, flags=re.MULTILINE | flags)
        return made if count and made != text else None

    return plant


def everywhere(pattern: str, put: str, flags: int = 0) -> Plant:
    """Puts something in the place of every match."""

    def plant(text: str) -> str | None:
        made, count = re.subn(pattern, put, text, flags=re.MULTILINE | flags)
        return made if count and made != text else None

    return plant


def unless(pattern: str, plant: Plant) -> Plant:
    """Plants nothing where it would be no fault."""

    def only(text: str) -> str | None:
        return None if re.search(pattern, text, re.MULTILINE) else plant(text)

    return only


def before_contest(sentence: str) -> Plant:
    """Puts a paragraph before the way to contest."""
    return once(r"^(#* *(?:\d+\. *)?(?:Kuidas .*vaidlusta|Vaidlustami|Otsuse vaidlustami).*)$",
                rf"{sentence}\n\n\1")  # fmt: skip


def at_end(sentence: str) -> Plant:
    """Puts a paragraph at the end."""

    def plant(text: str) -> str | None:
        return f"{text.rstrip()}\n\n{sentence}\n"

    return plant


GRANTS = ("grant", "partial_grant")
ADVERSE = ("refusal", "termination", "suspension", "recovery_injunction", "revocation")
BEFORE_2026 = r"^Otsus\n(?:.+\n)*?.*\b20(?:1\d|2[0-5])\b"
"""What is decided reaches back to when a section held that does not any more."""

PLANTERS = (
    Planter("no authority", "AA-001", everywhere(r"Sotsiaalkindlustusamet", "Amet")),
    Planter("placeholder for a name", "AA-002", at_end("[nimi]")),
    Planter("bracket left", "AA-171", before_contest("Summa on [täida summa].")),
    Planter("to do left", "AA-171", before_contest("TODO kontrollida.")),
    Planter("line to fill in", "AA-171", before_contest("Kuupäev on ________.")),
    Planter("everyday name", "AA-011", before_contest("Nii makstakse emapalka."), (*GRANTS, "refusal")),
    Planter("condition", "AA-014", once(r"^Toetus on .*?\.$|(?<=kuus\. )Õigus kestab .*?\.$|^(?=Otsustan:$)", r"Määrame selle tingimusel, et saadate tõendi."), ("grant",)),
    Planter("section that is not there", "AA-021", before_contest("Nii ütleb PHS § 97 lg 1.")),
    Planter("subsection that is not there", "AA-021", before_contest("Nii ütleb PHS § 17 lg 9.")),
    Planter("repealed section", "AA-021", unless(BEFORE_2026, before_contest("Nii ütleb PHS § 24 lg 1."))),
    Planter("old act", "AA-021", before_contest("Nii ütleb RPTS § 5 lg 1.")),
    Planter("lost superscript", "AA-162", before_contest("Nii ütleb PHS § 464 lg 1.")),
    Planter("doubled section sign", "AA-162", before_contest("Nii ütlevad PHS §§ 17 ja 25.")),
    Planter("foreign work without coordination", "AA-024", before_contest("Lapse isa töötab Rootsis."), (*GRANTS, "refusal", "change")),
    Planter("unanswered objection", "AA-032", before_contest("Väitsite, et laps elas kogu aeg Teie juures."), ("refusal", "termination", "revocation")),
    Planter("reasons elsewhere", "AA-034", before_contest("Põhjendused on toodud juhendis.")),
    Planter("against the court", "AA-036", before_contest("Kohtumäärusest hoolimata jääme oma seisukoha juurde."), ("refusal", "termination")),
    Planter("computed wrongly", "AA-052", before_contest("Osa kuust on 80 : 31 × 10 = 26,81 eurot."), ("grant", "change")),
    Planter("more than cents", "AA-052", before_contest("Osa kuust on 25,8065 eurot."), ("grant", "change")),
    Planter("added wrongly", "AA-054", before_contest("Kokku on 80 + 80 = 170 eurot.")),
    Planter("words and figures", "AA-054", before_contest("Summa on 90 (üheksakümmend viis) eurot.")),
    Planter("wrong rate", "AA-051", before_contest("Lapsetoetus on 61 eurot kuus."), (*GRANTS, "change")),
    Planter("too early start", "AA-053", once(r"alates (\d+\. \w+) 2026(?= kuni|\. Suurus)", r"alates \1 2024"), ("grant",)),
    Planter("no court", "AA-070", everywhere(r"^.*halduskoh.*$\n?", ""), (*GRANTS, "refusal", "termination")),
    Planter("wrong term", "AA-071", everywhere(r"30 päeva jooksul", "20 päeva jooksul"), (*GRANTS, "refusal", "termination")),
    Planter("term from the date", "AA-071", everywhere(r"(?:otsusest )?teadasaamisest|otsuse kättesaamisest", "otsuse kuupäevast"), (*GRANTS, "refusal", "termination")),
    Planter("wrong body", "AA-072", everywhere(r"vaide Sotsiaalkindlustusametile", "vaide Sotsiaalministeeriumile")),
    Planter("wrong court", "AA-072", everywhere(r"halduskohtule", "maakohtule")),
    Planter("fee", "AA-074", before_contest("Kaebuse eest tuleb tasuda riigilõiv."), ("refusal", "termination", "challenge_decision")),
    Planter("unsigned", "AA-080", everywhere(r"^.*(?:allkirjasta|[Dd]igi(?:taal)?(?:temp|allkir)|e-temp).*$\n?", "")),
    Planter("self-service only", "AA-083", before_contest("Otsus on ainult iseteeninduses."), ("refusal", "termination")),
    Planter("wrong day of delivery", "AA-084", before_contest("Kiri loetakse kättesaaduks kahe päeva pärast.")),
    Planter("no warning", "AA-090", everywhere(r"^.*(?:kohtutäitur|täitemenetlus|sundtäit).*$\n?", "", re.IGNORECASE), ("recovery_injunction",)),
    Planter("no instalments", "AA-096", everywhere(r"osade kaupa|ositi|maksegraafik\w*", "tervikuna"), ("recovery_injunction",)),
    Planter("no trust", "AA-101", everywhere(r"usaldus\w*|§ 67\b", "lootus", re.IGNORECASE), ("revocation",)),
    Planter("no access mark", "AA-120", everywhere(r"^(?:AK|ASUTUSESISESEKS KASUTAMISEKS)$\n?", "")),
    Planter("wrong end of restriction", "AA-121", once(r"(Kehtib kuni: \d+\.(?:\d+\.| \w+ ))(\d{4})", r"\g<1>2040")),
    Planter("personal code of another", "AA-122", before_contest("Isa isikukood on 38607190000.")),
    Planter("whole account", "AA-122", before_contest("Isa konto on EE001111222233334444.")),
    Planter("diagnosis", "AA-122", before_contest("Diagnoos on teada.")),
    Planter("tool without wording", "AA-124", before_contest("Tekst on koostatud tarkvara abil.")),
    Planter("long sentence", "AA-141", before_contest("Kui " + "laps elab teie juures ja " * 7 + "muud ei ole.")),
    Planter("agent with poolt", "AA-142", before_contest("See on ameti poolt tehtud otsus.")),
    Planter("officialese", "AA-144", before_contest("Käesoleva otsusega on kõik öeldud.")),
    Planter("chain of sections", "AA-148", before_contest("Vaata PHS § 17, PHS § 25 ja PHS § 28.")),
    Planter("blame", "AA-149", before_contest("Jätsite selle tahtlikult ütlemata.")),
    Planter("leading zero", "AA-160", before_contest("Nii oli see 01. mail.")),
    Planter("decimal point", "AA-161", before_contest("Summa on 80.50 eurot.")),
    Planter("annex that is not there", "AA-170", before_contest("Vaata lisa 7.")),
)  # fmt: skip
"""Every fault that can be planted."""
