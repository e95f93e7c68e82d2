"""An alumnus's own record, by link or by account."""

from mori.offices.models import Office

from ..models import Alumnus, AlumnusContact, Engagement
from ..queries import alumnus_by_key, alumnus_of_person, ids_with, record_of
from ..rules import LIVING, ContactKind
from .rules import Place, Said


def alumnus_of_key(key: str) -> Alumnus | None:
    """Whom a link was made for, as whoever they are shown as, while there is somebody to ask."""
    found = Alumnus.get_or_none(Alumnus.key == key)
    if found and found.merged_into_id:
        found = Alumnus.get_by_id(found.merged_into_id)
    return own_alumnus(found.key) if found else None


def own_alumnus(key: str) -> Alumnus | None:
    """A record that somebody alive can keep."""
    found = alumnus_by_key(key)
    return found if found and found.state in LIVING else None


def alumnus_of_account(person_id: int, office_id: int | None) -> Alumnus | None:
    """The record of an account: this office's, else the latest one."""
    here = alumnus_of_person(person_id, office_id) if office_id else None
    if here:
        return here
    found = (
        Alumnus.select(Alumnus, Office)
        .join(Office)
        .where(Alumnus.person == person_id)
        .order_by(Alumnus.id.desc())
        .first()
    )
    return alumnus_of_person(person_id, found.office_id) if found else None


def place_of(alumnus: Alumnus) -> Engagement | None:
    """Where they are now; the latest they told of, if there are several."""
    found: Engagement | None = (
        Engagement.select()
        .where(Engagement.alumnus.in_(list(ids_with([alumnus.id]))), Engagement.until == "")
        .order_by(Engagement.id.desc())
        .first()
    )
    return found


def said_of(alumnus: Alumnus) -> Said:
    """The record as their own form has it."""
    record, place = record_of(alumnus), place_of(alumnus)
    return Said(
        record.full_name,
        record.region_code,
        record.address,
        record.phones,
        record.mails,
        record.skills,
        Place(place.kind, place.name, place.post, place.since) if place else None,
    )


def bounced_mails(alumnus: Alumnus) -> list[str]:
    """Addresses of theirs at which mail came back."""
    rows = AlumnusContact.select().where(
        AlumnusContact.alumnus.in_(list(ids_with([alumnus.id]))),
        AlumnusContact.kind == ContactKind.MAIL,
        AlumnusContact.bounced_at.is_null(False),
    )
    return list(dict.fromkeys(row.value for row in rows.order_by(AlumnusContact.id)))
