"""Random acts, and random amendments of them, for properties of differences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from perenou.statutes.address import Address, Level, Step
from perenou.statutes.model import Provision

WORDS = ("toetus", "laps", "ema", "isa", "amet", "kuu", "otsus", "päev", "kodu", "raha")


@dataclass
class Node:
    """A provision with its parts, to be amended in place."""

    level: Level
    number: str
    title: str = ""
    text: str = ""
    repealed: bool = False
    parts: list[Node] = field(default_factory=list)

    def copy(self) -> Node:
        """The same, with parts of its own."""
        parts = [each.copy() for each in self.parts]
        return Node(self.level, self.number, self.title, self.text, self.repealed, parts)


def words(random: Random) -> str:
    return " ".join(random.choices(WORDS, k=random.randint(1, 9)))


def act(random: Random) -> list[Node]:
    """A small act of chapters, sections, subsections and points."""
    made: list[Node] = []
    for number in range(1, random.randint(2, 7)):
        if random.random() < 0.3:
            made.append(Node("chapter", str(number), words(random)))
        section = Node("section", str(number), random.choice(("", words(random))))
        for part in range(1, random.randint(1, 5)):
            points = [
                Node("point", str(point), "", words(random))
                for point in range(1, random.choice((1, 1, 4)))
            ]
            section.parts.append(Node("subsection", str(part), "", words(random), False, points))
        made.append(section)
    return made


def amended(random: Random, nodes: list[Node]) -> list[Node]:
    """The same act after some amendments."""
    made = [each.copy() for each in nodes]
    for _ in range(random.randint(1, 8)):
        siblings = random.choice(list(_lists(made)))
        if siblings:
            _amend(random, made, siblings, random.choice(siblings))
    return made


def provisions(nodes: list[Node], above: tuple[Step, ...] = ()) -> Iterator[Provision]:
    """The provisions in order."""
    for each in nodes:
        steps = (*above, Step(each.level, each.number))
        yield Provision(Address(steps), each.title, each.text, each.repealed)
        yield from provisions(each.parts, steps)


def _lists(nodes: list[Node]) -> Iterator[list[Node]]:
    yield nodes
    for each in nodes:
        if each.level in ("section", "subsection"):
            yield from _lists(each.parts)


def _amend(random: Random, act: list[Node], siblings: list[Node], node: Node) -> None:
    taken = {each.number for each in siblings if each.level == node.level}
    free = next(
        str(number) for number in range(random.randint(1, 9), 99) if str(number) not in taken
    )
    match random.choice(("drop", "word", "repeal", "insert", "number", "order", "move", "revive")):
        case "drop":
            siblings.remove(node)
        case "word":
            node.text = words(random)
        case "repeal":
            node.text, node.repealed = "", True
            node.parts = random.choice(([], node.parts))
        case "insert":
            siblings.insert(siblings.index(node), Node(node.level, free, "", words(random)))
        case "number":
            node.number = free
        case "order":
            random.shuffle(siblings)
        case "move":
            home = random.choice(list(_lists(act)))
            others = {each.number for each in home}
            if home and home is not siblings and home[0].level == node.level:
                if node.number not in others:
                    siblings.remove(node)
                    home.append(node)
        case "revive":
            node.text, node.repealed = words(random), False
            if node.level == "subsection" and not node.parts:
                node.parts = [Node("point", "3", "", words(random))]
