"""Nobody's silence stops it: who is named to the coordinator, and who takes their place."""

import pytest

from mori.access.roles import Role
from mori.accounts.operations import add_person, give_role
from mori.core.workdays import DAY
from mori.evaluation.assessments import operations, queries
from mori.evaluation.assessments.models import Appointment, Marking
from mori.evaluation.assessments.rules import AssessmentState
from mori.evaluation.rules import Moment
from mori.logbook.overdue.operations import post_digests
from mori.notifications.models import Message
from mori.placements.models import Placement
from tests.cast import NOON, TODAY
from tests.evaluation.assessments.making import (
    address_of,
    begun,
    end_on,
    filled,
    given,
    round_of,
    two_stays,
)

pytestmark = pytest.mark.usefixtures("noon")

LIST = "/penilaian/tertunda"


def appoint(visit, coordinator, each, person, instead_of=None):
    path = f"/penilaian/peserta/{each.placement.key}/{each.address}/tunjuk"
    form = {"person": person.key, "instead_of": instead_of.key if instead_of else ""}
    return visit(coordinator).post(path, form)


def add_supervisor(cast, name):
    person = add_person(f"{name} Contoh", NOON, None, f"{name.lower()}@contoh.example")
    give_role(person, cast.banua.id, Role.SUPERVISOR, NOON)
    return person


def test_who_appoints_after_both_have_sent_is_told_so(visit, cast):
    two_stays(cast)
    row = begun(round_of(cast.placement), AssessmentState.SENT)
    for person in (cast.rina, cast.budi):
        given(row, person, 8000)

    reply = appoint(visit, cast.wati, round_of(cast.placement), add_supervisor(cast, "Umi"))

    assert reply.status_code == 409
    assert "Buka kembali" in reply.text


@pytest.mark.parametrize(("days", "is_named"), [(7, True), (6, False)])  # a week has five workdays
def test_a_reviewer_silent_for_five_working_days_is_named(visit, cast, days, is_named):
    two_stays(cast, TODAY - days * DAY)
    given(begun(round_of(cast.placement)), cast.rina, 8000)

    page = visit(cast.wati).get(LIST).text

    assert ("Akhir magang" in page) is is_named
    assert (">Budi Contoh</td>" in page) is is_named


def test_what_waits_stands_on_the_page_of_what_is_overdue(visit, cast):
    two_stays(cast, TODAY - 7 * DAY)

    page = visit(cast.wati).get("/tertunda").text

    assert "Beri penilaian: Budi Contoh, Rina Contoh" in page
    assert f"/penilaian/peserta/{cast.placement.key}" in page
    assert visit(cast.citra).get(LIST).text.count("Sari Contoh") == 0


def test_another_is_appointed_and_what_the_silent_one_wrote_is_void(visit, cast, final):
    lintang = add_supervisor(cast, "Lintang")
    rina, budi = visit(cast.rina), visit(cast.budi)
    rina.post(f"{address_of(final)}/kirim", filled(final, 80))
    budi.post(f"{address_of(final)}/simpan", filled(final, 99, words="Draf Budi."))

    assert appoint(visit, cast.wati, final, lintang, cast.budi).status_code == 303

    each = round_of(cast.placement)
    assert each.reviewer_ids == [cast.rina.id, lintang.id]
    late = budi.post(f"{address_of(final)}/kirim", filled(final, 99, seen="1"))
    assert late.status_code == 409
    assert "isian ini tidak berlaku lagi" in late.text
    page = budi.get(address_of(final)).text
    assert "tidak berlaku" in page
    assert "Draf Budi." not in page
    new = visit(lintang)
    assert address_of(final) in new.get("/tinjau").text
    assert "Draf Budi." not in new.get(address_of(final)).text
    new.post(f"{address_of(final)}/kirim", filled(final, 84))
    each = round_of(cast.placement)
    assert each.state is AssessmentState.SENT
    assert queries.outcomes_of([each])[each.row.id].result == 8200
    assert "Draf Budi." not in new.get(address_of(final)).text
    assert budi.post(f"{address_of(final)}/dibicarakan").status_code == 409


