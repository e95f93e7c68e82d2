"""Papers in every state: signed by the head, unsigned, without number, revoked and issued anew,
and a run that was stopped. The background work makes their PDFs.
"""

import datetime as dt
from pathlib import Path
from typing import NamedTuple

from mori.accounts.models import Person
from mori.background.lease_operations import claim_job
from mori.background.operations import cancel_job
from mori.certificates.cohorts.desk import judged
from mori.certificates.cohorts.operations import Asked, begin_run, issue_next
from mori.certificates.numbers.operations import SettingFacts, choose_setting
from mori.certificates.numbers.queries import setting_of
from mori.certificates.numbers.rules import TEMPLATE, Numbering, Restart
from mori.certificates.papers.models import Paper
from mori.certificates.papers.operations import (
    Wanted,
    make_paper,
    note_outside_number,
    replace_paper,
    revoke_paper,
)
from mori.certificates.papers.queries import paper_by_id
from mori.certificates.signatories.operations import SignatoryFacts, add_signatory
from mori.certificates.signing.operations import sign_papers
from mori.certificates.statements.rules import PaperKind, Signing
from mori.core.clock import local_date
from mori.core.db import new_key
from mori.core.files.store import FolderStore
from mori.core.jobs import Hand, Tools
from mori.core.workdays import DAY
from mori.offices.models import Office
from mori.placements.models import Placement
from mori.placements.operations import finish_placement
from mori.placements.rules import RUNNING, PlacementState

CODES = {"kalsel": "ORI-BJM", "lampung": "ORI-LPG"}
OUTSIDE = "001/SERT/{}/I/{}"
NOWHERE = "http://127.0.0.1:8000"


class Desk(NamedTuple):
    """Who issues papers where, and when."""

    office: Office
    coordinator: Person
    head: Person
    at: dt.datetime

    @property
    def today(self) -> dt.date:
        return local_date(self.at, self.office.zone)


def issue_papers(
    office: Office, name: str, coordinator: Person, head: Person, at: dt.datetime
) -> None:
    """One office counts and its head signs; the other types numbers and signs by TTE."""
    desk = Desk(office, coordinator, head, at)
    _sign_from(desk)
    over = _over(desk)
    _choose(desk, CODES[name], Numbering.TEMPLATE, Signing.TTE)
    outside = OUTSIDE.format(CODES[name], desk.today.year)
    note = "Surat keterangan dari luar MORI"
    note_outside_number(office.id, outside, note, new_key(), coordinator.id, at)
    if name == "kalsel":
        _choose(desk, CODES[name], Numbering.TEMPLATE, Signing.IN_MORI)
        _sign_and_revoke(desk, over)
        _stop_a_run(desk, over)
    else:
        for placement in over[:1]:
            _make(desk, placement, PaperKind.LETTER, "en")  # to be signed by TTE
        _choose(desk, CODES[name], Numbering.REGISTER, Signing.TTE)
        for placement in over[:1]:
            _make(desk, placement, PaperKind.LETTER, "id")  # its number is awaited


def _sign_from(desk: Desk) -> None:
    long_ago, lately = desk.today - 900 * DAY, desk.today - 200 * DAY
    for name, day in (("Drs. Zulkifli Umpama, M.Si.", long_ago), (desk.head.name, lately)):
        facts = SignatoryFacts(name, "Kepala Perwakilan", "Head of Office", day, None)
        add_signatory(desk.office.id, facts, new_key(), desk.at)


def _over(desk: Desk) -> list[Placement]:
    """Those whose last day has passed, finished by now; the first to end first."""
    ended = Placement.select().where(
        Placement.office == desk.office.id,
        Placement.ends_on < desk.today,
        Placement.state.in_(list(RUNNING)),
    )
    for each in ended:
        finish_placement(each, "", desk.coordinator.id, desk.at)
    joined = Placement.select(Placement, Person, Office).join(Person).switch(Placement)
    found = joined.join(Office).where(
        Placement.office == desk.office.id,
        Placement.ends_on < desk.today,
        Placement.state.in_([PlacementState.FINISHED]),
    )
    return list(found.order_by(Placement.ends_on, Placement.id))


def _choose(desk: Desk, code: str, numbering: Numbering, signing: Signing) -> None:
    facts = SettingFacts(numbering, TEMPLATE, code, Restart.YEARLY, signing)
    choose_setting(desk.office.id, facts, None, setting_of(desk.office).revision, desk.today)


def _make(desk: Desk, placement: Placement, kind: PaperKind, locale: str) -> Paper:
    wanted = Wanted(kind, locale, desk.today)
    return make_paper(placement, wanted, new_key(), desk.coordinator.id, desk.at, NOWHERE)


def _sign_and_revoke(desk: Desk, over: list[Placement]) -> None:
    """One that had a mistake, the one in its stead, a certificate if it can be had, and another
    that waits for the head.
    """
    for placement in over[:1]:
        wrong = _make(desk, placement, PaperKind.LETTER, "id")
        sign_papers([wrong], desk.head.id, desk.at)
        revoked = paper_by_id(wrong.id)
        why = "Nama unit salah ketik."
        revoke_paper(revoked, why, desk.coordinator.id, desk.at, NOWHERE)
        again = (desk.today, new_key(), desk.coordinator.id, desk.at, NOWHERE)
        right = replace_paper(paper_by_id(wrong.id), *again)
        may_get = {kind for row in judged([placement]) for kind in row.kinds}
        more = [PaperKind.CERTIFICATE, PaperKind.TRANSCRIPT]
        made = [_make(desk, placement, kind, "id") for kind in more if kind in may_get]
        sign_papers([right, *made], desk.head.id, desk.at)
        _make(desk, placement, PaperKind.LETTER, "en")


def _stop_a_run(desk: Desk, over: list[Placement]) -> None:
    """For all others; they stay ready for their certificates."""
    wanted = [
        (row.placement.id, kind)
        for row in judged(over[1:])
        for kind in row.kinds
        if kind is not PaperKind.CERTIFICATE
    ]
    asked = Asked("id", desk.today)
    run = begin_run(desk.office.id, wanted, asked, new_key(), desk.coordinator.id, desk.at)
    claim_job(run, desk.at)
    nothing = FolderStore(Path())  # its PDF is made later
    issue_next(run, Tools(nothing, Path(), NOWHERE, b"", lambda: desk.at), Hand())
    cancel_job(run, desk.coordinator.id, desk.at)
