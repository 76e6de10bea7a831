"""``perenou plan``: what it prints, what it writes, and its one message when it cannot."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from perenou.casework.case_file.schema import Case
from perenou.casework.planner import search
from perenou.casework.planner.plan import Planned
from perenou.casework.words import Words
from perenou.cli import progress
from perenou.cli.app import run
from perenou.cli.progress import waiting
from perenou.language.grammar import LANGUAGES

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "plan_two_parents.yaml"

Printed = pytest.CaptureFixture[str]


@pytest.fixture(scope="module", autouse=True)
def searched_once() -> Iterator[None]:
    """The plans of one family are looked for once, however often and however they are told."""
    found: dict[str, Planned] = {}
    searched = search.plan

    def plan(case: Case, **given: Any) -> Planned:
        told = repr(case)
        if told not in found:
            found[told] = searched(case, **given)
        return found[told]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(search, "plan", plan)
        yield


@pytest.fixture(autouse=True)
def no_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PERENOU_LANG", raising=False)


def said(capsys: Printed, *arguments: str, code: int = 0) -> str:
    assert run(arguments) == code
    out, err = capsys.readouterr()
    assert err == ""
    return " ".join(out.replace("\u202f", " ").split())


def refused(capsys: Printed, *arguments: str) -> str:
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    return err.strip()


def changed(tmp_path: Path, *changes: tuple[str, str]) -> str:
    """The example with lines changed, as a file."""
    text = EXAMPLE.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file = tmp_path / "case.yaml"
    file.write_text(text, "utf-8")
    return str(file)


def test_the_best_plan_is_told_first_in_estonian(capsys: Printed) -> None:
    out = said(capsys, "plan", str(EXAMPLE))
    assert (
        "Parima kavaga saab pere (oktoober 2026 – detsember 2029) enne maksude mahaarvamist kokku "
        "228 263,33 "
        "eurot: hüvitist 56 680 eurot ja palka 171 583,33 eurot."
    ) in out
    assert "1. kava: 228 263,33 eurot" in out
    assert "Jaan Näide: isa vanemahüvitis 1. juunist kuni 30. juunini 2027 (30 päeva)" in out
    assert "Mari Näide: kodus ilma hüvitiseta" in out
    assert "jagatav vanemahüvitis 514 päeva 514-st (PHS § 37 lg 2)" in out
    assert "Jaan Näide on kodus 1. juunist kuni 31. augustini 2027 +456,13 eurot 0 0" in out
    assert "ilma selle soovita teistsugune" in out
    assert "kava eeldab, et ta sünnib eeldataval päeval, 15. detsembril 2026." in out
    assert "Kokku makstaks siis vähem: 110 eurot." in out


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_is_told_in_every_language(capsys: Printed, language: str, tmp_path: Path) -> None:
    told = said(capsys, "plan", str(EXAMPLE), "--lang", language)
    assert "228" in told
    assert "{" not in told
    bare = changed(
        tmp_path,
        ("  wages:", "  # wages:"),
        ("    - {who: mari, month", "    # - {"),
        ("    - {who: jaan, month", "    # - {"),
        ("income: [{from: 2024-01, to: 2026-08, gross: 3300}]", "income: unknown"),
        ("together: 30 ", "together: 90 "),
        ("  days: [{who: jaan, least: 100}]", "  days: [{who: jaan, most: 100}]"),
        ("at_work: [{who: mari, from: 2028-03-01}]", "at_work: [{who: mari}]"),
    )
    nothing = said(capsys, "plan", bare, "--lang", language)
    assert "{" not in nothing
    assert "228" not in nothing


def test_json_says_the_same(capsys: Printed) -> None:
    assert run(("plan", str(EXAMPLE), "--json")) == 0
    made = json.loads(capsys.readouterr().out)
    best = made["plans"][0]
    assert (
        best["money"]["least"] == best["money"]["most"] == {"cents": 22826333, "euros": "228263.33"}
    )
    assert sum(month["total"]["least"]["cents"] for month in best["months"]) == 22826333
    assert best["months"][0]["wages"]["jaan"]["cents"] == 360000
    assert best["stays"][0] == {
        "who": "mari", "kind": "mothers", "from": "2026-11-14", "to": "2027-01-13",
    }  # fmt: skip
    assert best["parental_days"][0]["by"] == "mari"
    assert best["limits"][-1] == {
        "kind": "together", "who": None, "used": 30, "of": 60, "citation": "PHS § 34 lg 3",
    }  # fmt: skip
    assert made["prices"][0]["wish"] == {
        "kind": "at_home", "who": "jaan", "from": "2027-06-01", "to": "2027-08-31", "days": None,
    }  # fmt: skip
    assert made["prices"][1]["wish"]["to"] is None
    assert made["prices"][2]["wish"]["days"] == 100
    assert made["doubts"][0]["difference"]["least"]["cents"] == -11000
    assert made["assumed_birth"] == "2026-12-15"
    assert made["questions"] == []


def test_json_of_wishes_that_cannot_be_met(capsys: Printed, tmp_path: Path) -> None:
    file = changed(tmp_path, ("together: 30 ", "together: 90 "), ("least: 100", "least: 900"))
    assert run(("plan", file, "--json")) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["plans"] == []
    assert {price["without"] is None for price in made["prices"]} == {True}


def test_which_wishes_stand_in_the_way(capsys: Printed, tmp_path: Path) -> None:
    out = said(capsys, "plan", changed(tmp_path, ("together: 30 ", "together: 61 ")))
    assert "Ühtegi kava, mis täidaks kõik soovid, ei leidu." in out
    assert "vähemalt 61 päeva eest. Seadus lubab" in out
    assert "mõlemale vanemale korraga kõige rohkem 60 päeva (PHS § 34 lg 3)." in out
    twice = changed(tmp_path, ("together: 30 ", "together: 61 "), ("least: 100", "least: 900"))
    out = said(capsys, "plan", twice)
    assert "ei leidu ka siis, kui loobuda ükskõik millisest ühest soovist" in out
    assert "kava ei leidu" in out


def test_another_goal_may_cost_money_without_a_wish(capsys: Printed, tmp_path: Path) -> None:
    goal = ("goal: most_money ", "goal: most_days_together ")
    out = said(capsys, "plan", changed(tmp_path, goal, ("together: 30 ", "together: 60 ")))
    assert "Eesmärk: kõige rohkem päevi, mille eest saavad hüvitist mõlemad" in out
    assert "sama palju" in out


def test_an_open_income_gives_bounds_and_a_question(capsys: Printed, tmp_path: Path) -> None:
    income = ("income: [{from: 2024-01, to: 2026-08, gross: 3300}]", "income: unknown")
    out = said(capsys, "plan", changed(tmp_path, income))
    assert "Raha on vahemikuna, sest kõik faktid ei ole teada." in out
    assert "sotsiaalmaks tulult, mille sai Jaan Näide?" in out


def test_who_has_no_wage_and_no_wishes(capsys: Printed, tmp_path: Path) -> None:
    out = said(
        capsys,
        "plan",
        changed(
            tmp_path,
            ("    - {who: jaan, month_amount: 3600}\n", ""),
            ("  kindergarten: 2028-09-01 ", "  # "),
        ),
    )
    assert "Palka ei ole failis: Jaan Näide." in out
    assert "mis päevast laps lasteaias käib (plan.kindergarten)" in out
    text = EXAMPLE.read_text("utf-8")
    bare = tmp_path / "bare.yaml"
    bare.write_text(text[: text.index("plan:\n")], "utf-8")
    out = said(capsys, "plan", str(bare))
    assert "vanemahüvitist enne maksude mahaarvamist kokku 64 720 eurot." in out
    assert "Mida soovid maksavad" not in out


def test_a_plan_taken_is_a_case_file_that_brings_the_same(capsys: Printed, tmp_path: Path) -> None:
    born = changed(
        tmp_path,
        ("    expected: 2026-12-15\n", "    birth: 2026-12-15\n    expected: 2026-12-15\n"),
    )
    assert run(("plan", born, "--json")) == 0
    made = json.loads(capsys.readouterr().out)
    out = tmp_path / "taken.yaml"
    assert said(capsys, "plan", born, "--take", "2", "--out", str(out)) == f"Kirjutatud: {out}"
    assert run(("solve", str(out), "--json")) == 0
    solved = json.loads(capsys.readouterr().out)
    upto = [
        sum(benefit["least"]["cents"] for benefit in month["benefits"].values())
        for month in made["plans"][1]["months"]
        if month["month"] <= "2027-12"
    ]
    assert solved["total"]["least"]["cents"] == solved["total"]["most"]["cents"] == sum(upto)
    printed = said(capsys, "plan", born, "--take", "1")
    assert "{from: 2027-01-14, to: 2027-06-30, by: mari, for: liis, kind: shared}" in printed
    first = tmp_path / "first.yaml"
    said(capsys, "plan", born, "--out", str(first))
    assert " ".join(first.read_text("utf-8").split()) == printed


def test_unused_days_and_a_price_that_may_be_either(capsys: Printed, tmp_path: Path) -> None:
    born = ("    expected: 2026-12-15\n", "    birth: 2026-12-15\n    expected: 2026-12-15\n")
    least = ("  days: [{who: jaan, least: 100}]", "  days: [{who: jaan, most: 20}]")
    wish = ("  at_home: [{who: jaan, from: 2027-06, to: 2027-08}]", "")
    out = said(capsys, "plan", changed(tmp_path, born, least, wish, ("together: 30 ", "# ")))
    assert "Kasutamata jääb: isa vanemahüvitis" in out
    assert "eeldataval päeval" not in out
    income = ("income: [{from: 2024-01, to: 2026-08, gross: 3300}]", "income: unknown")
    much = ("least: 100", "least: 300")
    out = said(capsys, "plan", changed(tmp_path, income, much, wish, ("together: 30 ", "# ")))
    assert " … +" in out


def test_leave_beside_benefit_is_not_checked_and_this_is_said(
    capsys: Printed, tmp_path: Path
) -> None:
    wish = "  at_home: [{who: jaan, from: 2027-06, to: 2027-08}]"
    both = f"{wish[:-1]}, {{who: mari, from: 2027-06, to: 2027-08}}]"
    out = said(capsys, "plan", changed(tmp_path, (wish, both)))
    assert "(PHS § 33 lg 3); seda kava ei kontrolli" in out
    assert "§ 33 lg 3" not in said(capsys, "plan", str(EXAMPLE))


def test_what_cannot_be_taken(capsys: Printed, tmp_path: Path) -> None:
    assert "Kava number 9 ei ole; kavu on 4." in refused(
        capsys, "plan", str(EXAMPLE), "--take", "9"
    )
    impossible = changed(tmp_path, ("together: 30 ", "together: 61 "))
    assert "ei leidu" in refused(capsys, "plan", impossible, "--take", "1")


def test_what_must_be_known_first(capsys: Printed, tmp_path: Path) -> None:
    unknown = changed(
        tmp_path,
        ("sickness_benefit_right: [{from: 2023-01-01}]", "sickness_benefit_right: unknown"),
    )
    message = refused(capsys, "plan", unknown)
    assert message.startswith("Kava jaoks on vaja teada: Kas Mari Näide võis ema vanemahüvitist")
    stranger = changed(tmp_path, ("at_work: [{who: mari,", "at_work: [{who: liis,"))
    assert "inimest Liis Näide, kes ei ole lapse Liis Näide" in refused(capsys, "plan", stranger)


def test_a_bar_only_in_a_terminal_and_only_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    def drawn(*, terminal: bool, patience: float) -> str:
        written = StringIO()
        to = Console(file=written, force_terminal=terminal, width=80)
        monkeypatch.setattr(progress, "console", lambda **_: to)
        with waiting(Words("et"), patience) as tell:
            tell(1, 3)
        return written.getvalue()

    assert "Otsin parimat kava: 1 / 3" in drawn(terminal=True, patience=0)
    assert drawn(terminal=True, patience=60) == ""
    assert drawn(terminal=False, patience=0) == ""


def test_breaking_off_is_one_message(capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("perenou.casework.planner.search.plan", interrupted)
    assert refused(capsys, "plan", str(EXAMPLE)) == "Katkestatud."
