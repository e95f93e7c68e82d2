"""Whoever was merged into another is invited, mailed and named as the one they became."""

import pytest

from mori.events.inviting.operations import invite
from mori.events.models import EventInvitation, Participant
from mori.events.rules import Notice
from mori.events.telling.operations import tell_by_mail
from mori.events.telling.queries import untold
from mori.network.merging.operations import facts_of, merge
from mori.network.queries import member_by_id
from mori.notifications.models import Message
from tests.cast import NOON
from tests.events.making import DOOR, answered, event_of, member_of, pass_of

pytestmark = pytest.mark.usefixtures("noon")


def test_the_standing_member_is_written_to(app, visit, cast):
    event = event_of(cast)
    old = member_of(cast, "Umi Lama", mail="lama@contoh.example", phone="+6281100000001")
    new = member_of(cast, "Umi Baru", mail="baru@contoh.example", phone="+6281100000002")
    made = invite(event, None, old, 1, None, NOON)
    one, other = member_by_id(new.id), member_by_id(old.id)
    seen = (str(one.revision), str(other.revision))
    merge(one, other, facts_of(one), seen, cast.wati.id, NOON)
    Message.delete().execute()

    tell_by_mail(untold(event, Notice.INVITED), Notice.INVITED, DOOR, None, NOON)

    (mail,) = Message.select()
    assert mail.recipient == "baru@contoh.example"
    browser = visit(cast.wati)
    shared = browser.post(f"/kegiatan/undangan/{made.key}/bagikan", {"notice": "invited"}).text
    assert "wa.me/6281100000002" in shared
    assert "Umi Baru" in browser.get(f"/kegiatan/{event.key}/undangan").text
    assert "Umi Baru" not in browser.get(f"/kegiatan/{event.key}/undang").text  # invited already
    assert invite(event, None, one, 1, None, NOON).id == made.id
    visit().post(pass_of(app, made), answered("Umi Baru"))
    assert Participant.get().member_id == new.id
    assert EventInvitation.get().member_id == old.id  # the row stays where it is
