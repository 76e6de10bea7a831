"""Norms and figures told to people: all figures of a day, one norm as documentation."""

from __future__ import annotations

from perenou.benefits.lawbook import LAWBOOK
from perenou.casework.report import Line, Report, Section, Table
from perenou.casework.words import Words
from perenou.language.dates import day as day_text
from perenou.language.grammar import Language
from perenou.rules.citation import Citation
from perenou.rules.describe import Description, Version, describe
from perenou.rules.types import ALWAYS, NEVER, Day


def tell_rates(day: Day, as_of: Day, language: Language = "et") -> Report:
    """Every figure that applies on a day, as it could be known and applied on ``as_of``.

    A figure that was not in force then is left out; the open value of one that will still be
    published is told as open.
    """
    words = Words(language)
    law = LAWBOOK.on(as_of)
    rows, cited, notes = [], [], []
    for name, line in law.figures.items():
        version = line.at(day)
        if version is None:
            continue
        gives = LAWBOOK.parameters[name].gives
        value = law.figure_values(name).at(day)
        cited.append((str(version.citation), max(day, version.validity.in_force)))
        if not version.verified and version.value is not None:
            notes.append((name, words.of_law(f"note.{name}")))
        rows.append(
            (
                words.label(name),
                words.value(value, gives),
                _from(version.validity.since, language, words),
                str(version.citation),
                words.source(version.source),
                words.say("value.yes" if version.verified else "value.no"),
            )
        )
    head = ("figure", "value", "since", "citation", "source", "verified")
    table = Table(
        tuple(words.say(f"law.rates.{key}") for key in head),
        tuple(rows),
        frozenset({1}),
        tuple(cited),
    )
    lines = [Line(words.say("law.rates.unverified"), tone="quiet")] if notes else []
    lines += [Line(f"{words.label(name)}: {note}.", 1, "doubt") for name, note in notes]
    return Report(
        words.say("law.rates.title", day=day),
        words.say("law.rates.subtitle", day=as_of),
        (Section("rates", words.say("law.rates.heading"), tuple(lines), table),),
    )


def tell_rule(name: str, language: Language = "et") -> Report:
    """A norm, figure, aggregate or fact as documentation.

    Raises:
        KeyError: there is nothing of that name.
    """
    words = Words(language)
    made = describe(LAWBOOK, name)
    kind = words.say(f"law.kind.{made.kind}")
    unit = f" – {words.say(f'law.unit.{made.unit}')}" if made.unit else ""
    sections = [_versions(made, words), _names("inputs", made.inputs, words)]
    sections.append(_names("used_by", made.used_by, words))
    return Report(
        f"{made.labels.in_language(language)} ({name})",
        f"{kind}{unit}",
        tuple(section for section in sections if section is not None),
    )


def tell_found(names: list[str], text: str, language: Language = "et") -> Report:
    """What a search found."""
    words = Words(language)
    rows = []
    for name in names:
        made = describe(LAWBOOK, name)
        citation = made.versions[0].citation if made.versions else made.citation
        rows.append(
            (name, made.labels.in_language(language), "" if citation is None else str(citation))
        )
    table = Table(
        tuple(words.say(f"law.found.{key}") for key in ("name", "label", "citation")), tuple(rows)
    )
    heading = words.say("law.found.heading", number=len(names))
    try:
        said = [Line(line.text) for line in _summary(Citation.parse(text.strip()), words)]
    except ValueError:
        said = []
    return Report(
        words.say("law.found.title", text=text),
        words.say("law.found.subtitle"),
        (Section("found", heading, tuple(said), table),),
    )


def _versions(made: Description, words: Words) -> Section | None:
    lines: list[Line] = []
    if made.citation is not None:
        lines.append(Line(words.say("law.rule.gathered", how=words.say(f"law.how.{made.how}"))))
        lines.append(Line(f"{made.citation}", 1))
        lines += _summary(made.citation, words)
        lines += _link(str(made.citation.link or ""))
    told: set[Citation] = set()
    for version in made.versions:
        lines += _version(made, version, words, is_new=version.citation not in told)
        told.add(version.citation)
    if not lines:
        return None
    return Section("versions", words.say("law.rule.versions"), tuple(lines))


def _summary(citation: Citation, words: Words) -> list[Line]:
    said = words.provision(citation)
    return [Line(said, 1)] if said else []


def _link(link: str) -> list[Line]:
    return [Line(link, 1, "quiet")] if link else []


def _address(version: Version) -> str:
    """The wording in force now, or the last one in which an ended version stood."""
    ended = version.until < NEVER
    last = max(version.until - 1, version.in_force)
    return (version.citation.link_on(last) if ended else version.citation.link) or ""


def _version(made: Description, version: Version, words: Words, *, is_new: bool) -> list[Line]:
    head = str(version.citation)
    if made.kind == "figure":
        value = (
            words.say("value.open")
            if version.value is None
            else words.value(version.value, made.gives)
        )
        head = f"{head}: {value}"
    if version.reading:
        key = "law.rule.reading_taken" if version.default else "law.rule.reading_other"
        head = f"{head} – {words.say(key, reading=version.reading)}"
    lines = [Line(head, 0, "" if version.default else "doubt")]
    if is_new:
        lines += _summary(version.citation, words)
    lines += _link(_address(version))
    lines.append(Line(_times(version, words), 1))
    if version.source:
        lines.append(Line(words.say("law.rule.source", source=words.source(version.source)), 1))
    # A norm explains itself in English only; what the reader may not read is left out.
    if version.says and words.language == "en":
        lines.append(Line(" ".join(version.says.split()), 1))
    if not version.verified and version.value is not None:
        note = words.of_law(f"note.{made.name}")
        lines.append(Line(words.say("law.rule.not_verified", note=note), 1, "doubt"))
    what = (words.of_law(f"doubt.{doubt}.what") for doubt in version.doubts)
    return [*lines, *(Line(text, 1, "doubt") for text in what)]


def _times(version: Version, words: Words) -> str:
    first = None if version.since <= ALWAYS else version.since
    last = None if version.until >= NEVER else version.until - 1
    if version.since == version.until:
        return words.say("law.rule.dropped", day=version.since)
    if first is None and last is None:
        text = words.say("law.rule.applies_always")
    else:
        text = words.say("law.rule.applies", days=(first, last))
    if first is not None and version.in_force > first:
        text = f"{text} {words.say('law.rule.in_force', day=version.in_force)}"
    return text


def _names(key: str, names: tuple[str, ...], words: Words) -> Section | None:
    if not names:
        return None
    head = (words.say("law.found.label"), words.say("law.found.name"))
    table = Table(head, tuple((words.label(name), name) for name in names))
    return Section(key, words.say(f"law.rule.{key}"), (), table)


def _from(day: Day, language: Language, words: Words) -> str:
    return words.say("value.none") if day <= ALWAYS else day_text(day, language)
