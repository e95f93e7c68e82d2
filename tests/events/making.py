"""Events, and whom they invite, for tests."""

from itertools import count

from mori.core import tickets
from mori.core.texts.folding import folded
from mori.core.workdays import DAY
from mori.events.inviting.operations import invite
from mori.events.making.operations import Facts, announce_event, make_event
from mori.events.models import EventInvitation
from mori.events.queries import event_by_id
from mori.events.rules import EventKind, Mode
from mori.events.telling.letters import Door
from mori.network.models import Community, Member, MemberConsent, MemberTie
from mori.network.rules import CommunityState, ConsentWay, MemberState, Purpose, TieRole
from tests.cast import NOON, TODAY, Cast

DOOR = Door("https://mori.example", b"k" * 32)
_numbers = count(1)


def event_of(cast: Cast, office=None, *, is_announced: bool = True, **changes):
    """A training of two days in a week."""
    facts = Facts(
        **{
            "kind": EventKind.TRAINING,
            "name": "Pelatihan Contoh",
            "theme": "Tahu syarat, catat petugas",
            "about": "",
            "mode": Mode.HERE,
            "place": "Aula Contoh, seberang kantor pos",
            "region": None,
            "starts_on": TODAY + 9 * DAY,
            "ends_on": TODAY + 10 * DAY,
            "seats": 4,
            "answer_until": TODAY + 5 * DAY,
            "series": None,
            "protection": "Petugas piket perlindungan",
            **changes,
        }
    )
    office = office or cast.banua
    made = make_event(office.id, facts, f"event {next(_numbers)}", None, NOON)
    if is_announced:
        announce_event(made, None, NOON)
    return event_by_id(made.id)


def member_of(cast: Cast, name: str = "Lilih Contoh", *, agrees: bool = True, **facts) -> Member:
    """Somebody of the network, who agrees to be invited."""
    made = Member.create(
        office=facts.pop("office", cast.banua).id,
        name=name,
        name_folded=folded(name),
        phone=facts.pop("phone", "+6281234567890"),
        mail=facts.pop("mail", f"{folded(name).split()[0]}@contoh.example"),
        state=MemberState.ACTIVE,
        made_at=NOON,
        **facts,
    )
    if agrees:
        MemberConsent.create(
            member=made,
            to=Purpose.MEETINGS,
            wording="1",
            locale="id",
            way=ConsentWay.LINK,
            given_at=NOON,
        )
    return made


def community_of(cast: Cast, name: str = "Forum Literasi Contoh", contact=None) -> Community:
    """A community, with who speaks for it."""
    made = Community.create(
        office=cast.banua.id,
        type="literacy",
        name=name,
        name_folded=folded(name),
        state=CommunityState.ACTIVE,
        made_at=NOON,
    )
    if contact:
        MemberTie.create(member=contact, community=made, role=TieRole.CONTACT, from_on=TODAY)
    return made


def invited(cast: Cast, event, name: str = "Forum Literasi Contoh", seats: int = 1):
    """A community's invitation, its contact one who agrees."""
    contact = member_of(cast, f"Wakil {name}")
    community = community_of(cast, name, contact)
    return invite(event, community, contact, seats, None, NOON)


def pass_of(app, invitation: EventInvitation) -> str:
    """The address of its page."""
    ticket = tickets.sign(app.config["SECRET_KEY"], "invitation", invitation.key)
    return f"/jawab/{ticket}"


def answered(*names: str, answer: str = "yes", **more) -> dict[str, str]:
    """What the page sends."""
    fields = {f"name_{n}": name for n, name in enumerate(names)}
    return {"answer": answer, **fields, **more}
