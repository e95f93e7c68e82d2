"""Entering letters and keeping the inbox: bad input, scope, and what is asked for."""

import datetime as dt

import pytest

from mori.accounts.models import Person
from mori.applications.entry.rules import Flaw, flaws_of, names_in
from mori.applications.models import Applicant, Application
from mori.applications.papers.rules import asked_in, note_asking
from mori.applications.rules import ApplicantState
from mori.core.sealing import seal
from mori.notifications.models import Message
from tests.applications.applying import STARTS, entered, named, places_of
from tests.applications.public.writing import begin, photo, send, sent_alone
from tests.applications.test_story import FORM
from tests.cast import TODAY
from tests.support.plans import asked

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture(autouse=True)
def english(cast):
    Person.update(locale="en").execute()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("1. Aminah Rekaan\n2) Bahrun Rekaan", ["Aminah Rekaan", "Bahrun Rekaan"]),
        (
            "No\tNama\tNIM\n1\tAminah Rekaan\t23\n2\tBahrun Rekaan\t24",
            ["Aminah Rekaan", "Bahrun Rekaan"],
        ),
        ("Aminah Rekaan;23010;0812-0000-0101;a@b.example", ["Aminah Rekaan"]),
        ("\n  \nAminah  Rekaan\n", ["Aminah Rekaan"]),
        ("", []),
    ],
)
def test_names_are_read_as_letters_list_them(text, names):
    assert [each.name for each in names_in(text)] == names


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("Aminah Rekaan\naminah  rekaan", Flaw.TWICE),
        ("Aminah\t1\t0812-0000-0101\nBahrun\t2\t+62 812 0000 0101", Flaw.TWICE),
        ("\t23010", Flaw.NO_NAME),
        ("Aminah\t1\t12", Flaw.PHONE),
        ("Aminah\t1\t\tno address", Flaw.EMAIL),
        ("A" * 121, Flaw.NAME),
        ("Ам", Flaw.NAME),
    ],
)
def test_what_is_wrong_with_a_line_is_found(text, flaw):
    assert flaw in {each for _line, _name, each in flaws_of(names_in(text))}


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"names": "", "places": ""}, "Write the names, or for how many places they ask."),
        ({"names": "Aminah\nAminah"}, "stands in the list twice"),
        ({"places": "31"}, "Write a number from 0 to 30."),
        ({"places": "29"}, "At most 30 places in one letter."),
        ({"received_on": str(TODAY.replace(day=19))}, "This day is still to come."),
        ({"starts_on": "2026-01-05", "ends_on": "2026-02-27"}, "This period is over already."),
        ({"email": "", "phone": ""}, "Write an e-mail or a mobile number"),
        ({"contact": " "}, "Write whom the office answers to."),
        ({"channel": "dove"}, "Choose how it came."),
    ],
)
def test_what_is_wrong_with_a_letter_is_said_and_what_was_written_stays(visit, cast, changes, says):
    sent = visit(cast.wati).post("/permohonan/baru", {**FORM, **changes})

    assert sent.status_code == 422
    assert says in sent.text
    assert "77/UMR/2026" in sent.text
    assert Application.select().count() == 0


def test_a_school_asks_for_places_without_names(visit, cast):
    visit(cast.wati).post("/permohonan/baru", {**FORM, "names": "", "places": "4"})

    rows = list(Applicant.select())
    assert [row.name for row in rows] == [""] * 4
    assert "A place without a name" in visit(cast.wati).get("/permohonan").text


def test_corrected_words_in_the_same_form_are_another_letter(visit, cast):
    wati = visit(cast.wati)

    for contact in ("Bu Rahimah Rekaan", "Bu Rahimah Rekaan", "Pak Effendi Rekaan"):
        wati.post("/permohonan/baru", {**FORM, "contact": contact})

    assert Application.select().count() == 2


