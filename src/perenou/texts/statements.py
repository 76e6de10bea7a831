"""What a text states of the figures of the law: which figure, which value, and of what time.

Nothing is stated where a sentence does not say which benefit it means.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Final

from perenou.acts.check.benefit_names import NamedBenefit, benefits_at, names_all
from perenou.acts.check.view import Act, Place
from perenou.benefits.lawbook import LAWBOOK
from perenou.language.grammar import LANGUAGES
from perenou.language.read_dates import days_in, months_in
from perenou.rules.calendar import first_day_of
from perenou.rules.citation import Citation
from perenou.rules.types import Day
from perenou.texts.cited import provisions_in
from perenou.texts.passages import Passage, passages
from perenou.texts.read_values import Read, values_in
from perenou.texts.topics import FAMILY_BENEFITS, Topic, Unit, of_benefit, topics
from perenou.texts.unknown_names import unknown_names


@dataclass(frozen=True, slots=True)
class Times:
    """The time that a passage tells.

    Attributes:
        since: the day from which on something holds, told as such. days: every other day told, and
            the ends of every year told. is_past: whether it speaks of earlier times in words.
    """

    since: Day | None = None
    days: tuple[Day, ...] = ()
    is_past: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """A value that a text gives to a figure of the law.

    Attributes:
        figures: those that it can be about. value: as the law counts it (cents, days, per mille).
        is_sure: whether the words around it leave no doubt that it states the figure, so that a
            value which the law never had is wrong. is_sum: whether it may be the figure several
            times over, or several figures together. is_family: whether it may be more than any of
            them, as the sum of a family is. rivals: other values that the passage gives. also:
            figures whose values are as right.
    """

    figures: tuple[str, ...]
    value: int
    place: Place
    times: Times
    is_sure: bool
    is_sum: bool = False
    is_family: bool = False
    rivals: frozenset[int] = frozenset()
    also: tuple[str, ...] = ()


def statements(act: Act) -> Iterator[Statement]:
    """Everything that a document states of figures, in order; each value once."""
    seen: set[Place] = set()
    for passage in passages(act):
        if _MARKS_CASE.search(passage.text):
            continue
        found = _by_label(passage)
        for each in found or (*_by_benefit(passage), *_by_words(passage), *_by_citation(passage)):
            if each.place not in seen:
                seen.add(each.place)
                yield each


_MARKS_CASE: Final = re.compile(r"\bnäide(?:tes)?\s*:|\bfor example\b|\bнапример\b", re.IGNORECASE)
"""An example is about one family, whose sums need not be the law's."""

# ------------------------------------------------------------------------------ time

_SINCE: Final = re.compile(
    r"(?:\balates|\bsince|\bfrom|\bas of|(?:\bначиная\s+)?\bс)\s+(?:\w+\s+)?$", re.IGNORECASE
)
_UNTIL: Final = re.compile(r"(?:\bkuni|\buntil|\btill?|\bup to|\bдо|\bпо)\s+$", re.IGNORECASE)
_FROM_CASE: Final = re.compile(r"(?:st|lt)(?:\s+\d{4})?$", re.IGNORECASE)
_YEAR: Final = re.compile(
    r"(?<![\d.,])(?P<year>20[012]\d)(?:\.\s*a(?:asta\w*|\.|\b)|\s+год\w*)|\b(?:in|for)\s+(?P<plain>20[012]\d)\b",
    re.IGNORECASE,
)
_PAST: Final = re.compile(
    r"\b(?:oli|olid|olnud|varem\w*|seni\w*|endi(?:ne|se|sed|ste)\w*|kehtis(?:id)?|kehtinud|maksti|ei\s+maksta\s+enam|enam\s+ei|eelmi\w+"
    r"|was|were|previous\w*|former\w*|used\s+to|no\s+longer|formerly|until\s+then"
    r"|был[аио]?|ранее|раньше|прежн\w+|составлял\w*|больше\s+не|отмен\w+)\b",
    re.IGNORECASE,
)
_DAYS_OF_LIFE: Final = re.compile(r"\bsünd\w*\s*$|\bborn(?: on)?\s*$|\bрод\w+\s*$", re.IGNORECASE)


