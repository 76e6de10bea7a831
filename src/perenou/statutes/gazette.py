"""Acts of Riigi Teataja as XML: the envelope, the provisions, the amendment marks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from perenou.statutes.address import Level, numbered
from perenou.statutes.errors import RefusedFileError
from perenou.statutes.gazette_ids import published
from perenou.statutes.layout import Draft, laid_out
from perenou.statutes.model import ActText, Day, Link, Mark, Redaction
from perenou.statutes.words import joined, plain, subscript, superscript, tidy
from perenou.statutes.xml_stream import Element, Stream

_NODES: Final[dict[str, Level]] = {
    "osa": "part",
    "peatykk": "chapter",
    "jagu": "division",
    "jaotis": "subdivision",
    "alljaotis": "subsubdivision",
    "paragrahv": "section",
    "loige": "subsection",
    "alampunkt": "point",
    "preambul": "preamble",
}
_WALKED: Final = frozenset(("oigusakt", "sisu"))
_SCHEMA: Final = re.compile(r"(?P<name>[A-Za-z]+)(?:_\d+_\d{2}\.\d{2}\.\d{4})?(?:\.xsd)?")
_FOREIGN: Final = ("http:", "https:", "urn:")
_SEMANTIC: Final = re.compile(r"(?:para|ptk|jg|jagu|osa|o|jt|jaotis|alljt|lisa)\d\w*")
_FILLERS: Final = frozenset(
    (
        "-",
        "–",
        "‒",
        "paragrahvi pealkiri",
        "lõike tekst",
        "punkti tekst",
        "peatüki pealkiri",
        "jao pealkiri",
        "jaotise pealkiri",
    )
)
_SHOWN: Final = re.compile(
    r"(?P<figure>\d+)(?:<sup>\s*(?P<raised>\d+)\s*</sup>|(?P<small>[⁰¹²³⁴⁵⁶⁷⁸⁹]+))?"
    r"(?:\s*[-–‒]\s*(?P<last>\d+)(?:<sup>\s*(?P<last_raised>\d+)\s*</sup>)?)?"
)
_OPENING: Final[dict[Level, re.Pattern[str]]] = {
    "section": re.compile(r"\s*§[\s\u00a0]*(\d+[⁰¹²³⁴⁵⁶⁷⁸⁹]*)\.?[\s\u00a0]*"),
    "subsection": re.compile(r"\s*\((\d+[⁰¹²³⁴⁵⁶⁷⁸⁹]*)\)[\s\u00a0]*"),
    "point": re.compile(r"\s*(\d+[⁰¹²³⁴⁵⁶⁷⁸⁹]*)\)[\s\u00a0]*"),
}
_DATE_IN_NOTE: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def read_act(path: Path) -> ActText:
    """Read an act from an XML file of Riigi Teataja.

    Raises:
        RefusedFileError: naming file, line and reason; nothing half-read ever comes back.
    """
    return _Reader(path).read()


@dataclass(slots=True)
class _Open:
    """A node that is being read."""

    name: str
    draft: Draft | None
    pieces: list[str] = field(default_factory=list)


class _Reader:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.open: list[_Open] = []
        self.drafts: list[Draft] = []
        self.behind: list[Draft] = []
        self.notices: list[str] = []
        self.metadata: Element | None = None
        self.title = ""
        self.schema = ""
        self.history: list[Mark] = []
        self.stream = Stream(self._enter, self._leave, self._keep, self._stray)

    def read(self) -> ActText:
        sha256 = self.stream.read(self.path)
        redaction = self._redaction(sha256)
        drafts = [*self.drafts, *self.behind]
        if not drafts:
            raise self._refused("no_provisions")
        return ActText(redaction, laid_out(drafts, self.notices), tuple(self.notices))

    # ------------------------------------------------------------------ the tree

    def _enter(self, name: str, attributes: dict[str, str], line: int) -> bool:
        if not self.open:
            self._root(name, attributes, line)
            self.open.append(_Open(name, None))
            return True
        inside = self.open[-1].name
        is_walked = name in _WALKED and inside == "oigusakt"
        is_node = name in _NODES and inside not in ("oigusakt", "preambul")
        if not is_walked and not is_node:
            return False
        draft = None
        if is_node:
            level = _NODES[name]
            above = next((each.draft for each in reversed(self.open) if each.draft), None)
            if level == "point" and above is not None and above.level in ("point", "subpoint"):
                level = "subpoint"
            xml_id = attributes.get("id", "")
            draft = Draft(level, line, above, xml_id if _SEMANTIC.fullmatch(xml_id) else "")
            self.drafts.append(draft)
        self.open.append(_Open(name, draft))
        return True

    def _root(self, name: str, attributes: dict[str, str], line: int) -> None:
        schema = next((attributes[key] for key in attributes if key.startswith("xmlns")
                       and "XMLSchema" not in attributes[key]), "")  # fmt: skip
        found = _SCHEMA.fullmatch(schema)
        if name != "oigusakt" or schema.startswith(_FOREIGN) or (schema and found is None):
            raise self._refused("wrong_schema", line, root=name[:60], schema=schema[:120] or "–")
        self.schema = schema

    def _leave(self, name: str) -> None:
        done = self.open.pop()
        if done.draft is None:
            return
        draft = done.draft
        text = tidy(joined(done.pieces))
        draft.text = "" if text.strip().casefold() in _FILLERS else text
        if not draft.number and not draft.is_blank and name in ("paragrahv", "loige", "alampunkt"):
            self._number_in_text(draft)

    def _number_in_text(self, draft: Draft) -> None:
        """Amending acts and the like: the number stands in the text."""
        opening = _OPENING.get(draft.level, _OPENING["point"])
        for field_name in ("title", "text"):
            text: str = getattr(draft, field_name)
            found = opening.match(text)
            is_list = any(opening.match(line) for line in text.split("\n")[1:])
            if found is not None and not is_list:
                draft.number = found[1]
                setattr(draft, field_name, text[found.end() :])
                return

    def _stray(self, text: str, line: int) -> None:
        draft = self.open[-1].draft if self.open else None
        if draft is None:
            self.notices.append(f"{line}: {tidy(text)[:80]}")
        else:
            self.open[-1].pieces.append(text)

    # ------------------------------------------------------------------ small pieces

    def _keep(self, element: Element) -> None:
        inside = self.open[-1]
        name = element.name
        if inside.draft is None:
            self._keep_outside(element)
            return
        draft = inside.draft
        if name.endswith("Nr") and name != "kuvatavNr":
            draft.number = draft.number or self._number(element)
        elif name == "kuvatavNr":
            self._shown_number(draft, element)
        elif name.endswith("Pealkiri"):
            title = tidy(joined(self._pieces(element, draft)))
            draft.title = "" if title.casefold() in _FILLERS else title
        elif name == "muutmismarge":
            self._mark(element, draft)
        elif name in ("sisuTekst", "tavatekst", "viide", "HTMLKonteiner", "reavahetus", "lause"):
            inside.pieces.extend(self._pieces(element, draft, is_whole=name != "sisuTekst"))
        elif name == "normtehnmarkus":
            self._aside(element, "note")
        elif element.words():
            self.notices.append(f"{element.line}: {name}")

    def _keep_outside(self, element: Element) -> None:
        name = element.name
        if name == "metaandmed":
            self.metadata = element
        elif name == "aktinimi":
            self._name(element.child("nimi") or element)
        elif name == "muutmismarge":
            self.history.append(self._read_mark(element))
        elif name == "preambul":
            self._aside(element, "preamble")
        elif name == "normtehnmarkus":
            self._aside(element, "note")
        elif name.lower().startswith("lisa"):
            self._aside(element, "annex")
        elif name in ("sisuTekst", "HTMLKonteiner", "tavatekst"):
            self._aside(element, "paragraph")
        elif element.words():
            self.notices.append(f"{element.line}: {name}")

    def _name(self, element: Element) -> None:
        for each in element.children:
            if each.name == "pealkiri":
                self.title = tidy(joined(self._pieces(each, None))).replace("\n", " ")
            elif each.name == "normtehnmarkus":
                self._aside(each, "note")

    def _aside(self, element: Element, level: Level) -> None:
        """A text beside the sections; notes and annexes come after them, wherever they stood."""
        draft = Draft(level, element.line, None, "")
        draft.text = tidy(joined(self._pieces_of(element, draft)))
        if draft.text or draft.marks:
            (self.behind if level in ("note", "annex") else self.drafts).append(draft)

    def _number(self, element: Element) -> str:
        figure = element.words().translate(str.maketrans("‒-", "––")).replace(" ", "")
        small = element.attributes.get("ylaIndeks", "").strip()
        if not small:
            found = _SHOWN.fullmatch(figure)
            return figure if found is None else _as_number(found)
        return numbered(figure, small)

    def _shown_number(self, draft: Draft, element: Element) -> None:
        """The number as displayed says what the number element left out."""
        shown = "".join(
            each if isinstance(each, str) else f"<{each.name}>{each.words()}</{each.name}>"
            for each in element.content
        )
        draft.is_blank = not shown.strip()
        found = _SHOWN.search(shown)
        if found is None:
            return
        number = _as_number(found)
        if not draft.number or (draft.number == found["figure"] and number != draft.number):
            draft.number = number

    def _pieces(self, element: Element, draft: Draft | None, is_whole: bool = False) -> list[str]:
        """The words of an element in document order; marks and targets of links are not words."""
        if is_whole:
            return self._pieces_of(element, draft)
        found: list[str] = []
        run: list[str] = []
        for each in element.content:
            if isinstance(each, str):
                if each.strip() or run:
                    run.append(each.replace("\n", " "))
                continue
            if each.name in _INLINE:
                run.append(self._inline(each))
                continue
            if each.name == "normtehnmarkus":
                self._aside(each, "note")
                continue
            if run:
                found.append("".join(run))
                run = []
            found.extend(self._pieces_of(each, draft))
        if run:
            found.append("".join(run))
        return [each for each in found if each]

    def _pieces_of(self, element: Element, draft: Draft | None) -> list[str]:
        name = element.name
        if name == "muutmismarge":
            if draft is not None:
                self._mark(element, draft)
            return []
        if name == "reavahetus":
            return ["\n"]
        if name == "HTMLKonteiner":
            return ["\n", plain(element.words()), "\n"]
        if name == "viide":
            shown = element.child("kuvatavTekst")
            text = "" if shown is None else self._inline(shown)
            target = element.value("viideURI") or element.value("viideURL")
            if draft is not None and (text or target):
                draft.links.append(Link(text.strip(), target))
            return [text]
        if name in ("viideURI", "viideURL"):
            return []
        if name == "tavatekst":
            return [self._inline(element)]
        return self._pieces(element, draft)

    def _inline(self, element: Element) -> str:
        text = ""
        for each in element.content:
            if isinstance(each, str):
                text += plain_line(each)
            elif each.name == "reavahetus":
                text += "\n"
            elif each.name == "HTMLKonteiner":
                text += f"\n{plain(each.words())}\n"
            elif each.name == "normtehnmarkus":
                self._aside(each, "note")
            elif each.name == "muutmismarge":
                self.notices.append(f"{each.line}: {each.name}")
            else:
                text += self._inline(each)
        if element.name == "sup":
            return superscript(text)
        if element.name == "sub":
            return subscript(text)
        return text

    # ------------------------------------------------------------------ marks

    def _mark(self, element: Element, draft: Draft) -> None:
        draft.marks.append(self._read_mark(element))

    def _read_mark(self, element: Element) -> Mark:
        note = tidy(
            " ".join(each.words() for each in element.children if each.name == "tavatekst")
        ).replace("\n", " ")
        days = [day for found in _DATE_IN_NOTE.finditer(note) if (day := _written(found))]
        lowered = note.casefold()
        is_retroactive = "tagasiulatuvalt" in lowered
        return Mark(
            self._day(element.value("aktikuupaev")),
            self._source(element.child("avaldamismarge")),
            element.value("avaldamismarge", "aktViide"),
            self._day(element.value("joustumine")),
            () if is_retroactive or "osaliselt" not in lowered else tuple(days),
            days[0] if is_retroactive and days else None,
            note.lstrip(", "),
        )

    def _source(self, element: Element | None) -> str:
        if element is None:
            return ""
        part, article = element.value("RTosa"), element.value("RTartikkel")
        day, year, number = (element.value(k) for k in ("avaldamineKuupaev", "RTaasta", "RTnr"))
        if number and year:
            return ", ".join(each for each in (f"{part} {year}", number, article) if each)
        found = self._day(day)
        when = f"{date.fromordinal(found):%d.%m.%Y}" if found else year
        return ", ".join(each for each in (part, when, article) if each)

    def _day(self, text: str) -> Day | None:
        """A day, cut to ten characters: a zone behind it shifts nothing."""
        try:
            return date.fromisoformat(text.strip()[:10]).toordinal()
        except ValueError:
            return None

    # ------------------------------------------------------------------ the envelope

    def _redaction(self, sha256: str) -> Redaction:
        meta = self.metadata
        if meta is None:
            raise self._refused("no_metadata")
        act = meta.value("globaalID")
        if not act:
            raise self._refused("missing", meta.line, element="globaalID")
        try:
            printed = published(act)
        except ValueError:
            raise self._refused("bad_id", meta.line, id=act[:60]) from None
        since = self._needed_day(meta, "kehtivus", "kehtivuseAlgus")
        until = None
        if meta.value("kehtivus", "kehtivuseLopp"):
            until = self._needed_day(meta, "kehtivus", "kehtivuseLopp")
            if until < since:
                raise self._refused("ends_before", meta.line)
        if not self.title:
            raise self._refused("missing", meta.line, element="pealkiri")
        source = self._source(meta.child("avaldamismarge"))
        day = self._day(meta.value("avaldamismarge", "avaldamineKuupaev"))
        if printed is not None:
            day = printed.day
            source = source or printed.citation
        version = meta.value("metaandmedVersioon")
        return Redaction(
            id=act,
            work=meta.value("terviktekstiGrupiID") or act,
            title=self.title,
            abbreviation=meta.value("lyhend"),
            kind=meta.value("dokumentLiik"),
            text_type=meta.value("tekstiliik"),
            issuer=meta.value("valjaandja"),
            adopted=self._day(meta.value("vastuvoetud", "aktikuupaev")),
            source=source,
            published=since if day is None else day,
            since=since,
            until=until,
            version=int(version) if re.fullmatch(r"[0-9]{1,9}", version) else 0,
            sha256=sha256,
            schema=self.schema or meta.value("skeemiNimi"),
            history=tuple(self.history),
        )

    def _needed_day(self, meta: Element, *names: str) -> Day:
        element = meta.child(*names)
        if element is None or not element.words():
            raise self._refused("missing", meta.line, element=names[-1])
        day = self._day(element.words())
        if day is None:
            raise self._refused(
                "bad_date", element.line, element=names[-1], value=element.words()[:40]
            )
        return day

    def _refused(self, reason: str, line: int = 0, **slots: str) -> RefusedFileError:
        return RefusedFileError(reason, str(self.path), line, **slots)


_TAG: Final = re.compile(r"</?[a-zA-Z]+[^<>]*>")
_INLINE: Final = frozenset(("i", "b", "sup", "sub", "u", "em", "strong", "span", "a"))


def plain_line(text: str) -> str:
    """Text of one line: line breaks of the source are spaces; HTML that came as CDATA is read."""
    text = text.replace("\n", " ")
    return plain_inline(text) if _TAG.search(text) else text


def plain_inline(text: str) -> str:
    """Inline HTML as plain text, with the space at both ends kept."""
    body = text.strip()
    before = text[: len(text) - len(text.lstrip())]
    after = text[len(text.rstrip()) :]
    return f"{before}{plain(body)}{after}"


def _as_number(found: re.Match[str]) -> str:
    number = numbered(found["figure"], found["raised"] or "") + (found["small"] or "")
    if found["last"]:
        number += "–" + numbered(found["last"], found["last_raised"] or "")
    return number


def _written(found: re.Match[str]) -> Day | None:
    try:
        return date(int(found[3]), int(found[2]), int(found[1])).toordinal()
    except ValueError:
        return None
