"""``perenou prove`` and ``solve --what-would-help``: what they print, write and refuse."""

from __future__ import annotations

import builtins
import json
import re
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from perenou import __version__, read_case
from perenou.casework.proofs import questions
from perenou.casework.solve import Solved
from perenou.cli.app import run

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
QUICK = ("--children", "1", "--month", "2026-11", "--as-of", "2026-11-27", "--seconds", "120")

Printed = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def no_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PERENOU_LANG", raising=False)


def said(capsys: Printed, *arguments: str) -> str:
    assert run(arguments) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return " ".join(out.replace("\u202f", " ").split())


def refused(capsys: Printed, *arguments: str) -> str:
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    return err.strip()


def test_an_example_is_told_and_written_as_a_case_that_can_be_solved(
    capsys: Printed, tmp_path: Path
) -> None:
    out = tmp_path / "pere.yaml"
    told = said(capsys, "prove", "drops", "day", *QUICK, "--out", str(out))
    assert "Jah. Leidub pere, kelle summa on väiksem" in told
    assert "80 eurot → 0 eurot" in told
    assert "kuni 1 laps" in told
    sums = []
    for at in (1, 2):
        paid = Solved(read_case(tmp_path / f"pere-{at}.yaml")).payments
        sums.append(sum(each.least for each in paid))
    assert sums == [80_00, 0]


def test_a_proof_is_told_in_every_language(capsys: Printed) -> None:
    names = ("right_to_child_allowance", "not_paid_by_placement")
    for language, words in (
        ("et", "On tõestatud, et ühegi vaadeldud pere puhul ei kehti mõlemad korraga."),
        ("en", "It is proved that both hold at once for no family looked at."),
        ("ru", "Доказано, что ни у одной из рассмотренных семей оба не действуют одновременно."),
    ):
        assert words in said(capsys, "prove", "both", *names, *QUICK, "--lang", language)


def test_a_planned_change_is_a_file(capsys: Printed) -> None:
    reform = str(EXAMPLES / "reforms" / "child_allowance_100.yaml")
    told = said(capsys, "prove", "loses", *QUICK, "--reform", reform, "--month", "2027-01")
    assert "ükski vaadeldud pere ei saa pärast muudatust vähem" in told


def test_a_written_example_says_what_it_is_an_example_of(capsys: Printed, tmp_path: Path) -> None:
    reform = str(EXAMPLES / "reforms" / "child_allowance_100.yaml")
    lower = tmp_path / "lower.yaml"
    text = Path(reform).read_text(encoding="utf-8")
    lower.write_text(text.replace("value: 100", "value: 70"), encoding="utf-8")
    out = tmp_path / "pere.yaml"
    said(
        capsys,
        "prove",
        "loses",
        *QUICK,
        "--reform",
        str(lower),
        "--month",
        "2027-01",
        "--out",
        str(out),
    )
    # The same family under two laws is one file.
    assert out.read_text(encoding="utf-8").splitlines()[0].startswith("# Kas keegi kaotab?")
    written = out.read_text(encoding="utf-8")
    assert re.search(r"^# Selles failis: [\d,]+ eurot → [\d,]+ eurot\.$", written, re.M)
    assert read_case(out).children
    said(capsys, "prove", "boundary", "child_allowance", *QUICK, "--out", str(out))
    told = [(tmp_path / f"pere-{at}.yaml").read_text(encoding="utf-8") for at in (1, 2)]
    # Which of the two is the younger child's hangs on the boundary that was found first.
    assert {re.findall(r"^# Selles failis: (\w+)\.$", each, re.M)[0] for each in told} == {
        "ei", "jah",
    }  # fmt: skip


def test_what_was_not_decided_is_told_so(capsys: Printed) -> None:
    question = ("loses", "--before", "2022-12-01", "--children", "1", "--seconds", "0")
    told = said(capsys, "prove", *question, "--as-of", "2024-03-01")
    assert "Lahtine: ei jõudnud otsustada." in told


