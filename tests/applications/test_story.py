"""From a letter with eight names to placed interns, as a coordinator does it, with real mail."""

import datetime as dt
from dataclasses import replace

import pytest

from mori.accounts.models import Person
from mori.accounts.queries import person_by_login
from mori.applications.claims import code_of
from mori.applications.deciding.operations import withdraw_applicant
from mori.applications.models import Applicant, Application
from mori.applications.queries import applicant_by_id
from mori.applications.rules import ApplicantState
from mori.core.clock import now
from mori.notifications.dispatcher import Dispatcher
from mori.notifications.mail import sender
from mori.placements.models import Placement
from mori.placements.queries import spans_of
from tests.applications.applying import EIGHT, ENDS, STARTS, places_of, put_in_unit
from tests.visit import Visit

pytestmark = pytest.mark.usefixtures("noon")
FORM = {
    "token": "t1",
    "channel": "paper",
    "institution": "Universitas Misal Raya",
    "letter_number": "77/UMR/2026",
    "letter_on": "2026-11-13",
    "letter_by": "Dekan",
    "letter_to": "Kepala Perwakilan",
    "received_on": "2026-11-16",
    "kind": "student",
    "programme": "Magang",
    "starts_on": str(STARTS),
    "ends_on": str(ENDS),
    "names": EIGHT,
    "places": "",
    "contact": "Bu Rahimah Rekaan",
    "email": "rahimah@umr.example",
    "phone": "",
    "about": "",
}


@pytest.fixture
def deliver(settings, mailbox):
    """What the background work sends now, into a real mailbox."""
    send = sender(replace(settings, mail_url=f"smtp://{mailbox.host}:{mailbox.port}"))

    def delivered(at):
        dispatcher = Dispatcher([], {"mail": send})
        dispatcher.round(at)
        dispatcher.close(at)
        return mailbox

    return delivered


def body_of(message):
    return message.get_content()


def seconds_later(noon, seconds=9):
    noon.shift(dt.timedelta(seconds=seconds))


def test_eight_names_on_paper_become_interns_in_their_units(visit, cast, noon, deliver, app):
    put_in_unit(cast.rina, cast.pvl)
    wati = visit(cast.wati)

    # A letter with eight names, entered once however often the form is sent.
    for _each in range(2):
        entered = wati.post("/permohonan/baru", FORM)
    page = entered.location
    (application,) = Application.select()
    rows = places_of(application)
    assert [row.name for row in rows][:2] == ["Peserta Aminah Rekaan", "Peserta Bahrun Rekaan"]
    assert (len(rows), rows[0].number, rows[7].email) == (8, "230101", "peserta8@contoh.example")
    assert application.reply_by == dt.date(2026, 11, 23)  # five working days after Monday the 16th
    inbox = wati.get("/permohonan").text
    assert all(row.name in inbox for row in rows)
    assert "Peserta Halim Rekaan" in wati.get(page).text

    # One paper is asked for, and comes.
    asked = wati.post(
        f"/permohonan/peserta/{rows[0].key}/minta",
        {"papers": ["transcript"], "words": "Semester lima saja."},
    )
    assert asked.status_code == 303
    mailbox = deliver(now())
    mail = body_of(mailbox.to("peserta1@contoh.example")[0])
    assert "Transkrip" in mail
    assert "Semester lima saja." in mail
    assert f"/daftar/{code_of(app.config['SETTINGS'].key, application.key)}" in mail
    assert Applicant.get_by_id(rows[0].id).state is ApplicantState.INCOMPLETE
    wati.post(f"/permohonan/peserta/{rows[0].key}/lengkap")
    mailbox.clear()

    # Two are accepted, one waits; nobody hears of it while it can be taken back.
    picked = [rows[0].key, rows[1].key]
    shown = wati.post("/permohonan/putuskan", {"verb": "accept", "pick": picked})
    assert shown.status_code == 200
    assert Placement.select().where(Placement.programme == "Magang").count() == 3  # the cast's
    accepted = wati.post(
        "/permohonan/putuskan",
        {
            "verb": "accept",
            "pick": picked,
            "ready": "yes",
            "unit": cast.pvl.key,
            "of": application.key,
        },
    )
    assert accepted.location.endswith(application.key)
    wati.post("/permohonan/putuskan", {"verb": "wait", "pick": [rows[2].key]})
    assert deliver(now()).messages == []
    seconds_later(noon)
    wati.get(page)
    states = [row.state for row in places_of(application)]
    assert states[:3] == [ApplicantState.ACCEPTED] * 2 + [ApplicantState.WAITING]
    mailbox = deliver(now())
    to_contact = body_of(mailbox.to("rahimah@umr.example")[0])
    assert "Peserta Aminah Rekaan" in to_contact
    assert "Peserta Bahrun Rekaan" in to_contact

    # One withdraws: whoever waits moves up.
    alone = wati.post(f"/permohonan/peserta/{rows[1].key}/mundur", {"why": "Tidak jadi."})
    assert alone.status_code == 409  # whoever is placed says so themselves, or it ends by two
    withdraw_applicant(applicant_by_id(rows[1].id), None, now(), "Diterima di tempat lain.")
    wati.get(page)
    moved = places_of(application)[2]
    assert moved.state is ApplicantState.ACCEPTED
    assert moved.placement.office_id == cast.banua.id

    # Whoever was accepted comes in by the link in their mail, and stands in their unit.
    mailbox = deliver(now())
    letters = "".join(map(body_of, mailbox.to("peserta1@contoh.example")))
    link = letters.split("/undangan/")[1].split()[0]
    theirs = visit()
    chosen = theirs.post(f"/undangan/{link}", {"password": "perahu merah besar"})
    assert chosen.status_code == 303
    person = person_by_login("peserta1@contoh.example")
    placement = Placement.get(Placement.person == person.id)
    (span,) = spans_of([placement.id])
    assert (span.unit_id, span.supervisor_id) == (cast.pvl.id, cast.rina.id)
    assert (placement.starts_on, placement.institution_typed) == (STARTS, "Universitas Misal Raya")
    noon.move_to(dt.datetime.combine(STARTS, dt.time(1), dt.UTC))
    assert "PVL" in Visit(app)(Person.get_by_id(person.id)).get("/").text
