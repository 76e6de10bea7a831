"""What is delivered beside the program, and properties of the whole that an IT house asks about."""

from __future__ import annotations

import json
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from deploy import audit, checklist, sbom
from django.apps import apps
from django.conf import settings
from django.db import models
from docs import data_model
from tests.workbench.addresses import addresses

import perenou
from perenou.impact.coded import coded_since
from perenou.workbench import serve
from perenou.workbench.configuration import database_settings, read
from perenou.workbench.environment import NAMES

ROOT: Final = Path(__file__).resolve().parents[2]
SOURCE: Final = ROOT / "src" / "perenou"
DEPLOY: Final = ROOT / "deploy"
GUIDE: Final = (ROOT / "docs" / "operators.md").read_text(encoding="utf-8")
OURS: Final = [each for each in apps.get_models() if each.__module__.startswith("perenou.")]


def our_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    if listed.returncode:
        pytest.skip("not a git working tree")
    names = [name for name in listed.stdout.decode().split("\0") if name]
    return [ROOT / name for name in names if (ROOT / name).is_file()]


# ------------------------------------------------------------------------------- secrets

SECRETS: Final = {
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "a key of a cloud": r"\b(AKIA|ASIA)[0-9A-Z]{16}\b",
    "a token of a forge": r"\b(ghp|gho|ghs|glpat|xox[abp])[-_][0-9A-Za-z_-]{20,}",
    "a password in an address": r"[a-z]+://[^/\s:@'\"]+:(?!PASSWORD|<password>|PAROOL|ПАРОЛЬ|\$\{)"
    r"[^/\s:@'\"{}]{3,}@",
    "a key of ours": r"(?<![\w-])[A-Za-z0-9_-]{43}=(?![\w=])",
    "a token for programs": r"Bearer [0-9A-Za-z_-]{40,}",
}
KNOWN: Final = frozenset(
    {
        # Keys of the tests, which say so when they are read.
        "dGVzdHMgb25seTogdGhpcyBrZWVwcyBubyBzZWNyZXQ=",
    }
)


def secrets_in(text: str) -> Iterator[str]:
    """What of a text looks like a secret."""
    for name, pattern in SECRETS.items():
        for found in re.finditer(pattern, text):
            if found[0] not in KNOWN:
                yield f"{name}: {found[0][:12]}…"


def test_no_file_holds_a_secret() -> None:
    found = []
    for file in our_files():
        if file.suffix in (".backup", ".png", ".docx", ".pdf") or "requirements" in file.parts:
            continue
        text = file.read_text(encoding="utf-8", errors="replace")
        found += [f"{file.relative_to(ROOT)}: {each}" for each in secrets_in(text)]
    assert found == []


@pytest.mark.parametrize(
    "planted",
    [
        "-----BEGIN RSA " + "PRIVATE KEY-----", "AKIA" + "ABCDEFGHIJKLMNOP",
        "postgresql://me:" + "hunter22@db/x", "PERENOU_KEYS=" + "a" * 43 + "=",
        "ghp_" + "a" * 36, "Authorization: Bearer " + "0" * 64,
    ],
)  # fmt: skip
def test_a_secret_that_slips_in_is_found(planted: str) -> None:
    assert list(secrets_in(f"x = {planted}\n"))


# ------------------------------------------------------------------------------- packages


def test_the_bill_of_materials_names_all_that_is_locked() -> None:
    made = sbom.bill("workbench")
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.5")
    told = json.loads(json.dumps(made))
    parts = {(each["name"], each["version"]) for each in told["components"]}
    lock = (ROOT / "requirements" / "workbench.txt").read_text(encoding="utf-8")
    assert parts == set(re.findall(r"^([a-z0-9._-]+)==([^\s;]+)", lock, re.M))
    refs = {each["bom-ref"] for each in told["components"]} | {sbom.OURS}
    assert len(refs) == len(parts) + 1
    assert {each["ref"] for each in told["dependencies"]} == refs
    assert {ref for each in told["dependencies"] for ref in each["dependsOn"]} <= refs
    django = next(each for each in told["dependencies"] if "django@" in each["ref"])
    assert any("asgiref@" in each for each in django["dependsOn"])
    assert made["serialNumber"] == sbom.bill("workbench")["serialNumber"]