def test_what_lacks_a_reviewer_and_marks_is_listed_once_for_each(visit, cast):
    end_on(cast.placement_tono, TODAY - 7 * DAY)

    page = visit(cast.wati).get(LIST).text

    assert page.count("Akhir magang") == 2


def test_with_one_supervisor_the_coordinator_names_the_second(visit, cast):
    end_on(cast.placement_tono, TODAY)
    final = round_of(cast.placement_tono)
    assert "Penilai kedua perlu ditunjuk" in visit(cast.wati).get(LIST).text
    visit(cast.budi).post(f"{address_of(final)}/kirim", filled(final, 80))
    assert round_of(cast.placement_tono).state is AssessmentState.DRAFT

    assert appoint(visit, cast.wati, final, cast.rina).status_code == 303

    assert appoint(visit, cast.wati, final, cast.rina).status_code == 303  # sent twice
    assert Appointment.select().count() == 1
    assert address_of(final) in visit(cast.rina).get("/tinjau").text
    visit(cast.rina).post(f"{address_of(final)}/kirim", filled(final, 80))
    assert round_of(cast.placement_tono).state is AssessmentState.SENT


def test_nobody_is_appointed_twice_or_for_themself_or_from_elsewhere(visit, cast, final):
    for person in (cast.rina, cast.sari, cast.joko):
        reply = appoint(visit, cast.wati, final, person, cast.budi)
        assert reply.status_code in (409, 422)

    assert not Appointment.select().exists()


def test_whoever_has_sent_is_not_replaced(visit, cast, final):
    lintang = add_supervisor(cast, "Lintang")
    visit(cast.budi).post(f"{address_of(final)}/kirim", filled(final, 80))

    reply = appoint(visit, cast.wati, final, lintang, cast.budi)

    assert reply.status_code == 409
    assert not Marking.select().where(Marking.void_at.is_null(False)).exists()


@pytest.mark.parametrize("has_sent", [True, False])
def test_a_coordinator_who_assesses_learns_by_no_appointment_who_has_sent(
    visit, cast, final, has_sent
):
    both = give_role(cast.budi, cast.banua.id, Role.COORDINATOR, NOON)
    lintang = add_supervisor(cast, "Lintang")
    if has_sent:
        visit(cast.rina).post(f"{address_of(final)}/kirim", filled(final, 80))

    form = {"person": lintang.key, "instead_of": cast.rina.key}
    path = f"/penilaian/peserta/{cast.placement.key}/{final.address}/tunjuk"
    reply = visit(cast.budi, role=both).post(path, form)

    assert reply.status_code == 409
    assert "Anda sendiri penilai di sini: kirim" in reply.text
    assert not Appointment.select().exists()


def test_a_deadlock_of_two_is_opened_and_given_to_another(visit, cast, final):
    lintang = add_supervisor(cast, "Lintang")
    row = begun(final, AssessmentState.SENT)
    given(row, cast.rina, 6500)
    given(row, cast.budi, 9500)

    operations.reopen_assessment(round_of(cast.placement), "Tidak sepakat.", cast.wati.id, NOON)

    assert appoint(visit, cast.wati, final, lintang, cast.budi).status_code == 303
    assert set(round_of(cast.placement).reviewer_ids) == {cast.rina.id, lintang.id}


def test_the_digest_tells_a_supervisor_who_has_nothing_else_to_do(cast, final):
    post_digests("https://mori.example", NOON)

    mail = Message.get(Message.recipient == cast.rina.email)

    assert mail.subject == "MORI: ada yang menunggu Anda"
    assert "penilaian peserta menunggu Anda" in mail.body
    assert "Sari" not in mail.body


def test_what_ended_long_ago_is_named_no_more_but_can_still_be_assessed(visit, cast):
    two_stays(cast)
    Placement.update(starts_on=TODAY - 200 * DAY).where(Placement.id == cast.placement.id).execute()
    end_on(cast.placement, TODAY - 121 * DAY)
    final = round_of(cast.placement)

    assert address_of(final) not in visit(cast.rina).get("/tinjau").text
    assert visit(cast.rina).get(address_of(final)).status_code == 200
    assert round_of(cast.placement, Moment.FINAL).reviewer_ids
