"""What went wrong, in one message that says what and how to mend it."""

from __future__ import annotations

from typing import Final

from perenou.language.grammar import Language


class RefusedError(Exception):
    """A command cannot be done; the key of a text and what stands in it."""

    def __init__(self, key: str, /, **slots: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.slots = slots


_USAGE: Final = {
    "MissingParameter": "cli.error.missing",
    "NoSuchOption": "cli.error.no_such_option",
    "BadOptionUsage": "cli.error.option_value",
    "BadParameter": "cli.error.bad_value",
}
"""By name of the parser's own error: the text for it."""


_OF_WORKBENCH = {
    "OperationalError": "cli.workbench.error.database",
    "ProgrammingError": "cli.workbench.error.database",
    "UnreadableError": "cli.workbench.error.keys",
}
"""By name of an error of the database or of encryption: the text for it."""


def refusal(error: Exception, language: Language) -> str | None:
    """The message for an error that people can mend; None for one that only a programmer can."""
    import typer

    from perenou.acts.page.errors import PageError
    from perenou.acts.read.errors import RefusedDocumentError
    from perenou.casework.case_file.errors import CaseFileError
    from perenou.casework.receipt import ReceiptError
    from perenou.cli.speech import OWN_TEXTS
    from perenou.language.catalogue import Catalogue
    from perenou.process.errors import RefusedLogError
    from perenou.proposals.kept import ProposalError
    from perenou.rules.reform import ReformError
    from perenou.statutes.errors import StatutesError
    from perenou.workbench.configuration import ConfigurationError

    texts = Catalogue.load("perenou.casework", "texts")
    if isinstance(error, CaseFileError):
        return error.text(language)
    if isinstance(error, RefusedError):
        if error.key.startswith(OWN_TEXTS):
            texts = Catalogue.load("perenou.cli", "texts")
        return texts.text(error.key, language, **error.slots)
    told = (StatutesError, PageError, RefusedDocumentError, RefusedLogError, ConfigurationError)
    if isinstance(error, told):
        return error.text(language)
    if isinstance(error, ReformError):
        return texts.text(f"reform.error.{error.key}", language, **error.slots)
    if isinstance(error, ProposalError):
        own = Catalogue.load("perenou.proposals", "texts")
        return own.text(f"proposals.error.{error.key}", language, **error.slots)
    if isinstance(error, ReceiptError):
        return texts.text("cli.error.receipt", language)
    # By name, because only commands of the workbench load what raises them.
    if type(error).__name__ in _OF_WORKBENCH:
        own = Catalogue.load("perenou.cli", "texts")
        return own.text(_OF_WORKBENCH[type(error).__name__], language)
    if isinstance(error, (typer.Abort, KeyboardInterrupt)):
        return texts.text("cli.error.aborted", language)
    if isinstance(error, typer.TyperException):
        key = _USAGE.get(type(error).__name__, "cli.error.usage")
        return texts.text(key, language, what=_what(error))
    return None


def _what(error: Exception) -> str:
    """The part of the command line that the parser could not take."""
    name = getattr(error, "option_name", None)
    if isinstance(name, str):
        return name
    parameter = getattr(error, "param", None)
    if parameter is not None:
        return str(parameter.metavar or "/".join(parameter.opts))
    return str(getattr(error, "message", error))
