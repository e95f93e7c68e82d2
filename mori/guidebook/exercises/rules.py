"""Exercises: sentences of which some look wrong, and who may answer when. No database."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mori.core.words import Labelled, marked

ENOUGH = 3  # of the panel: what fewer of them say is not shown
LONGEST_TITLE = 80
LONGEST_SENTENCE = 300
LONGEST_WHY = 600
FEWEST, MOST = 2, 12  # sentences
MARK = "*"  # before a sentence that looks wrong, where its author writes it
NOTHING = "nothing"  # chosen where no sentence looks wrong


class ExerciseState(Labelled):
    DRAFT = "draft", marked("Draft, waits to be checked")
    CHECKED = "checked", marked("Checked, not open yet")
    OPEN = "open", marked("Open")
    RETIRED = "retired", marked("Retired")

    @property
    def is_draft(self) -> bool:
        return self is ExerciseState.DRAFT


MOVES = {
    "check": ({ExerciseState.DRAFT}, ExerciseState.CHECKED),
    "open": ({ExerciseState.CHECKED}, ExerciseState.OPEN),
    "retire": (
        {ExerciseState.DRAFT, ExerciseState.CHECKED, ExerciseState.OPEN},
        ExerciseState.RETIRED,
    ),
}


class Step(Labelled):
    """What is done to an exercise, as its button says it."""

    CHECK = "check", marked("Checked: fit to be opened")
    OPEN = "open", marked("Open it to all")
    RETIRE = "retire", marked("Retire it")

    def is_possible(self, state: ExerciseState) -> bool:
        return state in MOVES[self.value][0]


class Side(Labelled):
    """For whom somebody answers; ``sees`` and ``seals_in`` are the states they may do it in."""

    sees: frozenset[ExerciseState]
    seals_in: frozenset[ExerciseState]

    READER = (
        "reader",
        marked("Whoever learns"),
        frozenset({ExerciseState.OPEN}),
        frozenset({ExerciseState.OPEN}),
    )
    PANEL = (
        "panel",
        marked("The panel"),
        frozenset(ExerciseState),
        frozenset(ExerciseState) - {ExerciseState.RETIRED},
    )

    def __init__(
        self,
        _value: str,
        _english: str = "",
        sees: frozenset[ExerciseState] = frozenset(),
        seals_in: frozenset[ExerciseState] = frozenset(),
    ) -> None:
        self.sees, self.seals_in = sees, seals_in


class ComponentSide(Labelled):
    """Where a component of a service standard is met."""

    COUNTER = "counter", marked("At the counter")
    BEHIND = "behind", marked("Behind the counter")


class Said(NamedTuple):
    """What somebody seals: positions of sentences, the form and component they see, and why."""

    marked: frozenset[int]
    form_id: int | None
    component_id: int | None
    why: str

    @property
    def marks(self) -> str:
        """The positions as a column holds them."""
        return " ".join(map(str, sorted(self.marked)))


class Sentence(NamedTuple):
    """A sentence as its author writes it."""

    text: str
    is_suspicious: bool


def lines_in(text: str) -> list[Sentence]:
    """The sentences of a text that has one on each line."""
    lines = (line.strip() for line in text.splitlines())
    return [
        Sentence(line.removeprefix(MARK).strip(), line.startswith(MARK))
        for line in lines
        if line.removeprefix(MARK).strip()
    ]


def written(lines: Iterable[Sentence]) -> str:
    """The same, as a text to be changed."""
    return "\n".join(f"{MARK} {line.text}" if line.is_suspicious else line.text for line in lines)


class Shown(NamedTuple):
    """How many of a panel marked a sentence."""

    position: int
    times: int
    of: int

    @property
    def is_split(self) -> bool:
        return 0 < self.times < self.of


def shown(positions: Iterable[int], panel: Sequence[Said]) -> list[Shown]:
    return [
        Shown(each, sum(each in said.marked for said in panel), len(panel)) for each in positions
    ]


def is_consistent(form_code: str, *, is_any_marked: bool) -> bool:
    """Whether the chosen form goes with the marks: none of them where nothing looks wrong."""
    return is_any_marked is (form_code != NOTHING)
