"""Papers about reforms: their figures are those of the simulation, and what moved is marked."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from perenou import __version__
from perenou.acts.document import Document, Grid, Paragraph
from perenou.acts.read.read_docx import read_docx
from perenou.acts.write_docx import as_docx
from perenou.acts.write_html import as_html
from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.charts import Chart
from perenou.language.catalogue import Catalogue
from perenou.language.grammar import LANGUAGES, Language, grouped
from perenou.population.simulate.run import simulated
from perenou.population.synthetic.draw import draw
from perenou.proposals.changes import benefits_on
from perenou.proposals.compute import Asked, compute
from perenou.proposals.computed import Computed, Found, Proof, unit_of
from perenou.proposals.kept import (
    ProposalError,
    computed_of,
    computed_text,
    proposal_of,
    read_proposal,
    text_of,
)
from perenou.proposals.letter import letter
from perenou.proposals.memorandum import Told, memorandum
from perenou.proposals.moved import moved
from perenou.proposals.proposal import (
    BACKWARDS,
    FOLLOWS,
    Checked,
    Consulted,
    Evidence,
    Happened,
    Kind,
    Option,
    Origin,
    Proposal,
    Stage,
    Taken,
    Wording,
    YesNo,
    needs_reason,
)
from perenou.proposals.union_law import ASKED, Answer, checks
from perenou.proposals.whole import is_whole
from perenou.proposals.wordings import Now
from perenou.rules.reform import laid_over, read_reform
from perenou.rules.rule import day_of

REFORMS = Path(__file__).parents[2] / "examples" / "reforms"
AS_OF = day_of("2026-11-27")
FAMILIES = 14
FULL = Proposal(
    "Lapsetoetus 100 eurot",
    problem="Määr on vana.\nOstujõud on vähenenud.",
    aim="Lihtsam määr.",
    evidence=(Evidence(Origin.QUESTION, "K-2026-0012", "küsitakse sageli"),),
    options=(Option("Sama määr", "lihtne", is_chosen=True), Option("Jätta nii")),
    wordings=(Wording("PHS § 17 lg 3", "Uus tekst."),),
    terms="Ei ole.", cost="Arendus.", work="Vähem kirju.", minutes=12, transition="Ei ole.",
    regulations="Ei ole.",
    consulted=(Consulted("Ministeerium", opinion="Nõus.", answer="Aitäh.", taken=Taken.TAKEN),),
    checked=tuple(Checked(key, YesNo.NO, "vaadatud") for key in ASKED),
    happened=(Happened("cost.change", 1_234_500, "aruanne"),),
)  # fmt: skip


def quiet(done: int, steps: int) -> None:
    del done, steps


@lru_cache(maxsize=4)
def found(reform: str = "child_allowance_100", families: int = FAMILIES) -> Computed:
    asked = Asked(AS_OF, families=families, seconds=0)
    return compute(REFORMS / f"{reform}.yaml", asked, None, quiet)


def paper(computed: Computed, language: Language = "et", **told: object) -> Document:
    content = told.pop("proposal", Proposal(computed.title))
    return memorandum(Told(content, AS_OF, computed, **told), language)  # type: ignore[arg-type]


def grid(document: Document, caption: str) -> Grid:
    (got,) = [
        block
        for portion in document.portions
        for block in portion.blocks
        if isinstance(block, Grid) and block.caption == caption
    ]
    return got


def words(document: Document) -> str:
    return " ".join(span.text for span in document.spans())


# ------------------------------------------------------------------------------ the figures


def test_figures_are_those_of_the_simulation() -> None:
    path = REFORMS / "child_allowance_100.yaml"
    books = [LAWBOOK, laid_over(LAWBOOK, read_reform(path, LAWBOOK))]
    drawn = draw(2027, found().seed).first(FAMILIES)
    made = simulated(drawn, books[1:], AS_OF, 50_00, None, quiet)
    (change,) = made.changes
    got = found()
    assert got.figure("cost.all.before") == made.total
    assert got.figure("cost.all.after") == change.total
    assert got.figure("cost.change") == change.total - made.total
    assert [got.figure(f"month.after.{at}") for at in range(12)] == [
        sum(months[at] for months in change.cost.values()) for at in range(12)
    ]
    for by in ("kind", "children", "income", "region"):
        parts = [got.figure(f"group.{by}.{key}.families") for key in got.groups[by]]
        assert sum(parts) == got.figure("families.counted") == made.counted
    told = ("winners", "losers", "unchanged")
    assert sum(got.figure(f"who.{each}") for each in told) == made.counted
    classes = sum(families for name, families in got.figures.items() if name.startswith("class."))
    assert classes + got.figure("who.unchanged") == made.counted


def test_the_word_file_read_back_says_the_figures_that_were_computed() -> None:
    """By the reader of Word files, which knows nothing of how they are written."""
    computed = found()
    content = as_docx(paper(computed))
    lines = [each.text for each in read_docx(content, "seletuskiri.docx").paragraphs]
    plain = [" ".join(line.replace("\u202f", " ").replace("\u00a0", " ").split()) for line in lines]
    for key in computed.paid:
        for when in ("before", "after"):
            cents = computed.figure(f"cost.{when}.{key}")
            euros = grouped((cents + 50) // 100, "et").replace("\u202f", " ")
            assert euros in plain, (key, when)
    assert str(computed.figure("who.winners")) in plain
    assert str(computed.figure("families.counted")) in " ".join(plain)
    with ZipFile(BytesIO(content)) as file:
        charts = [name for name in file.namelist() if name.startswith("word/charts/")]
        drawn = file.read("word/charts/chart1.xml").decode()
    assert len(charts) == sum(
        isinstance(block, Chart) for portion in paper(computed).portions for block in portion.blocks
    )
    first = computed.figure("month.before.0")
    assert f"<c:v>{first // 10**8}.{first % 10**8:08}</c:v>" in drawn


def test_what_was_computed_reads_back_the_same() -> None:
    computed = replace(
        found(),
        proofs=(Proof("loses", ("child_allowance",), 24325, 3, Found("example", (71000, 70000))),),
    )
    assert computed_of(computed_text(computed)) == computed
    assert proposal_of(text_of(FULL)) == FULL
    with pytest.raises(ProposalError, match="not_computed"):
        computed_of("{}")


def test_of_what_is_not_whole_no_paper_is_made() -> None:
    """A figure that is missing would be told as nought."""
    computed = found()
    assert is_whole(computed)
    assert is_whole(found("large_family_income_test"))
    (first, *_) = computed.changed
    for wrong in (
        replace(computed, groups={**computed.groups, "kind": ()}),
        replace(computed, changed=(replace(first, citation="kuskil"),)),
        replace(computed, made=10**9),
        replace(computed, as_of=10**9),
        replace(computed, title="a\x00b"),
        replace(computed, figures={**computed.figures, "who.winners": -1}),
        replace(computed, figures={**computed.figures, "raise.x.families": 1, "raise.x.loss": 1}),
        *(
            replace(computed, figures={k: v for k, v in computed.figures.items() if k != name})
            for name in ("cost.change", "month.after.11", "average.after.1", "take_up.75",
                         "cost.before.child_allowance", "group.kind.couple.change")
        ),
    ):  # fmt: skip
        assert not is_whole(wrong), wrong


def test_a_figure_counts_cents_or_things_by_its_name() -> None:
    for name, value in found().figures.items():
        counts = name.endswith(("families", "winners", "losers", "unchanged", "counted", "open"))
        if counts or name.startswith("class."):
            assert unit_of(name) == "number", name
            assert 0 <= value <= FAMILIES * 20
        else:
            assert unit_of(name) == "cents", name


# ------------------------------------------------------------------------------ what moved


def test_what_moved_is_marked_with_what_it_was_and_nothing_else_is() -> None:
    now = found()
    old = dict(now.figures) | {"cost.all.after": 1_000_00, "who.winners": 7}
    earlier = replace(now, figures=old, made=AS_OF - 30, law=("other", now.law[1]))
    told = moved(earlier, now)
    assert dict(told.figures) == {"cost.all.after": 1_000_00, "who.winners": 7}
    assert (told.is_law, told.is_reform) == (True, False)
    document = paper(now, moved=told)
    key = grid(document, "Põhiarvud")
    marked = {row[0][0].text: [span.text for span in row[1][1:]] for row in key.rows}
    assert marked["peresid, kes saavad rohkem"] == [" (enne 7)"]
    assert marked["peresid, kes saavad vähem"] == []
    assert "1 000" in words(document).replace("\u202f", " ")
    assert "õigus, millest arvutus sõltub" in words(document)


def test_figures_of_other_families_are_never_laid_beside_each_other() -> None:
    told = moved(found(families=5), found())
    assert not told.is_alike
    assert not told.figures
    assert "teiste perede kohta" in words(paper(found(), moved=told))


# ------------------------------------------------------------------------------ the papers


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reform", ["child_allowance_100", "large_family_income_test"])
def test_every_paper_is_whole_in_every_language(language: Language, reform: str) -> None:
    computed = found(reform)
    empty = paper(computed, language)
    assert len(empty.gaps) == sum(span.kind == "gap" for span in empty.spans() if "[" in span.text)
    for told in (Told(FULL, AS_OF, computed), Told(FULL, AS_OF), Told(Proposal("x"), AS_OF)):
        for document in (memorandum(told, language), letter(told, language)):
            page = as_html(document)
            assert "proposals." not in page
            assert "<h1" in page


def test_what_people_wrote_stands_in_the_paper_and_leaves_no_gap() -> None:
    computed = found()
    now = tuple(Now(each, f"Vana tekst {each}.", "123") for each in computed.citations)
    document = paper(computed, proposal=FULL, now=now)
    missing = {gap.what for gap in document.gaps}
    assert missing == {
        "kes eelnõu ette valmistas, ametikoht ja kontakt",
        "seos teiste eelnõude ja tegevustega, vajalik häälteenamus",
        "mis räägib selle poolt ja vastu",
        "sätte uus sõnastus",
    }  # of the option and the provision about which nothing is written
    said = words(document)
    assert "Vana tekst PHS § 17 lg 3." in said
    assert "Uus tekst." in said
    own = [b for p in document.portions for b in p.blocks if isinstance(b, Paragraph) and b.own]
    assert {"Määr on vana.", "Ostujõud on vähenenud."} <= {b.spans[0].text for b in own}


def test_a_day_since_which_something_holds_is_in_the_right_case() -> None:
    said = words(paper(found("large_family_income_test"))) + words(paper(found()))
    assert "alates 1. jaanuarist 2027" in said.replace("\u00a0", " ")
    assert "jaanuarilt" not in said


def test_expected_and_real_stand_side_by_side() -> None:
    row = grid(paper(found(), proposal=FULL), "Oodatud ja tegelik").rows[0]
    expected = found().figure("cost.change")
    told = [cell[0].text.replace("\u202f", " ") for cell in row]
    assert row[1][0].value == expected
    assert told[2] == "12 345"
    off = 1_234_500 - expected
    assert told[3].replace("\u2212", "-").replace(" ", "") == str(round(off / 100))


def test_what_no_proof_decides_the_invented_families_may() -> None:
    """Whoever loses among them is a family that loses, even if time was too short for more."""
    open_proof = Proof("loses", ("child_allowance",), 24325, 3, Found("undecided", done=2))
    losing = replace(found(), proofs=(open_proof,), figures={**found().figures, "who.losers": 4})
    for document in (paper(losing), letter(Told(Proposal("x"), AS_OF, losing), "et")):
        assert "juba loositud perede hulgas saab vähem 4 peret" in words(document)
    nobody = replace(losing, figures={**found().figures, "who.losers": 0})
    assert "jäi lahtiseks" in words(paper(nobody))


def test_chapters_keep_their_numbers_when_something_is_computed() -> None:
    def chapters(document: Document) -> list[str]:
        return [each.heading for each in document.portions if not each.is_below]

    before = chapters(memorandum(Told(Proposal("x"), AS_OF), "et"))
    after = chapters(paper(found(), proposal=Proposal("x")))
    assert before == after[: len(before)]
    assert [*after[len(before) :]] == ["11. Kuidas arvutust korrata"]


def test_papers_of_nothing_computed_promise_no_tables_and_name_version_and_day() -> None:
    nothing = Told(Proposal("x"), AS_OF)
    assert "Lisa: seletuskiri." in words(letter(nothing, "et"))
    for kind in (Kind.LAW, Kind.PROCESS):
        told = words(memorandum(replace(nothing, proposal=Proposal("x", kind=kind)), "et"))
        assert f"Perenõu {__version__} ; õigus seisuga " in " ".join(told.split())
    of_figures = letter(Told(Proposal("x"), AS_OF, found()), "et")
    assert "Lisa: seletuskiri tabelite ja joonistega." in words(of_figures)


def test_a_proof_says_of_which_families_it_is_and_of_no_others() -> None:
    proved = Proof(
        "loses", ("child_allowance",), 24325, 3, Found("proof", done=3), free=("alone", "studies")
    )
    computed = replace(found(), proofs=(proved,))
    for document in (paper(computed), letter(Told(Proposal("x"), AS_OF, computed), "et")):
        told = words(document)
        assert "ei, see on kirjeldatud perede kohta tõestatud" in told.replace("? Ei,", "? ei,")
        assert "üks või kaks vanemat ja kuni 3 last" in told
        assert "Nende asjaolude kohta ei eeldatud midagi: üksi last kasvatamine ja õpingud." in told
        assert "kõik võimalikud" not in told.casefold()


def test_figures_of_a_part_of_the_country_say_so() -> None:
    said = "Ükski arv ei ole kogu Eesti kohta: arvestatud on"
    part, whole = found(), replace(found(), whole=0)
    assert part.whole > 100_000
    for told, is_said in ((part, True), (whole, False)):
        for document in (paper(told), letter(Told(Proposal("x"), AS_OF, told), "et")):
            assert (said in words(document)) == is_said


def test_a_change_that_ends_says_its_last_day_and_is_asked_about_while_it_holds(
    tmp_path: Path,
) -> None:
    reform = tmp_path / "ajutine.yaml"
    reform.write_text(
        "title: Ajutine\nsource: x\nparameters:\n  child_allowance_third_and_next:\n"
        "    - {from: 2027-05-01, until: 2027-09-15, value: 85.50, citation: PHS § 17 lg 3}\n",
        encoding="utf-8",
    )
    asked = Asked(AS_OF, families=FAMILIES, seconds=1, children=1)
    computed = compute(reform, asked, None, quiet)
    assert computed.proofs
    assert {each.month for each in computed.proofs} == {2027 * 12 + 5}  # June
    said = "alates 1. maist 2027, viimane päev 14. september 2027"
    (row,) = grid(paper(computed), "Muudetavad määrad").rows
    assert row[-1][0].text == said
    for document in (paper(computed), letter(Told(Proposal("x"), AS_OF, computed), "et")):
        assert f"Arvutuses kehtib muudatus {said}" in " ".join(words(document).split())


# ------------------------------------------------------------------------------ Union law


def test_the_engine_answers_what_it_can_of_union_law_and_asks_the_rest() -> None:
    told = {each.key: each for each in checks(found(), Proposal("x"))}
    assert told["family"].answer is Answer.YES
    assert told["family"].about == ("child_allowance", "large_family_allowance")
    assert told["income"].answer is Answer.NO
    assert {key for key, each in told.items() if each.answer is Answer.OPEN} == set(ASKED)
    income = {each.key: each for each in checks(found("large_family_income_test"), Proposal("x"))}
    assert income["income"].answer is Answer.YES
    assert income["income"].about == ("gross_income",)
    assert {each.key for each in checks(found(), FULL) if each.answer is Answer.OPEN} == set()


def test_a_benefit_is_touched_by_what_it_rests_on() -> None:
    assert "child_allowance" in benefits_on(LAWBOOK, ["child_allowance_first_two"])
    assert benefits_on(LAWBOOK, ["birth_allowance_rate"]) == ("birth_allowance",)
    open_class = replace(found(), benefits=("mothers_parental_benefit", "birth_allowance"))
    told = {each.key: each for each in checks(open_class, Proposal("x"))}
    assert told["class"].about == ("mothers_parental_benefit",)
    assert told["annex"].about == ("birth_allowance",)
    assert told["family"].answer is Answer.OPEN  # unknown is no no
    assert told["supplement"].answer is Answer.OPEN


# ------------------------------------------------------------------------------ as data


def test_stages_lead_from_an_idea_to_every_end_and_back_only_with_a_reason() -> None:
    reached, todo = {Stage.IDEA}, [Stage.IDEA]
    while todo:
        for each in FOLLOWS[todo.pop()]:
            if each not in reached:
                reached.add(each)
                todo.append(each)
    assert reached == set(Stage)
    for now, following in FOLLOWS.items():
        for then in following:
            assert needs_reason(now, then) == (then is Stage.REFUSED or (now, then) in BACKWARDS)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("title: x\nproblems: y\n", "unknown"),
        ("problem: y\n", "wrong"),
        ("title: x\noptions: [{said: y}]\n", "wrong"),
        ("title: x\nsince: homme\n", "wrong"),
        ("title: x\ntitle: y\n", "twice"),
        ("[", "unreadable"),
    ],
)
def test_a_file_that_is_wrong_says_where(tmp_path: Path, text: str, key: str) -> None:
    path = tmp_path / "about.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(ProposalError) as caught:
        read_proposal(path)
    assert caught.value.key == key
    for language in LANGUAGES:
        said = Catalogue.load("perenou.proposals", "texts").text(
            f"proposals.error.{key}", language, **caught.value.slots
        )
        assert "about.yaml" in said


def test_a_file_of_ones_own_texts_is_read(tmp_path: Path) -> None:
    path = tmp_path / "about.yaml"
    path.write_text(
        "title: Lapsetoetus\nkind: law\nsince: 2027-01-01\nminutes: 15\n"
        "options: [{name: A, said: B, is_chosen: true}]\n"
        "evidence: [{origin: question, key: K-1}]\n",
        "utf-8",
    )
    told = read_proposal(path)
    assert told.chosen is not None
    assert (told.minutes, told.evidence[0].origin) == (15, Origin.QUESTION)
