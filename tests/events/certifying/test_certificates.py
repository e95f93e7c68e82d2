"""Certificates of attendance: for whoever was there long enough, made and checked as all papers."""

import datetime as dt

import pytest

from mori.certificates.checking.desk import checked_by_number
from mori.certificates.papers.models import Paper
from mori.certificates.papers.queries import paper_by_id
from mori.certificates.papers.rules import PaperState
from mori.certificates.printing.operations import print_next
from mori.certificates.signing.operations import sign_papers
from mori.certificates.statements.rules import PaperKind
from mori.core.clock import now
from mori.core.db import new_key
from mori.core.workdays import DAY
from mori.events.certifying import queries, standing
from mori.events.certifying.models import EventCertificate
from mori.events.certifying.operations import tell_certified
from mori.events.certifying.rules import half_days_needed, minutes_in
from mori.events.codes.rules import pass_of
from mori.events.models import Event, EventInvitation, EventSession, Participant
from mori.events.presence.models import Scan
from mori.events.presence.operations import Way, mark_present, void_mark
from mori.events.presence.rules import HalfDay, How, Part
from mori.events.queries import event_by_id
from mori.events.rules import EventState, InvitationState
from mori.notifications.models import Message
from tests.cast import NOON, TODAY
from tests.certificates.issuing import ADDRESS, let_issue, printed
from tests.events.making import DOOR, community_of, member_of
from tests.events.presence.holding import hold_event, listed

FIRST = TODAY - 2 * DAY


@pytest.fixture
def event(cast):
    """Two days, over by now. The first was there all the time, the second missed one half-day, the
    third two.
    """
    let_issue(cast)
    event = hold_event(cast.banua, days=2, day=FIRST)
    for hour in (9, 13):
        hours = {"day": FIRST, "starts": dt.time(hour), "ends": dt.time(hour + 2)}
        EventSession.create(event=event, title="Empat syarat", **hours)
    halves = standing.halves_of(event)
    for row, missed in zip(listed(event), (0, 1, 2), strict=True):
        for half in halves[missed:]:
            mark_present(row, half, Way(How.HAND), now(), new_key(), now())
    Event.update(state=EventState.CLOSED, ends_on=FIRST + DAY).where(Event.id == event.id).execute()
    return event_by_id(event.id)


def url(event) -> str:
    return f"/kegiatan/{event.key}/sertifikat"


def issue(visit, cast, event, *rows, status: int = 303, **said):
    fields = {"locale": "id", "issued_on": f"{TODAY}", "peserta": [each.key for each in rows]}
    answer = visit(cast.wati).post(url(event), {**fields, **said})
    assert answer.status_code == status, answer.text
    return answer


def sign_and_print(cast, store) -> None:
    waiting = [each for each in Paper.select() if each.state.is_unsigned]
    sign_papers([paper_by_id(each.id) for each in waiting], cast.hasan.id, NOON)
    while print_next(store, printed, ADDRESS, NOON + DAY):
        pass


def own(app, event, row) -> str:
    return f"/p/{pass_of(app.config['SECRET_KEY'], event.key, row.short_code)}"


def test_who_misses_what_is_seen_before_and_nobody_else_gets_one(visit, cast, event):
    first, second, third = listed(event)
    shown = visit(cast.wati).get(url(event)).text
    assert "Terbitkan untuk 2 orang" in shown
    assert "Kurang 1 paruh hari untuk sertifikat" in shown

    issue(visit, cast, event, first, second, third)
    issue(visit, cast, event, first, second, third)

    papers = queries.papers_of([first.id, second.id, third.id])
    assert set(papers) == {first.id, second.id}
    assert Paper.select().count() == EventCertificate.select().count() == 2
    paper = papers[second.id]
    assert (paper.kind, paper.state, paper.holder) == (
        *(PaperKind.ATTENDANCE, PaperState.UNSIGNED, second.name),
    )
    assert "HADIR" in paper.number


def test_it_is_signed_fetched_told_of_and_checked_by_anybody(app, visit, cast, store, event):
    row, second, _third = listed(event)
    invitation = EventInvitation.create(
        event=event,
        community=community_of(cast),
        member=member_of(cast),
        state=InvitationState.YES,
        made_at=NOON,
    )
    Participant.update(invitation=invitation.id).where(Participant.id == row.id).execute()
    issue(visit, cast, event, row, second)
    page = own(app, event, row)
    assert visit().client.get(f"{page}/sertifikat/berkas.unduh").status_code == 404
    assert not tell_certified(event, DOOR, NOON)
    assert row.name in visit(cast.hasan).get("/sertifikat/tanda-tangan").text

    sign_and_print(cast, store)

    assert visit().client.get(f"{page}/sertifikat/berkas.unduh").data.startswith(b"%PDF")
    paper = queries.paper_of(row.id)
    said = visit().get(f"/v/{paper.number}").text
    for fact in (row.name, event.name, "4 dari 4 paruh hari", "Jam acara"):
        assert fact in said
    assert "Nilai" not in said
    assert checked_by_number(paper.number).verdict.is_good
    assert [each.id for each in queries.events_to_tell(FIRST)] == [event.id]
    assert not queries.events_to_tell(TODAY)
    assert [tell_certified(event, DOOR, NOON), tell_certified(event, DOOR, NOON)] == [1, 0]
    assert Message.select().where(Message.token.contains("certified")).count() == 1
    assert "diteruskan" in visit(cast.wati).get(url(event)).text  # whoever has no invitation


