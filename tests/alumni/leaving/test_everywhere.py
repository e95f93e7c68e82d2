"""Who leaves, in whatever way, is gone at once from everything that shows or uses alumni."""

import datetime as dt
from functools import partial
from typing import Any, NamedTuple

import pytest

from mori.alumni.asking.operations import keep_in_touch
from mori.alumni.consents.operations import withdraw, withdraw_all
from mori.alumni.directory.queries import count_in, ids_in
from mori.alumni.directory.segments import Segment
from mori.alumni.finding.models import AlumnusTally
from mori.alumni.merging.models import AlumnusMerge
from mori.alumni.merging.operations import undo_merge
from mori.alumni.messages.reach_queries import reach
from mori.alumni.models import Alumnus, Engagement
from mori.alumni.privacy import operations as privacy
from mori.alumni.privacy.operations import Asked
from mori.alumni.privacy.rules import RequestKind, RequestWay
from mori.alumni.records.correcting_operations import note_death
from mori.alumni.relations.models import Introduction, Offer
from mori.alumni.rules import FIELDS, PURPOSES, Agreed
from mori.background.models import LongJob
from mori.notifications.models import Message
from tests.alumni.exports import making
from tests.alumni.merging.together import merge
from tests.alumni.messages import writing
from tests.alumni.records.making import agree, make
from tests.background.working import work_on
from tests.cast import NOON
from tests.links.holding import POST

pytestmark = pytest.mark.usefixtures("noon")

NAME, MAIL, PHONE = "Umi Misal", "umi@misal.example", "+628123450001"
LONG_AGO = NOON - dt.timedelta(days=366)


class World(NamedTuple):
    """Umi agreed to everything, and is in everything that there was before she left."""

    cast: Any
    visit: Any
    store: Any
    umi: Alumnus
    export: LongJob

    def page(self, path: str, who: str = "wati") -> str:
        text: str = self.visit(getattr(self.cast, who)).get(path).text
        return text.partition("<main")[2]


@pytest.fixture
def world(cast, visit, store):
    umi = make(
        cast.banua, NAME, agreed=[*PURPOSES, *FIELDS], mails=[MAIL], phones=[PHONE],
        answered_at=LONG_AGO,
    )  # fmt: skip
    make(cast.banua, "Sari Umpama", agreed=[*PURPOSES], person=cast.sari)
    rahmat = make(cast.banua, "Rahmat Umpama", agreed=[*PURPOSES, *FIELDS])
    for each, place in ((umi, "Dinas Misal"), (rahmat, "Badan Umpama")):
        Engagement.create(
            alumnus=each, kind="agency", name=place, name_folded=place.lower(), made_at=NOON
        )
        agree(each)
    Offer.create(office=cast.banua, alumnus=umi, kind="data", made_at=NOON)
    Introduction.create(alumnus=rahmat, introducer=umi, made_at=NOON)
    export = making.ask(visit(cast.wati), token="before")
    work_on(store)
    writing.sent(cast)
    writing.work_on()
    return World(cast, visit, store, Alumnus.get_by_id(umi.id), export)


def downloaded(world: World, export: LongJob) -> str:
    """The table as it comes now: made anew first, if need be."""
    browser = world.visit(world.cast.wati)
    browser.get(f"/alumni/ekspor/{export.key}/berkas.unduh")
    work_on(world.store, NOON + dt.timedelta(hours=1))
    answer = browser.get(f"/alumni/ekspor/{export.key}/berkas.unduh")
    assert answer.status_code == 200
    return repr(making.sheets_of(answer.data))


def a_new_export(world: World) -> str:
    answer = world.visit(world.cast.wati).post(
        "/alumni/ekspor/baru", {**making.FORM, "token": "after"}
    )
    assert answer.status_code == 303
    return downloaded(world, LongJob.get(LongJob.id != world.export.id, LongJob.why != ""))


def mail_on_its_way(_world: World) -> str:
    writing.work_on()
    return repr(writing.mails())


def a_new_message(world: World) -> str:
    Message.delete().execute()
    writing.sent(world.cast, token="again")
    writing.work_on()
    return repr(writing.mails())


def reached(world: World) -> str:
    told = reach(world.cast.banua.id, Segment(), Agreed.NEWS).reached
    return MAIL if told else ""


def whatsapp(world: World) -> str:
    return world.page(f"/alumni/{world.umi.key}/whatsapp")


def question(_world: World) -> str:
    keep_in_touch(POST, NOON)
    return repr([row.recipient for row in Message.select() if "signed link" in row.token])


def in_segments(world: World) -> str:
    office, purposes = world.cast.banua.id, sorted(PURPOSES)
    found = {each for to in purposes for each in ids_in(office, Segment(word="umi"), to)}
    count = sum(count_in(office, Segment(word="umi"), to) for to in purposes)
    return NAME if found or count else ""


