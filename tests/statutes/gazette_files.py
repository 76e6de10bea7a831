"""Invented acts in the gazette's XML format, written from short descriptions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

SAMPLE = Path(__file__).parent / "acts" / "naidistoetus.xml"


@dataclass(frozen=True)
class Invented:
    """An invented act: what its envelope says; the body is XML as it is."""

    id: str = "115012031002"
    group: str = "9990002"
    title: str = "Katseseadus"
    abbreviation: str = "KatS"
    since: str = "2031-02-01"
    until: str = ""
    version: str = "1"
    schema: str = "tyviseadus_1_10.02.2010"
    kind: str = "terviktekst"

    def xml(self, body: str, outside: str = "") -> str:
        """The whole file."""
        ended = f"<kehtivuseLopp>{self.until}</kehtivuseLopp>" if self.until else ""
        short = f"<lyhend>{self.abbreviation}</lyhend>" if self.abbreviation else ""
        day = f"{self.id[5:9]}-{self.id[3:5]}-{self.id[1:3]}"
        return f"""<?xml version="1.0" encoding="UTF-8"?>
<oigusakt xmlns="{self.schema}">
<metaandmed>
<valjaandja>Riigikogu</valjaandja><dokumentLiik>seadus</dokumentLiik>
<tekstiliik>{self.kind}</tekstiliik>{short}
<avaldamismarge><RTosa>RT I</RTosa><avaldamineKuupaev>{day}</avaldamineKuupaev>\
<RTartikkel>{int(self.id[-3:])}</RTartikkel><aktViide>{self.id}</aktViide></avaldamismarge>
<kehtivus><kehtivuseAlgus>{self.since}</kehtivuseAlgus>{ended}</kehtivus>
<globaalID>{self.id}</globaalID><metaandmedVersioon>{self.version}</metaandmedVersioon>
<metaandmedVersioonPohjustaja>Nimi Eemaldatud</metaandmedVersioonPohjustaja>
<terviktekstiGrupiID>{self.group}</terviktekstiGrupiID>
</metaandmed>
<aktinimi><nimi><pealkiri>{self.title}</pealkiri></nimi></aktinimi>
{outside}
<sisu>
{body}
</sisu>
</oigusakt>
"""

    def write(self, folder: Path, body: str, outside: str = "") -> Path:
        """The file, written."""
        path = folder / f"{self.id}.xml"
        path.write_text(self.xml(body, outside), encoding="utf-8")
        return path


def number(tag: str, written: str) -> str:
    """A number element: ``1^2`` is 1²; empty: no element."""
    if not written:
        return ""
    figure, _, small = written.partition("^")
    attribute = f' ylaIndeks="{small}"' if small else ""
    return f"<{tag}Nr{attribute}>{figure}</{tag}Nr>"


def section(written: str, *parts: str, title: str = "", text: str = "") -> str:
    """A section; ``parts`` are subsections, ``text`` makes an unnumbered one."""
    head = f"<paragrahvPealkiri>{title}</paragrahvPealkiri>" if title else ""
    body = subsection("", text) if text else ""
    return f"<paragrahv>{number('paragrahv', written)}{head}{body}{''.join(parts)}</paragrahv>"


def subsection(written: str, text: str = "", *points: str) -> str:
    """A subsection with its points."""
    return f"<loige>{number('loige', written)}{words(text)}{''.join(points)}</loige>"


def point(written: str, text: str = "", *points: str) -> str:
    """A point, perhaps with points inside."""
    return f"<alampunkt>{number('alampunkt', written)}{words(text)}{''.join(points)}</alampunkt>"


def chapter(written: str, title: str, *sections: str, tag: str = "peatykk") -> str:
    """A chapter or another division."""
    head = f"<{tag}Pealkiri>{title}</{tag}Pealkiri>"
    return f"<{tag}>{number(tag, written)}{head}{''.join(sections)}</{tag}>"


def words(text: str) -> str:
    """The text of a provision; ``kehtetu`` is a repealed one."""
    if text == "kehtetu":
        return "<muutmismarge><tavatekst>Kehtetu - </tavatekst></muutmismarge>"
    return f"<sisuTekst><tavatekst>{text}</tavatekst></sisuTekst>" if text else ""
