"""Before the reveal nothing that anybody can fetch differs with what others sealed, how many did,
or what the office concludes: not for an intern who has not sealed, a supervisor who is not the
author, or the head.
"""

import datetime as dt

import pytest

from mori.access.roles import Role
from mori.accounts.operations import add_person, give_role
from mori.certificates.lines.models import TranscriptLine
from mori.contributions.matters import operations as matters
from mori.contributions.matters.queries import opened
from mori.contributions.matters.rules import Finding, Step
from mori.contributions.revealing import queries
from mori.contributions.revealing.jobs import reveal_due
from mori.core.clock import now
from mori.core.db import db
from mori.notifications.models import Message
from tests.cast import place
from tests.guidance.pulse.test_blindness import FRESH, everything
from tests.guidebook.exercises.test_blindness import EXPORTS
from tests.house.test_access import rows  # noqa: F401 - a fixture
from tests.house.test_architecture import MODULES, ROOT, imports

from .opining import again, concluded, form_of, give, judgement, opened_matter, written

pytestmark = pytest.mark.usefixtures("noon")

# Files and figures that they can take out, which are fetched like pages.
WHO = {
    "sari": {*EXPORTS["tono"], "/belajar", "/presensi/2026-11.pdf", "/saya/penilaian"},
    "budi": {"/belajar", "/pendapat", "/presensi/rekap.xlsx", "/tinjau/ringkasan"},
    "wati": {*EXPORTS["wati"], "/belajar", "/ringkasan", "/laporan", "/pengajaran/angka.csv"},
    "hasan": {*EXPORTS["hasan"], "/belajar", "/ringkasan", "/laporan", "/laporan/peserta"},
}


# What needs no action and is there for those who have signed in as well.
OPEN_TO_ALL = (
    *("/buku", "/belajar", "/antrean", "/riset", "/kegiatan", "/bantuan", "/daftar"),
    *("/kotak-keluar", "/kotak-keluar/potongan", "/saya/alumni", "/v/kunci.txt"),
)


@pytest.fixture
def matter(cast, rows):  # noqa: F811
    """One that is checked, so that each of two worlds seals a conclusion of its own."""
    row = written(cast, title="Dua dunia")
    matters.check_matter(row, [], matters.text_digest(row), cast.budi.id, now())
    return again(row)


def world(app, browser, cast, rows, matter, peers, said):  # noqa: F811
    """What can be fetched and was noted where these opinions and this conclusion are; all of it is
    undone again.
    """
    with db.atomic() as here:
        matters.seal_conclusion(matter, said, cast.rina.id, now())
        matters.take_step(matter, Step.OPEN, cast.rina.id, now())
        for number, person in enumerate(peers):
            give(again(matter), person, f"Alasan {number}.", finding=Finding.NONE, forms=())
        for piece in reveal_due(now()):
            piece()
        loaders = ("matter_by_key", "matter_to_judge", "matter_to_leave", "revealed_matter")
        found = everything(app, browser, rows | dict.fromkeys(loaders, matter.key))
        found |= {each: reply(browser.get(each)) for each in (*OPEN_TO_ALL, calendar(rows))}
        mine = f"/belajar/pendapat/{matter.key}"
        found["wrong"] = reply(browser.post(mine, form_of(reasons="")))
        headers = [browser.get(each).headers for each in (mine, "/belajar", "/belajar/pendapat")]
        found["headers"] = [sorted(each.keys()) for each in headers]
        found["mail"] = list(Message.select(Message.subject, Message.body).tuples())
        found["lines"] = [TranscriptLine.select().count()]
        here.rollback()
    return found


def calendar(rows) -> str:  # noqa: F811
    """What a calendar takes in; MORI has no other feed."""
    return f"/kegiatan/{rows['event_by_key']}/kalender.ics"


def reply(answer) -> tuple[int, bytes]:
    return answer.status_code, FRESH.sub(rb"\1", answer.data)


@pytest.mark.parametrize("who", WHO)
def test_what_others_seal_changes_no_byte_before_the_reveal(app, visit, cast, rows, matter, who):  # noqa: F811
    browser = visit(getattr(cast, who))
    peers = [cast.tono, *newcomers(cast)]
    other = judgement("Kesimpulan lain.", Finding.UNPROVEN, (), components=(), sure="")
    world(app, browser, cast, rows, matter, [], concluded())  # what is opened first is opened

    without = world(app, browser, cast, rows, matter, [], concluded())
    with_peers = world(app, browser, cast, rows, matter, peers, other)

    assert WHO[who] <= {path for path, answer in without.items() if answer[:1] == (200,)}
    own = "/belajar/pendapat" if who == "sari" else "/pendapat"
    assert without[f"{own}/{matter.key}"][0] == 200
    assert without[calendar(rows)][0] == 200
    assert not [name for name in without if without[name] != with_peers[name]]


def newcomers(cast):
    """Two interns more."""
    found = []
    for name in ("Umi Contoh", "Vino Contoh"):
        person = add_person(name, now(), None, f"{name[:3].lower()}@contoh.example")
        give_role(person, cast.banua.id, Role.INTERN, now())
        place(person, cast.banua, [(cast.pvl, cast.rina, None)])
        found.append(person)
    return found


def test_it_opens_to_the_second_for_all_and_with_nobody_at_work(visit, cast, noon):
    matter = opened_matter(cast)
    for person in (cast.sari, cast.tono):
        give(matter, person)
    mine, letters = f"/belajar/pendapat/{matter.key}/dibuka", f"/pendapat/{matter.key}/surat"
    pages = ((cast.sari, mine), (cast.tono, mine), (cast.budi, letters), (cast.hasan, letters))

    noon.move_to(matter.reveals_at - dt.timedelta(seconds=1))
    assert {visit(who).get(page).status_code for who, page in pages} == {404}

    noon.move_to(matter.reveals_at)
    assert {visit(who).get(page).status_code for who, page in pages} == {200}
    assert again(matter).state == "open"


def test_without_the_moment_and_an_own_opinion_there_is_nothing_to_ask_with(cast):
    matter, other = opened_matter(cast), opened_matter(cast, title="Lain")
    mine = give(other, cast.sari)
    give(matter, cast.tono)

    assert opened(matter, matter.reveals_at - dt.timedelta(microseconds=1)) is None
    assert queries.peers_of(mine, opened(matter, matter.reveals_at)) == []


def test_letters_say_nothing_of_who_came_first(cast):
    matter = opened_matter(cast)
    people = [cast.sari, cast.tono, *newcomers(cast)]
    for number, person in enumerate(people):
        give(matter, person, at=now() + dt.timedelta(seconds=number))
    given = opened(matter, matter.reveals_at)

    letters = queries.letters_of(given)

    assert [each.letter for each in letters] == ["A", "B", "C", "D"]
    assert [each.opinion.key for each in letters] == sorted(each.opinion.key for each in letters)


def test_nothing_else_knows_of_it():
    """No assessment, certificate, export or figure can ask: nothing imports the rooms."""
    rooms = ("matters", "opinions", "revealing")
    names = tuple(f"mori.contributions.{room}" for room in rooms)
    inside = [ROOT / "contributions" / room for room in rooms]
    knowing = {
        str(path.relative_to(ROOT))
        for path in MODULES
        if not any(room in path.parents for room in inside)
        and any(name.startswith(names) for name in imports(path))
    }

    assert {each for each in knowing if not each.startswith("demo/")} == {"contributions/slice.py"}