def times_of(text: str) -> Times:
    """The time that a passage tells."""
    since: Day | None = None
    days: list[Day] = []
    for each in days_in(text):
        before = text[: each.start]
        if _DAYS_OF_LIFE.search(before):
            continue
        if _SINCE.search(before) or (
            each.in_words and _FROM_CASE.search(each.text) and not _UNTIL.search(before)
        ):
            since = each.day if since is None else max(since, each.day)
        else:
            days.append(each.day)
    for month in months_in(text):
        first = first_day_of(month.month)
        if _SINCE.search(text[: month.start]) or _FROM_CASE.search(month.text):
            since = first if since is None else max(since, first)
        else:
            days += [first, first_day_of(month.month + 1) - 1]
    for year in _YEAR.finditer(text):
        first = first_day_of(int(year["year"] or year["plain"]) * 12)
        if _SINCE.search(text[: year.start()]) or year[0].endswith("st"):
            since = first if since is None else max(since, first)
        else:
            days += [first, first_day_of(int(year["year"] or year["plain"]) * 12 + 12) - 1]
    return Times(since, tuple(days), _PAST.search(text) is not None)


# ------------------------------------------------------------------------------ labels

_UNIT_OF: Final[dict[str, tuple[Unit, ...]]] = {
    "Cents": ("month",),
    "Days": ("days", "working_days"),
    "Months": ("months",),
    "PerMille": ("percent",),
}
_AFTER_LABEL: Final = re.compile(
    r"\s*(?:\||:|=|–|—|-|\bon\b|\bis\b|\bсоставляет\b)\s*", re.IGNORECASE
)
_BARE_COUNT: Final = re.compile(r"(?<![\d.,])\d{1,5}(?!\d|[.,]\d)")
_HOLDS: Final = re.compile(r"\|\s*(?:kehtib|holds|in force|действует)\b", re.IGNORECASE)


@cache
def _labels() -> tuple[tuple[str, str], ...]:
    """The names of figures in every language, the longest first, each with its figure."""
    found = {
        " ".join(parameter.labels.in_language(language).casefold().split()): name
        for name, parameter in LAWBOOK.parameters.items()
        if parameter.gives in (*_UNIT_OF, "Count")
        for language in LANGUAGES
    }
    return tuple(sorted(found.items(), key=lambda each: -len(each[0])))


def _by_label(passage: Passage) -> list[Statement]:
    """Of a row or line that begins with the very name of a figure: the value behind it."""
    text = passage.text
    plain = text.casefold()
    for label, figure in _labels():
        if not plain.startswith(label) or len(plain) != len(text):
            continue
        joint = _AFTER_LABEL.match(text, len(label))
        if joint is None:
            continue
        gives = LAWBOOK.parameters[figure].gives
        rest = text[joint.end() :]
        if gives == "Count":
            found = [
                Read(*each.span(), int(each[0])) for each in _BARE_COUNT.finditer(_no_days(rest))
            ]
        else:
            found = [each for unit in _UNIT_OF[gives] for each in values_in(rest, unit)]
        if not found:
            return []
        at = joint.end()
        return [
            Statement(
                (figure,),
                each.value,
                passage.place(at + each.start, at + each.end),
                _times_of_label(passage, rest, at + each.start),
                is_sure=True,
            )
            for number, each in enumerate(found)
            if number == 0 or _tells_when(_heading_above(passage, at + each.start))
        ]
    return []


def _times_of_label(passage: Passage, rest: str, at: int) -> Times:
    """The time of a value behind the name of a figure, which may be that of its column."""
    told = times_of(rest)
    if not passage.cells:
        return told
    of_column = _year_above(passage, at)
    if of_column:
        return Times(None, of_column, False)
    if _HOLDS.search(rest):
        # A day in a row says since when it holds; the mark says whether it still does.
        return Times(min(told.days, default=told.since), (), False)
    return Times(None, told.days, False)


def _tells_when(heading: str) -> bool:
    """Whether a column is that of a year, or of now."""
    return _COLUMN_YEAR.search(heading) is not None or _NOW.search(heading) is not None


def _heading_above(passage: Passage, at: int) -> str:
    """The heading of the column in which a place of a row stands."""
    column = bisect_right(passage.starts, at) - 1
    return passage.head[column] if column < len(passage.head) else ""


def _year_above(passage: Passage, at: int) -> tuple[Day, ...]:
    """The ends of the year that the heading of a column tells; empty where it tells none."""
    year = _COLUMN_YEAR.search(_heading_above(passage, at))
    if year is None:
        return ()
    first = first_day_of(int(year[0]) * 12)
    return first, first_day_of(int(year[0]) * 12 + 12) - 1


def _times_in_row(passage: Passage, at: int, told: Times) -> Times:
    """The time of a value: that of its column, or else what the passage tells."""
    of_column = _year_above(passage, at) if passage.cells else ()
    return Times(None, of_column, False) if of_column else told