@pytest.mark.parametrize("who", ["sari", "rina", "ningsih", "citra", "gita"])
def test_nobody_else_sees_an_application(visit, cast, who):
    application = entered(cast)
    (applicant,) = places_of(application)
    browser = visit(getattr(cast, who))

    answers = [
        browser.get(f"/permohonan/{application.key}").status_code,
        browser.get(f"/permohonan/peserta/{applicant.key}/ubah").status_code,
        browser.post(f"/permohonan/peserta/{applicant.key}/mundur").status_code,
    ]
    assert set(answers) <= {403, 404}
    assert applicant.name not in browser.get("/permohonan").text
    chosen = {"verb": "wait", "pick": [applicant.key]}
    browser.post("/permohonan/putuskan", chosen)
    assert Applicant.get_by_id(applicant.id).state is ApplicantState.SUBMITTED
    assert not Applicant.get_by_id(applicant.id).decisions.count()


def test_the_head_reads_and_changes_nothing(visit, cast):
    application = entered(cast)
    (applicant,) = places_of(application)
    hasan = visit(cast.hasan)

    shown = hasan.get(f"/permohonan/{application.key}")
    assert applicant.name in shown.text
    assert '<button class="button danger"' not in shown.text
    assert (
        hasan.post("/permohonan/putuskan", {"verb": "wait", "pick": [applicant.key]}).status_code
        == 403
    )


def test_an_application_that_was_not_sent_is_nobodys_yet(visit, cast):
    application = entered(cast)
    Application.update(sent_at=None).execute()
    (applicant,), wati = places_of(application), visit(cast.wati)

    assert wati.get(f"/permohonan/{application.key}").status_code == 404
    assert wati.get(f"/permohonan/peserta/{applicant.key}/ubah").status_code == 404


def test_whoever_corrects_what_another_has_corrected_is_told(visit, cast):
    (applicant,) = places_of(entered(cast))
    wati, path = visit(cast.wati), f"/permohonan/peserta/{applicant.key}/ubah"
    seen = wati.get(path).text.split('name="seen" value="')[1].split('"')[0]
    said = {"seen": seen, "name": "Aminah Rekaan Binti Rekaan", "email": "aminah@umr.example"}

    assert wati.post(path, said).status_code == 303
    late = wati.post(path, {**said, "name": "Lain Rekaan"})

    assert late.status_code == 409
    assert "Lain Rekaan" in late.text
    assert Applicant.get_by_id(applicant.id).name == "Aminah Rekaan Binti Rekaan"


def test_a_paper_is_asked_for_once_and_by_name(visit, cast):
    (applicant,) = places_of(entered(cast))
    wati, path = visit(cast.wati), f"/permohonan/peserta/{applicant.key}/minta"

    assert wati.post(path, {"words": "Semua."}).status_code == 422
    first, second = (wati.post(path, {"papers": ["cv", "consent"]}) for _each in range(2))

    assert (first.status_code, second.status_code) == (303, 409)
    assert {each.recipient for each in Message.select()} == {
        "aminah@umr.example",
        "rahimah@umr.example",
    }
    bodies = [each.body for each in Message.select()]  # in the language of whoever applied
    assert all("- Izin orang tua atau wali" in body for body in bodies)
    shown = wati.get(f"/permohonan/{applicant.application.key}").text
    assert "CV, Consent of a parent or guardian" in shown


def test_what_was_asked_for_is_read_as_it_was_written():
    words = "Halaman dua.\nDan tiga."

    assert asked_in(note_asking(["cv", "passport"], words)) == (["cv", "passport"], words)
    assert asked_in("Belum lengkap.") == ([], "Belum lengkap.")


