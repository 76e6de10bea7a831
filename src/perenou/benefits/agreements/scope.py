"""Whom coordination reaches, with which state (883/2004 art 2; 1231/2010 art 1).

A family follows the one of its adults whom it reaches.
"""

from __future__ import annotations

from typing import Final

from perenou.benefits.estonia.vocabulary import PERSON
from perenou.benefits.eu.vocabulary import CHILD_STATE, LINK, TIE, Citizenship, Region, law

NEW_TIES_SINCE: Final = "2021-01-01"
"""From here on a tie to the United Kingdom is a new one, which coordination does not reach."""


@law.rule(
    PERSON,
    "883/2004 art 2(1)",
    reading="as_stateless",
    et="määrus kehtib isikule kodakondsuse järgi",
    en="the Regulation applies to the person by citizenship",
    ru="регламент применяется к человеку по гражданству",
)
def is_named_by_regulation(citizenship: Citizenship) -> bool:
    """Citizens of the Union, the EEA and Switzerland, stateless people and refugees.

    Undetermined citizenship is treated like having none.
    """
    return citizenship <= Citizenship.UNDETERMINED


@law.rule(
    PERSON,
    "883/2004 art 2(1)",
    reading="as_third_country",
    default=False,
    doubt="eu_undetermined_citizenship",
    et="määrus kehtib isikule kodakondsuse järgi",
    en="the Regulation applies to the person by citizenship",
    ru="регламент применяется к человеку по гражданству",
)
def is_named_by_regulation__third_country(citizenship: Citizenship) -> bool:
    """Undetermined citizenship is covered as a third country's is, by Regulation 1231/2010."""
    return citizenship <= Citizenship.STATELESS_OR_REFUGEE


@law.rule(
    PERSON,
    "1231/2010 art 1",
    et="määrus laieneb isikule kui kolmanda riigi kodanikule",
    en="the Regulation extends to the person as a third country's citizen",
    ru="регламент распространяется на человека как гражданина третьей страны",
)
def is_reached_by_extension(is_named_by_regulation: bool, stays_lawfully: bool) -> bool:
    """Whoever lives lawfully in a state of the Union; their case already touches several states."""
    return not is_named_by_regulation and stays_lawfully


@law.rule(
    LINK,
    "883/2004 art 2(1)",
    et="koordineerimine ulatub isiku enda järgi Ühendkuningriigini",
    en="coordination reaches the United Kingdom by the person themselves",
    ru="координация достигает Великобритании по самому человеку",
)
def reaches_united_kingdom__until_2021(
    is_named_by_regulation: bool, citizenship: Citizenship, kept_by_withdrawal_agreement: bool
) -> bool:
    """A state like others of the Union; the extension to third countries' citizens was not read."""
    return (
        is_named_by_regulation
        or citizenship == Citizenship.UNITED_KINGDOM
        or kept_by_withdrawal_agreement
    )


@law.rule(
    LINK,
    "Väljaastumisleping art 30",
    applies=NEW_TIES_SINCE,
    et="koordineerimine ulatub isiku enda järgi Ühendkuningriigini",
    en="coordination reaches the United Kingdom by the person themselves",
    ru="координация достигает Великобритании по самому человеку",
)
def reaches_united_kingdom(kept_by_withdrawal_agreement: bool) -> bool:
    """Only whoever had a tie before 2021 that is unbroken since."""
    return kept_by_withdrawal_agreement


@law.rule(
    LINK,
    "883/2004 art 2(1)",
    reading="every_member_state",
    et="koordineerimine ulatub isiku enda järgi riigini",
    en="coordination reaches the state by the person themselves",
    ru="координация достигает государства по самому человеку",
)
def is_reached_in_own_right(
    region: Region,
    is_named_by_regulation: bool,
    is_reached_by_extension: bool,
    reaches_united_kingdom: bool,
) -> bool:
    """The extension holds within the Union without Denmark; with the United Kingdom the agreement."""
    if region == Region.UNION:
        return is_named_by_regulation or is_reached_by_extension
    if region == Region.UNITED_KINGDOM:
        return reaches_united_kingdom
    if region == Region.DENMARK or region == Region.EEA or region == Region.SWITZERLAND:
        return is_named_by_regulation
    return False