def test_a_known_weakness_is_named_and_what_nobody_looked_at_is_not_called_clean(
    tmp_path: Path,
) -> None:
    version = sbom.locked("workbench")["django"][0]
    package = {"ecosystem": "PyPI", "name": "Django"}
    told = {"id": "X-1", "affected": [{"package": package, "versions": [version]}]}
    (tmp_path / "x.json").write_text(json.dumps(told), encoding="utf-8")
    assert [each[:6] for each in audit.known("workbench", tmp_path)] == ["django"]
    clean = {"name": "a", "version": "1", "vulns": []}
    bad = {"name": "a", "version": "1", "vulns": [{"id": "X-1", "fix_versions": ["2"]}]}
    skipped = {"name": "b", "skip_reason": "not there"}
    answers: tuple[list[object], ...] = ([clean], [clean, skipped], [bad, skipped], [])
    codes = [audit.judged(json.dumps({"dependencies": each}))[0] for each in answers]
    assert codes == [0, 3, 1, 3]
    assert audit.judged("")[0] == 3


def test_the_container_installs_what_the_lock_names_and_nothing_else() -> None:
    told = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    installs = [line for line in told.splitlines() if "pip install" in line]
    assert len(installs) == 3
    assert all("--require-hashes -r" in line or "--no-deps" in line for line in installs)
    last = told.rpartition("FROM ")[2]
    assert "COPY . " not in last  # no source, no compiler, no installer
    assert re.search(r"^USER \d+$", last, re.M)
    locks = re.findall(r"requirements/\w+\.txt", told)
    assert all((ROOT / each).is_file() for each in locks)


