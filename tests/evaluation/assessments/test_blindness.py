"""Before all reviewers have sent, whatever a reviewer may fetch is the same, byte for byte."""

import re

import pytest
from peewee import fn

from mori.access.roles import Role
from mori.accounts.operations import give_role
from mori.core.db import db
from mori.core.workdays import DAY
from mori.evaluation.assessments import operations, queries
from mori.evaluation.assessments.models import Marking
from mori.evaluation.assessments.waiting import owed_by, self_owed
from mori.evaluation.rules import Moment
from mori.logbook.overdue.operations import post_digests
from mori.notifications.models import Message
from tests.cast import NOON, TODAY, role_of
from tests.evaluation.assessments.making import address_of, end_on, filled, round_of

pytestmark = pytest.mark.usefixtures("noon")

NEW_EACH_TIME = re.compile(r'name="(?:token|k)" value="[^"]*"')  # of a form, and of a tap
PAGES = ("/tinjau", "/penilaian/tugas", "{form}", "{report}", "/peserta/{key}", "/saya")


def send(visit, person, each, mark, **more):
    reply = visit(person).post(f"{address_of(each)}/kirim", filled(each, mark, **more))
    assert reply.status_code == 303


def save(visit, person, each, mark):
    reply = visit(person).post(f"{address_of(each)}/simpan", filled(each, mark))
    assert reply.status_code == 303


def fetched(browser, person, each) -> list[str]:
    """All that somebody can fetch, without what is new in every answer; and their mail."""
    report = round_of(each.placement, Moment.REPORT)
    names = {"form": address_of(each), "report": address_of(report), "key": each.placement.key}
    pages = []
    for path in PAGES:
        reply = browser.get(path.format(**names))
        assert reply.status_code == 200, path
        pages.append(NEW_EACH_TIME.sub("", reply.text))
    post_digests("https://mori.example", NOON)
    mail = Message.select().where(Message.recipient == person.email)
    return [*pages, *(f"{each.subject}\n{each.body}" for each in mail)]


def as_if(doing, looking) -> list[str]:
    """What is seen after something was done, which is then undone."""
    with db.atomic() as transaction:
        doing()
        found = looking()
        transaction.rollback()
    owed_by.cache_clear()
    self_owed.cache_clear()
    return found


def test_nothing_a_reviewer_can_fetch_differs_with_what_the_other_sent(visit, cast, final):
    browser = visit(cast.budi)

    def looking():
        return fetched(browser, cast.budi, final)

    nothing = as_if(lambda: None, looking)
    drafted = as_if(
        lambda: visit(cast.rina).post(f"{address_of(final)}/simpan", filled(final, 70)), looking
    )
    low = as_if(lambda: send(visit, cast.rina, final, 61), looking)
    high = as_if(lambda: send(visit, cast.rina, final, 99, words="Luar biasa."), looking)
    own = as_if(lambda: send(visit, cast.sari, final, 88), looking)

    assert len(nothing) == len(PAGES) + 1
    assert nothing == drafted == low == high == own


def test_nothing_the_intern_can_fetch_differs_before_it_is_discussed(visit, cast, final):
    browser = visit(cast.sari)

    def looking():
        paths = ("/", "/penilaian/tugas", address_of(final), f"/peserta/{final.placement.key}")
        return [NEW_EACH_TIME.sub("", browser.get(path).text) for path in paths]

    def both():
        send(visit, cast.rina, final, 61)
        send(visit, cast.budi, final, 99)

    nothing = as_if(lambda: None, looking)

    assert nothing == as_if(lambda: send(visit, cast.rina, final, 61), looking)
    assert nothing == as_if(both, looking)


def test_who_has_assessed_themself_sees_only_that_before_it_is_discussed(visit, cast, final):
    send(visit, cast.sari, final, 97, words="Saya belajar banyak.")
    send(visit, cast.rina, final, 85, words="Dari Rina.")
    send(visit, cast.budi, final, 81)

    page = visit(cast.sari).get(address_of(final)).text

    assert "Saya belajar banyak." in page
    assert "Dari Rina." not in page
    assert not re.search(r"\b83\b", page), "the mean of what two supervisors gave"
    operations.discuss_assessment(round_of(cast.placement), cast.rina.id, NOON)
    assert "Dari Rina." in visit(cast.sari).get(address_of(final)).text


def test_after_both_have_sent_each_sees_the_other_and_the_intern(visit, cast, final):
    send(visit, cast.sari, final, 97, words="Saya belajar banyak.")
    send(visit, cast.rina, final, 85, words="Dari Rina.")
    assert "Saya belajar banyak." not in visit(cast.rina).get(address_of(final)).text

    send(visit, cast.budi, final, 81, words="Dari Budi.")

    for person in (cast.rina, cast.budi):
        page = visit(person).get(address_of(final)).text
        for text in ("Dari Rina.", "Dari Budi.", "Saya belajar banyak.", "83", "97"):
            assert text in page


def test_a_coordinator_sees_no_mark_before_but_who_still_owes(visit, cast, final):
    send(visit, cast.rina, final, 61, words="Dari Rina.")

    page = visit(cast.wati).get(f"/penilaian/peserta/{final.placement.key}").text

    assert "Dari Rina." not in page
    assert "sudah mengirim" in page
    assert "belum mengirim" in page


def test_a_coordinator_who_assesses_is_not_told_of_the_other(visit, cast, final):
    end_on(cast.placement, TODAY - 7 * DAY)  # whoever is silent is named by now
    final = round_of(cast.placement)
    both = give_role(cast.budi, cast.banua.id, Role.COORDINATOR, NOON)

    browser = visit(cast.budi, role=both)

    def looking():
        paths = (f"/penilaian/peserta/{final.placement.key}", "/penilaian/tertunda", "/tertunda")
        return [NEW_EACH_TIME.sub("", browser.get(path).text) for path in paths]

    nothing = as_if(lambda: None, looking)

    assert nothing == as_if(lambda: send(visit, cast.rina, final, 61), looking)


def test_what_is_reopened_is_blind_again(visit, cast, final):
    send(visit, cast.rina, final, 85, words="Dari Rina.")
    send(visit, cast.budi, final, 81)
    operations.reopen_assessment(round_of(cast.placement), "Salah orang.", cast.wati.id, NOON)

    assert "Dari Rina." not in visit(cast.budi).get(address_of(final)).text
    send(visit, cast.budi, final, 82, seen="1", token="t2")
    assert "Dari Rina." not in visit(cast.budi).get(address_of(final)).text


def test_a_friend_and_the_other_office_see_nothing_after_it_is_locked(visit, cast, final):
    send(visit, cast.rina, final, 85)
    send(visit, cast.budi, final, 81)
    operations.discuss_assessment(round_of(cast.placement), cast.rina.id, NOON)
    operations.lock_assessment(round_of(cast.placement), cast.rina.id, NOON)

    for other in (cast.tono, cast.joko, cast.citra):
        assert visit(other).get(address_of(final)).status_code == 404
        assert visit(other).get(f"/penilaian/peserta/{final.placement.key}").status_code == 404
    assert Marking.select(fn.COUNT(Marking.id)).scalar() == 2
    assert queries.finals_of([cast.placement.id])[cast.placement.id].result == 8300
    assert role_of(cast.tono)
