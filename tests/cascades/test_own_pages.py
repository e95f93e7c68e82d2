"""A member reports a teaching by their link: without an account, and without any script."""

from io import BytesIO

import pytest
from werkzeug.datastructures import FileStorage

from mori.cascades.checking.operations import return_report
from mori.cascades.models import EvidenceFile, KeptPromise, Learner, Teaching
from mori.cascades.queries import teaching_by_id
from mori.cascades.rules import EvidenceLevel, TeachingState, code_shown
from mori.core.workdays import DAY
from mori.events.followups.models import FollowUp
from mori.events.followups.operations import Said, promise
from mori.events.followups.rules import FollowUpState
from mori.events.models import Participant
from mori.events.rules import ListedAs
from mori.institutions.queries import region_by_code
from mori.offices.operations import use_modules
from tests.cast import NOON, TODAY
from tests.support.pictures import jpeg

from .making import base_of, draft, holder, link_to, make_member, make_training, taught

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def lilih(cast):
    return make_member(cast.banua, "Lilih Umpama")


@pytest.fixture
def training(cast, lilih):
    return make_training(cast.banua, lilih)


@pytest.fixture
def hers(cast, lilih, training, visit):
    """Her browser, and the address of her pages."""
    given = link_to(cast, lilih)
    return holder(visit, given), base_of(given)


def seen():
    """The one report's revision, as its page shows it."""
    return {"seen": str(Teaching.get().revision)}


def said(training, **also):
    return {
        "source": f"t-{training.key}",
        "on": (TODAY - 5 * DAY).isoformat(),
        "minutes": "45",
        "region": "Kota Banjarmasin",
        "place_kind": "hall",
        "audience": "neighbours",
        "crowd": "",
        "headcount": "31",
        **also,
    }


def test_a_report_goes_from_draft_to_checked_and_back(cast, hers, training, visit):
    browser, base = hers
    browser.get(base)
    browser.get(f"{base}/baru")

    saved = browser.post(f"{base}/baru", data=said(training, token="a", learners="Siti Misal"))
    teaching = Teaching.get()
    there = f"{base}/{teaching.key}"
    page = browser.get(saved.location)
    sent = browser.post(f"{there}/kirim", data=seen())

    assert "Tersimpan. Belum terkirim." in page.text
    assert "Terkirim. Kantor akan melihatnya." in browser.get(sent.location).text
    assert saved.status_code == sent.status_code == 303
    assert code_shown(teaching.code) in page.text
    assert Teaching.get().state is TeachingState.SENT

    return_report(Teaching.get(), Teaching.get().revision, "Berapa orang?", cast.wati.id, NOON)
    assert "Berapa orang?" in browser.get(there).text
    form = browser.get(f"{there}/ubah").text
    assert "Siti Misal" in form
    assert f'value="{seen()["seen"]}"' in form
    browser.post(f"{there}/ubah", data=said(training, **seen(), headcount="29"))
    browser.post(f"{there}/kirim", data=seen())

    assert (Teaching.get().headcount, Teaching.get().state) == (29, TeachingState.SENT)
    assert Learner.select().count() == 0  # no longer named

    office = visit(cast.wati)
    listed = office.get("/pengajaran/periksa").text
    assert "Lilih Umpama" in listed
    revision = str(Teaching.get().revision)
    office.post(f"/pengajaran/laporan/{teaching.key}/periksa", data={"seen": revision})
    assert teaching_by_id(teaching.id).evidence_level is EvidenceLevel.CHECKED
    assert browser.get(f"{there}/ubah").status_code == 404


def test_a_code_is_shown_for_as_long_as_it_works(hers, lilih, training):
    browser, base = hers
    made = taught(lilih, training)
    Teaching.update(on=TODAY - 7 * DAY).execute()
    still = browser.get(f"{base}/{made.key}").text
    Teaching.update(on=TODAY - 8 * DAY).execute()
    over = browser.get(f"{base}/{made.key}").text

    assert code_shown(made.code) in still
    assert code_shown(made.code) not in over


def test_what_is_wrong_is_said_and_nothing_written_is_lost(hers, training):
    browser, base = hers

    future = browser.post(
        f"{base}/baru", data=said(training, on=(TODAY + DAY).isoformat(), learners="Siti Misal")
    )
    nowhere = browser.post(
        f"{base}/baru", data=said(training, region="Negeri Antah", headcount="x")
    )
    strange = browser.post(f"{base}/baru", data=said(training, source="t-somebodyelse"))

    assert [each.status_code for each in (future, nowhere, strange)] == [422] * 3
    assert "Siti Misal" in future.text
    assert "belum tiba" in future.text
    assert "Negeri Antah" in nowhere.text
    assert Teaching.select().count() == 0


def test_a_second_report_of_a_day_and_place_is_asked_about(hers, training):
    browser, base = hers
    browser.post(f"{base}/baru", data=said(training, token="a"))

    asked = browser.post(f"{base}/baru", data=said(training, token="b"))
    count = Teaching.select().count()
    browser.post(f"{base}/baru", data=said(training, token="b", is_another="y"))

    assert (asked.status_code, count) == (422, 1)
    assert Teaching.get().key in asked.text
    assert Teaching.select().count() == 2


