"""Alumni as an office may know them."""

from typing import Any

from mori.alumni.finding.operations import refresh
from mori.alumni.models import Alumnus, AlumnusContact, AlumnusStay, Consent
from mori.alumni.rules import AlumnusState, ContactKind
from mori.core.texts.folding import folded
from mori.offices.models import Office
from tests.cast import NOON


def make_alumnus(
    office: Office,
    name: str,
    *,
    phone: str = "",
    mail: str = "",
    institution: Any = None,
    written: str = "",
    year: int | None = 2015,
    agreed: Any = (),
    state: AlumnusState = AlumnusState.INVITED,
    **columns: Any,
) -> Alumnus:
    made = Alumnus.create(
        office=office,
        name=name,
        name_folded=folded(name),
        state=state,
        made_at=NOON,
        answered_at=None if state == AlumnusState.INVITED else NOON,
        **columns,
    )
    AlumnusStay.create(
        alumnus=made, year=year, institution=institution, institution_written=written
    )
    for kind, value in ((ContactKind.PHONE, phone), (ContactKind.MAIL, mail)):
        if value:
            AlumnusContact.create(alumnus=made, kind=kind, value=value)
    for each in agreed:
        Consent.create(alumnus=made, to=each, wording="1", locale="id", way="link", given_at=NOON)
    refresh([made.id])
    return Alumnus.get_by_id(made.id)
