"""The rights table: what each role may do, to which cases, and where a second person is asked."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from perenou.workbench.accounts.models import User
    from perenou.workbench.cases.models import Case


class Role(StrEnum):
    """What somebody is here; one person may be several."""

    CASEWORKER = "caseworker"
    EXPERT = "expert"
    SERVICE_OWNER = "service_owner"
    TRAINER = "trainer"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """Something that can be done; each has its name in the texts as ``right.KEY``."""

    USE_DESK = "use_desk"
    OWN_ACCOUNT = "own_account"
    READ_LAW = "read_law"
    SEARCH = "search"
    LIST_CASES = "list_cases"
    CREATE_CASE = "create_case"
    SEE_CASE = "see_case"
    CHANGE_CASE = "change_case"
    SHARE_CASE = "share_case"
    EXPORT_CASE = "export_case"
    ASK_REGISTERS = "ask_registers"
    CONFIRM_DEPARTURE = "confirm_departure"
    DRAFT_ACT = "draft_act"
    APPROVE_ACT = "approve_act"
    HAND_IN_ACT = "hand_in_act"
    CHECK_TEXT = "check_text"
    KEEP_TEXTS = "keep_texts"
    LEARN = "learn"
    TEACH = "teach"
    SEE_KNOWLEDGE = "see_knowledge"
    ASK_QUESTION = "ask_question"
    ANSWER_QUESTION = "answer_question"
    APPROVE_ANSWER = "approve_answer"
    READ_ANSWERS = "read_answers"
    SEE_QUESTION_FIGURES = "see_question_figures"
    READ_POSITIONS = "read_positions"
    WRITE_POSITION = "write_position"
    APPROVE_POSITION = "approve_position"
    READ_PROPOSALS = "read_proposals"
    WRITE_PROPOSAL = "write_proposal"
    DECIDE_PROPOSAL = "decide_proposal"
    SEE_FIGURES = "see_figures"
    READ_HANDBOOK = "read_handbook"
    USE_TASKS = "use_tasks"
    GIVE_TASKS = "give_tasks"
    READ_WATCH = "read_watch"
    RUN_WATCH = "run_watch"
    SEE_FLOWS = "see_flows"
    RUN_FLOWS = "run_flows"
    OPEN_FLOW_NAMES = "open_flow_names"
    READ_PRACTICE = "read_practice"
    RUN_PRACTICE = "run_practice"
    SEE_OFFICIALS = "see_officials"
    SEE_NETWORK = "see_network"
    WRITE_NETWORK = "write_network"
    EXPORT_PERSON = "export_person"
    RUN_RETENTION = "run_retention"
    SEE_JOBS = "see_jobs"
    READ_AUDIT = "read_audit"
    USE_INTERFACE = "use_interface"
    USE_ASSISTANT = "use_assistant"
    MANAGE_ACCOUNTS = "manage_accounts"
    MANAGE_NOTICES = "manage_notices"


class Reach(IntEnum):
    """To which cases a right extends; where a right is about no case, anything but none gives it.

    A restricted case is reached only by its owner and by those to whom it was granted.
    """

    NONE = 0
    OWN = 1
    """Cases that one owns or was granted."""
    ALL = 2
    """Every case that is not restricted, too."""


_NONE, _OWN, _ALL = Reach.NONE, Reach.OWN, Reach.ALL

ROLES: Final = (
    Role.CASEWORKER, Role.EXPERT, Role.SERVICE_OWNER, Role.TRAINER, Role.AUDITOR,
    Role.ADMINISTRATOR,
)  # fmt: skip

TABLE: Final[dict[Right, tuple[Reach, ...]]] = {
    #                      casewrk expert owner  train  audit  admin
    Right.USE_DESK:        (_ALL, _ALL, _ALL, _ALL, _ALL, _ALL),
    Right.OWN_ACCOUNT:     (_ALL, _ALL, _ALL, _ALL, _ALL, _ALL),
    Right.READ_LAW:        (_ALL, _ALL, _ALL, _ALL, _ALL, _ALL),
    Right.SEARCH:          (_ALL, _ALL, _ALL, _ALL, _ALL, _ALL),
    Right.LIST_CASES:      (_OWN, _ALL, _OWN, _OWN, _NONE, _NONE),
    Right.CREATE_CASE:     (_ALL, _ALL, _NONE, _ALL, _NONE, _NONE),
    Right.SEE_CASE:        (_OWN, _ALL, _OWN, _OWN, _NONE, _NONE),
    Right.CHANGE_CASE:     (_OWN, _OWN, _NONE, _OWN, _NONE, _NONE),
    Right.SHARE_CASE:      (_OWN, _OWN, _NONE, _OWN, _NONE, _NONE),
    Right.EXPORT_CASE:     (_OWN, _ALL, _NONE, _OWN, _NONE, _NONE),
    Right.ASK_REGISTERS:   (_OWN, _OWN, _NONE, _NONE, _NONE, _NONE),
    Right.CONFIRM_DEPARTURE: (_OWN, _ALL, _NONE, _OWN, _NONE, _NONE),
    Right.DRAFT_ACT:       (_OWN, _OWN, _NONE, _OWN, _NONE, _NONE),
    Right.APPROVE_ACT:     (_OWN, _ALL, _NONE, _OWN, _NONE, _NONE),
    Right.HAND_IN_ACT:     (_OWN, _OWN, _NONE, _NONE, _NONE, _NONE),
    Right.CHECK_TEXT:      (_ALL, _ALL, _ALL, _ALL, _NONE, _NONE),
    Right.KEEP_TEXTS:      (_NONE, _ALL, _ALL, _NONE, _NONE, _NONE),
    Right.LEARN:           (_ALL, _ALL, _ALL, _ALL, _ALL, _NONE),
    Right.TEACH:           (_NONE, _ALL, _NONE, _ALL, _NONE, _NONE),
    Right.SEE_KNOWLEDGE:   (_NONE, _NONE, _NONE, _ALL, _NONE, _NONE),
    Right.ASK_QUESTION:    (_ALL, _ALL, _ALL, _ALL, _NONE, _NONE),
    Right.ANSWER_QUESTION: (_NONE, _ALL, _NONE, _NONE, _NONE, _NONE),
    Right.APPROVE_ANSWER:  (_NONE, _ALL, _ALL, _NONE, _NONE, _NONE),
    Right.READ_ANSWERS:    (_ALL, _ALL, _ALL, _ALL, _ALL, _NONE),
    Right.SEE_QUESTION_FIGURES: (_NONE, _ALL, _ALL, _NONE, _NONE, _NONE),
    Right.READ_POSITIONS:  (_ALL, _ALL, _ALL, _ALL, _ALL, _NONE),
    Right.WRITE_POSITION:  (_NONE, _ALL, _ALL, _NONE, _NONE, _NONE),
    Right.APPROVE_POSITION: (_NONE, _ALL, _ALL, _NONE, _NONE, _NONE),
    Right.READ_PROPOSALS:  (_ALL, _ALL, _ALL, _ALL, _ALL, _NONE),
    Right.WRITE_PROPOSAL:  (_NONE, _ALL, _ALL, _NONE, _NONE, _NONE),
    Right.DECIDE_PROPOSAL: (_NONE, _ALL, _ALL, _NONE, _NONE, _NONE),
    Right.SEE_FIGURES:     (_NONE, _ALL, _ALL, _NONE, _NONE, _NONE),
    Right.READ_HANDBOOK:   (_ALL, _ALL, _ALL, _ALL, _ALL, _ALL),
    Right.USE_TASKS:       (_OWN, _ALL, _ALL, _OWN, _NONE, _OWN),
    Right.GIVE_TASKS:      (_NONE, _ALL, _ALL, _ALL, _NONE, _NONE),
    Right.READ_WATCH:      (_ALL, _ALL, _ALL, _ALL, _NONE, _NONE),
    Right.RUN_WATCH:       (_NONE, _ALL, _ALL, _NONE, _NONE, _NONE),
    Right.SEE_FLOWS:       (_NONE, _ALL, _ALL, _NONE, _ALL, _NONE),
    Right.RUN_FLOWS:       (_NONE, _ALL, _ALL, _NONE, _NONE, _NONE),
    Right.OPEN_FLOW_NAMES: (_NONE, _NONE, _ALL, _NONE, _ALL, _NONE),
    Right.READ_PRACTICE:   (_NONE, _ALL, _ALL, _NONE, _ALL, _NONE),
    Right.RUN_PRACTICE:    (_NONE, _ALL, _ALL, _NONE, _NONE, _NONE),
    Right.SEE_OFFICIALS:   (_NONE, _NONE, _ALL, _NONE, _ALL, _NONE),
    Right.SEE_NETWORK:     (_ALL, _ALL, _ALL, _NONE, _NONE, _NONE),
    Right.WRITE_NETWORK:   (_NONE, _ALL, _ALL, _NONE, _NONE, _NONE),
    Right.EXPORT_PERSON:   (_NONE, _NONE, _NONE, _NONE, _ALL, _NONE),
    Right.RUN_RETENTION:   (_NONE, _NONE, _NONE, _NONE, _NONE, _ALL),
    Right.SEE_JOBS:        (_OWN, _OWN, _OWN, _OWN, _NONE, _ALL),
    Right.READ_AUDIT:      (_NONE, _NONE, _NONE, _NONE, _ALL, _NONE),
    Right.USE_INTERFACE:   (_NONE, _ALL, _ALL, _ALL, _NONE, _ALL),
    Right.USE_ASSISTANT:   (_ALL, _ALL, _NONE, _ALL, _NONE, _NONE),
    Right.MANAGE_ACCOUNTS: (_NONE, _NONE, _NONE, _NONE, _NONE, _ALL),
    Right.MANAGE_NOTICES:  (_NONE, _NONE, _NONE, _NONE, _NONE, _ALL),
}  # fmt: skip
"""By right, how far it reaches for each role in the order of ``ROLES``."""

ABOUT_CASES: Final = frozenset(
    {
        Right.SEE_CASE,
        Right.CHANGE_CASE,
        Right.SHARE_CASE,
        Right.EXPORT_CASE,
        Right.ASK_REGISTERS,
        Right.CONFIRM_DEPARTURE,
        Right.DRAFT_ACT,
        Right.APPROVE_ACT,
        Right.HAND_IN_ACT,
    }
)
"""Rights that are always about one case."""


def reach(user: User, right: Right) -> Reach:
    """How far somebody's right extends, by the widest of their roles."""
    row = TABLE[right]
    return max((row[ROLES.index(role)] for role in user.roles), default=Reach.NONE)


def may(user: User, right: Right, case: Case | None = None) -> bool:
    """Whether somebody may do something, to a case where the right is about one."""
    extends = reach(user, right)
    if case is None or extends is Reach.NONE:
        return extends is not Reach.NONE
    if extends is Reach.ALL and not case.is_restricted:
        return True
    return case.is_worked_on_by(user)


def rights_of(user: User) -> frozenset[str]:
    """The keys of everything that somebody may do at all."""
    return frozenset(right.value for right in Right if reach(user, right) is not Reach.NONE)
