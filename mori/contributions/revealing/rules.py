"""What is shown from the reveal on: letters, a map, and words by criterion. No database."""

from collections.abc import Iterable, Sequence
from string import ascii_uppercase
from typing import NamedTuple

from mori.core.words import Labelled, marked

from ..matters.rules import Judgement

FEW = 4  # of fewer opinions people can guess whose is whose
LONGEST_THOUGHT = 2000
LONGEST_WORD = 600


class Because(Labelled):
    """What made somebody think again."""

    OFFICE = "office", marked("The office's conclusion")
    PEER = "peer", marked("Somebody else's opinion")
    FACT = "fact", marked("A fact that I had overlooked")
    SAME = "same", marked("Nothing: I think the same")


class Criterion(Labelled):
    """What an officer says something about; there is no mark."""

    BASIS = "basis", marked("Legal basis")
    REASONS = "reasons", marked("Reasons")
    EVIDENCE = "evidence", marked("Evidence")
    PROPOSAL = "proposal", marked("Proposal")
    LANGUAGE = "language", marked("Language")


class Reached(Labelled):
    """How far somebody is with a criterion."""

    NOT_YET = "not_yet", marked("Not yet")
    ALMOST = "almost", marked("Almost")
    THERE = "there", marked("Already there")


class Used(Labelled):
    """What became of an opinion on a draft."""

    WHOLE = "whole", marked("Used")
    PART = "part", marked("Used in part")
    NONE = "none", marked("Not used")


def letter_of(position: int) -> str:
    """A, B … Z, AA, AB … for positions from 0 on."""
    rest, last = divmod(position, len(ascii_uppercase))
    return (letter_of(rest - 1) if rest else "") + ascii_uppercase[last]


class Seen(NamedTuple):
    """A form or component on the map: who saw it. ``others`` is a number of ``of``."""

    code: str
    mine: bool
    others: int
    of: int
    office: bool


def overview(
    codes: Iterable[str],
    mine: Sequence[str],
    others: Sequence[Sequence[str]],
    office: Sequence[str],
) -> list[Seen]:
    """Those of ``codes`` that anybody saw, in their order."""
    seen = [
        Seen(code, code in mine, sum(code in each for each in others), len(others), code in office)
        for code in codes
    ]
    return [each for each in seen if each.mine or each.others or each.office]


def findings(mine: Judgement | None, others: Sequence[Judgement]) -> dict[str, int]:
    """How many found what, whoever looks among them."""
    everybody = [*others, mine] if mine else list(others)
    return {
        finding: sum(each.finding == finding for each in everybody)
        for finding in dict.fromkeys(each.finding for each in everybody)
    }
