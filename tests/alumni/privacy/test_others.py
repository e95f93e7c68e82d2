"""What is about two people tells neither of them who the other is, nor outlives an erasure."""

import datetime as dt
import json

import pytest

from mori.accounts.people.models import AccountEvent
from mori.accounts.people.rules import AccountChange
from mori.alumni.merging.models import AlumnusMerge
from mori.alumni.merging.operations import say_records_not_same, undo_merge
from mori.alumni.models import Alumnus
from mori.alumni.privacy import operations
from mori.alumni.privacy.own_words import held_about
from mori.alumni.queries import alumnus_by_key
from mori.alumni.records.operations import _follow
from tests.alumni.making import make_alumnus
from tests.alumni.merging.together import merge
from tests.alumni.privacy.test_erasure import everything
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("app", "noon")
NAME, ADDRESS = "Siti Umpama", "Jalan Rahasia 7"


@pytest.fixture
def siti(cast):
    return make_alumnus(cast.banua, NAME, phone="+628117770000", address=ADDRESS)


@pytest.fixture
def budi(cast):
    return make_alumnus(cast.banua, "Budi Misal", phone="+628117770000")


def apart(siti, budi, cast) -> None:
    say_records_not_same(siti, budi, cast.wati.id, NOON)


def part_again(kept, merged, cast) -> None:
    merge(kept, merged, cast.wati, address=ADDRESS)
    undo_merge(AlumnusMerge.get(), cast.wati.id, NOON)


BETWEEN = {
    "said to be two": lambda siti, budi, cast: apart(siti, budi, cast),
    "merged by mistake": lambda siti, budi, cast: part_again(siti, budi, cast),
    "the other way round": lambda siti, budi, cast: part_again(budi, siti, cast),
}


@pytest.mark.parametrize("what", BETWEEN)
def test_the_own_copy_names_nobody_else(cast, siti, budi, what):
    BETWEEN[what](siti, budi, cast)

    copy = json.dumps(held_about(alumnus_by_key(budi.key), NOON))

    assert "Budi" in copy
    assert [text for text in (NAME, ADDRESS) if text in copy] == []


@pytest.mark.parametrize("what", BETWEEN)
def test_who_was_erased_is_named_in_nobody_elses_record(cast, siti, budi, what):
    BETWEEN[what](siti, budi, cast)
    assert NAME in everything()

    operations.erase(alumnus_by_key(siti.key), cast.wati.id, NOON)

    assert [text for text in (NAME, "siti umpama", ADDRESS) if text in everything()] == []
    assert "Budi Misal" in everything()


@pytest.mark.parametrize("what", BETWEEN)
def test_staff_still_read_whom_it_was_about(cast, visit, siti, budi, what):
    BETWEEN[what](siti, budi, cast)

    page = visit(cast.wati).get(f"/alumni/{budi.key}").text

    assert NAME in page[page.index("Riwayat") :]
    assert siti.key not in page[page.index("Riwayat") :].replace(f"/alumni/{siti.key}", "")


def test_an_account_is_not_followed_by_who_was_erased_meanwhile(cast):
    row = make_alumnus(cast.banua, NAME, person=cast.sari)  # as the worker read it
    event = AccountEvent.create(
        person=cast.sari, change=AccountChange.NAME, before=NAME, after="Siti Baru",
        at=NOON + dt.timedelta(hours=1),
    )  # fmt: skip
    operations.erase(alumnus_by_key(row.key), cast.wati.id, NOON)

    _follow(row, event)

    assert Alumnus.get_by_id(row.id).name == "–"
