"""A heavy queue: each entry by another intern, with photos, comments and words."""

import datetime as dt

from mori.access.roles import Role
from mori.accounts.models import Person
from mori.accounts.operations import add_person, give_role
from mori.core.db import new_key
from mori.demo.people import rows
from mori.logbook.models import Comment, Entry
from mori.logbook.photos.models import EntryPhoto
from mori.placements.models import Placement
from tests.cast import NOON, TODAY, Cast, place
from tests.logbook.writing import write_entry

TEXTS = " ".join(row["text"] for row in rows("entries"))
NAMES = [row["name"] for row in rows("people") if row["role"] == "intern"]
SCHOOLS = sorted({row["name"] for row in rows("institutions")})


def fill_queue(
    cast: Cast, count: int, photos: int = 0, comments: int = 0, words: int = 25, interns: int = 99
) -> list[Entry]:
    """Entries that wait for Rina, by so many interns in turn, the oldest day first."""
    placed = [_intern(cast, number) for number in range(min(count, interns))]
    entries = []
    for number in range(count):
        placement = placed[number % len(placed)]
        entry = write_entry(
            cast,
            TODAY - dt.timedelta(days=count - number),
            TEXTS[number * words :][:words].strip(),
            placement=placement,
            person=placement.person_id,
        )
        for position in range(photos):
            _photo(entry, position, 31_000 + 1_717 * number + 577 * position)
        for nth in range(comments):
            _comment(entry, placement.person, TEXTS[number * 301 + nth * 97 :][:160])
        entries.append(entry)
    return entries


def _intern(cast: Cast, number: int) -> Placement:
    name = f"{NAMES[number % len(NAMES)]} {'Bin Misal' * (number // len(NAMES))}".strip()
    person = add_person(name, NOON, f"+62812000{number:05}", f"n{number}@contoh.example")
    give_role(person, cast.banua.id, Role.INTERN, NOON)
    placement = place(person, cast.banua, [(cast.pvl, cast.rina, cast.budi)])
    school = SCHOOLS[number % len(SCHOOLS)]
    Placement.update(institution_typed=school).where(Placement.id == placement.id).execute()
    return placement


def _photo(entry: Entry, position: int, size: int) -> None:
    shape = {"bytes": size, "width": 1280, "height": 960}
    EntryPhoto.create(entry=entry, token=new_key(), position=position + 1, at=NOON, **shape)


def _comment(entry: Entry, author: Person, text: str) -> None:
    Comment.create(entry=entry, author=author, token=new_key(), at=NOON, text=text)
