"""What is wrong with a value, for people who fill in forms instead of writing files."""

from __future__ import annotations

import re
from typing import Final

from perenou.casework.case_file.errors import Problem
from perenou.language.catalogue import Catalogue
from perenou.language.grammar import Language
from perenou.workbench.frame.words import say

_ISO_DAY: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def problem_told(problem: Problem, language: Language) -> str:
    """What is wrong and its cure, in the words of forms where files are written otherwise.

    Days are shown as forms take them: 28.02.1985.
    """
    key = f"problem.{problem.key}"
    texts = Catalogue.load("perenou.workbench", "texts").templates(language)
    is_own = problem.suggestion is None and key in texts
    cure = say(key, language) if is_own else problem.cure(language)
    what = _ISO_DAY.sub(r"\3.\2.\1", problem.what(language))
    return f"{what} {cure}"
