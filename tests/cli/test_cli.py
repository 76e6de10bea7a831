"""Every command: what it prints when all is well, and its one message when it is not."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from perenou import __version__
from perenou.casework.report import Table
from perenou.cli import commands
from perenou.cli.app import run
from perenou.cli.arguments import day_of, language_of, readable_benefit
from perenou.cli.complete import benefits, languages, names
from perenou.cli.refusal import RefusedError
from perenou.cli.render import draw_table, linked
from perenou.language.grammar import LANGUAGES

HOME = "[{country: EE, ground: citizen}]"
CASE = f"""\
title: Üks laps
as_of: 2026-11-24
period: {{from: 2026-01, to: 2026-12}}
otherwise: ordinary
people:
  mari: {{name: Mari Näide, residence: {HOME}}}
children:
  juku:
    name: Juku Näide
    birth: 2018-05-14
    residence: {HOME}
    parents: [{{who: mari, role: mother}}]
    lives: [{{with: [mari], share: full}}]
claims:
  - {{by: mari, for: all, benefits: [child_allowance], received: 2018-06-01, channel: e_service}}
"""
COMMANDS = (
    "solve", "ask", "plan", "act", "prove", "rates", "rule", "practice", "recompute", "search",
    "simulate", "propose", "mcp", "serve", "worker", "migrate", "account", "backup", "restore",
    "check-act", "fetch-rates", "check-container", "new", "verify", "schema",
)  # fmt: skip


@pytest.fixture
def case(tmp_path: Path) -> str:
    file = tmp_path / "case.yaml"
    file.write_text(CASE, "utf-8")
    return str(file)


@pytest.fixture(autouse=True)
def no_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PERENOU_LANG", raising=False)


Printed = pytest.CaptureFixture[str]


def said(capsys: Printed, *arguments: str, code: int = 0) -> str:
    """What a command prints, having left with the code and without a word of complaint."""
    assert run(arguments) == code
    out, err = capsys.readouterr()
    assert err == ""
    return out.replace("\u202f", " ")


def refused(capsys: Printed, *arguments: str) -> str:
    """The one message of a command that cannot be done."""
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    assert out == ""
    assert err.count("\n") == 1
    return err.strip()


# ------------------------------------------------------------------------------ solve


def test_solve_prints_the_determination_in_estonian(case: str, capsys: Printed) -> None:
    out = said(capsys, "solve", case)
    assert "Kokku (jaanuar–detsember 2026): 960 eurot." in out
    assert "https://www.riigiteataja.ee/akt/" in out
    assert "\x1b" not in out


@pytest.mark.parametrize(("language", "word"), [("en", "Payments"), ("ru", "Выплаты")])
def test_solve_in_another_language(
    case: str, capsys: Printed, monkeypatch: pytest.MonkeyPatch, language: str, word: str
) -> None:
    assert word in said(capsys, "solve", case, "--lang", language)
    assert word in said(capsys, "--lang", language, "solve", case)
    monkeypatch.setenv("PERENOU_LANG", language)
    assert word in said(capsys, "solve", case)
    assert "Maksed" in said(capsys, "solve", case, "--lang=et")


def test_solve_as_json(case: str, capsys: Printed) -> None:
    made = json.loads(said(capsys, "solve", case, "--json"))
    assert made["total"]["least"] == {"cents": 96000, "euros": "960.00"}
    assert made["as_of"] == "2026-11-24"
    assert (made["from"], made["to"]) == ("2026-01", "2026-12")
    first = made["payments"][0]
    assert (first["benefit"], first["month"], first["payees"]) == (
        "child_allowance",
        "2026-01",
        ["mari"],
    )
    reason = made["reasons"][first["reason"]]
    assert reason["name"] == "child_allowance_amount"
    assert reason["value"] == {"cents": 8000, "euros": "80.00"}
    assert reason["link"].startswith("https://")
    assert all(0 <= at < first["reason"] for at in reason["because"])
    assert said(capsys, "solve", case, "--json") == said(capsys, "solve", case, "--json")


@pytest.fixture
def days(case: str) -> str:
    """The same family, in which somebody claims days of parental benefit."""
    more = (
        "parental_days:\n"
        "  - {by: mari, for: juku, kind: shared, from: 2026-11-01, to: 2026-11-10}\n"
    )
    born = CASE.replace("birth: 2018-05-14", "birth: 2026-06-14\n    expected: 2026-06-14")
    Path(case).write_text(born + more, "utf-8")
    return case


def test_solve_gives_sheet_and_ledger_alone(days: str, capsys: Printed) -> None:
    sheet = said(capsys, "solve", days, "--sheet")
    assert sheet.startswith("Mari Näide, laps Juku Näide: jagatav vanemahüvitis\n")
    assert "Arvestusperiood: " in sheet
    assert "Päevade arvestus" not in sheet
    ledger = said(capsys, "solve", days, "--ledger")
    assert ledger.startswith("Päevade arvestus\n")
    assert ledger.count("12.2026") == 2
    both = said(capsys, "solve", days, "--ledger", "--sheet")
    assert both == f"{sheet}\n{ledger}"
    changed = said(capsys, "solve", days, "--sheet", "--what-if", "people.mari.income=[]")
    assert "Tulu ei olnud" in changed
    assert json.loads(said(capsys, "solve", days, "--sheet", "--json"))["parental"]["sheets"]


def test_a_report_draws_its_calendar_in_letters(days: str, capsys: Printed) -> None:
    out = said(capsys, "solve", days)
    drawn = out.partition("\nPäevade kalender\n")[2]
    row = next(line for line in drawn.splitlines() if line.startswith("november 2026"))
    assert re.fullmatch(r"november 2026 +Mari Näide +[J×?] [J×?]{7} [J×?]{2}\.{5} .*", row)


def test_solve_writes_a_calendar(days: str, capsys: Printed, tmp_path: Path) -> None:
    picture = tmp_path / "päevad.svg"
    out = said(capsys, "solve", days, "--calendar", str(picture), "--lang", "en")
    assert "Calendar of days" in out
    assert picture.read_text("utf-8").startswith("<?xml")
    assert "Juku Näide: days of parental benefit" in picture.read_text("utf-8")
    nowhere = str(tmp_path / "puudub" / "x.svg")
    assert nowhere in refused(capsys, "solve", days, "--calendar", nowhere)


@pytest.mark.parametrize("option", ["--sheet", "--ledger"])
def test_before_days_were_counted_there_is_no_sheet_or_ledger(capsys: Printed, option: str) -> None:
    file = Path(__file__).parents[2] / "examples" / "parental_benefit_born_2019.yaml"
    assert "kuude kaupa" in refused(capsys, "solve", str(file), option)


@pytest.mark.parametrize("option", [["--sheet"], ["--ledger"], ["--calendar", "x.svg"]])
def test_without_claimed_days_there_is_nothing_of_them(
    case: str, capsys: Printed, option: list[str]
) -> None:
    assert "parental_days" in refused(capsys, "solve", case, *option)
    assert not Path("x.svg").exists()


def test_json_tells_what_is_open_as_open(case: str, capsys: Printed) -> None:
    file = Path(case)
    file.write_text(CASE.replace("    birth: 2018-05-14\n", "    birth: 2018\n"), "utf-8")
    assert run(["solve", case, "--json"]) == 2
    capsys.readouterr()
    file.write_text(CASE.replace("    birth: 2018-05-14\n", "    birth: 2026-05\n"), "utf-8")
    made = json.loads(said(capsys, "solve", case, "--json"))
    assert made["total"]["least"]["cents"] < made["total"]["most"]["cents"]
    values = [reason["value"] for reason in made["reasons"]]
    assert any(isinstance(value, dict) and value.get("open") is True for value in values)
    assert made["questions"]


@pytest.mark.parametrize("benefit", ["child_allowance", "lapsetoetus", "Детское пособие"])
def test_solve_why_takes_key_or_name(case: str, capsys: Printed, benefit: str) -> None:
    out = said(capsys, "solve", case, "--why", benefit)
    assert out.startswith("Miks: lapsetoetus\n")
    assert "juhtumifailist" in out


def test_solve_as_of_another_day(case: str, capsys: Printed) -> None:
    assert "1. veebruar 2026" in said(capsys, "solve", case, "--as-of", "2026-02-01")
    assert "1. veebruar 2026" in said(capsys, "solve", case, "--as-of", "01.02.2026")


def test_solve_what_if(case: str, capsys: Printed) -> None:
    change = "children.juku.birth=2007-01-02"
    out = said(capsys, "solve", case, "--what-if", change)
    assert "Kaks vastust kõrvuti" in out
    made = json.loads(said(capsys, "solve", case, "--json", "--what-if", change))
    assert made["difference"]["most"]["cents"] <= 0
    assert made["differences"]
    why = said(capsys, "solve", case, "--what-if", change, "--why", "child_allowance")
    assert why.startswith("Miks: ")


# ------------------------------------------------------------------------------ receipts


def test_a_receipt_verifies_until_something_differs(
    case: str, tmp_path: Path, capsys: Printed
) -> None:
    receipt = str(tmp_path / "receipt.json")
    said(capsys, "solve", case, "--receipt", receipt)
    assert said(capsys, "verify", receipt, case) == "Õigus, faktid ja vastus on samad.\n"
    Path(case).write_text(CASE.replace("2018-05-14", "2018-05-15"), "utf-8")
    out = said(capsys, "verify", receipt, case, code=1)
    assert "Vastus on sama" in out
    assert "faktid" in out
    Path(case).write_text(CASE.replace("2018-05-14", "2026-05-15"), "utf-8")
    out = said(capsys, "verify", receipt, case, code=1)
    assert "Vastus erineb kviitungist" in out
    assert "faktid" in out


def test_the_json_answer_is_a_receipt_too(case: str, tmp_path: Path, capsys: Printed) -> None:
    answer = tmp_path / "answer.json"
    answer.write_text(said(capsys, "solve", case, "--json"), "utf-8")
    assert run(["verify", str(answer), case]) == 0


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"law": 1}', b"\xff\xfe", b'{"receipt": {}}', b"[" * 100_000]
)
def test_a_broken_receipt(case: str, tmp_path: Path, capsys: Printed, content: bytes) -> None:
    receipt = tmp_path / "receipt.json"
    receipt.write_bytes(content)
    assert "ei ole Perenõu kviitung" in refused(capsys, "verify", str(receipt), case)


# ------------------------------------------------------------------------------ ask


def test_ask_fills_in_the_case_file(
    case: str, tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path(case).write_text(CASE.replace("    birth: 2018-05-14\n", ""), "utf-8")
    out = str(tmp_path / "out.yaml")
    monkeypatch.setattr("sys.stdin", io.StringIO("eile\n14.05.2018\n\n\n\n"))
    text = said(capsys, "ask", case, "--out", out)
    assert "Mis päeval sündis Juku Näide?" in text
    assert "Vastus „eile“ ei sobi." in text
    assert "Praegu on teada: 960 eurot." in text
    assert "birth: 2018-05-14" in Path(out).read_text("utf-8")
    assert "birth" not in Path(case).read_text("utf-8")


def test_ask_ends_with_the_input_and_without_out_writes_the_file_itself(
    case: str, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path(case).write_text(CASE.replace("    birth: 2018-05-14\n", ""), "utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO("2018-05-14"))
    said(capsys, "ask", case)
    assert "birth: 2018-05-14" in Path(case).read_text("utf-8")


@pytest.mark.parametrize("broken_off", [EOFError, KeyboardInterrupt])
def test_ask_keeps_every_answer_when_it_is_broken_off(
    broken_off: type[BaseException],
    tmp_path: Path,
    capsys: Printed,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(CASE.replace("    birth: 2018-05-14\n", ""), encoding="utf-8")
    answers = iter(["eile", "2018-05-14", "jah"])

    def read(_prompt: str) -> str:
        found = next(answers, None)
        if found is None:
            raise broken_off
        return found

    monkeypatch.setattr("builtins.input", read)
    text = said(capsys, "ask", str(path))
    assert text.count("Vastus „eile“ ei sobi.") == 1
    assert "birth: 2018-05-14" in path.read_text(encoding="utf-8")


def test_ask_about_a_complete_case_leaves_the_file_alone(
    case: str, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert "Midagi otsustavat ei ole enam puudu." in said(capsys, "ask", case)
    assert Path(case).read_text("utf-8") == CASE


# ------------------------------------------------------------------------------ law


def test_rates_of_a_day(capsys: Printed) -> None:
    assert "80 eurot" in said(capsys, "rates", "2026-11-24")
    known = said(capsys, "rates", "15.01.2023", "--as-of", "15.01.2023")
    assert "60 eurot" in known
    assert "Figures and terms on" in said(capsys, "rates", "--lang", "en")


def test_rule_by_name_and_by_search(capsys: Printed) -> None:
    out = said(capsys, "rule", "child_allowance_rate")
    assert "lapsetoetuse kuumäär (child_allowance_rate)" in out
    assert "PHS § 17 lg 3" in out
    assert "child_allowance_rate_due" in out
    found = said(capsys, "rule", "ajateenija lapse")
    assert "right_to_conscripts_child_allowance" in found
    assert "child_allowance" in said(capsys, "rule", "child_allowance", "--lang", "ru")


@pytest.mark.parametrize(
    "arguments",
    [
        ("rates", "2026-01-01", "--as-of", "2026-11-24"),
        ("solve", "{case}", "--as-of", "2026-11-24", "--what-if", "children.juku.birth=2007-06-10"),
        ("prove", "boundary", "child_allowance", "--as-of", "2026-11-24"),
    ],
    ids=["rates", "what_if", "prove"],
)
def test_a_report_names_the_version_and_the_day_of_the_law(
    case: str, capsys: Printed, arguments: tuple[str, ...]
) -> None:
    printed = said(capsys, *(each.format(case=case) for each in arguments))
    assert printed.splitlines()[-1] == f"Perenõu {__version__}; õigus seisuga 24. november 2026."


def test_new_prints_or_writes_a_case_that_solves(tmp_path: Path, capsys: Printed) -> None:
    for language in LANGUAGES:
        file = tmp_path / f"{language}.yaml"
        said(capsys, "new", str(file), "--lang", language)
        assert file.read_text("utf-8") == said(capsys, "new", "--lang", language)
        assert run(["solve", str(file)]) == 0
        capsys.readouterr()
    assert "on juba olemas" in refused(capsys, "new", str(tmp_path / "et.yaml"))


def test_schema_is_a_json_schema(capsys: Printed) -> None:
    made = json.loads(said(capsys, "schema"))
    assert made["$schema"].startswith("https://json-schema.org/")
    assert "children" in made["properties"]


# ------------------------------------------------------------------------------ help and errors


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_is_in_the_language(capsys: Printed, language: str) -> None:
    usage = {"et": "Kasutus: perenou", "en": "Usage: perenou", "ru": "Использование: perenou"}
    top = said(capsys, "--help", "--lang", language)
    assert top.startswith(usage[language])
    assert all(command in top for command in COMMANDS)
    assert said(capsys, "--lang", language) == top
    for command in COMMANDS:
        page = said(capsys, command, "-h", "--lang", language)
        assert page.startswith(f"{usage[language]} {command}")
        assert "cli." not in page
        assert "Show this message" not in page


def test_every_command_is_listed_here() -> None:
    assert tuple(commands.COMMANDS) == COMMANDS


def test_version(capsys: Printed) -> None:
    assert said(capsys, "--version").startswith("perenou ")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["solve", "nowhere.yaml"], "Sellist faili ei ole"),
        (["solve", "{folder}"], "Faili ei saa lugeda"),
        (["solve"], "puudub FILE"),
        (["solve", "{case}", "--bogus"], "Valikut --bogus ei ole"),
        (["solve", "{case}", "--as-of"], "--as-of"),
        (["solve", "{case}", "--as-of", "eile"], "ei ole kuupäev"),
        (["solve", "{case}", "--as-of", "2026-02-30"], "ei ole kuupäev"),
        (["solve", "{case}", "--as-of", "1999-01-01"], "01.01.2017"),
        (["solve", "{case}", "--why", "lapstoetus"], "Kas mõtlesite „lapsetoetus“?"),
        (["solve", "{case}", "--why", "qqqq"], "Hüvitised on: child_allowance"),
        (["solve", "{case}", "--what-if", "nonsense"], "nonsense"),
        (["solve", "{case}", "--what-if", "children.jukku.birth=2010-01-01"], "juku"),
        (["solve", "{case}", "--receipt", "{folder}"], "ei saa kirjutada"),
        (["solve", "{case}", "--receipt", "{folder}/no/such/file"], "ei saa kirjutada"),
        (["solve", "{case}", "--lang", "fi"], "Keelt „fi“ ei ole"),
        (["solve", "{case}", "{case}"], "Käsurida ei ole arusaadav"),
        (["slove", "{case}"], "Kas mõtlesite „solve“?"),
        (["--lang", "et", "frobnicate"], "Käsud on: solve, ask"),
        (["ask", "nowhere.yaml"], "Sellist faili ei ole"),
        (["rates", "eile"], "ei ole kuupäev"),
        (["rule", "zzzz"], "otsing ei leidnud"),
        (["rule", "child_alowance_rte"], "Kas mõtlesite: child_allowance_rate"),
        (["rule"], "puudub NAME"),
        (["new", "{folder}/no/such/file.yaml"], "ei saa kirjutada"),
        (["verify", "nowhere.json", "{case}"], "ei saa lugeda"),
        (["verify", "{folder}", "{case}"], "ei saa lugeda"),
        (["verify", "{case}", "{case}"], "ei ole Perenõu kviitung"),
        (["schema", "--lang", "xx"], "Keelt „xx“ ei ole"),
    ],
)
def test_an_error_is_one_message_and_code_2(
    case: str, tmp_path: Path, capsys: Printed, arguments: list[str], message: str
) -> None:
    filled = [each.format(case=case, folder=tmp_path) for each in arguments]
    assert message in refused(capsys, *filled)


def test_errors_are_told_in_the_language_asked_for(case: str, capsys: Printed) -> None:
    assert "is no date" in refused(capsys, "solve", case, "--as-of", "x", "--lang", "en")
    assert "не дата" in refused(capsys, "solve", case, "--as-of", "x", "--lang", "ru")


@pytest.mark.parametrize(
    ("readings", "message"),
    [("{no_such_norm: x}", "ei ole valitavaid tõlgendusi"), ("{NORM: x}", "Võimalikud on: ")],
)
def test_a_reading_that_does_not_exist(
    case: str, capsys: Printed, readings: str, message: str
) -> None:
    from perenou.benefits.lawbook import LAWBOOK

    norm = next(name for name in LAWBOOK.rules if LAWBOOK.readings_of(name))
    Path(case).write_text(f"{CASE}readings: {readings.replace('NORM', norm)}\n", "utf-8")
    assert message in refused(capsys, "solve", case)


def test_a_file_without_permission(case: str, capsys: Printed) -> None:
    Path(case).chmod(0)
    if os.access(case, os.R_OK):
        pytest.skip("this user may read everything")
    assert "Faili ei saa lugeda" in refused(capsys, "solve", case)


def test_every_broken_case_file_is_refused(capsys: Printed) -> None:
    folder = Path(__file__).parents[1] / "casework" / "broken"
    broken = [file for file in folder.iterdir() if file.name != "expected.yaml"]
    assert len(broken) > 40
    for file in broken:
        assert run(["solve", str(file)]) == 2, file.name
        out, err = capsys.readouterr()
        assert out == ""
        assert err.strip()


# ------------------------------------------------------------------------------ parts


def test_arguments_as_people_write_them() -> None:
    assert day_of("24.11.2026") == day_of("2026-11-24")
    assert language_of(["solve", "--", "--lang", "ru"], {}) == "et"
    assert language_of([], {"PERENOU_LANG": "ru"}) == "ru"
    assert readable_benefit("Survivor's allowance") == "survivors_allowance"
    with pytest.raises(RefusedError):
        language_of([], {"PERENOU_LANG": "xx"})


def test_completion_offers_what_there_is() -> None:
    assert languages("e") == ["et", "en"]
    assert ("birth_allowance", "sünnitoetus") in benefits("birth")
    assert all(name.startswith("child_allowance_r") for name, _ in names("child_allowance_r"))
    assert names("child_allowance_r")


# ------------------------------------------------------------------------------ the process itself


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "perenou.cli", *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        timeout=120,
        check=False,
    )


def test_a_process_prints_to_a_pipe_without_colours(case: str) -> None:
    done = process("solve", case)
    assert done.returncode == 0
    assert done.stderr == ""
    assert "\x1b" not in done.stdout
    assert "Maksed" in done.stdout


def test_a_process_fails_with_code_2_on_stderr() -> None:
    done = process("solve", "nowhere.yaml")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("nowhere.yaml: ")


def test_a_start_reads_and_makes_only_what_the_command_needs(case: str) -> None:
    """Other commands, the texts of their pages and the checks of parts that no file names."""
    told = """