@law.rule(
    LINK,
    "883/2004 art 2(1)",
    reading="own_agreement_only",
    default=False,
    doubt="eu_agreement_nationals",
    et="koordineerimine ulatub isiku enda järgi riigini",
    en="coordination reaches the state by the person themselves",
    ru="координация достигает государства по самому человеку",
)
def is_reached_in_own_right__own_agreement_only(
    region: Region,
    citizenship: Citizenship,
    is_named_by_regulation: bool,
    is_reached_by_extension: bool,
    reaches_united_kingdom: bool,
) -> bool:
    """Each agreement is for its own states' citizens: Norwegians have none with Switzerland."""
    if region == Region.UNION:
        return is_named_by_regulation or is_reached_by_extension
    if region == Region.UNITED_KINGDOM:
        return reaches_united_kingdom
    if region == Region.EEA:
        return is_named_by_regulation and citizenship != Citizenship.SWITZERLAND
    if region == Region.SWITZERLAND:
        return is_named_by_regulation and citizenship != Citizenship.EEA
    return region == Region.DENMARK and is_named_by_regulation


@law.rule(
    TIE,
    "883/2004 art 2(1)",
    et="koordineerimine ulatub lapse pereliikmeni",
    en="coordination reaches a member of the child's family",
    ru="координация распространяется на члена семьи ребёнка",
)
def reaches_family_member(is_family_of_child: bool, is_reached_in_own_right: bool) -> bool:
    return is_family_of_child and is_reached_in_own_right


law.across(
    CHILD_STATE,
    "coordination_reaches",
    "any",
    TIE,
    "883/2004 art 2(1)",
    among="reaches_family_member",
    gives="bool",
    et="lapse pere ja riigi vahel koordineeritakse perehüvitisi",
    en="family benefits are coordinated between the child's family and the state",
    ru="семейные пособия между семьёй ребёнка и государством координируются",
)


@law.rule(
    TIE,
    "883/2004 art 2(1)",
    et="isik on selle lapse pereliige, kelle pereni koordineerimine ulatub",
    en="the person belongs to the family of a child whom coordination reaches",
    ru="человек — член семьи ребёнка, которого достигает координация",
)
def follows_family(is_family_of_child: bool, coordination_reaches: bool) -> bool:
    return is_family_of_child and coordination_reaches


law.across(
    LINK,
    "is_reached_with_family",
    "any",
    TIE,
    "883/2004 art 2(1)",
    among="follows_family",
    gives="bool",
    et="koordineerimine ulatub isikuni pere järgi",
    en="coordination reaches the person with the family",
    ru="координация достигает человека вместе с семьёй",
)


@law.rule(
    LINK,
    "883/2004 art 2(1)",
    et="isiku ja riigi vahel kehtivad koordineerimise reeglid",
    en="the rules of coordination hold between the person and the state",
    ru="между человеком и государством действуют правила координации",
)
def is_reached(is_reached_in_own_right: bool, is_reached_with_family: bool) -> bool:
    return is_reached_in_own_right or is_reached_with_family


@law.rule(
    TIE,
    "883/2004 art 2(1)",
    et="määrus kehtib lapse pereliikmele kodakondsuse järgi",
    en="the Regulation applies to a member of the child's family by citizenship",
    ru="регламент применяется к члену семьи ребёнка по гражданству",
)
def names_family_member(is_family_of_child: bool, is_named_by_regulation: bool) -> bool:
    return is_family_of_child and is_named_by_regulation


law.across(
    CHILD_STATE,
    "has_named_member",
    "any",
    TIE,
    "883/2004 art 2(1)",
    among="names_family_member",
    gives="bool",
    et="määrus kehtib kellelegi perest kodakondsuse järgi",
    en="the Regulation applies to somebody in the family by citizenship",
    ru="регламент применяется к кому-либо из семьи по гражданству",
)


@law.rule(
    CHILD_STATE,
    "1231/2010 art 1",
    et="koordineerimine sõltub kolmanda riigi kodanike määrusest",
    en="coordination hangs on the regulation for third countries' citizens",
    ru="координация зависит от регламента о гражданах третьих стран",
)
def hangs_on_extension(is_estonia: bool, region: Region, has_named_member: bool) -> bool:
    """Nobody in the family is a citizen of a coordinated state; the text was not read."""
    if is_estonia or has_named_member:
        return False
    return region <= Region.SWITZERLAND


law.doubt("eu_extension_not_read", when="hangs_on_extension", citation="1231/2010 art 1")


@law.rule(
    LINK,
    "Väljaastumisleping art 30",
    applies=NEW_TIES_SINCE,
    et="Ühendkuningriigiga kehtib koordineerimine edasi",
    en="with the United Kingdom coordination goes on",
    ru="с Великобританией координация продолжается",
)
def goes_on_with_united_kingdom(region: Region, is_reached: bool) -> bool:
    """Only while the tie is unbroken; whether it is must be looked at again with every change."""
    return region == Region.UNITED_KINGDOM and is_reached


law.doubt(
    "agreement_united_kingdom",
    when="goes_on_with_united_kingdom",
    citation="Väljaastumisleping art 30",
)