def test_a_teaching_keeps_what_was_promised_until_it_is_taken_back(cast, lilih, training, hers):
    browser, base = hers
    there = Participant.get(Participant.event == training.id, Participant.member == lilih.id)
    place = region_by_code("63.71")
    wanted = Said("Empat syarat", "Tetangga", place.id, TODAY + DAY, 30)
    made = promise(there, wanted, "p", None, NOON)
    strange = promise(_other(cast, training), wanted, "q", None, NOON)

    form = browser.get(f"{base}/baru?janji={made.key}").text
    for value in (made.key, "Kota Banjarmasin", f"t-{training.key}"):
        assert f'value="{value}"' in form
    assert strange.key not in browser.get(f"{base}/baru?janji={strange.key}").text
    browser.post(f"{base}/baru", data=said(training, follow_up=made.key))
    assert FollowUp.get_by_id(made.id).state is FollowUpState.PROMISED  # a draft counts nowhere
    teaching = Teaching.get()
    browser.post(f"{base}/{teaching.key}/kirim", data=seen())

    kept = FollowUp.get_by_id(made.id)
    assert (kept.state, kept.done_on, kept.done_heads) == (
        FollowUpState.DONE,
        teaching.on,
        31,
    )
    browser.post(f"{base}/{teaching.key}/tarik", data=seen())
    assert FollowUp.get_by_id(made.id).state is FollowUpState.PROMISED
    browser.post(f"{base}/baru", data=said(training, follow_up=strange.key, is_another="y"))
    assert KeptPromise.select().count() == 1


def _other(cast, training) -> Participant:
    """Somebody else who was at the training."""
    dewi = make_member(cast.banua, "Dewi Misal")
    return Participant.create(
        event=training,
        member=dewi,
        name=dewi.name,
        name_folded=dewi.name_folded,
        short_code="ZZZZ",
        row=9,
        source=ListedAs.GUEST,
        made_at=NOON,
    )


def test_a_code_leads_to_the_teaching_where_it_was_learnt(cast, lilih, training, visit):
    first = taught(lilih, training)
    dewi = make_member(cast.banua, "Dewi Umpama")
    given = link_to(cast, dewi, "d")
    browser, base = holder(visit, given), base_of(given)
    written = said(training, source="code", on=(first.on + 2 * DAY).isoformat())

    wrong = browser.post(f"{base}/baru", data={**written, "code": "AAAAAA"})
    browser.post(f"{base}/baru", data={**written, "code": code_shown(first.code).lower()})

    made = Teaching.get(Teaching.lead == dewi.id)
    assert wrong.status_code == 422
    assert (made.source_teaching_id, made.level) == (first.id, 3)
    assert Learner.get().member_id == dewi.id


def test_pictures_are_kept_for_the_office_alone(cast, lilih, hers, training, visit):
    browser, base = hers
    teaching = draft(lilih, training)
    there = f"{base}/{teaching.key}"

    kept = browser.upload(f"{there}/bukti", {"sheet": FileStorage(BytesIO(jpeg()), "hadir.jpg")})
    assert kept.status_code == 303, kept.text
    file = EvidenceFile.get()
    wrong = browser.upload(f"{there}/bukti", {"photo": FileStorage(BytesIO(b"nothing"), "x.jpg")})

    assert (kept.status_code, wrong.status_code) == (303, 422)
    assert teaching_by_id(teaching.id).evidence_level is EvidenceLevel.FILED
    assert browser.get(f"{base}/bukti/{file.key}").mimetype == "image/webp"
    assert visit(cast.wati).get(f"/pengajaran/bukti/{file.key}").status_code == 200
    assert visit(cast.citra).get(f"/pengajaran/bukti/{file.key}").status_code == 404
    assert visit().get(f"{base}/bukti/{file.key}").status_code == 404
    browser.post(f"{base}/bukti/{file.key}/hapus", data=seen())
    assert teaching_by_id(teaching.id).evidence_level is EvidenceLevel.SAID


def test_nobody_elses_teaching_opens(cast, hers, training):
    browser, base = hers
    dewi = make_member(cast.banua, "Dewi Umpama")
    foreign = draft(dewi, training)

    for path in ("", "/ubah"):
        assert browser.get(f"{base}/{foreign.key}{path}").status_code == 404
    for path in ("kirim", "tarik", "bukti"):
        assert browser.post(f"{base}/{foreign.key}/{path}").status_code == 404
    assert teaching_by_id(foreign.id).state is TeachingState.DRAFT


def test_where_the_office_does_without_nothing_opens(cast, lilih, hers, training, visit):
    browser, base = hers
    code = taught(lilih, training).code
    office = visit(cast.wati)

    use_modules(cast.banua.id, [])

    assert browser.get(base).status_code == 404
    assert visit().get(f"/k/{code}").status_code == 404
    assert office.get("/pengajaran").status_code == 404
    assert "/pengajaran" not in office.get("/saya").text