def test_the_inbox_asks_as_much_of_two_hundred_as_of_twenty(visit, cast):
    wati = visit(cast.wati)
    counts = []
    for batch in (20, 180):
        for number in range(batch // 20):
            names = named(*(f"Peserta {chr(97 + each)}" for each in range(20)))
            entered(cast, f"{batch} {number}", names=names, starts_on=STARTS)
        with asked() as sent:
            shown = wati.get("/permohonan")
        counts.append((len(sent), len(shown.data)))

    assert counts[0][0] == counts[1][0]
    assert counts[1][1] < 1.8 * counts[0][1]


def test_single_keys_work_until_they_are_switched_off(visit, cast):
    key = entered(cast).key
    wati = visit(cast.wati)
    for path in ("/permohonan", f"/permohonan/{key}"):
        assert "data-keys" in wati.get(path).text
        assert "/static/inbox" in wati.get(path).text
    assert "Single keys in the list of applications" in wati.get("/saya").text
    assert "Single keys in the list of applications" not in visit(cast.rina).get("/saya").text

    wati.post("/saya/pintasan")

    for path in ("/permohonan", f"/permohonan/{key}"):
        assert "data-keys" not in wati.get(path).text
        assert "/static/inbox" not in wati.get(path).text


def test_the_office_says_within_how_many_working_days_it_replies(visit, cast):
    before = entered(cast)
    wati = visit(cast.wati)
    for days in ("0", "31", "soon", ""):
        assert (
            wati.post("/permohonan/pengaturan", {"seen": "0", "reply_within": days}).status_code
            == 422
        )

    wati.post("/permohonan/pengaturan", {"seen": "0", "reply_within": "3"})
    late = wati.post("/permohonan/pengaturan", {"seen": "0", "reply_within": "9"})

    assert late.status_code == 409
    # Received on Monday the 16th; the office works from Monday to Friday.
    assert before.reply_by == dt.date(2026, 11, 23)
    assert entered(cast, "l2").reply_by == dt.date(2026, 11, 19)
    assert entered(cast, "l3", office=cast.seberang).reply_by == dt.date(2026, 11, 23)


def test_what_came_by_the_form_of_the_web_opens_at_the_desk_and_goes_back(visit, cast, store):
    link = sent_alone(stranger := visit())
    wati, key = visit(cast.wati), Application.get().key
    (applicant,) = Applicant.select()
    assert "Nadia Umpama" in wati.get(f"/permohonan/{key}").text

    asking = {"papers": ["cv"], "words": ""}
    assert wati.post(f"/permohonan/peserta/{applicant.key}/minta", asking).status_code == 303

    assert "CV" in stranger.get(link).text
    papers = f"{link}/orang/{applicant.key}/berkas"
    assert stranger.upload(papers, {"cv": photo()}).status_code == 303
    assert Applicant.get_by_id(applicant.id).state is ApplicantState.SUBMITTED
    assert wati.get(f"/permohonan/{key}").status_code == 200


def test_what_is_promised_before_sending_is_what_the_office_has_set(visit, cast):
    visit(cast.wati).post("/permohonan/pengaturan", {"seen": "0", "reply_within": "7"})
    stranger = visit()
    link = begin(stranger)
    assert "7 hari kerja" in stranger.get("/daftar").text
    assert "7 hari kerja" in stranger.get(link).text

    send(stranger, link)

    assert f"{Application.get().reply_by}" == "2026-11-27"  # seven working days after a Wednesday


def test_what_somebody_needs_is_read_by_coordinators_alone(app, visit, cast):
    application = entered(cast)
    (applicant,) = places_of(application)
    sealed = seal(app.config["SECRET_KEY"], "Juru bahasa isyarat")
    Applicant.update(needs=sealed).where(Applicant.id == applicant.id).execute()
    address = f"/permohonan/{application.key}"

    assert "Juru bahasa isyarat" in visit(cast.wati).get(address).text
    assert "Juru bahasa isyarat" not in visit(cast.hasan).get(address).text


def test_words_sealed_under_another_key_stop_no_page(visit, cast):
    application = entered(cast)
    (applicant,) = places_of(application)
    sealed = seal(b"a key that this server had before", "Rina, kakak saya")
    Applicant.update(conflict=sealed, needs=sealed).where(Applicant.id == applicant.id).execute()

    assert visit(cast.wati).get(f"/permohonan/{application.key}").status_code == 200
