"""However many exports are under way, each gets to its end."""

import pytest

from mori.alumni.exports import operations
from mori.background.dispatcher import MOST_HANDS, Hands, Worker
from mori.background.models import LongJob
from mori.background.operations import cancel_job
from mori.background.rules import JobState
from mori.core.jobs import Hand
from tests.alumni.exports import making
from tests.background.working import SECOND, Clock, tools_at
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("noon")
MANY = 7
PARTS = 4
TURNS = 200


class Open:
    is_open = True

    def let_go(self) -> None:
        self.is_open = False


@pytest.fixture
def exports(cast, monkeypatch):
    """Seven, each of four parts."""
    monkeypatch.setattr(operations, "AT_ONCE", 1)
    for name in ("Ayu", "Bagas", "Candra", "Dedi"):
        making.alumnus(cast.banua, f"{name} Umpama")
    asked = (cast.wati, cast.hasan, cast.wati, cast.hasan, cast.wati, cast.hasan, cast.wati)
    return [making.export_of(cast, by=who, token=f"t{n}") for n, who in enumerate(asked)]


def test_seven_at_once_all_end_and_none_writes_its_file_twice(exports, store, monkeypatch):
    opened = []

    def noting(job, folder, _open=operations._opened):
        opened.append(job.key)
        return _open(job, folder)

    monkeypatch.setattr(operations, "_opened", noting)
    take_turn = Worker(tools_at(store, Clock()), turn=0)

    for _turn in range(TURNS):
        take_turn()

    assert [str(job.state) for job in LongJob.select()] == ["done"] * MANY
    assert sorted(opened) == sorted(job.key for job in exports)


def test_no_more_are_open_than_a_node_may_have(exports, store):
    clock, hands = Clock(), Hands()
    workers = [Worker(tools_at(store, clock), hands, turn=0) for _ in range(2)]
    most = 0

    for turn in range(TURNS):
        workers[turn % 2]()
        folder = tools_at(store).folder
        most = max(most, len(list(folder.iterdir())) if folder.exists() else 0)

    assert most == MOST_HANDS


def taken(hands, job) -> Hand:
    LongJob.update(epoch=LongJob.epoch + 1, state=JobState.RUNNING).where(
        LongJob.id == job.id
    ).execute()
    return hands.take(LongJob.get_by_id(job.id))


def test_what_was_stopped_makes_room_however_busy_a_node_is(exports, cast):
    hands, (first, second, *_others) = Hands(most=1), exports
    hand = taken(hands, first)
    hand.kept = kept = Open()
    hands.put(LongJob.get_by_id(first.id), hand)
    assert not taken(hands, second).has_room
    assert kept.is_open

    cancel_job(LongJob.get_by_id(first.id), cast.wati.id, NOON + SECOND)

    assert taken(hands, second).has_room
    assert not kept.is_open