_COLUMN_YEAR: Final = re.compile(r"\b20[012]\d\b")
_NOW: Final = re.compile(r"\b(?:praegu|nüüd|kehtiv|now|current|сейчас|действует)\b", re.IGNORECASE)


def _no_days(text: str) -> str:
    """A text with its days blotted out, whose numbers are no counts."""
    for each in days_in(text):
        text = text[: each.start] + "." * (each.end - each.start) + text[each.end :]
    return re.sub(r"(?:§|\blg|\bp)\s*\d+", lambda found: "." * len(found[0]), text)


# ------------------------------------------------------------------------------ benefits

_CLAUSES: Final = re.compile(
    r"[;|]|,(?!\d)|\b(?:ja|ning|kuid|and|but|while|и|а|но)\b", re.IGNORECASE
)
_MONTHLY: Final = re.compile(
    r"\b(?:kuus|igakuuli\w+|igakuine|iga\s+kuu|kuu\s+kohta|kuu\s+eest|kuumäär\w*|a\s+month|per\s+month|monthly|every\s+month|each\s+month"
    r"|в\s+месяц|ежемесячн\w*|каждый\s+месяц)\b|/\s*(?:kuu|month|мес)",
    re.IGNORECASE,
)
_OTHER_SUM: Final = re.compile(
    r"\b(?:vahe|vahet|vahe(?:summa|le)\w*|osa|osaliselt|kinni\s+pe\w+|tasaarve\w*|võl[ag]\w*|enammak\w*|liigselt|tagasi\w*|tulumaks\w*|palk\w*|palga\w*"
    r"|sissetulek\w*|elatis(?!abi)\w*|riigilõiv\w*|trahv\w*|kokkuhoid\w*|baassumma\w*|eelarve\w*|miljon\w*|tuhat|erineva?\w*"
    r"|difference|debt|overpaid|overpayment|repay\w*|salary|wage\w*|income|budget|million|fee"
    r"|разниц\w+|долг\w*|переплат\w+|вернуть|возврат\w*|зарплат\w+|доход\w*|бюджет\w*|миллион\w*)\b",
    re.IGNORECASE,
)
_OTHERS: Final = re.compile(
    r"\b(?:[Ll]inna?(?:valitsus\w*)?|[Vv]al(?:d|la|lavalitsus\w*)|[Oo]mavalitsus\w*|[Kk]ohalik\w*|[Mm]unicipal\w*|[Cc]ity|[Гг]ород\w*|[Вв]олост\w*"
    r"|(?:teise?|välis)\s?rii[kg]\w*|Soome\w*|Rootsi\w*|Läti\w*|Leedu\w*|Saksamaa\w*|Norra\w*|Taani\w*|Poola\w*|Iirimaa\w*"
    r"|Prantsusmaa\w*|Hispaania\w*|Itaalia\w*|Hollandi\w*|Madalmaad\w*|Belgia\w*|Austria\w*|Šveitsi\w*|Ühendkuningrii\w*"
    r"|(?:another|other)\s+(?:member\s+)?state\w*|Finland|Finnish|Sweden|Latvia|Lithuania|Germany|Norway|Denmark|Poland|Ireland"
    r"|друг\w+\s+(?:государств\w+|стран\w+)|Финлянди\w+|Швеци\w+|Латви\w+|Литв\w+|Германи\w+|Норвеги\w+|Дани\w+|Польш\w+)\b"
)
"""A municipality or another state, whose sums are not those of the law."""

_TOGETHER: Final = re.compile(
    r"\b(?:kokku|laste\s+eest|lapse\s+eest\s+kokku|in\s+(?:all|total)|together|вместе|всего|итого)\b",
    re.IGNORECASE,
)
_FOR_ONE: Final = re.compile(
    r"\bühe\s+lapse\b|\biga\s+lapse\b|\blapse\s+kohta\b|\b(?:for\s+)?(?:one|each)\s+child\b"
    r"|\bза\s+(?:одного|каждого)\s+реб[её]нка\b",
    re.IGNORECASE,
)
"""A sum for one child, which is not that of several together."""

_BEFORE: Final = re.compile(
    r"(?:\benne|\bvarem|\bseni|\bbefore|\bearlier|\bpreviously|\bдо этого|\bранее|\bраньше)[:\s]*$",
    re.IGNORECASE,
)
"""What was until then."""