def counted(_world: World) -> str:
    """Three are shown: without her two."""
    return NAME if AlumnusTally.get(AlumnusTally.kind == "all").shown == 3 else ""


OUTLETS = {
    "directory": lambda world: world.page("/alumni"),
    "search": lambda world: world.page("/alumni?cari=umi").replace('value="umi"', ""),
    "filter": lambda world: world.page("/alumni?tahun=2015"),
    "counts": counted,
    "fellows": lambda world: world.page("/saya/alumni/teman", "sari"),
    "door": lambda world: world.page("/alumni/pintu?cari=dinas"),
    "offer": lambda world: world.page("/alumni/pintu?tawaran=data"),
    "introducer": lambda world: world.page("/alumni/pintu?cari=badan"),
    "segments": in_segments,
    "an export made before": lambda world: downloaded(world, world.export),
    "a new export": a_new_export,
    "mail on its way": mail_on_its_way,
    "a new message": a_new_message,
    "reach": reached,
    "whatsapp": whatsapp,
    "question": question,
}


def taken_back(world: World) -> None:
    withdraw(world.umi, list(Agreed), NOON)


def stepped_back(world: World) -> None:
    withdraw_all(world.umi, None, NOON)


def restricted(world: World) -> None:
    privacy.ask(world.umi, Asked(RequestKind.RESTRICTION, "", RequestWay.LINK), "r", None, NOON)


def dead(world: World) -> None:
    note_death(world.umi, world.umi.revision, "", world.cast.wati.id, NOON)


def erased(world: World) -> None:
    privacy.erase(world.umi, world.cast.wati.id, NOON)


def another(world: World) -> Alumnus:
    return make(world.cast.banua, "Umi M", agreed=(), answered_at=LONG_AGO)


def into_who_stepped_back(world: World) -> None:
    other = another(world)
    withdraw_all(other, None, NOON - dt.timedelta(days=3))
    merge(other, world.umi, world.cast.wati, name=NAME)


def with_who_stepped_back(world: World) -> None:
    other = another(world)
    withdraw_all(other, None, NOON - dt.timedelta(days=3))
    merge(world.umi, other, world.cast.wati)


def with_who_died(world: World) -> None:
    other = another(world)
    note_death(other, other.revision, "", world.cast.wati.id, NOON - dt.timedelta(days=3))
    merge(world.umi, other, world.cast.wati)


def with_who_is_restricted(world: World) -> None:
    other = another(world)
    said = Asked(RequestKind.RESTRICTION, "", RequestWay.LINK)
    privacy.ask(other, said, "r", None, NOON - dt.timedelta(days=3))
    merge(world.umi, other, world.cast.wati)


WAYS = {
    each.__name__: each
    for each in (
        *(taken_back, stepped_back, restricted, dead, erased, into_who_stepped_back),
        *(with_who_stepped_back, with_who_died, with_who_is_restricted),
    )
}


def parted(world: World, leave: Any, *, as_another: bool) -> None:
    """She is merged with somebody, leaves as the one record they are, and is herself again."""
    other = another(world)
    kept, merged = (other, world.umi) if as_another else (world.umi, other)
    merge(kept, merged, world.cast.wati)
    leave(world._replace(umi=Alumnus.get_by_id(kept.id)))
    undo_merge(AlumnusMerge.get(), world.cast.wati.id, NOON)


PARTED = {
    f"{leave.__name__}_{'as_another' if as_another else 'as_herself'}_then_parted": partial(
        parted, leave=leave, as_another=as_another
    )
    for leave in (taken_back, stepped_back, restricted, dead)
    for as_another in (False, True)
}
EVERY_WAY = WAYS | PARTED
# Whoever agrees to nothing may still be asked once a year whether what is kept is right.
STILL = {("question", way) for way in EVERY_WAY if way.startswith("taken_back")}


def names_her(said: str) -> bool:
    return any(each in said for each in (NAME, MAIL, PHONE))


@pytest.mark.parametrize("outlet", OUTLETS)
def test_before_she_is_there(world, outlet):
    assert names_her(OUTLETS[outlet](world))


@pytest.mark.parametrize("way", EVERY_WAY)
@pytest.mark.parametrize("outlet", OUTLETS)
def test_after_she_is_gone(world, outlet, way):
    EVERY_WAY[way](world)

    assert names_her(OUTLETS[outlet](world)) == ((outlet, way) in STILL)


def no_news(world: World) -> None:
    withdraw(world.umi, [Agreed.NEWS], NOON)


@pytest.mark.parametrize("as_another", [False, True])
@pytest.mark.parametrize("outlet", OUTLETS)
def test_what_she_did_not_withdraw_while_merged_is_still_there_once_parted(
    world, outlet, as_another
):
    parted(world, no_news, as_another=as_another)

    is_news = outlet in ("mail on its way", "a new message", "reach")
    assert names_her(OUTLETS[outlet](world)) != is_news
