"""Warnings and early ends as tests need them."""

import datetime as dt
from typing import Any

from mori.notifications.models import Message
from mori.placements.models import Placement
from mori.placements.proceedings import operations, queries
from mori.placements.proceedings.models import Proceeding
from mori.placements.proceedings.operations import Proposal
from mori.placements.proceedings.rules import ProceedingKind
from mori.placements.queries import placement_by_key
from tests.cast import NOON, TODAY, Cast

ADDRESS = "https://mori.example"
DAY = dt.timedelta(days=1)
LAST_DAY = TODAY + 9 * DAY  # a Friday
FACTS = "Umpama tiga hari tidak masuk."
WORDS = "Saya sakit, suratnya menyusul."


def begun(
    cast: Cast,
    kind: ProceedingKind = ProceedingKind.END,
    day: dt.date = LAST_DAY,
    token: str = "t",
    at: dt.datetime = NOON,
    placement: Placement | None = None,
) -> Proceeding:
    """Wati proposes it, and Sari, or another, is asked."""
    found = placement_by_key((placement or cast.placement).key)
    assert found
    proposal = Proposal(kind, "absent", FACTS, day)
    made = operations.propose(found, proposal, token, cast.wati.id, at, ADDRESS)
    return reload(made)


def heard(cast: Cast, signer: Any = None, **said: Any) -> Proceeding:
    """The intern has answered, and a second is asked: Ningsih, unless another is named."""
    row = begun(cast, **said)
    operations.answer(row, WORDS, row.person_id, NOON, ADDRESS)
    Proceeding.update(signer=signer or cast.ningsih).where(Proceeding.id == row.id).execute()
    return reload(row)


def signed(cast: Cast, **said: Any) -> Proceeding:
    row = heard(cast, **said)
    operations.sign(row, row.state, "", cast.ningsih.id, NOON, ADDRESS)
    return reload(row)


def reload(row: Proceeding) -> Proceeding:
    return queries.proceeding_by_id(row.id)


def state_of(cast: Cast) -> str:
    return str(Placement.get_by_id(cast.placement.id).state)


def mail_to(person: Any) -> list[Message]:
    return list(Message.select().where(Message.recipient == person.email).order_by(Message.id))


def path_of(row: Proceeding, *more: str) -> str:
    return "/".join(("/peserta/tindakan", row.key, *more))


def proceeding_rows(cast: Cast) -> dict[str, str]:
    """For pages that are opened by a key: Tono's, which Ningsih is to sign."""
    row = heard(cast, token="to open", placement=cast.placement_tono)
    return {"proceeding_by_key": row.key}
