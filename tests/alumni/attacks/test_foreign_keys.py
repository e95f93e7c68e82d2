"""Keys of another office are sent to pages that never offered them: nothing changes or is told."""

from typing import Any, NamedTuple

import pytest

from mori.alumni.directory.segments import Segment
from mori.alumni.messages.operations import begin_mailing
from mori.alumni.models import Alumnus, StayUnit
from mori.alumni.relations.models import NetworkActivity
from mori.alumni.rules import FIELDS, Agreed
from mori.core.db import new_key
from mori.institutions.operations import institution_for
from mori.uploads.operations import receive_whole
from tests.alumni.dumps import difference, dump
from tests.alumni.imports.taking import PURPOSE, list_of, read_in, rows_of
from tests.alumni.messages.writing import NEWS
from tests.alumni.records.making import make
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("noon")

SECRET, PHONE, MAIL = "Laila Rahasia", "081250009999", "laila@rahasia.example"
ALL = [Agreed.DIRECTORY, Agreed.NEWS, Agreed.CONTACT, *FIELDS]
ROW = (SECRET, "", "Kampus Rahasia", PHONE, MAIL, 2015)


class World(NamedTuple):
    """Umi is Banua's, Laila is Seberang's; each office has a list with doubtful rows."""

    cast: Any
    browser: Any
    umi: Alumnus
    laila: Alumnus
    own_row: Any
    their_row: Any
    activity: NetworkActivity
    keys: dict[str, str]  # of Seberang


@pytest.fixture
def world(cast, store, visit):
    umi = make(cast.banua, agreed=ALL, phones=["+6281250000001"])
    laila = make(cast.seberang, SECRET, agreed=ALL, phones=["+6281250009999"], mails=[MAIL])
    own_row = rows_of(read_in(store, cast, list_of(("Umy Misal", "", "", "081250000001", "", ""))))
    there = cast_of(cast)
    their_row = rows_of(read_in(store, there, list_of(ROW)))
    campus = institution_for(cast.seberang.id, "Kampus Rahasia", "", None, NOON)
    mailing = begin_mailing(
        cast.seberang.id, Segment(), NEWS._replace(body="Isi rahasia"), "m",
        cast.citra.id, NOON,
    )  # fmt: skip
    upload = receive_whole(store, cast.citra.id, PURPOSE, "a.csv", list_of(ROW), new_key(), NOON)
    activity = NetworkActivity.create(
        office=cast.banua, held_on=NOON.date(), kind="visit", title="Kunjungan", made_at=NOON
    )
    keys = {
        "campus": campus.key,
        "unit": cast.unit_seberang.key,
        "mailing": mailing.key,
        "upload": upload.key,
    }
    return World(cast, visit(cast.wati), umi, laila, own_row[1], their_row[1], activity, keys)


def cast_of(cast):
    """The same people, as whoever reads lists in the other office."""
    return type(cast)(**{**vars(cast), "banua": cast.seberang, "wati": cast.citra})


BODIES = {
    "merge": lambda w: (
        f"/alumni/{w.umi.key}/gabung",
        {"other": w.laila.key, "seen_kept": w.umi.revision, "seen_merged": w.laila.revision},
    ),
    "not the same": lambda w: (f"/alumni/{w.umi.key}/bukan-sama", {"other": w.laila.key}),
    "introduction": lambda w: (f"/alumni/{w.umi.key}/kenalan", {"other": w.laila.key}),
    "took part": lambda w: (f"/alumni/kegiatan/{w.activity.key}", {"other": w.laila.key}),
    "joins a record": lambda w: (
        f"/alumni/impor/baris/{w.own_row.key}",
        {"revision": 0, "choice": f"a{w.laila.id}"},
    ),
    "joins a row": lambda w: (
        f"/alumni/impor/baris/{w.own_row.key}",
        {"revision": 0, "choice": f"r{w.their_row.id}"},
    ),
    "ticked": lambda w: (
        f"/alumni/impor/{w.own_row.imported.key}/baris",
        {"row": f"{w.their_row.key}.0", "decision": "skip"},
    ),
    "a file": lambda w: ("/alumni/impor/baru", {"upload": w.keys["upload"], "token": "x"}),
    "export of a unit": lambda w: (
        f"/alumni/ekspor/baru?unit={w.keys['unit']}",
        {"reason": "Coba", "form": "xlsx", "token": "x"},
    ),
    "export of a campus": lambda w: (
        f"/alumni/ekspor/baru?lembaga={w.keys['campus']}",
        {"reason": "Coba", "form": "xlsx", "token": "x"},
    ),
    "address": lambda w: (f"/alumni/{w.umi.key}/surel-kembali", {"address": MAIL}),
}


def everything():
    return dump(without={"session"})


@pytest.mark.parametrize("what", BODIES)
def test_it_changes_nothing_and_tells_nothing(world, what):
    path, body = BODIES[what](world)
    before = everything()

    answer = world.browser.post(path, body)

    assert answer.status_code in (303, 422)
    assert difference(before, everything()) == {}
    assert not [each for each in (SECRET, PHONE, MAIL) if each in answer.text]


def test_a_message_to_another_offices_unit_reaches_nobody(world):
    said = {"token": "x", "purpose": "news", "subject": "Halo", "body": "Isi"}

    answer = world.browser.post(f"/alumni/pesan/baru?unit={world.keys['unit']}", said)

    preview = world.browser.get(answer.location).text
    assert SECRET not in preview
    assert "Sampai ke 0 orang saat ini" in preview


def test_an_internship_was_in_no_unit_of_another_office(world):
    sent = {"revision": world.umi.revision, "starts": "2014", "units": world.keys["unit"]}

    answer = world.browser.post(f"/alumni/{world.umi.key}/masa", sent)

    assert answer.status_code == 303
    assert not StayUnit.select().exists()


def test_a_text_is_not_taken_over_from_another_offices_message(world):
    path = f"/alumni/{world.umi.key}/whatsapp?pesan={world.keys['mailing']}"

    shown = world.browser.get(path)

    assert shown.status_code == 200
    assert "Isi rahasia" not in shown.text