def test_kubernetes_probes_scaling_and_patience_agree_with_the_program() -> None:
    parts = list(yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text(encoding="utf-8")))
    by_kind = {each["kind"]: each for each in parts}
    pod = by_kind["Deployment"]["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    known = {f"/{each.name.partition(':')[2]}" for each in addresses()}
    for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
        path = container[probe]["httpGet"]["path"]
        assert f"/{path.strip('/').rpartition('/')[2]}" in known
    assert pod["terminationGracePeriodSeconds"] > 2 * serve.PATIENCE
    scaling = by_kind["HorizontalPodAutoscaler"]["spec"]
    assert scaling["minReplicas"] >= 2
    unit = (DEPLOY / "perenou.service").read_text(encoding="utf-8")
    stop = re.search(r"^TimeoutStopSec=(\d+)$", unit, re.M)
    assert stop is not None
    assert int(stop[1]) > 2 * serve.PATIENCE


@pytest.mark.parametrize("file", sorted(DEPLOY.glob("*")), ids=lambda each: each.name)
def test_what_is_delivered_names_settings_and_commands_that_there_are(file: Path) -> None:
    if not file.is_file():
        return
    told = file.read_text(encoding="utf-8")
    named = set(re.findall(r"\bPERENOU_[A-Z_]+\b", told))
    assert named <= NAMES
    from perenou.cli.commands import COMMANDS, GROUPS

    called = re.findall(r"bin/perenou ([a-z-]+)", told)
    called += re.findall(r'^ +(?:command|args): \["(\w+)"\]$', told, re.M)
    assert set(called) <= {*COMMANDS, *GROUPS}


def test_an_example_of_the_environment_is_taken_once_its_blanks_are_filled() -> None:
    told = (DEPLOY / "environment.example").read_text(encoding="utf-8")
    lines = [line for line in told.splitlines() if line and not line.startswith("#")]
    environment = dict(line.split("=", 1) for line in lines)
    environment |= {"PERENOU_SECRET": "abcdefghij" * 5, "PERENOU_KEYS": next(iter(KNOWN))}
    assert read(environment).production


# ---------------------------------------------------------------------------- checklists


def test_the_drawing_of_the_data_is_that_of_the_models() -> None:
    kept = (ROOT / "docs" / "data_model.md").read_text(encoding="utf-8")
    assert kept == data_model.page()
    tables = set(re.findall(r"^### `(\w+)`$", kept, re.M))
    assert tables == {model._meta.db_table for model in OURS}
    for model in OURS:
        assert re.search(rf"^    {model.__name__}\b", kept, re.M)


@pytest.mark.parametrize("name", ["mfn", "asvs"])
def test_every_requirement_names_tests_that_exist_or_says_why_not(name: str) -> None:
    found = checklist.read(name).requirements
    numbers = [each.number for each in found]
    assert len(numbers) == len(set(numbers))
    assert checklist.missing({test for each in found for test in each.tests}) == []
    for each in found:
        assert each.says.endswith("."), each.number
        assert bool(each.tests) != bool(each.why), each.number


def test_all_chapters_of_both_lists_are_there() -> None:
    sizes = {name.partition(".")[0]: len(rows) for name, rows in checklist.read("mfn").chapters}
    assert sizes == {"1": 19, "2": 41, "3": 20, "4": 17, "5": 6, "6": 3, "7": 16, "8": 7, "9": 13,
                     "10": 6, "11": 4, "12": 12}  # fmt: skip
    assert [name.partition(" ")[0] for name, _ in checklist.read("asvs").chapters] == [
        f"V{at}" for at in range(1, 15)
    ]


def test_nothing_passes_whose_test_did_not_run() -> None:
    one = checklist.Requirement("1", "", "x", ("a", "b"), "", True)
    both = {"a": "passed", "b": "passed"}
    assert checklist.state(one, both) == "pass"
    assert checklist.state(one, both | {"b": "skipped"}) == "fail"
    assert checklist.state(one, both | {"b": "failed"}) == "fail"
    cases = {"workbench::test_x::T::test_y": ["passed", "failed"], "workbench::test_z": ["passed"]}
    assert checklist._outcome("workbench/test_x.py", cases) == "failed"
    assert checklist._outcome("workbench/test_z.py::test_nowhere", cases) == "skipped"


# --------------------------------------------------------------------------------- guides


def test_the_guide_describes_every_field_of_the_log() -> None:
    code = "".join(
        (SOURCE / "workbench" / name).read_text(encoding="utf-8")
        for name in ("frame/log.py", "operations/middleware.py")
    )
    fields = set(re.findall(r'"(@timestamp|[a-z]+\.[a-z_.]+)"', code))
    assert len(fields) > 12
    assert all(f"`{each}`" in GUIDE for each in fields if not each.startswith("perenou"))


FIELDS_OF_ECS: Final = frozenset(
    {
        "@timestamp", "ecs.version", "error.stack_trace", "error.type", "event.dataset",
        "event.duration", "event.outcome", "http.request.method", "http.response.status_code",
        "log.level", "log.logger", "message", "process.pid", "service.name", "service.version",
        "trace.id", "transaction.id",
    }
)  # fmt: skip
OUR_OWN: Final = frozenset({"url.route"})
"""The schema has no name for the name of an address."""


def test_names_in_the_log_are_those_of_the_schema() -> None:
    example = re.search(r'^\{"@timestamp".*\}$', GUIDE, re.M)
    assert example is not None
    assert set(json.loads(example[0])) <= FIELDS_OF_ECS | OUR_OWN
    code = (SOURCE / "workbench" / "frame" / "log.py").read_text(encoding="utf-8")
    assert set(re.findall(r'"((?:[a-z]+\.)+[a-z_]+)"\]? ?[:=]', code)) <= FIELDS_OF_ECS


def test_the_level_of_the_log_is_the_setting_s() -> None:
    told: dict[str, Any] = settings.LOGGING
    assert told["root"]["level"] == settings.CONFIGURATION.log_level.upper()


def test_the_guide_has_its_estonian_summary() -> None:
    summary = GUIDE.partition("## Lühidalt eesti keeles")[2]
    assert len(summary.split()) > 100


def test_the_guide_estimates_the_growth_of_data() -> None:
    part = GUIDE.partition("## How much data there will be")[2].partition("\n## ")[0]
    assert len(re.findall(r"\d+(?:\.\d+)? (?:GB|MB)", part)) >= 3


def test_the_site_is_whole_and_asks_no_network(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "docs/site.py", str(tmp_path)], cwd=ROOT, check=True, capture_output=True
    )
    assert done.returncode == 0
    pages = sorted(tmp_path.glob("*.html"))
    names = {"index.html"} | {f"{each.stem}.html" for each in (ROOT / "docs").glob("*.md")}
    assert {each.name for each in pages} == names | {"CHANGELOG.html"}
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r'<(script|iframe)|src="https?:|@import', text), page.name
        for target in re.findall(r' (?:href|src)="([^"#:]+)(?:#[^"]*)?"', text):
            assert (tmp_path / target).is_file(), f"{page.name}: {target}"
        assert re.search(rf"<footer>.*Perenõu {perenou.__version__}; .* 20\d\d\b", text), page.name
    told = {page.stem: page.read_text(encoding="utf-8") for page in pages}
    in_estonian = [name for name, text in told.items() if '<html lang="et">' in text]
    assert in_estonian == ["handbook"]
    assert all('<html lang="en">' in text for name, text in told.items() if name != "handbook")
    assert re.search(r'<div lang="et">\s*<h2 id="lühidalt-eesti-keeles">', told["operators"])
    assert re.search(r'<code[^>]* lang="et"[^>]*>Kaks last', told["index"])
    assert '<em lang="et">seaduse ese</em>' in told["coverage"]
    assert all("<br><em>" not in text for text in told.values())
    assert "<title>Perenõu</title>" in told["index"]


