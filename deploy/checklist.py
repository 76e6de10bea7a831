"""Print every requirement of a list with pass, fail or not applicable, and the test that shows it.

Run as ``python -m deploy.checklist mfn|asvs [fast]``; ``make mfn`` and ``make asvs`` do. The lists
are data beside this file. The tests that they name are run, each once, and a requirement passes
when all of its own do: nothing passes by being said. ``fast`` only looks whether the tests exist.
"""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import yaml

ROOT: Final = Path(__file__).resolve().parent.parent
HERE: Final = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Requirement:
    """A requirement.

    Attributes:
        number: in its list. later: its number in a later edition of the list; empty: not known.
        says: in our own words. tests: that show it. why: it fails or does not apply; empty where
            tests show it. applies: whether it does.
    """

    number: str
    later: str
    says: str
    tests: tuple[str, ...]
    why: str
    applies: bool


@dataclass(frozen=True, slots=True)
class Checklist:
    """A list of requirements.

    Attributes:
        title: with the edition. requirements: in its order, by chapter.
    """

    title: str
    chapters: tuple[tuple[str, tuple[Requirement, ...]], ...]

    @property
    def requirements(self) -> list[Requirement]:
        """All of them."""
        return [each for _, those in self.chapters for each in those]


def read(name: str) -> Checklist:
    """A list by its name.

    Raises:
        ValueError: a requirement says neither what shows it nor why nothing does.
    """
    told = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    suites = {key: _listed(value) for key, value in told.get("suites", {}).items()}
    chapters = tuple(
        (chapter, tuple(_requirement(str(number), row, suites) for number, row in rows.items()))
        for chapter, rows in told["chapters"].items()
    )
    return Checklist(str(told["title"]), chapters)


def _listed(told: object) -> list[str]:
    return [str(each) for each in told] if isinstance(told, list) else [str(told)]


def _requirement(number: str, row: dict[str, object], suites: dict[str, list[str]]) -> Requirement:
    shown = [
        each for test in _listed(row.get("test", []))
        for each in suites.get(test, [test])
    ]  # fmt: skip
    ways = [key for key in ("test", "fail", "not") if key in row]
    if len(ways) != 1:
        raise ValueError(f"{number}: say one of test, fail, not")
    return Requirement(
        number,
        str(row.get("later", "")),
        str(row["says"]),
        tuple(shown),
        str(row.get("fail", row.get("not", ""))),
        "not" not in row,
    )


def missing(tests: Iterable[str]) -> list[str]:
    """The tests that do not exist: ``file::name`` or ``file::Class::name`` below ``tests``."""
    gone = []
    for each in tests:
        file, *names = each.split("::")
        path = ROOT / "tests" / file
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        patterns = [rf"^\s*(?:class|def) {re.escape(name)}\b" for name in names]
        if not text or not all(re.search(pattern, text, re.M) for pattern in patterns):
            gone.append(each)
    return gone


def outcomes(tests: Sequence[str]) -> dict[str, str]:
    """Run the tests; by test: ``passed``, ``failed``, or ``skipped`` where none of it ran."""
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [
            sys.executable, "-m", "pytest", "-q", "-n", "2", "-p", "no:cacheprovider",
            f"--junitxml={report}", "-o", "junit_family=xunit1",
            *(f"tests/{each}" for each in sorted(tests)),
        ]  # fmt: skip
        subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False)
        found = _read_report(report) if report.exists() else {}
    return {each: _outcome(each, found) for each in tests}


def _read_report(report: Path) -> dict[str, list[str]]:
    """By file and names without parameters: how each case ended."""
    found: dict[str, list[str]] = {}
    # Our own test run wrote it just now.
    for case in ET.parse(report).iter("testcase"):
        module = case.get("classname", "").split(".")
        name = case.get("name", "").partition("[")[0]
        kinds = {child.tag for child in case}
        ended = "failed" if kinds & {"failure", "error"} else "passed"
        ended = "skipped" if "skipped" in kinds else ended
        found.setdefault("::".join([*module[1:], name]), []).append(ended)
    return found


def _outcome(test: str, found: dict[str, list[str]]) -> str:
    file, *names = test.split("::")
    start = "::".join([*file.removesuffix(".py").split("/"), *names])
    ended = [
        each for key, those in found.items()
        if key == start or key.startswith(f"{start}::") for each in those
    ]  # fmt: skip
    if "failed" in ended:
        return "failed"
    return "passed" if "passed" in ended else "skipped"


def state(requirement: Requirement, ended: dict[str, str]) -> str:
    """Where a requirement stands: ``pass``, ``fail`` or ``n/a``."""
    if not requirement.applies:
        return "n/a"
    if requirement.why:
        return "fail"
    return "pass" if all(ended[each] == "passed" for each in requirement.tests) else "fail"


def told(checklist: Checklist, ended: dict[str, str]) -> str:
    """The list as text, and how many stand where."""
    lines, counted = [checklist.title, ""], Counter[str]()
    for chapter, requirements in checklist.chapters:
        lines += [chapter, ""]
        for each in requirements:
            where = state(each, ended)
            counted[where] += 1
            later = f" ({each.later})" if each.later else ""
            lines.append(f"  {where:<4} {each.number}{later} {each.says}")
            shown = [f"{test} {ended[test]}" for test in each.tests if ended[test] != "passed"]
            lines += [f"         {line}" for line in ([each.why] if each.why else [])]
            lines += [f"         {line}" for line in shown or each.tests]
        lines.append("")
    sums = ", ".join(f"{counted[key]} {key}" for key in ("pass", "fail", "n/a"))
    return "\n".join([*lines, f"{sum(counted.values())} requirements: {sums}"])


def main() -> int:
    """Print a list.

    Returns:
        1 where a test that is named does not pass.
    """
    checklist = read(sys.argv[1])
    tests = sorted({test for each in checklist.requirements for test in each.tests})
    gone = missing(tests)
    if gone:
        print("These tests do not exist:", *gone, sep="\n  ")
        return 1
    if "fast" in sys.argv:
        print(told(checklist, dict.fromkeys(tests, "passed")))
        return 0
    ended = outcomes(tests)
    print(told(checklist, ended))
    return int(any(each != "passed" for each in ended.values()))


if __name__ == "__main__":
    sys.exit(main())
