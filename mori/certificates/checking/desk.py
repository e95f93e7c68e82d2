"""What a number or a QR code leads to."""

from collections.abc import Iterable
from dataclasses import dataclass

from mori.certificates.keys.queries import public_keys
from mori.certificates.papers import queries as papers
from mori.certificates.papers.models import Paper
from mori.certificates.papers.rules import NUMBERED
from mori.certificates.statements.claims import Claim, Refusal, number_in_address, verify
from mori.certificates.statements.rules import Statement

from .rules import Verdict


@dataclass(frozen=True)
class Checked:
    """A paper, what it states, and what stands for or against it."""

    paper: Paper
    statement: Statement
    replaced_by: str  # the number of the paper that was issued anew, or ""

    @property
    def verdict(self) -> Verdict:
        if self.paper.state.is_revoked:
            return Verdict.REVOKED
        return Verdict.IN_FORCE if self.paper.state.is_signed else Verdict.UNSIGNED


def checked_by_number(number: str) -> Checked | None:
    """What stands in the register; nothing of a paper that has no number yet, or was dropped."""
    paper = papers.paper_by_number(number)
    if paper is None or paper.state not in NUMBERED or not paper.statement:
        return None
    new = papers.replacement_of(paper.id) if paper.state.is_revoked else None
    return Checked(
        paper,
        Statement.from_json(paper.statement),
        new.number if new and new.state in NUMBERED else "",
    )


def believed(number: str, claim: str, addresses: Iterable[str]) -> Claim | Refusal:
    """What a QR code says, read as if this MORI were reached at one of its addresses."""
    found: Claim | Refusal = Refusal.NO_CLAIM
    keys = public_keys()
    for address in dict.fromkeys(addresses):
        text = f"{address.upper()}/V/{number_in_address(number)}/{claim}"
        found = verify(text, keys)
        if isinstance(found, Claim):
            break
    return found