import sys
from perenou.cli.app import run
run(["solve", sys.argv[1], "--json"])
from perenou.casework.case_file import schema
from perenou.language.catalogue import Catalogue
print(sorted(name for name in sys.modules if name.startswith("perenou.cli.")), file=sys.stderr)
print(*(of.__pydantic_complete__ for of in (schema.Child, schema.Dealing)), file=sys.stderr)
print(Catalogue.load("perenou.casework", "texts")._read, file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", told, case],
        capture_output=True, encoding="utf-8", timeout=120, check=True,
    )  # fmt: skip
    read, made, texts = done.stderr.splitlines()
    assert "perenou.cli.cases" in read
    assert not {"act", "law", "tables", "workbench"} & set(re.findall(r"cli\.(\w+)", read))
    assert made == "True False"
    assert texts == "{}"


def test_a_reader_that_stops_early_is_no_error(case: str) -> None:
    command = f'"{sys.executable}" -m perenou.cli solve "{case}" --json | head -c 10'
    done = subprocess.run(
        command, shell=True, capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    assert done.stderr == ""


def test_the_shell_can_complete(case: str) -> None:
    done = process(
        _PERENOU_COMPLETE="complete_bash",
        COMP_WORDS=f"perenou solve {case} --why birth",
        COMP_CWORD="4",
    )
    assert "birth_allowance" in done.stdout


@pytest.mark.parametrize("width", ["40", "80", "200"])
def test_a_narrow_terminal_loses_no_figure(
    case: str, capsys: Printed, monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    monkeypatch.setattr("perenou.cli.render.PIPED_WIDTH", int(width))
    out = said(capsys, "solve", case)
    assert "960 eurot" in out
    assert max(map(len, (line for line in out.splitlines() if "http" not in line))) <= int(width)


def test_a_provision_on_screen_opens_in_the_wording_of_its_day() -> None:
    text = "jah (PHS § 17 lg 1); ei (PHS § 21)"
    drawn = linked(text, "", (("PHS § 17 lg 1", day_of("2026-02-10")),))
    assert [
        (text[span.start : span.end], getattr(span.style, "link", "")) for span in drawn.spans
    ] == [
        ("PHS § 17 lg 1", "https://www.riigiteataja.ee/akt/108042025003#para17lg1"),
        ("PHS § 21", "https://www.riigiteataja.ee/akt/111072026059?leiaKehtiv#para21"),
    ]


def test_a_table_breaks_words_only_where_they_may_be_broken(capsys: Printed) -> None:
    """After a dash or with a hyphen between syllables; what stands over figures between words."""
    when = "oktoober–november 2026"
    table = Table(
        ("kus", "mis", "millal", "liiga palju, €"),
        (("üksus Põhja", "õppematerjalide ülevaatamise", when, "400"),),
        frozenset({3}),
    )
    draw_table(table, Console(width=46, color_system=None))
    lines = capsys.readouterr().out.splitlines()
    words = [word for line in lines for word in line.split()]
    assert {"oktoober–", "november", "2026", "liiga"} <= {*words}
    assert [word for word in words if word.endswith("-")] == ["õppematerjali-"]
    assert all(len(line) <= 46 for line in lines)
