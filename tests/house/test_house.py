"""The house: what is locked, what is written down, and the walls."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import perenou

ROOT = Path(__file__).resolve().parents[2]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
GUIDES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def package_name(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9][A-Za-z0-9._-]*", requirement)
    assert found, requirement
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def direct(group: str) -> list[str]:
    if group == "run":
        requirements = PROJECT["project"]["dependencies"]
    else:
        requirements = PROJECT["dependency-groups"][group]
    return [package_name(requirement) for requirement in requirements]


def locked(name: str) -> dict[str, set[str]]:
    """By package: the versions that the lock allows, one for each marker."""
    versions: dict[str, set[str]] = {}
    pins = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", text_of(f"requirements/{name}.txt"), re.M)
    for package, version in pins:
        versions.setdefault(package_name(package), set()).add(version)
    return versions


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", text_of("Makefile"), re.M))


def our_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git working tree")
    paths = [ROOT / name.decode() for name in listed.stdout.split(b"\0") if name]
    return [path for path in paths if path.is_file()]


def test_the_locks_are_there() -> None:
    assert [path.stem for path in LOCKS] == [
        "assistants", "cluster", "dev", "documents", "estonian", "install", "prove", "run",
        "tables", "workbench",
    ]  # fmt: skip


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
def test_a_lock_names_no_index_and_no_address(lock: Path) -> None:
    lines = lock.read_text(encoding="utf-8").splitlines()
    own = [line for line in lines if not line.startswith("#")]
    assert own
    strange = [line for line in own if "://" in line or "@" in line or line.startswith("-")]
    assert not strange


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
def test_every_locked_package_is_pinned_and_hashed(lock: Path) -> None:
    entries = re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8"))
    entries = [entry for entry in entries if not entry.startswith("#")]
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9._-]+==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry


@pytest.mark.parametrize("group", ["run", "dev", "install"])
def test_every_direct_dependency_is_locked(group: str) -> None:
    assert set(direct(group)) <= locked(group).keys()


@pytest.mark.parametrize(
    "smaller",
    ["run", "assistants", "estonian", "documents", "tables", "cluster", "workbench", "install"],
)
def test_the_locks_agree(smaller: str) -> None:
    everything = locked("dev")
    for package, versions in locked(smaller).items():
        assert versions <= everything[package], package


@pytest.mark.parametrize("group", ["run", "dev", "install"])
def test_every_direct_dependency_is_explained(group: str) -> None:
    rows = re.findall(r"^\| `([^`]+)` \| (.+?) \| (.+?) \|", text_of("docs/dependencies.md"), re.M)
    explained = {package_name(name) for name, purpose, reason in rows if purpose and reason}
    assert set(direct(group)) <= explained


def test_no_dependency_is_explained_that_nobody_has() -> None:
    rows = re.findall(r"^\| `([^`]+)` \|", text_of("docs/dependencies.md"), re.M)
    assert {package_name(name) for name in rows} == {
        *direct("run"),
        *direct("dev"),
        *direct("install"),
    }


def test_the_walls_stand() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_room_stands_once_on_the_architecture_page() -> None:
    rooms = {
        path.stem if path.is_file() else path.name
        for path in (ROOT / "src" / "perenou").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    } - {"__init__", "__main__"}
    page = text_of("docs/architecture.md")
    assert sorted(rooms) == sorted(re.findall(r"^\| `([a-z]+)` \|", page, re.M))
    assert sorted(rooms) == sorted(re.findall(r"^    ([a-z]+)\[", page, re.M))
    arrows = re.findall(r"^    ([a-z]+ --> [a-z]+)$", page, re.M)
    assert sorted(set(arrows)) == sorted(arrows)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_every_make_command_that_is_named_exists(guide: Path) -> None:
    written = guide.read_text(encoding="utf-8")
    quoted = [*re.findall(r"`([^`\n]+)`", written), *re.findall(r"^(make .*)$", written, re.M)]
    named = {found[1] for line in quoted if (found := re.match(r"make ([a-z-]+)", line))}
    assert named <= make_targets()


def test_the_readme_opens_with_the_two_commands() -> None:
    block = text_of("README.md").split("```")[1]
    assert re.findall(r"^make ([a-z]+)", block, re.M) == ["run", "test"]


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_links_between_our_pages_lead_somewhere(guide: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", guide.read_text(encoding="utf-8"))
    dead = [target for target in targets if not (guide.parent / target).exists()]
    assert not dead


def test_the_changelog_has_this_version() -> None:
    assert f"\n## [{perenou.__version__}] - " in text_of("CHANGELOG.md")


def test_the_changelog_is_wrapped() -> None:
    assert [line for line in text_of("CHANGELOG.md").splitlines() if len(line) > 100] == []


def test_the_licence_is_whole() -> None:
    licence = text_of("LICENSE")
    articles = [int(number) for number in re.findall(r"^ *(\d+)\. ?[A-Z]", licence, re.M)]
    assert PROJECT["project"]["license"] == "EUPL-1.2"
    assert articles == list(range(1, 16))
    assert "Appendix" in licence


def test_no_file_names_a_machine_or_a_registry() -> None:
    hosts = [["pypi", "org"], ["pythonhosted", "org"], ["npmjs", "org"], ["debian", "org"]]
    names = "|".join(r"\.".join(host) for host in hosts)
    homes = rf"(?<![\w.~-])/(?:{'|'.join(['home', 'Users', 'root', 'work'])})/\w"
    forbidden = re.compile(rf"{names}|{homes}".encode())
    found = [
        f"{path.relative_to(ROOT)}: {hit[0].decode()}"
        for path in our_files()
        if (hit := forbidden.search(path.read_bytes()))
    ]
    assert not found


def test_importing_the_package_loads_nothing_of_others() -> None:
    code = (
        "import sys; before = set(sys.modules); import perenou; print(*set(sys.modules) - before)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    rooms = {name.partition(".")[0] for name in done.stdout.split()}
    assert (
        rooms & {"django", "pydantic", "pydantic_core", "yaml", "rich", "typer", "numpy"} == set()
    )
    assert "perenou" in rooms


@pytest.mark.parametrize("name", sorted(set(perenou.__all__)))
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(perenou, name) is not None


def test_dir_lists_the_public_names() -> None:
    assert set(perenou.__all__) <= set(dir(perenou))


def test_an_unknown_public_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = perenou.no_such_name


@pytest.mark.parametrize("told", ["cli.option.lang", "cli.option.as_of", "cli.option.json"])
def test_an_option_of_several_commands_is_declared_once(told: str) -> None:
    files = sorted((ROOT / "src/perenou/cli").glob("*.py"))
    assert [each.name for each in files if f'help="{told}"' in each.read_text("utf-8")] == [
        "options.py"
    ]


def test_no_function_and_no_class_is_used_by_nobody() -> None:
    """A name that stands nowhere but where it is defined; what a framework calls is left out."""
    told = [path.read_text(encoding="utf-8", errors="replace") for path in our_files()
            if path.suffix in (".py", ".html", ".yaml", ".toml")]  # fmt: skip
    often = Counter(re.findall(r"\w+", "\n".join(told)))
    called_from_outside = {"post_fork"}  # by the server that starts the processes
    unused = []
    for path in sorted((ROOT / "src").rglob("*.py")):
        named = [
            each for each in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(each, ast.FunctionDef | ast.ClassDef)
        ]  # fmt: skip
        inherited = {
            method for each in named if isinstance(each, ast.ClassDef) and each.bases
            for method in each.body
        }  # fmt: skip
        unused += [
            f"{path.relative_to(ROOT)}: {node.name}"
            for node in named
            if often[node.name] == 1
            and not node.decorator_list
            and node not in inherited
            and not node.name.startswith("__")
            and node.name not in called_from_outside
        ]
    assert unused == []
