"""Records as tests need them."""

import datetime as dt

from mori.alumni.finding.operations import refresh
from mori.alumni.models import Alumnus, AlumnusContact, AlumnusStay, Consent, Engagement
from mori.alumni.relations.models import (
    Introduction,
    NetworkActivity,
    Offer,
    Participation,
)
from mori.alumni.rules import AlumnusState
from tests.cast import NOON


def make(office, name="Umi Misal", *, agreed=(), year=2015, phones=(), mails=(), **columns):
    """Somebody known from a list, who answered, unless ``state`` says otherwise."""
    said = {"state": AlumnusState.CONFIRMED, "answered_at": NOON, "made_at": NOON} | columns
    made = Alumnus.create(office=office, name=name, name_folded=name.casefold(), **said)
    AlumnusStay.create(
        alumnus=made, year=year, starts=str(year or ""), institution_written="Akademi Umpama"
    )
    for kind, values in (("phone", phones), ("mail", mails)):
        for value in values:
            AlumnusContact.create(alumnus=made, kind=kind, value=value)
    agree(made, *agreed)
    return Alumnus.get_by_id(made.id)


def agree(alumnus, *agreed):
    for each in agreed:
        Consent.create(
            alumnus=alumnus, to=each, wording="1", locale="id", way="link",
            given_at=NOON - dt.timedelta(days=1),
        )  # fmt: skip
    refresh([alumnus.id])


def alumni_rows(cast):
    """Loader's name → the key of a row of Tono's office."""
    alumnus = make(cast.banua, "Umi Misal", state=AlumnusState.INVITED, answered_at=None)
    stay = AlumnusStay.get(AlumnusStay.alumnus == alumnus)
    own = make(cast.banua, "Tono Contoh", person=cast.tono)
    place = Engagement.create(
        alumnus=alumnus, kind="agency", name="Dinas", name_folded="dinas", made_at=NOON
    )
    other = make(cast.banua, "Rahmat Umpama")
    brought = Introduction.create(alumnus=alumnus, introducer=other, made_at=NOON)
    offer = Offer.create(office=cast.banua, alumnus=alumnus, kind="data", made_at=NOON)
    activity = NetworkActivity.create(
        office=cast.banua, held_on=NOON.date(), kind="visit", title="Kunjungan", made_at=NOON
    )
    took_part = Participation.create(activity=activity, alumnus=alumnus, noted_at=NOON)
    return {
        "alumnus_by_key": alumnus.key,
        "stay_by_key": stay.key,
        "own_alumnus": own.key,
        "engagement_by_key": place.key,
        "introduction_by_key": brought.key,
        "offer_by_key": offer.key,
        "activity_by_key": activity.key,
        "participation_by_key": took_part.key,
    }
