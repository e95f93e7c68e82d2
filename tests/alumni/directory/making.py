"""Alumni for tests of the directory."""

from mori.alumni.finding.operations import refresh
from mori.alumni.models import Alumnus, AlumnusContact, AlumnusStay, Consent, Engagement, StayUnit
from mori.alumni.rules import FIELDS, Agreed, AlumnusState
from mori.core.texts.folding import folded
from mori.institutions.models import Region
from tests.cast import NOON

OPEN = {Agreed.DIRECTORY, *FIELDS}


def make(
    office,
    name,
    *,
    agreed=(),
    year=2015,
    region="",
    state=AlumnusState.CONFIRMED,
    unit=None,
    **more,
):
    """An alumnus of an office with one internship; ``more``: institution, now_at, phone, person."""
    made = Alumnus.create(
        office=office,
        name=name,
        name_folded=folded(name),
        state=state,
        region=Region.get_or_none(code=region),
        person=more.get("person"),
        made_at=NOON,
    )
    stay = AlumnusStay.create(alumnus=made, year=year, institution=more.get("institution"))
    if unit:
        StayUnit.create(stay=stay, unit=unit)
    if more.get("now_at"):
        at = more["now_at"]
        Engagement.create(
            alumnus=made, kind="agency", name=at, name_folded=folded(at), made_at=NOON
        )
    if more.get("phone"):
        AlumnusContact.create(alumnus=made, kind="phone", value=more["phone"])
    agree(made, agreed)
    return made


def agree(alumnus, to):
    for each in to:
        Consent.create(
            alumnus=alumnus, to=each, wording="1", locale="id", way="link", given_at=NOON
        )
    refresh([alumnus.id])
