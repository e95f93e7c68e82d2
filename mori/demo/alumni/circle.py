"""Where alumni are, who brought whom, what they offer, and what they do together."""

from mori.alumni.models import Alumnus
from mori.alumni.relations.operations import (
    Place,
    add_activity,
    add_engagement,
    add_offer,
    end_offer,
    introduce,
    note_participation,
)
from mori.alumni.relations.queries import offer_by_token
from mori.alumni.relations.rules import kinds
from mori.alumni.rules import Agreed, PlaceKind
from mori.core.clock import local_date
from mori.core.db import new_key
from mori.core.workdays import DAY

from .desk import Desk

PLACES = (
    Place(PlaceKind.AGENCY, "Dinas Pelayanan Misalnya", "Analis pengaduan", "2021-03", "2023-12"),
    Place(PlaceKind.COMMUNITY, "Komunitas Baca Misalkan", "Pengurus", "2024", ""),
    Place(PlaceKind.CAMPUS, "Universitas Misal Barito", "Dosen", "2022-08", ""),
)
ACTIVITIES = (  # days ago, kind, title, how many took part
    (60, "meeting", "Silaturahmi alumni", 4),
    (30, "outreach", "Sosialisasi hak warga di pasar", 3),
    (-14, "training", "Pelatihan menulis pengaduan", 0),
)


def bring_together(desk: Desk) -> None:
    actor_id = desk.coordinator.id
    friends = desk.agreeing(Agreed.NETWORK)
    first, second, third, *_rest = friends
    for place, alumnus in zip(PLACES, friends, strict=False):
        add_engagement(alumnus, place, new_key(), actor_id, desk.ago(40))
    introduce(first, second, "Satu angkatan di kampus.", actor_id, desk.ago(39))
    introduce(third, second, "", actor_id, desk.ago(38))
    _offer(desk, friends[:4])
    _meet(desk, friends)


def _offer(desk: Desk, friends: list[Alumnus]) -> None:
    """Each kind once; what one of them offered is over."""
    tokens = {kind: new_key() for kind in kinds("offer")}
    for number, (kind, token) in enumerate(tokens.items()):
        alumnus = friends[number % len(friends)]
        add_offer(alumnus, kind, "", token, desk.coordinator.id, desk.ago(35))
    if over := offer_by_token(tokens["other"]):
        end_offer(over, desk.coordinator.id, desk.ago(5))


def _meet(desk: Desk, friends: list[Alumnus]) -> None:
    today = local_date(desk.at, desk.office.zone)
    for days, kind, title, count in ACTIVITIES:
        made_at = min(desk.at, desk.ago(days))
        held = add_activity(desk.office.id, today - days * DAY, kind, title, "", new_key(), made_at)
        for alumnus in friends[:count]:
            note_participation(held, alumnus, made_at)
