"""The grammar of citations: a recursive descent over tokens.

::

    mention   = gazette | celex | cases | decision | cited
    cited     = [head] address [post-head] | head
    head      = relation | abbreviation | title | union act
    address   = unit { unit | connector unit }
    unit      = level numbers | ordinals level | "(" number ")"
    numbers   = number [ range ] { connector number [ range ] }

What is read here is how something is written; what it means is found out in ``resolve``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from perenou.language.references.acts import (
    abbreviated,
    abbreviations,
    acts,
    title_patterns,
    titles,
    union_acts,
)
from perenou.language.references.levels import (
    CONJUNCTIONS,
    DOTTED,
    FOLLOWERS,
    LETTERED,
    NOT_COUNTED,
    level_of,
    ordinal_of,
)
from perenou.language.references.reference import LEVELS
from perenou.language.references.tokens import Token, number_key

Relation: TypeAlias = Literal["", "this", "same", "alias"]

_ORDER: Final = {level: index for index, level in enumerate(LEVELS)} | {"article": 0}
_OPENING: Final = frozenset("„“\"«'”‟")
_STOPS: Final = frozenset(".,;:!?*|")
"""Marks that begin no citation, so that long rows of them are passed over at once."""

_QUOTES: Final = frozenset("„“\"»«'”‟*")
_THIS: Final = re.compile(r"käesoleva(?:s|st|le|l|lt|t|ga)?|käesolevat|настояще\w+|this")
_SAME: Final = re.compile(
    r"sama(?:s|st|le|l|lt|ga)?|sellesama\w*|selle|selles|sellest|nimetatud|viidatud|eelnimetatud|"
    r"ülalnimetatud|same|того|этого|том|этом"
)
_ACT_WORD: Final = re.compile(
    r"(?:seadus|seadustik|määrus)(?:t|e|es|est|ele|el|elt|ega|eks|esse|u|us|ust|ule|uga|ut|ku|se)?|"
    r"direktiiv\w*|закон(?:а|е|у|ом)?|act|регламент(?:а|е|у|ом)?|regulation|directive"
)
_UNION_WORD: Final = re.compile(
    r"määrus\w*|direktiiv\w*|regulations?|directives?|регламент\w*|директив\w*"
)
_UNION_BODY: Final = re.compile(r"EÜ|EL|EMÜ|EC|EU|EEC|ЕС|ЕЭС|Euratom|EURATOM|ЕСЭ|Евратом")
_NUMBER_SIGN: Final = frozenset({"nr", "no", "№"})
_DECISION: Final = re.compile(r"otsus(?:e\w*|t|ed)?|decisions?|решени\w+")
_DECISION_SERIES: Final = frozenset("AEFHPRSU")
_COMMISSION: Final = re.compile(r"halduskomisjoni")
_BODIES: Final = (
    ("euroopa", "parlamendi", "ja", "nõukogu"),
    ("nõukogu",),
    ("komisjoni",),
)
_UNKNOWN_ABBREVIATION: Final = re.compile(
    r"(?=(?:[^A-ZÕÄÖÜ]*[A-ZÕÄÖÜ]){2})[A-ZÕÄÖÜ][A-Za-zÕÄÖÜõäöüšž]{1,9}(?:-?(?:i|is|ist|ile|il|ilt|iga))?"
)
_BRACKET: Final = 9
"""The most words that a bracket which gives a name may hold."""

_ORDINALS: Final = 20
"""The most ordinals in one list; a text of nothing else must not take for ever."""

_LETTER: Final = re.compile(r"[a-z]|[ivx]{2,4}")
_VOWELS: Final = "aeiouõäöü"
_NEVER_TITLE: Final = re.compile(
    r"kui|kas|et|ja|ning|või|selle|sama|see|üks|iga|uue|vana|ka|vt|vaata|ega|siis|kohaselt|järgi"
)


@dataclass(frozen=True, slots=True)
class Head:
    """What names the act: an act known by name, or a word that points back to one.

    ``of`` is what a relation points at: the act, the section or the subsection.
    """

    name: str
    end: int
    start: int
    relation: Relation = ""
    of: str = "act"
    known: bool = True
    union: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """One address: a number at each level, the end of a range, and the tokens it ends at."""

    numbers: Mapping[str, str]
    through: str
    first: int
    last: int
    reversed: bool = False
    """A range that runs backwards, such as 17-1."""


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A number with the end of its range, and the tokens that it takes up."""

    value: str
    through: str
    backwards: bool
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """A citation as it is written: tokens from ``first`` up to but not including ``end``."""

    kind: Literal["gazette", "celex", "case", "decision", "cited"]
    first: int
    end: int
    head: Head | None = None
    places: tuple[Place, ...] = ()
    names: tuple[str, ...] = ()
    article: bool = False
    certain: bool = True
    """Whether words around it say that it is one (an asked-for number, not a date)."""


