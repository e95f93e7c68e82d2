"""The network of the first office: nineteen communities, and people in each state. The second
office does without it.
"""

import csv
import datetime as dt
from pathlib import Path

from mori.accounts.models import Person
from mori.core.clock import local_date
from mori.core.workdays import DAY
from mori.demo.links import NOWHERE, publish
from mori.institutions.queries import region_by_code
from mori.network.communities.operations import (
    Facts as CommunityFacts,
)
from mori.network.communities.operations import (
    Related,
    add_community,
    move_community,
    relate,
)
from mori.network.consents.operations import agree, stop_everything
from mori.network.members.operations import (
    Facts,
    Tied,
    add_member,
    end_membership,
    give_own_link,
    invite,
    tie,
)
from mori.network.merging.operations import facts_of, merge
from mori.network.models import Community, Member
from mori.network.operations import move_member, note_activity, record
from mori.network.own.operations import accept_terms, leave_network
from mori.network.queries import community_by_key, member_by_id
from mori.network.rules import (
    ActivityKind,
    CommunityState,
    ConsentWay,
    Purpose,
    RelationKind,
    TieRole,
)
from mori.network.settings.operations import Wanted, set_network
from mori.network.settings.rules import used_types
from mori.offices.models import Office
from mori.offices.operations import use_modules
from mori.offices.rules import Module

OFFICE = "kalsel"
LINKED = "Bagas Misal"  # who holds a link to their own page
TERMS = (
    "Anggota datang ke pertemuan, belajar tentang pelayanan publik, dan menularkannya. "
    "Anggota tidak berbicara atas nama kantor."
)
INVITED, KNOWN, LEFT, ENDED, STOPPED, ASKED, DORMANT = 12, 13, 14, 15, 16, 17, 18


def keep_network(office: Office, name: str, coordinator: Person, at: dt.datetime) -> None:
    """Let the first office use the network, and fill it; the other one does without."""
    if name != OFFICE:
        return
    use_modules(office.id, [Module.NETWORK])
    set_network(office.id, Wanted("Dangsanak Contoh", "Dangsanak", TERMS, used_types("")))
    text = Path(__file__).with_name("communities.csv").read_text(encoding="utf-8")
    people, communities = [], []
    for number, row in enumerate(csv.DictReader(text.splitlines())):
        community = _community(office, row, number, coordinator, at)
        people.append(_member(office, community, row, number, coordinator, at))
        communities.append(community)
    _relate(communities, coordinator, at)
    _meet_twice(office, people[0], coordinator, at)
    for member in people:
        if member.name == LINKED:
            about = member, "", f"demo own {member.id}", coordinator.id
            publish(give_own_link(*about, at - DAY, NOWHERE).link)


def _community(
    office: Office, row: dict[str, str], number: int, coordinator: Person, at: dt.datetime
) -> Community:
    region = region_by_code(row["region"])
    facts = CommunityFacts(row["name"], row["type"], region.id if region else None, None, "")
    state = CommunityState.INVITED if number == INVITED else CommunityState.ACTIVE
    begun = at - 500 * DAY
    made = add_community(office.id, facts, state, f"demo community {number}", coordinator.id, begun)
    for verb in {LEFT: ["leave"], DORMANT: ["rest"]}.get(number, []):
        move_community(made, verb, coordinator.id, at - 20 * DAY)
    return community_by_key(made.key) or made


def _member(
    office: Office,
    community: Community,
    row: dict[str, str],
    number: int,
    coordinator: Person,
    at: dt.datetime,
) -> Member:
    region, begun = region_by_code(row["region"]), at - 480 * DAY
    mail = f"{row['person'].lower().replace(' ', '.')}@contoh.example" if number % 3 else ""
    facts = Facts(row["person"], f"+6281100020{number:03}", mail, region.id if region else None)
    made = add_member(office.id, facts, f"demo member {number}", coordinator.id, begun)
    tied = Tied(community, TieRole(row["role"]), local_date(begun, office.zone))
    tie(made, tied, f"demo tie {number}", coordinator.id, begun)
    if number == KNOWN:
        return member_by_id(made.id)
    invite(made, coordinator.id, begun)
    if number != INVITED:
        _belong(office, made, number, coordinator, at)
    return member_by_id(made.id)


def _belong(
    office: Office, member: Member, number: int, coordinator: Person, at: dt.datetime
) -> None:
    begun = at - 470 * DAY
    accept_terms(member, 1, begun)
    purposes = [each for n, each in enumerate(Purpose) if (number + n) % 4]
    agree(member, purposes, ConsentWay.LINK, "id", begun)
    if number < LEFT:
        day = local_date(at - (20 + number) * DAY, office.zone)
        told = office.id, ActivityKind.MET, day, "Pertemuan berkala contoh", "demo meeting"
        note_activity(*told, member_id=member.id)
    elif number == LEFT:
        leave_network(member, at - 20 * DAY)
    elif number == ENDED:
        end_membership(member, "Komunitasnya bubar.", coordinator.id, at - 20 * DAY)
    elif number == STOPPED:
        stop_everything(member, at - 20 * DAY)
    else:
        _fall_silent(member, at, is_over=number == DORMANT)


def _fall_silent(member: Member, at: dt.datetime, *, is_over: bool) -> None:
    """Asked whether they still belong; one of them too long ago."""
    asked = at - (40 if is_over else 10) * DAY
    Member.update(asked_at=asked).where(Member.id == member.id).execute()
    record(member.id, "ask", None, asked)
    if is_over:
        move_member(member_by_id(member.id), "lapse", None, at - 9 * DAY)


def _relate(communities: list[Community], coordinator: Person, at: dt.datetime) -> None:
    day = local_date(at - 400 * DAY, communities[0].office.zone)
    pairs = ((2, 11, RelationKind.PARTNER), (1, 0, RelationKind.PART))
    for one, other, kind in pairs:
        related = Related(kind, communities[other], day)
        relate(communities[one], related, f"demo relation {one}", coordinator.id, at - 400 * DAY)


def _meet_twice(office: Office, member: Member, coordinator: Person, at: dt.datetime) -> None:
    """Somebody who was noted twice, and became one again."""
    facts = Facts("Aulia C.", region_id=member.region_id)
    double = add_member(office.id, facts, "demo double", coordinator.id, at - 30 * DAY)
    kept = member_by_id(member.id)
    seen = str(kept.revision), str(double.revision)
    merge(kept, double, facts_of(kept), seen, coordinator.id, at - 3 * DAY)