def test_branches_and_boundaries_are_told_one_by_one(capsys: Printed) -> None:
    told = said(capsys, "prove", "covered", "right_to_child_allowance", *QUICK)
    assert "Küsitud kuul kehtib üks redaktsioon" in told
    assert "if stillborn or not qualifies_by_age_or_studies: return False → ei" in told
    told = said(capsys, "prove", "boundary", "child_allowance", *QUICK)
    assert "Lapse sünnipäev Otsus muutub: esimesel perel" in told
    assert "Vaadatud päev: 1. " in told
    told = said(capsys, "prove", "covered", "steps_down", *QUICK)
    assert "Küsitud kuul ei kehti ükski redaktsioon" in told


def test_an_answer_as_json(capsys: Printed) -> None:
    assert (
        run(("prove", "both", "child_allowance", "single_parent_allowance", *QUICK, "--json")) == 0
    )
    told = json.loads(capsys.readouterr().out)
    assert (told["perenou"], told["as_of"]) == (__version__, QUICK[QUICK.index("--as-of") + 1])
    assert (told["verdict"], told["most_children"], told["smallest"]) == ("example", 1, True)
    assert told["families"][0]["case"]["children"]["laps1"]["birth"]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (("looses",), "Kas mõtlesite „loses“?"),
        (("whatever",), "Küsida saab: loses, drops, both, covered, boundary."),
        (("both", "child_allowance"), "perenou prove both A B"),
        (("loses",), "--before 2023-12-31"),
        (("drops", "week"), "Võimalikud on: child, day, euro, wage."),
        (("covered", "right_to_child_alowance"), "Kas mõtlesite „right_to_child_allowance“?"),
        (("boundary", "xyzzy"), "Normi ega toetust „xyzzy“ ei ole"),
        (("drops", "day", "--children", "0"), "Laste arv on 1 kuni 9."),
        (("drops", "day", "--month", "november"), "„november“ ei ole kuu"),
        (("drops", "day", "--benefit", "birth_allowance"), "ei saa siin liita"),
        (("boundary", "mothers_parental_benefit"), "ei saa kõigi perede kohta küsida"),
        # No family of the shape has a case in court: that none is paid both would say nothing.
        (
            ("both", "maintenance_allowance_court", "child_allowance"),
            "ei saa kõigi perede kohta küsida",
        ),
        (
            ("loses", "--before", "2026-12-01", "--as-of", "2026-01-01"),
            "peab olema varasem kui päev, mille seisuga",
        ),
    ],
)
def test_a_bad_question_gets_one_message(
    capsys: Printed, question: Sequence[str], words: str
) -> None:
    assert words in refused(capsys, "prove", *question)


def test_without_the_extra_the_message_names_the_command(
    capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    importing = builtins.__import__

    def without_z3(name: str, *rest: Any) -> ModuleType:
        if name == "z3":
            raise ModuleNotFoundError(name)
        return importing(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without_z3)
    assert "make prove" in refused(capsys, "prove", "drops", "day")


def test_a_disagreement_with_the_solver_is_said_aloud(
    capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(questions, "paid", lambda *_: 1)
    told = refused(capsys, "prove", "drops", "day", *QUICK)
    assert told.startswith("Viga programmis: tõestus ja lahendaja ei ole sama meelt")
    assert "birth: 2007-11-02" in told


def test_what_would_help_is_told(capsys: Printed) -> None:
    case = str(EXAMPLES / "child_in_prison.yaml")
    told = said(capsys, "solve", case, "--what-would-help", "lapsetoetus")
    assert "Kui Rauno Kinni vabaneb kinnipidamisest, makstakse 80 eurot (mai 2026)." in told
    for language, words in (("en", "is released from detention"), ("ru", "выходит из-под стражи")):
        told = said(capsys, "solve", case, "--what-would-help", "lapsetoetus", "--lang", language)
        assert words in told


def test_of_a_benefit_that_nothing_is_told_of(capsys: Printed) -> None:
    case = str(EXAMPLES / "child_in_prison.yaml")
    told = refused(capsys, "solve", case, "--what-would-help", "birth_allowance")
    assert "ei saa öelda, mis aitaks" in told
