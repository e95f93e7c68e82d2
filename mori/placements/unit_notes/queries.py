"""What units told each other about an intern."""

from mori.accounts.models import Person
from mori.offices.models import Unit

from .models import UnitNote


def notes_about(placement_id: int) -> list[UnitNote]:
    """The latest first, with who wrote them, and of which unit."""
    return list(
        UnitNote.select(UnitNote, Unit, Person)
        .join(Unit)
        .switch(UnitNote)
        .join(Person, on=(UnitNote.author == Person.id))
        .where(UnitNote.placement == placement_id)
        .order_by(UnitNote.id.desc())
    )


def note_by_token(token: str) -> UnitNote | None:
    return UnitNote.get_or_none(UnitNote.token == token)
