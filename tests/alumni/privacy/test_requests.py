"""What alumni ask of their own data: within three times 24 hours, and said to both sides."""

import datetime as dt

import pytest

from mori.alumni.models import Alumnus
from mori.alumni.privacy import operations
from mori.alumni.privacy.models import PrivacyRequest
from mori.alumni.privacy.rules import RequestKind, RequestState
from mori.alumni.queries import record_of
from mori.alumni.rules import Agreed
from mori.core.errors import Refused
from tests.alumni.privacy import asking
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("noon")
DAY = dt.timedelta(days=1)


def fresh(row):
    return type(row).get_by_id(row.id)


def test_the_clock_ends_after_three_times_24_hours(cast):
    request = asking.ask(asking.whole(cast), RequestKind.CORRECTION, text="Nama: Siti Umpamanya")

    assert request.due_at == NOON + 3 * DAY
    assert request.state is RequestState.OPEN


def test_the_soonest_due_stands_first_and_what_is_late_is_marked(cast, visit):
    asking.ask(asking.whole(cast, "Siti Umpama"), at=NOON - DAY)
    asking.ask(asking.whole(cast, "Tuti Umpama"), at=NOON - 4 * DAY, token="u")

    text = visit(cast.wati).get("/alumni/permintaan").text

    assert text.index("Tuti Umpama") < text.index("Siti Umpama")
    assert text.count("Lewat batas waktu sejak") == 1
    assert "Paling lambat Jum 20 Nov, 12.00" in text


def test_a_restriction_takes_effect_at_once_and_is_lifted_at_once(cast):
    alumnus = asking.whole(cast)
    assert record_of(alumnus).agrees_to(Agreed.DIRECTORY)

    restriction = asking.ask(alumnus, RequestKind.RESTRICTION)
    assert restriction.state is RequestState.OPEN or fresh(restriction)
    assert fresh(restriction).state is RequestState.DONE
    assert not record_of(alumnus).agrees_to(Agreed.DIRECTORY)
    assert record_of(alumnus).phones, "what is restricted is kept"

    asking.ask(alumnus, RequestKind.LIFTING, token="u")
    assert record_of(alumnus).agrees_to(Agreed.DIRECTORY)


def test_a_restriction_reaches_records_merged_into_one(cast):
    alumnus, other = asking.whole(cast), asking.whole(cast, "S. Umpama")
    asking.merge(alumnus, other)

    asking.ask(other, RequestKind.RESTRICTION)

    assert [row.is_restricted for row in Alumnus.select().order_by(Alumnus.id)][-2:] == [True, True]


def test_a_refusal_carries_its_reason(cast, visit):
    request = asking.ask(asking.whole(cast), RequestKind.CORRECTION, text="Tahun 2014")
    wati = visit(cast.wati)
    path = f"/alumni/permintaan/{request.key}/tolak"

    assert wati.post(path, {"answer": " "}).status_code == 422
    assert wati.post(path, {"answer": "Surat balasan menyebut 2015."}).status_code == 303

    assert fresh(request).state is RequestState.REFUSED
    assert fresh(request).answer == "Surat balasan menyebut 2015."
    assert wati.post(path, {"answer": "Lagi."}).status_code == 422


def test_a_correction_is_done_with_a_word_of_what_was_corrected(cast, visit):
    request = asking.ask(asking.whole(cast), RequestKind.CORRECTION, text="Tahun 2014")
    wati = visit(cast.wati)
    path = f"/alumni/permintaan/{request.key}/selesai"

    assert wati.post(path, {"answer": ""}).status_code == 422
    assert wati.post(path, {"answer": "Tahun menjadi 2014."}).status_code == 303

    assert fresh(request).state is RequestState.DONE


def test_an_erasure_asks_once_more(cast, visit):
    request = asking.ask(asking.whole(cast))
    path = f"/alumni/permintaan/{request.key}/selesai"

    answer = visit(cast.wati).post(path, {"answer": ""})

    assert answer.status_code == 422
    assert fresh(request).state is RequestState.OPEN
    assert fresh(request.alumnus).name == "Siti Umpama"


def test_what_is_taken_back_is_not_done(cast):
    request = asking.ask(asking.whole(cast))

    operations.take_back(fresh(request), None, NOON)

    with pytest.raises(Refused):
        operations.settle(fresh(request), "", cast.wati.id, NOON)
    assert fresh(request.alumnus).name == "Siti Umpama"


def test_one_erasure_waits_at_a_time_and_the_same_form_is_one(cast):
    alumnus = asking.whole(cast)
    first = asking.ask(alumnus)

    assert asking.ask(alumnus).id == first.id
    with pytest.raises(Refused):
        asking.ask(alumnus, token="u")


def test_a_coordinator_notes_what_came_by_phone(cast, visit):
    alumnus = asking.whole(cast)
    wati = visit(cast.wati)
    form = {"kind": "correction", "text": "Nama saya Siti Umpamanya", "way": "phone", "token": "p"}

    assert wati.get(f"/alumni/{alumnus.key}/permintaan").status_code == 200
    assert wati.post(f"/alumni/{alumnus.key}/permintaan", {**form, "text": ""}).status_code == 422
    answer = wati.post(f"/alumni/{alumnus.key}/permintaan", form)

    page = wati.get(answer.location).text
    assert "lewat telepon" in page
    assert "Wati Contoh" in page
    assert PrivacyRequest.get().due_at == NOON + 3 * DAY


def test_another_office_sees_none_of_it(cast, visit):
    request = asking.ask(asking.whole(cast))
    citra = visit(cast.citra)

    assert citra.get(f"/alumni/permintaan/{request.key}").status_code == 404
    assert citra.get(f"/alumni/{request.alumnus.key}/permintaan").status_code == 404
    assert "Siti Umpama" not in citra.get("/alumni/permintaan").text


def test_a_head_reads_and_does_not_decide(cast, visit):
    request = asking.ask(asking.whole(cast))
    hasan = visit(cast.hasan)

    assert "Hapus sekarang" not in hasan.get(f"/alumni/permintaan/{request.key}").text
    path = f"/alumni/permintaan/{request.key}/selesai"
    assert hasan.post(path, {"sure": "y"}).status_code in (403, 404)