def test_a_corrected_name_is_a_new_paper_that_names_the_old_one(app, visit, cast, store, event):
    row = listed(event)[0]
    issue(visit, cast, event, row)
    sign_and_print(cast, store)
    old, page = queries.paper_of(row.id), f"/kegiatan/peserta/{row.key}/nama"

    assert visit(cast.wati).post(page, {"name": ""}).status_code == 422
    for _again in range(2):
        assert visit(cast.wati).post(page, {"name": "Rina Umpama"}).status_code == 303

    new = queries.paper_of(row.id)
    assert (new.holder, new.replaces_id) == ("Rina Umpama", old.id)
    assert Paper.select().count() == 2
    assert "Namanya diperbaiki" in visit().get(f"/v/{old.number}").text
    assert visit().client.get(f"{own(app, event, row)}/sertifikat/berkas.unduh").status_code == 404
    assert event.name in visit(cast.wati).get(f"/sertifikat/surat/{new.key}").text


def test_presence_that_is_voided_names_the_certificate(app, visit, cast, store, event):
    row = listed(event)[1]
    issue(visit, cast, event, row)
    assert "lebih banyak daripada" not in visit(cast.wati).get(url(event)).text

    scan = Scan.select().where(Scan.participant == row.id).order_by(Scan.id).first()
    void_mark(scan, "Salah orang.", cast.wati.id, now())

    paper = queries.paper_of(row.id)
    for address in (url(event), f"/kegiatan/{event.key}/kelola", f"/sertifikat/surat/{paper.key}"):
        assert "lebih banyak daripada yang tercatat" in visit(cast.hasan).get(address).text
    revoke = f"/sertifikat/surat/{paper.key}/cabut"
    assert visit(cast.wati).post(revoke, {"why": "Tidak hadir."}).status_code == 303
    assert "lebih banyak daripada" not in visit(cast.hasan).get(url(event)).text
    assert "dicabut: Tidak hadir." in visit().get(own(app, event, row)).text


def test_the_office_asks_for_more_until_one_is_issued(visit, cast, event):
    first, second, _third = listed(event)
    asking = f"{url(event)}/syarat"
    assert visit(cast.wati).post(asking, {"half_days": "banyak"}).status_code == 422
    visit(cast.wati).post(asking, {"half_days": "4"})

    issue(visit, cast, event, first, second)

    assert set(queries.papers_of([first.id, second.id])) == {first.id}
    assert visit(cast.wati).post(asking, {"half_days": ""}).status_code == 422
    assert event_by_id(event.id).half_days == 4


def test_what_hinders_one_hinders_all_and_nothing_typed_is_lost(visit, cast, event):
    rows = listed(event)[:2]
    ahead = f"{TODAY + DAY}"

    answer = issue(visit, cast, event, *rows, status=422, issued_on=ahead)
    assert f'value="{ahead}"' in answer.text
    issue(visit, cast, event, *rows, status=422, issued_on="2019-01-01")  # nobody signed then
    issue(visit, cast, event, status=422)
    Event.update(state=EventState.RUNNING, ends_on=TODAY).where(Event.id == event.id).execute()
    issue(visit, cast, event, *rows, status=422)

    assert not Paper.select().count()
    assert visit(cast.citra).get(url(event)).status_code == 404


@pytest.mark.once
@pytest.mark.parametrize(
    ("asked", "there_are", "needed"), [(None, 4, 3), (None, 1, 1), (2, 4, 2), (9, 4, 4)]
)
def test_all_but_one_unless_the_event_says_otherwise(asked, there_are, needed):
    assert half_days_needed(asked, there_are) == needed


@pytest.mark.once
def test_hours_are_those_of_the_agenda_in_half_days_that_somebody_was_there():
    agenda = [
        EventSession(day=TODAY, starts=dt.time(8, 30), ends=dt.time(10)),
        EventSession(day=TODAY, starts=dt.time(13), ends=dt.time(15)),
    ]

    assert minutes_in(agenda, [HalfDay(TODAY, Part.AM)]) == 90
    assert minutes_in(agenda, [HalfDay(TODAY, Part.PM)]) == 120
    assert minutes_in(agenda, []) == 0