def test_performance_scripts_are_delivered() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("load", "instances", "bench", "case-list"):
        assert re.search(rf"^{target}: .*## ", makefile, re.M)
    for module in re.findall(r"-m (benchmarks\.\w+|tests\.[\w.]+)", makefile):
        place = ROOT / module.replace(".", "/")
        assert place.with_suffix(".py").is_file() or (place / "__main__.py").is_file(), module


# ---------------------------------------------------------------------------- the program


def test_the_version_is_semantic_and_stands_in_every_answer(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from perenou.cli.app import run

    version = perenou.__version__
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"perenou {version} (PHS {coded_since('PHS')})\n"
    assert run(["solve", "examples/everyday_two_children.yaml", "--json"]) == 0
    receipt = json.loads(capsys.readouterr().out)["receipt"]
    assert receipt["perenou"] == version
    assert receipt["law"]


def test_times_are_kept_in_utc() -> None:
    assert settings.USE_TZ
    fields = [
        field for model in OURS for field in model._meta.concrete_fields
        if isinstance(field, models.DateTimeField)
    ]  # fmt: skip
    assert len(fields) > 10
    for file in (SOURCE / "workbench").rglob("*.py"):
        assert not re.search(r"utcnow\(|datetime\.now\(\)", file.read_text(encoding="utf-8")), file


def test_a_database_on_another_server_is_told_by_its_address() -> None:
    told = {
        "PERENOU_SECRET": "abcdefghij" * 5, "PERENOU_KEYS": next(iter(KNOWN)),
        "DATABASE_URL": "postgresql://somebody:" + "p%40ss@db.example:6432/perenou",
    }  # fmt: skip
    found = database_settings(read(told))
    assert (found["HOST"], found["PORT"], found["PASSWORD"]) == ("db.example", "6432", "p@ss")
    assert found["CONN_HEALTH_CHECKS"]
    assert found["CONN_MAX_AGE"]


def test_secrets_that_are_made_can_be_read_by_their_owner_alone(tmp_path: Path) -> None:
    read({"PERENOU_DATA": str(tmp_path)})
    assert stat.S_IMODE((tmp_path / "secrets").stat().st_mode) == 0o600


def test_only_stylesheets_scripts_and_pictures_are_served() -> None:
    kinds = {
        file.suffix for folder in SOURCE.rglob("static") for file in folder.rglob("*")
        if file.is_file()
    }  # fmt: skip
    assert kinds <= {".css", ".js", ".svg", ".woff2", ".png", ".ico"}


def test_no_model_keeps_a_file_on_the_disk() -> None:
    kept = [
        field for model in OURS for field in model._meta.concrete_fields
        if isinstance(field, models.FileField)
    ]  # fmt: skip
    assert kept == []
    engine: object = settings.SESSION_ENGINE
    assert engine == "django.contrib.sessions.backends.db"


def test_every_table_has_one_primary_key() -> None:
    for model in OURS:
        assert len([each for each in model._meta.concrete_fields if each.primary_key]) == 1


def test_no_query_is_put_together_from_text() -> None:
    """Only whole tables, named by the models themselves, are written of as text."""
    writing = set()
    for file in (SOURCE / "workbench").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        if re.search(r"\.execute(many)?\(|RawSQL|\.raw\(|\.extra\(", text):
            writing.add(file.relative_to(SOURCE / "workbench").as_posix())
    assert writing <= {"operations/backup.py", "operations/health.py", "operations/tables.py"}


def test_the_database_holds_no_logic() -> None:
    for file in (SOURCE / "workbench").rglob("migrations/0*.py"):
        assert "RunSQL" not in file.read_text(encoding="utf-8"), file


def test_no_page_holds_an_address_of_its_own() -> None:
    for file in (SOURCE / "workbench").rglob("templates/**/*.html"):
        for found in re.findall(r'(?:href|src|action)="(https?://[^"]*)"', file.read_text("utf-8")):
            assert "{{" in found, f"{file}: {found}"


def test_addresses_are_short() -> None:
    for each in addresses():
        assert len(each.name) + 60 * len(each.arguments) < 2000


def test_programs_ask_a_version() -> None:
    from perenou.api import PREFIX

    assert re.fullmatch(r"/api/v\d+", PREFIX)


def test_every_file_of_ours_is_utf8() -> None:
    for file in our_files():
        # Letters of others come in any encoding, and are read so in the tests.
        if "tests" in file.parts and file.suffix != ".py":
            continue
        if file.suffix in (".py", ".yaml", ".md", ".html", ".css", ".js", ".toml", ".txt", ".svg"):
            file.read_bytes().decode("utf-8")


def test_the_code_keeps_to_its_style() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).with_name("ruff")), "check", "--quiet", "src", "deploy"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    told = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert 'convention = "google"' in told
    assert re.search(r'select = \[[^\]]*"D",', told)


LETTERS: Final = re.compile(r"[õäöüšžА-яё]", re.I)


def test_comments_are_in_english() -> None:
    """A word of another language stands in a comment only as what is talked about."""
    for file in SOURCE.rglob("*.py"):
        for comment in re.findall(r"(?m)^\s*# (.{20,})$", file.read_text(encoding="utf-8")):
            words = comment.split()
            others = [each for each in words if LETTERS.search(each)]
            is_example = ";" in comment or ":" in comment
            assert len(others) <= len(words) / 2 or is_example, f"{file}: {comment}"


def test_the_unit_shuts_the_program_in() -> None:
    unit = (DEPLOY / "perenou.service").read_text(encoding="utf-8")
    for line in (
        "NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes",
        "CapabilityBoundingSet=", "RestrictNamespaces=yes", "User=perenou", "UMask=0077",
    ):  # fmt: skip
        assert f"\n{line}\n" in unit, line