@dataclass(slots=True)
class Grammar:
    """Reads one text's tokens; ``aliases`` are the names that the text itself has given."""

    tokens: Sequence[Token]
    aliases: dict[tuple[re.Pattern[str], ...], str] = field(default_factory=dict)

    def at(self, index: int) -> Found | None:
        """The citation that begins at a token, if one does."""
        token = self.tokens[index]
        if token.kind == "mark" and token.value in _STOPS:
            return None
        if token.kind == "gazette":
            return Found("gazette", index, index + 1, names=(token.value,))
        if token.kind == "celex":
            return Found("celex", index, index + 1, names=(token.value,))
        if token.kind in ("case", "ecli"):
            return self._cases(index)
        return self._decision(index) or self._cited(index)

    def alias(self, index: int) -> tuple[str, int] | None:
        """What a bracket after an act calls it from here on, and the token after the bracket."""
        if self._value(index) != "(" or not self._word(index + 1):
            return None
        near = range(index + 1, index + _BRACKET)
        close = next((i for i in near if self._value(i) == ")"), None)
        if close is None:
            return None
        words = [
            token.value
            for token in self.tokens[index + 1 : close]
            if token.value not in _QUOTES and token.value not in ",:–-"
        ]
        if words and words[0].lower() in ("edaspidi", "hereinafter", "далее"):
            words = [word for word in words[1:] if word.lower() not in ("ka", "the")]
            return (" ".join(words), close + 1) if words else None
        if len(words) == 1 and abbreviated(words[0]):
            return words[0], close + 1
        return None

    def name_alias(self, text: str, act: str) -> None:
        """Remember what the text calls an act."""
        self.aliases[title_patterns(text)] = act

    # ------------------------------------------------------------------ pieces

    def _value(self, index: int) -> str:
        return self.tokens[index].value if 0 <= index < len(self.tokens) else ""

    def _kind(self, index: int) -> str:
        return self.tokens[index].kind if 0 <= index < len(self.tokens) else ""

    def _word(self, index: int) -> str:
        return self._value(index).lower() if self._kind(index) == "word" else ""

    def _touches(self, index: int) -> bool:
        """Whether a token follows the one before it without a space."""
        return (
            0 < index < len(self.tokens) and self.tokens[index - 1].end == self.tokens[index].start
        )

    def _level(self, index: int) -> tuple[str, bool, int] | None:
        """The level named at a token, whether in the plural, and the token after it."""
        if self._kind(index) not in ("word", "sign"):
            return None
        found = level_of(self._value(index))
        if found is None:
            return None
        after = index + 1
        if self._word(index) in DOTTED and self._value(after) == "." and self._touches(after):
            after += 1
        return found[0], found[1], after

    # ------------------------------------------------------------- other kinds

    def _cases(self, index: int) -> Found:
        names = [self._value(index)]
        end = index + 1
        while (after := self._connected(end)) and self._kind(after) == "case":
            names.append(self._value(after))
            end = after + 1
        places: tuple[Place, ...] = ()
        at = end + 1 if self._value(end) == "," else end
        level = self._level(at)
        if len(names) == 1 and level and level[0] in ("point", "subsection"):
            read = self._numbers(level[2], "point", plural=level[1])
            if read:
                numbers, end = read
                places = tuple(
                    Place({"point": each.value}, each.through, at, each.end) for each in numbers
                )
        certain = names[0][0] not in "12345" or not _like_a_date(names[0]) or self._case_word(index)
        return Found("case", index, end, places=places, names=tuple(names), certain=certain)

    def _case_word(self, index: int) -> bool:
        before = [self._word(i) for i in range(max(0, index - 2), index)]
        return any(re.search(r"asi$|asja|rkhko|rkko|kohtu|case", word) for word in before)

    def _decision(self, index: int) -> Found | None:
        first = index
        if _COMMISSION.fullmatch(self._word(index)):
            index += 1
        if not _DECISION.fullmatch(self._word(index)):
            return None
        index += 1
        if self._word(index) in _NUMBER_SIGN or self._value(index) == "№":
            index += 1
            index += self._value(index) == "."
        names: list[str] = []
        end = index
        while (code := self._code(index)) is not None:
            names.append(code)
            end = index + 2
            after = self._connected(end)
            if after is None:
                break
            index = after
        if not names:
            return None
        places: tuple[Place, ...] = ()
        level = self._level(end)
        if len(names) == 1 and level and level[0] == "point":
            read = self._numbers(level[2], "point", plural=level[1])
            if read:
                numbers, after = read
                places = tuple(
                    Place({"point": each.value}, each.through, end, each.end) for each in numbers
                )
                end = after
        return Found("decision", first, end, places=places, names=tuple(names))

    def _code(self, index: int) -> str | None:
        letter = self._value(index)
        if self._kind(index) != "word" or letter not in _DECISION_SERIES:
            return None
        if self._kind(index + 1) != "number" or not self._touches(index + 1):
            return None
        return letter + self._value(index + 1)

    # ------------------------------------------------------------------- cited

    def _cited(self, index: int) -> Found | None:
        head = self._head(index)
        if head is not None:
            after = head.end
            bracket = self.alias(after)
            if bracket and head.relation == "" and self._level(bracket[1]):
                after = bracket[1]
            elif self._value(after) in _QUOTES:
                after += 1
            address = self._address(after)
            if address is not None and self._fits(head, address):
                places, end, article = address
                return Found("cited", head.start, end, head, places, article=article)
            if head.relation or not self._stands_alone(head):
                return None
            return Found("cited", head.start, head.end, head)
        address = self._address(index)
        if address is None:
            return None
        places, end, article = address
        post = self._post_head(end)
        if post is not None:
            return Found("cited", index, post.end, post, places, article=article)
        if not self._worth_reporting(places):
            return None
        return Found("cited", index, end, None, places, article=article)

    def _fits(self, head: Head, address: tuple[tuple[Place, ...], int, bool]) -> bool:
        """Whether an address can belong to a head: BR and IR take articles only."""
        places, _, article = address
        if head.relation and head.of in ("section", "subsection"):
            return "section" not in places[0].numbers
        return article or not ("/" in head.name and self._value(head.start) in abbreviations())

    def _stands_alone(self, head: Head) -> bool:
        """Whether an act is cited although no provision follows."""
        if not head.known:
            return False
        one_word = head.end - head.start == 1
        name = self._value(head.start)
        if one_word and self._kind(head.start) == "union":
            return head.name in union_acts()
        if one_word and abbreviated(name):
            act = acts().get(head.name)
            return act is not None and act.bare and name[:2] != name[:2].lower()
        return True

    def _worth_reporting(self, places: Sequence[Place]) -> bool:
        """Whether an address without any act is a citation: a section, article or subsection."""
        return any("section" in place.numbers or "subsection" in place.numbers for place in places)

    # -------------------------------------------------------------------- heads

    def _head(self, index: int) -> Head | None:
        if self._kind(index) == "union":
            return Head(self._value(index), index + 1, index, union=True)
        quoted = self._value(index) in _OPENING
        start = index + 1 if quoted else index
        if self._kind(start) != "word":
            return None
        if quoted:
            title = self._title(start)
            if title is not None and self._value(title.end) in _QUOTES:
                return Head(title.name, title.end + 1, index, union=title.union)
            return None
        return (
            self._relation(index)
            or self._alias_used(index)
            or self._union_act(index)
            or self._title(index)
            or self._abbreviation(index)
            or self._unknown_title(index)
        )

    def _relation(self, index: int) -> Head | None:
        at = index + (self._word(index) in ("eespool", "the"))
        word = self._word(at)
        relation: Relation
        if _THIS.fullmatch(word):
            relation = "this"
        elif _SAME.fullmatch(word):
            relation = "same"
        else:
            return None
        target = self._word(at + 1)
        if _ACT_WORD.fullmatch(target):
            union = bool(re.match("määr|direk|регл|regul", target))
            return Head("", at + 2, index, relation, "act", union=union)
        level = level_of(target) if target else None
        if level is None or level[0] not in ("section", "article", "subsection"):
            return None
        if level[0] == "subsection":
            inner = self._level(at + 2)
            if inner is None and self._kind(at + 2) in ("number",):
                return None
            return Head("", at + 2, index, relation, "subsection")
        if self._kind(at + 2) == "number":
            return None
        return Head("", at + 2, index, relation, "section", union=level[0] == "article")

    def _alias_used(self, index: int) -> Head | None:
        for patterns, act in self.aliases.items():
            if self._matches(patterns, index):
                end = index + len(patterns)
                if self._level(end):
                    return Head(act, end, index, "alias", union=_is_union(act))
        return None

    def _matches(self, patterns: Sequence[re.Pattern[str]], index: int) -> bool:
        return all(
            pattern.fullmatch(self._word(index + offset)) for offset, pattern in enumerate(patterns)
        )

    def _union_act(self, index: int) -> Head | None:
        at = index
        for body in _BODIES:
            if all(self._word(index + i) == word for i, word in enumerate(body)):
                at = index + len(body)
                break
        if not _UNION_WORD.fullmatch(self._word(at)):
            return None
        at += 1
        if self._value(at) == "(":
            close = at + 1
            while _UNION_BODY.fullmatch(self._value(close)) or self._value(close) == ",":
                close += 1
            if self._value(close) != ")":
                return None
            at = close + 1
        if self._word(at) in _NUMBER_SIGN or self._value(at) == "№":
            at += 1
            at += self._value(at) == "."
        if self._kind(at) != "union":
            return None
        return Head(self._value(at), at + 1, index, union=True)

    def _title(self, index: int) -> Head | None:
        for patterns, act in titles().get(self._word(index)[:3], ()):
            if self._matches(patterns, index):
                return Head(act, index + len(patterns), index, union=_is_union(act))
        return None

    def _abbreviation(self, index: int) -> Head | None:
        word = self._value(index)
        act = abbreviated(word)
        sign = self._kind(index + 1) == "sign" or (self._level(index + 1) or ("",))[0] in (
            "section",
            "article",
        )
        if act is None and sign:
            by_lower = {name.lower(): known for name, known in abbreviations().items()}
            act = by_lower.get(word.lower()) if len(word) > 2 else None
        if act is not None:
            return Head(act, index + 1, index, union=_is_union(act))
        if self._kind(index + 1) == "sign" and _UNKNOWN_ABBREVIATION.fullmatch(word):
            return Head(word, index + 1, index, known=False)
        return None

    def _unknown_title(self, index: int) -> Head | None:
        """An act that is named by a title that we do not know, with the word before it."""
        for at in (index, index + 1):
            if re.fullmatch(r"(?:\w*)(?:seaduse|seadustiku|määruse)\w{0,3}", self._word(at)):
                level = self._level(at + 1)
                if level is None or level[0] != "section":
                    return None
                compound = not _ACT_WORD.fullmatch(self._word(at))
                if at > index and (compound or self._alias_used(at) or self._title(at)):
                    return None
                before = self._word(index)
                if at > index and (_NEVER_TITLE.fullmatch(before) or before[-1:] not in _VOWELS):
                    return None
                words = [self._value(i) for i in range(index, at + 1)]
                plain = at == index and _ACT_WORD.fullmatch(self._word(at))
                return Head("" if plain else " ".join(words), at + 1, index, known=False)
        return None

    def _post_head(self, index: int) -> Head | None:
        """The act after the address, as English and Russian name it."""
        at = index
        if self._word(at) == "of":
            at += 1
            at += self._word(at) == "the"
        head = self._union_act(at) or self._title(at)
        if head is None and self._kind(at) == "word":
            relation = self._relation(at)
            if relation is not None and relation.of == "act":
                return relation
            act = abbreviated(self._value(at))
            if act is not None and (_is_union(act) or at > index) and self._level(at + 1) is None:
                head = Head(act, at + 1, at, union=_is_union(act))
        return head

    # ------------------------------------------------------------------ address

    def _address(self, index: int) -> tuple[tuple[Place, ...], int, bool] | None:
        """Addresses from a token on: the places, the token after them, whether articles."""
        read = self._unit(index, {})
        if read is None:
            return None
        places, end, level, article = read
        done: list[Place] = []
        while True:
            inner = self._descend(end, places, level)
            if inner is not None:
                new, end, level, is_article = inner
                article |= is_article
                places = new
                continue
            after = self._connected(end)
            if after is None:
                break
            following = self._level_ahead(after)
            if following is None:
                break
            if _ORDER[following] > _ORDER[level]:
                comma = self._value(end) in (",", ";") and after == end + 1
                if not comma:
                    break
                inner = self._descend(after, places, level)
                if inner is None:
                    break
                new, end, level, is_article = inner
                places = new
                continue
            prefix = {
                name: number
                for name, number in places[-1].numbers.items()
                if _ORDER[name] < _ORDER[following]
            }
            sibling = self._unit(after, prefix)
            assert sibling is not None
            done += places
            places, end, level, is_article = sibling
            article |= is_article
        return (*done, *places), end, article

    def _descend(
        self, index: int, places: Sequence[Place], level: str
    ) -> tuple[list[Place], int, str, bool] | None:
        """A narrower part of the last place; or, written the other way round, a wider one."""
        last = places[-1]
        at = index + (self._word(index) == "of")
        following = self._level_ahead(at)
        if following is None or last.through:
            return None
        if _ORDER[following] > _ORDER[level]:
            if at > index:
                return None
            read = self._unit(index, dict(last.numbers))
            assert read is not None
            inner, end, deeper, article = read
            inner[0] = Place(
                inner[0].numbers, inner[0].through, last.first, inner[0].last, inner[0].reversed
            )
            return [*places[:-1], *inner], end, deeper, article
        if _ORDER[following] < min(_ORDER[name] for name in last.numbers) and len(places) == 1:
            read = self._unit(at, {})
            assert read is not None
            (wider, *more), end, _, article = read
            if more or wider.through or set(wider.numbers) & set(last.numbers):
                return None
            merged = Place({**wider.numbers, **last.numbers}, last.through, last.first, wider.last)
            return [merged], end, level, article
        return None

    def _level_ahead(self, index: int) -> str | None:
        """The level of the unit that begins at a token."""
        level = self._level(index)
        if level is not None:
            name = "section" if level[0] == "article" else level[0]
            return name if self._unit(index, {}) is not None else None
        ordinals = self._ordinals(index)
        if ordinals is not None:
            return "section" if ordinals[1] == "article" else ordinals[1]
        return None

    def _connected(self, index: int) -> int | None:
        """The token after a comma, a conjunction or both; None where there is neither."""
        at = index
        at += self._value(at) in (",", ";")
        if self._word(at) in CONJUNCTIONS - {"to"}:
            at += 1
        elif self._word(at) == "kui" and self._word(at + 1) == "ka":
            at += 2
        return at if at > index else None

    def _unit(
        self, index: int, prefix: Mapping[str, str]
    ) -> tuple[list[Place], int, str, bool] | None:
        """One level word with its numbers, in either order."""
        found = self._level(index)
        if found is not None:
            level, plural, after = found
            if level in ("subsection", "point") and self._word(index) in LETTERED:
                if self._kind(after) == "number" and self._value(after + 1) == "(":
                    level = "section"
            article = level == "article"
            slot = "section" if article else level
            read = self._numbers(after, slot, plural=plural)
            if read is None:
                return None
            numbers, end = read
            places = [
                Place(
                    {**prefix, slot: each.value},
                    each.through,
                    index if each is numbers[0] else each.first,
                    each.end,
                    each.backwards,
                )
                for each in numbers
            ]
            if slot == "section":
                return self._bracketed(places, end, article=article)
            return places, end, slot, article
        ordinals = self._ordinals(index)
        if ordinals is None:
            return None
        values, level, end = ordinals
        article = level == "article"
        slot = "section" if article else level
        return (
            [Place({**prefix, slot: value}, "", index, end) for value in values],
            end,
            slot,
            article,
        )

    def _ordinals(self, index: int) -> tuple[list[str], str, int] | None:
        """``1. ja 2. lõige``, ``teise lause``: the numbers, the level and the token after it."""
        values: list[str] = []
        at = index
        while len(values) < _ORDINALS:
            if self._kind(at) == "number" and self._value(at + 1) == "." and self._touches(at + 1):
                values.append(self._value(at))
                at += 2
            elif (word := ordinal_of(self._word(at))) is not None:
                values.append(word)
                at += 1
            else:
                return None
            level = self._level(at)
            if level is not None:
                if self._kind(level[2]) == "number" and level[0] != "sentence":
                    follows = self._value(level[2] + 1) == "."
                    if not follows:
                        return None
                return values, level[0], level[2]
            after = self._connected(at)
            if after is None:
                return None
            at = after
        return None

    def _bracketed(
        self, places: list[Place], end: int, *, article: bool
    ) -> tuple[list[Place], int, str, bool]:
        """``68(1)(b)(i)`` and the English ``28 (1) 2)``: the parts in brackets after a number."""
        level = "section"
        while True:
            last = places[-1]
            inside = self._value(end + 1)
            is_number = self._kind(end + 1) == "number" and len(inside) <= 3
            is_letter = bool(_LETTER.fullmatch(inside)) and self._kind(end + 1) == "word"
            through = ""
            if self._value(end) == "(" and self._value(end + 2) == ")" and (is_number or is_letter):
                after = end + 3
            elif (
                level == "subsection"
                and self._kind(end) == "number"
                and self._value(end + 1) == ")"
                and not article
            ):
                inside, is_number, after = self._value(end), True, end + 2
            else:
                break
            if (
                article
                and self._kind(after) == "dash"
                and self._value(after + 1) == "("
                and self._value(after + 3) == ")"
            ):
                through, after = self._value(after + 2), after + 4
            if is_number:
                level = "subsection" if level == "section" else "point"
            else:
                level = "point" if "point" not in last.numbers else "subpoint"
            places[-1] = Place(
                {**last.numbers, level: inside}, through, last.first, after, last.reversed
            )
            end = after
            if through:
                break
        return places, end, level, article

    def _numbers(
        self, index: int, level: str, *, plural: bool
    ) -> tuple[list[_Numbered], int] | None:
        """Numbers of one level, and the token after them."""
        first = self._one(index, level)
        if first is None:
            return None
        found = [first]
        end = first.end
        plural = plural or bool(first.through)
        while True:
            after = self._connected(end)
            if after is None:
                break
            following = self._one(after, level)
            if following is None or not self._belongs(following.end, plural=plural):
                break
            found.append(following)
            end = following.end
        return found, end

    def _one(self, index: int, level: str) -> _Numbered | None:
        if self._value(index) == "(" and self._value(index + 2) == ")" and level != "section":
            value = self._number(index + 1, level)
            if value is None:
                return None
            return _Numbered(value, "", False, index, index + 3)
        value = self._number(index, level)
        if value is None:
            return None
        end = index + 1
        dash = self._kind(end) == "dash"
        if dash or self._word(end) in ("kuni", "to"):
            at = end + 1
            again = self._level(at)
            if again is not None and ("section" if again[0] == "article" else again[0]) == level:
                at = again[2]
            through = self._number(at, level)
            if through is not None and not self._counts(at + 1):
                backwards = number_key(through) <= number_key(value)
                if not backwards or (dash and self._touches(end)):
                    return _Numbered(value, through, backwards, index, at + 1)
        return _Numbered(value, "", False, index, end)

    def _number(self, index: int, level: str) -> str | None:
        value = self._value(index)
        glued = self._kind(index + 1) == "word" and self._touches(index + 1)
        if self._kind(index) == "number":
            return None if glued and not self._level(index + 1) else value
        lettered = level in ("point", "subpoint") and self._kind(index) == "word"
        if lettered and _LETTER.fullmatch(value) and self._kind(index + 1) != "number":
            return value
        return None

    def _counts(self, index: int) -> bool:
        """Whether the word at a token shows that the number before it counts things or days."""
        if self._value(index) in ("%", "€"):
            return True
        if self._value(index) == "." and self._touches(index):
            following = self._value(index + 1)
            return bool(following) and following[0].islower() and not self._level(index + 1)
        return bool(NOT_COUNTED.fullmatch(self._word(index)))

    def _belongs(self, index: int, *, plural: bool) -> bool:
        """Whether a number in a list, which ends before a token, still belongs to the citation."""
        if self._counts(index):
            return False
        if plural or self._kind(index) != "word":
            return True
        word = self._word(index)
        return bool(self._level(index) or word in CONJUNCTIONS or FOLLOWERS.fullmatch(word))


def _is_union(act: str) -> bool:
    return act in union_acts() or "/" in act


def _like_a_date(name: str) -> bool:
    found = re.fullmatch(r"\d-(\d{2})-(\d{2}|\d{4})", name)
    if found is None or int(found[1]) > 12:
        return False
    return 1900 <= int(found[2]) <= 2100 or int(found[2]) <= 31
