"""The events of the demonstration: one in each state, and a training that runs today."""

from collections import Counter
from urllib.parse import urlsplit

import pytest

from mori.demo.events.life import hold_events, listed_events
from mori.events.followups.models import FollowUp
from mori.events.followups.rules import Standing, standing_on
from mori.events.impressions.queries import heard_of
from mori.events.minutes.models import Minutes, MinutesPresence
from mori.events.minutes.rules import MinutesState
from mori.events.models import Event
from mori.events.rules import EventState, InvitationState, ListedAs, state_on
from tests.cast import NOON, TODAY
from tests.events.making import community_of, member_of

pytestmark = pytest.mark.usefixtures("noon")


def test_an_office_with_communities_has_an_event_in_each_state(app, visit, cast):
    for n in range(19):
        contact = member_of(cast, f"Wakil{n} Contoh", agrees=n % 4 != 0)
        community_of(cast, f"Komunitas {n:02}", contact)
    secret = app.config["SECRET_KEY"]

    hold_events(cast.banua, cast.wati, NOON, secret)
    hold_events(cast.seberang, cast.citra, NOON, secret)  # has no communities

    stands = {event.name: state_on(event, TODAY) for event in Event.select()}
    assert sorted(stands.values()) == sorted(
        {
            *(EventState.DRAFT, EventState.ANNOUNCED, EventState.RUNNING),
            *(EventState.REPORTED, EventState.CALLED_OFF),
        }
    )
    assert heard_of(Event.get(Event.state == EventState.REPORTED).id).size == 8
    running = Event.get(Event.starts_on == TODAY)
    came = [row.source for row in running.participants]
    assert (len(came), came.count(ListedAs.WALK_IN)) == (61, 1)  # a guest came unlisted
    states = {row.state for row in Event.get(Event.name.contains("Kelas")).invitations}
    assert states >= {InvitationState.YES, InvitationState.MAYBE, InvitationState.WAITING}
    listed = listed_events("https://mori.example", secret)
    assert len(listed) == 5
    for each in listed:
        for link in filter(None, (each["invitation"], each["promise"], each["minutes"])):
            assert visit().get(urlsplit(link).path).status_code == 200
    stands = Counter(standing_on(row, TODAY) for row in FollowUp.select())
    assert set(stands) == set(Standing)
    assert {each.state for each in Minutes.select()} == {MinutesState.DRAFT, MinutesState.PUBLISHED}
    people = len(Event.get(Event.name == "Temu berkala contoh").participants)
    mornings, afternoons = people - 1, people - 2  # one came to nothing, one to half of it
    assert sum(each.people for each in MinutesPresence.select()) == mornings + afternoons