_SUBJECT: Final = re.compile(
    r"\W*(?:(?:selle\s+)?(?:toetuse|hüvitise)\s+(?:suurus|summa)|toetus(?:t)?|hüvitis(?:t)?|the\s+(?:allowance|benefit)|(?:размер\s+)?пособи[ея])\b",
    re.IGNORECASE,
)
"""A sentence whose subject is the benefit that its heading names."""

_RELATIVE: Final = re.compile(r"\s*(?:mi(?:s|lle|da)|which|whose|котор\w+)\b", re.IGNORECASE)
"""A clause about what was named last."""

_FEW: Final = 2
_CHANGE: Final = re.compile(
    r"\b(?:tõus\w*|tõste\w*|suuren\w*|kasva\w*|muutu\w*|asemel|väh(?:en|em)\w*|rose|rise\w*|increas\w*|instead|change\w*|decreas\w*"
    r"|вырос\w*|увелич\w*|вместо|измен\w*|сниз\w*|уменьш\w*)\b",
    re.IGNORECASE,
)


def _by_benefit(passage: Passage) -> Iterator[Statement]:
    """Sums of money in a passage that names one benefit, or one beside each of them."""
    text = passage.text
    found = values_in(text, "month")
    if not found:
        return
    has_others = _OTHERS.search(text) is not None
    named = list(benefits_at(text, lay=True))
    distinct = {each.benefit for each in named}
    told = times_of(text)
    around = " ".join((text, *passage.above[:2], *passage.head))
    is_monthly = _MONTHLY.search(around) is not None
    rivals = frozenset(each.value for each in found) if _CHANGE.search(text) else frozenset()
    for each in found:
        clause_start, clause_end = _clause(text, each)
        clause = text[clause_start:clause_end]
        if _OTHER_SUM.search(clause) or _BEFORE.search(text[: each.start]):
            continue
        # Who was named before may be the one who pays; who is named later is not.
        if has_others and _OTHERS.search(text[:clause_end]):
            continue
        if len(distinct) > 1 or has_others:
            own = {n.benefit for n in named if clause_start <= n.start < clause_end}
            if not own and _RELATIVE.match(clause):
                own = {
                    n.benefit
                    for n in named
                    if n.end <= clause_start and n is _last(named, clause_start)
                }
        else:
            own = distinct or _from_above(passage)
        if len(own) != 1:
            continue
        (benefit,) = own
        of = of_benefit(benefit)
        told_apart = _told_apart(of, clause) or _told_apart(of, _beside(text, found, each, of))
        wanted = told_apart or list(of)
        if not wanted:
            continue
        is_once = wanted[0].unit == "once"
        yield Statement(
            tuple(t.figure for t in wanted),
            each.value,
            passage.place(each.start, each.end),
            _times_in_row(passage, each.start, told),
            is_sure=(bool(distinct) or _SUBJECT.match(text) is not None)
            and (is_monthly or is_once or bool(told_apart))
            and (len(found) <= _FEW or _is_alone(named, found, clause_start, clause_end)),
            is_sum=(not told_apart and not _FOR_ONE.search(clause))
            or _TOGETHER.search(text) is not None,
            is_family=(len(wanted) > 1 or _TOGETHER.search(text) is not None),
            rivals=rivals - {each.value},
        )


def _is_alone(named: Iterable[NamedBenefit], found: Iterable[Read], start: int, end: int) -> bool:
    """Whether a clause names one benefit and gives one value."""
    values = sum(start <= each.start < end for each in found)
    return values == 1 and len({n.benefit for n in named if start <= n.start < end}) == 1


def _last(named: list[NamedBenefit], before: int) -> NamedBenefit | None:
    """The last benefit that is named before a place."""
    return max((n for n in named if n.end <= before), key=lambda n: n.end, default=None)


def _told_apart(of: Iterable[Topic], text: str) -> list[Topic]:
    return [topic for topic in of if topic.words and topic.words.search(text)]


def _beside(text: str, found: list[Read], read: Read, of: Iterable[Topic]) -> str:
    """What stands between a value and its neighbour: before it, if so for the first one."""
    at = found.index(read)
    if _told_apart(of, text[: found[0].start]):
        return text[found[at - 1].end if at else 0 : read.start]
    return text[read.end : found[at + 1].start if at + 1 < len(found) else len(text)]


def _clause(text: str, read: Read) -> tuple[int, int]:
    """The clause in which a value stands."""
    start, end = 0, len(text)
    for mark in _CLAUSES.finditer(text):
        if mark.end() <= read.start:
            start = mark.end()
        elif mark.start() >= read.end:
            return start, mark.start()
    return start, end


