"""How fast acts are taken in and compared: invented ones, of the sizes that real ones have."""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from benchmarks.test_speed import Measure

from perenou.statutes.differences import differences
from perenou.statutes.gazette import read_act
from perenou.statutes.importer import files_in, import_files
from perenou.statutes.store import Added, Store

ACTS = 600
SIZES = ((0.50, 8, 30), (0.30, 30, 80), (0.15, 80, 200), (0.05, 200, 600))
"""Share of acts, and between how many sections they have: many short regulations, few codes."""

WORDS = (
    *("toetus", "pere", "laps", "amet", "taotlus", "otsus", "päev", "kuu", "määr", "õigus"),
    *("kohustus", "isik", "asutus", "teenus", "andmed", "register", "kord", "tähtaeg"),
    *("sissetulek", "elukoht", "vanem", "hoolduspere", "alus", "säte", "nõue"),
)
MOST_MEGABYTES = 300


def sentence(random: Random, words: int) -> str:
    return " ".join(random.choices(WORDS, k=words)).capitalize() + "."


def act(random: Random, number: int, sections: int) -> Iterator[str]:
    """The file of an act, piece by piece."""
    id = f"1{random.randint(1, 28):02}{random.randint(1, 12):02}2031{number % 1000:03}"
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<oigusakt xmlns="tyviseadus_1_10.02.2010">\n'
        "<metaandmed><valjaandja>Riigikogu</valjaandja><dokumentLiik>seadus</dokumentLiik>"
        f"<tekstiliik>terviktekst</tekstiliik><lyhend>S{number}</lyhend><kehtivus>"
        f"<kehtivuseAlgus>2032-01-01</kehtivuseAlgus></kehtivus><globaalID>{id}</globaalID>"
        f"<terviktekstiGrupiID>{number + 1}</terviktekstiGrupiID></metaandmed>\n"
        f"<aktinimi><nimi><pealkiri>Seadus {number}</pealkiri></nimi></aktinimi>\n<sisu>\n"
    )
    for at in range(1, sections + 1):
        if at % 12 == 1:
            yield (
                f"{'</peatykk>' if at > 1 else ''}<peatykk><peatykkNr>{at // 12 + 1}</peatykkNr>"
                f"<peatykkPealkiri>{sentence(random, 3)}</peatykkPealkiri>\n"
            )
        yield (
            f'<paragrahv id="para{at}"><paragrahvNr>{at}</paragrahvNr><kuvatavNr>'
            f"<![CDATA[§ {at}. ]]></kuvatavNr><paragrahvPealkiri>{sentence(random, 4)}"
            "</paragrahvPealkiri>\n"
        )
        for part in range(1, random.randint(2, 6)):
            yield (
                f'<loige id="para{at}lg{part}"><loigeNr>{part}</loigeNr><kuvatavNr>'
                f"<![CDATA[({part})]]></kuvatavNr><sisuTekst><tavatekst>"
                f"{sentence(random, random.randint(12, 45))} </tavatekst><viide><kuvatavTekst>"
                f"§ {at}</kuvatavTekst><viideURI>./dyn={id}&amp;id=para{at}</viideURI></viide>"
                f"<tavatekst> {sentence(random, 8)}</tavatekst></sisuTekst>\n"
            )
            for point in range(1, random.choice((1, 1, 4, 7))):
                yield (
                    f"<alampunkt><alampunktNr>{point}</alampunktNr><kuvatavNr>"
                    f"<![CDATA[{point}) ]]></kuvatavNr><sisuTekst><tavatekst>"
                    f"{sentence(random, random.randint(4, 20))}</tavatekst></sisuTekst></alampunkt>"
                )
            yield "</loige>\n"
        yield "</paragrahv>\n"
    yield f"{'</peatykk>' if sections else ''}</sisu>\n</oigusakt>\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of all acts."""
    random = Random(1)
    made = tmp_path_factory.mktemp("acts")
    shares = random.choices(SIZES, weights=[share for share, _, _ in SIZES], k=ACTS)
    for number, (_, least, most) in enumerate(shares):
        text = "".join(act(random, number, random.randint(least, most)))
        (made / f"{number:03}.xml").write_text(text, encoding="utf-8")
    return made


def megabytes() -> float:
    """The most memory that this process has held."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024**2 if sys.platform == "darwin" else 1024)


def test_taking_in_six_hundred_acts(benchmark: Measure, folder: Path, tmp_path: Path) -> None:
    def taken_in() -> int:
        with Store(tmp_path) as store:
            told = list(import_files(store, files_in([folder])))
        assert all(isinstance(each, Added) and each.outcome == "added" for each in told)
        return len(told)

    assert benchmark.pedantic(taken_in, rounds=1) == ACTS
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1024**2
    print(f"\n{size:.0f} MB of XML, at most {megabytes():.0f} MB of memory")
    assert megabytes() < MOST_MEGABYTES


def test_walking_all_passages(benchmark: Measure, folder: Path, tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        for _ in import_files(store, sorted(folder.iterdir())[:50]):
            pass
        found = benchmark.pedantic(lambda: sum(1 for _ in store.passages()), rounds=1)
    assert isinstance(found, int)
    assert found > 5_000


def test_comparing_two_redactions_of_a_large_act(benchmark: Measure, folder: Path) -> None:
    path = max(folder.iterdir(), key=lambda each: each.stat().st_size)
    old = read_act(path)
    path.write_text(path.read_text(encoding="utf-8").replace("Teenus ", "Abi "), encoding="utf-8")
    new = read_act(path)
    changes = benchmark.pedantic(lambda: differences(old, new), rounds=3)
    assert isinstance(changes, tuple)
    assert changes
