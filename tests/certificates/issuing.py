"""Offices that may issue papers, and papers made as tests need them."""

import datetime as dt
from typing import Any

from mori.certificates.cohorts.operations import Asked, begin_run
from mori.certificates.numbers.models import OutsideNumber, PaperSetting
from mori.certificates.numbers.rules import TEMPLATE, Numbering, Restart
from mori.certificates.papers.models import Paper
from mori.certificates.papers.operations import Wanted, make_paper
from mori.certificates.papers.rules import PaperState
from mori.certificates.printing.operations import print_next
from mori.certificates.signatories.models import Signatory
from mori.certificates.statements.rules import PaperKind, Signing, Statement
from mori.core.db import new_key
from mori.evaluation.choices.models import SchemeChoice
from mori.placements.models import Placement
from mori.placements.queries import placement_by_key
from mori.placements.rules import PlacementState
from tests.cast import NOON, TODAY, Cast

ADDRESS = "https://mori.example"
ENDED = TODAY - dt.timedelta(days=4)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n"


def let_issue(cast: Cast, **said: Any) -> None:
    """Banua numbers by its pattern and has a signatory; nobody is assessed. ``said`` differs."""
    SchemeChoice.delete().execute()
    Signatory.create(
        office=cast.banua,
        name="Hasan Contoh, S.H., M.H.",
        post="Kepala Perwakilan",
        post_en="Head of Office",
        from_on=dt.date(2020, 1, 1),
        made_at=NOON,
    )
    choose(cast, **said)


def choose(cast: Cast, **said: Any) -> None:
    facts = {
        "numbering": Numbering.TEMPLATE,
        "template": TEMPLATE,
        "code": "ORI-BJM",
        "restart": Restart.YEARLY,
        "signing": Signing.IN_MORI,
        **said,
    }
    PaperSetting.delete().where(PaperSetting.office == cast.banua).execute()
    PaperSetting.create(office=cast.banua, **facts)


def end(placement: Placement, state: PlacementState = PlacementState.FINISHED) -> Placement:
    """An internship that is over."""
    Placement.update(state=state, ends_on=ENDED).where(Placement.id == placement.id).execute()
    found = placement_by_key(placement.key)
    assert found
    return found


def issue(
    cast: Cast,
    placement: Placement | None = None,
    kind: PaperKind = PaperKind.CERTIFICATE,
    locale: str = "id",
    token: str = "",
    day: dt.date = TODAY,
) -> Paper:
    """A paper of an internship that is over; Sari's, unless another is named."""
    placement = placement or end(cast.placement)
    wanted = Wanted(kind, locale, day)
    return make_paper(placement, wanted, token or new_key(), cast.wati.id, NOON, ADDRESS)


def printed(statement: Statement, at: dt.datetime) -> bytes:
    """A PDF that says whose number it bears, and nothing more."""
    return PDF.replace(b"<<>>", b"<<%s>>" % statement.number.encode())


def print_all(store: Any, at: dt.datetime = NOON) -> int:
    """Make whatever PDFs are due, and say how many."""
    made = 0
    while print_next(store, printed, ADDRESS, at):
        made += 1
    return made


def out(
    store: Any,
    placement: Placement,
    number: str = "",
    kind: PaperKind = PaperKind.CERTIFICATE,
    **said: Any,
) -> Paper:
    """A signed paper with its PDF in the store, however the internship stands. ``said`` differs."""
    number = number or f"{placement.id}/2026"
    facts = {
        "state": PaperState.SIGNED,
        "signing": Signing.IN_MORI,
        "file": new_key(),
        "signed_at": NOON,
        **said,
    }
    paper = Paper.create(
        office=placement.office_id,
        placement=placement,
        kind=kind,
        locale="id",
        number=number,
        number_folded=number,
        issued_on=ENDED,
        made_at=NOON,
        **facts,
    )
    if paper.is_made:
        store.put(paper.path, PDF.replace(b"<<>>", b"<<%s>>" % number.encode()))
    return paper


def paper_rows(cast: Cast, store: Any) -> dict[str, str]:
    """For each loader of these pages the key of a row about Tono, or of his office."""
    signatory = Signatory.create(
        office=cast.banua, name="Hasan", post="Kepala", from_on=ENDED, made_at=NOON
    )
    number = OutsideNumber.create(
        office=cast.banua, number="1", number_folded="1", made_by=cast.wati, made_at=NOON
    )
    wanted = [(cast.placement_tono.id, PaperKind.CERTIFICATE)]
    run = begin_run(cast.banua.id, wanted, Asked("id", ENDED), "run", cast.wati.id, NOON)
    paper = out(store, cast.placement_tono)
    return {
        "signatory_by_key": signatory.key,
        "outside_number_by_key": number.key,
        "run_by_key": run.key,
        "issued_paper_by_key": paper.key,
    }
