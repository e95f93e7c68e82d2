"""Certificates of attendance: for whoever was at an event, with an account or without one.

Who was there is known to a later slice, which calls this; numbers, signing, printing, checking and
revoking are those of every paper.
"""

import datetime as dt

from mori.certificates.numbers.operations import hold_register
from mori.certificates.numbers.queries import setting_of
from mori.certificates.papers import queries
from mori.certificates.papers.models import Paper
from mori.certificates.papers.operations import Wanted, give_number, next_number, record
from mori.certificates.statements.rules import Attended
from mori.core.db import writing


@writing()
def make_attendance_paper(
    office_id: int,
    said: Attended,
    wanted: Wanted,
    token: str,
    actor_id: int | None,
    at: dt.datetime,
    address: str,
    replaces: Paper | None = None,
) -> Paper:
    """Make one, with its number where MORI counts them; the same ``token`` again gives the same.

    That somebody has no other that stands is for the caller to know.
    """
    office = hold_register(office_id)
    if made := queries.paper_by_token(token):
        return made
    paper = Paper.create(
        token=token,
        office=office.id,
        kind=wanted.kind,
        locale=wanted.locale,
        holder=said.name,
        attended=said.to_json(),
        replaces=replaces,
        made_at=at,
    )
    record(paper.id, "make", actor_id, at)
    setting = setting_of(office)
    if not setting.numbering.is_typed:
        number = next_number(setting, wanted.kind, wanted.issued_on)
        give_number(paper, number, wanted.issued_on, setting, actor_id, at, address)
    return queries.paper_by_id(paper.id)