def _from_above(passage: Passage) -> set[str]:
    """The benefit that the lead-in or the nearest heading names, if it names just one."""
    if unknown_names(passage.text):
        return set()
    for text in passage.above:
        named = {each.benefit for each in benefits_at(text, lay=True)}
        if named:
            return named if len(named) == 1 else set()
    return set()


# ------------------------------------------------------------------------------ words


def _by_words(passage: Passage) -> Iterator[Statement]:
    """Values of figures that a passage speaks of without naming a benefit alone."""
    text = passage.text
    told: Times | None = None
    for topic in topics().values():
        if not topic.needs or not all(each.search(text) for each in topic.needs):
            continue
        if topic.unless is not None and topic.unless.search(text):
            continue
        if topic.about and not _is_about(passage, topic.about):
            continue
        found = values_in(text, topic.unit)
        if topic.unit == "month" and not _MONTHLY.search(text):
            # A sum that the figure has had is meant by the month all the same, where it is told
            # to the cent or as what the figure is.
            ever = {version.value for version in LAWBOOK.parameters[topic.figure].versions}
            end = _named_until(text, topic)
            found = [
                each
                for each in found
                if each.value in ever
                and (each.value % 100 or _IS.fullmatch(text[end : each.start]))
            ]
        near = _nearest(text, topic, found)
        if near is None:
            continue
        told = times_of(text) if told is None else told
        rivals = frozenset(each.value for each in found) - {near.value}
        made = Statement(
            (topic.figure,), near.value, passage.place(near.start, near.end), told, is_sure=True
        )
        yield replace(made, rivals=rivals, also=topic.also)


_IS: Final = re.compile(
    r"\s*(?:on|oli|is|was|составля\w+|–|—|-|:)\s*(?:praegu|nüüd|now|currently|сейчас)?\s*",
    re.IGNORECASE,
)


def _named_until(text: str, topic: Topic) -> int:
    """Where the words that name the topic end, the last of them."""
    return max(match.end() for need in topic.needs for match in need.finditer(text))


def _is_about(passage: Passage, about: frozenset[str]) -> bool:
    """Whether a passage names what is meant or, naming nothing, leaves it to what stands above."""
    own = _subjects(passage.text)
    if own:
        return bool(own & about)
    if unknown_names(passage.text):
        return False
    above = next(filter(None, map(_subjects, passage.above)), frozenset[str]())
    return bool(above) and above <= about


@lru_cache(maxsize=1024)
def _subjects(text: str) -> frozenset[str]:
    """The benefits that a text names."""
    named = frozenset(each.benefit for each in benefits_at(text, lay=True))
    return named | {FAMILY_BENEFITS} if names_all(text) else named


def _nearest(text: str, topic: Topic, found: Iterable[Read]) -> Read | None:
    """The value that stands nearest to the first words that the topic needs."""
    match = topic.needs[0].search(text)
    assert match is not None
    return min(
        found, key=lambda each: min(abs(each.start - match.end()), abs(match.start() - each.end)),
        default=None,
    )  # fmt: skip


# ------------------------------------------------------------------------------ provisions


def _by_citation(passage: Passage) -> Iterator[Statement]:
    """The one value in a passage that cites the very provision which gives such a figure."""
    cited = frozenset(provisions_in(passage.text))
    if len(cited) != 1:
        return
    (provision,) = cited
    for unit, figures in _given_by().get(provision, {}).items():
        found = values_in(passage.text, unit)
        if len(found) != 1:
            continue
        near, is_money = found[0], unit in ("month", "once")
        yield Statement(
            figures,
            near.value,
            passage.place(near.start, near.end),
            times_of(passage.text),
            is_sure=not is_money,
            is_sum=is_money,
            is_family=is_money,
        )


@cache
def _given_by() -> Mapping[Citation, Mapping[Unit, tuple[str, ...]]]:
    """By provision and unit, the figures that it gives: those of today's wording."""
    found: dict[Citation, dict[Unit, tuple[str, ...]]] = {}
    for name, parameter in LAWBOOK.parameters.items():
        unit = _unit_of(name)
        if unit is not None:
            of = found.setdefault(parameter.versions[-1].citation, {})
            of[unit] = (*of.get(unit, ()), name)
    return found


def _unit_of(figure: str) -> Unit | None:
    topic = topics().get(figure)
    if topic is not None:
        return topic.unit
    gives = LAWBOOK.parameters[figure].gives
    if gives == "Days":
        return "working_days" if "working_days" in figure else "days"
    return _UNIT_OF[gives][0] if gives in _UNIT_OF else None
