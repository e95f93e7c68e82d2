"""A file of a report or a yearly list is asked for with a reason, made as a job, and logged."""

import datetime as dt

import pytest

from mori.accounts.models import Person
from mori.background.dispatcher import Worker
from mori.background.jobs import apply_retention
from mori.background.models import LongJob, LongJobEvent, LongJobPart
from mori.background.rules import JobState
from mori.recap.files import forms, jobs
from mori.recap.files.rules import FOLDER, FileType
from tests.background.working import fresh, tools_at, work_on
from tests.cast import NOON
from tests.recap.files.asking import FORM, REASON, REPORT, YEAR, ask, fetch, file_of, made
from tests.recap.reports.seeded import seed
from tests.support.answers import text_of

pytestmark = pytest.mark.usefixtures("noon")

LIST = f"{YEAR}?tahun=2026"
BY_SUPERVISOR = f"{REPORT}?per=pembimbing&periode=2026-11"
LATER = NOON + dt.timedelta(minutes=5)
NAMES = ["Sari Contoh", "Tono Contoh", "Ani Misal"]


@pytest.fixture
def lived(cast):
    seed(cast)
    return cast


@pytest.fixture
def one_by_one(monkeypatch):
    monkeypatch.setattr(jobs, "AT_ONCE", 1)


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("address", "what"),
    [
        (LIST, "Daftar peserta magang tahun 2026 · XLSX"),
        (BY_SUPERVISOR, "Laporan per pembimbing, November 2026 · XLSX"),
        (f"{REPORT}?dari=2026-11-02&sampai=2026-11-05", "2–5 November 2026 · XLSX"),
    ],
)
def test_the_head_reads_who_took_what_when_and_why(visit, lived, store, address, what):
    made(visit(lived.wati), store, address, "xlsx")

    log = words(visit(lived.hasan).get("/pekerjaan/ekspor").text)

    for said in (REASON, what, "Wati Contoh", "Rab 18 Nov, 12.00", "Selesai"):
        assert said in log, said


@pytest.mark.parametrize("address", [LIST, BY_SUPERVISOR])
@pytest.mark.parametrize("reason", ["", "   ", None])
def test_without_a_reason_it_is_said_and_the_form_is_kept(visit, lived, address, reason):
    typed = {"token": "t", "type": "xlsx"} | ({} if reason is None else {"reason": reason})

    answer = visit(lived.wati).post(address, typed)

    assert answer.status_code == 422
    assert "Tulis untuk apa berkas ini" in answer.text
    assert 'value="xlsx" checked' in words(answer.text)
    assert f'action="{address}"' in answer.text.replace("&amp;", "&")
    assert not LongJob.select().exists()


@pytest.mark.parametrize(("address", "type"), [(LIST, "csv"), (LIST, "exe"), (REPORT, "docx")])
def test_a_type_that_is_not_offered_is_refused(visit, lived, address, type):
    answer = visit(lived.wati).post(address, {**FORM, "type": type})

    assert answer.status_code == 422
    assert not LongJob.select().exists()


def test_what_is_too_long_for_paper_is_said_and_comes_as_a_workbook(visit, lived, monkeypatch):
    monkeypatch.setattr(forms, "MOST_ON_PAPER", 2)
    wati = visit(lived.wati)

    answer = wati.post(LIST, {**FORM, "type": "pdf"})

    assert answer.status_code == 422
    assert "PDF memuat paling banyak 2 baris" in answer.text
    assert REASON in answer.text
    assert ask(wati, LIST, "xlsx").total == 3


def test_the_same_form_twice_is_one_file(visit, lived):
    wati = visit(lived.wati)

    assert ask(wati, LIST, "pdf").id == ask(wati, LIST, "pdf").id


def test_its_page_shows_the_bar_until_it_is_over_and_then_the_file(visit, lived, store, one_by_one):
    wati, piece = visit(lived.wati), visit(lived.wati, htmx=True)
    job = ask(wati, LIST, "xlsx")
    page = f"/laporan/berkas/{job.key}"
    work_on(store, most=1)

    assert '<noscript><meta http-equiv="refresh"' in wati.get(page).text
    assert "1 dari 3" in words(piece.get(page).text)
    assert 'hx-trigger="every 3s"' in piece.get(page).text
    work_on(store)

    assert "http-equiv" not in wati.get(page).text
    over = piece.get(page).text
    assert "hx-trigger" not in over
    assert f"{page}/berkas.unduh" in over
    assert "Rabu, 25 November 2026" in over


def test_before_it_is_made_there_is_nothing_to_download(visit, lived):
    wati = visit(lived.wati)

    assert fetch(wati, ask(wati, LIST, "pdf")).status_code == 303


@pytest.mark.parametrize(
    ("address", "type", "name"),
    [
        (LIST, "pdf", "peserta-magang-2026.pdf"),
        (BY_SUPERVISOR, "csv2", "laporan-pembimbing-2026-11.csv"),
    ],
)
def test_a_file_has_a_telling_name_and_its_download_is_noted(
    visit, lived, store, address, type, name
):
    answer = made(visit(lived.hasan), store, address, type)

    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    events = [(row.verb, row.actor_id) for row in LongJobEvent.select().order_by(LongJobEvent.id)]
    assert events[0] == ("begin", lived.hasan.id)
    assert events[-1] == ("download", lived.hasan.id)
    job = LongJob.get()
    assert "Diunduh" in visit(lived.wati).get(f"/laporan/berkas/{job.key}").text


def test_another_office_sees_takes_and_stops_nothing(visit, lived, store):
    job, citra = file_of(lived), visit(lived.citra)
    work_on(store)
    page = f"/laporan/berkas/{job.key}"

    assert citra.get(page).status_code == 404
    assert fetch(citra, job).status_code == 404
    assert citra.post(f"{page}/henti").status_code == 404
    assert REASON not in citra.get("/pekerjaan/ekspor").text


def test_another_office_s_list_names_its_own_people_alone(visit, lived, store):
    text = text_of(made(visit(lived.citra), store, LIST, "pdf"))

    assert "Laila Contoh" in words(text)
    assert not [name for name in NAMES if name in words(text)]


def test_a_job_of_another_kind_is_no_file_of_a_report(visit, lived):
    job = file_of(lived)
    LongJob.update(kind="alumni_export").execute()

    assert visit(lived.wati).get(f"/laporan/berkas/{job.key}").status_code == 404


def gone_on_with(store, browser, address, type) -> bytes:
    """The file of a job whose workers end without a word, each after a step."""
    job = ask(browser, address, type, token="killed")
    while not fresh(job).state.is_done:
        Worker(tools_at(store), turn=0)()
        LongJob.update(due_at=NOON).where(LongJob.id == job.id).execute()
    return store.get(f"{FOLDER}/{fresh(job).file}")


@pytest.mark.parametrize("type", ["pdf", "xlsx"])
def test_a_list_gone_on_with_by_others_is_the_same_to_the_byte(
    visit, lived, store, one_by_one, type
):
    wati = visit(lived.wati)

    assert gone_on_with(store, wati, LIST, type) == made(wati, store, LIST, type).data


@pytest.mark.parametrize("type", [each.value for each in FileType])
def test_a_file_whose_worker_dies_over_it_is_the_same_to_the_byte(
    visit, lived, store, monkeypatch, type
):
    wati = visit(lived.wati)
    wanted = made(wati, store, BY_SUPERVISOR, type).data
    job = ask(wati, BY_SUPERVISOR, type, token="killed")

    def die(*_args: object) -> None:
        raise SystemExit

    with monkeypatch.context() as killed:
        killed.setattr(jobs, "finish_with_file", die)
        with pytest.raises(SystemExit):
            work_on(store)
    assert fresh(job).state is JobState.RUNNING
    work_on(store, LATER)

    assert fetch(wati, job).data == wanted


def test_stopped_in_the_middle_nothing_is_kept_and_it_begins_anew(visit, lived, store, one_by_one):
    wati = visit(lived.wati)
    job = ask(wati, LIST, "pdf")
    work_on(store, most=2)
    assert LongJobPart.select().count() == 2

    for _twice in range(2):
        assert wati.post(f"/laporan/berkas/{job.key}/henti").status_code == 303
    work_on(store)

    assert (fresh(job).state, fresh(job).done, fresh(job).file) == (JobState.CANCELLED, 0, "")
    assert not LongJobPart.select().exists(), "people's names"
    for _twice in range(2):
        assert wati.post(f"/laporan/berkas/{job.key}/lanjut").status_code == 303
    work_on(store)
    text = words(text_of(fetch(wati, job)))
    assert all(name in text for name in NAMES)


def test_stopped_while_it_is_laid_out_no_file_lies_about(visit, lived, store, monkeypatch):
    wati = visit(lived.wati)
    job, laid_out = ask(wati, LIST, "xlsx"), jobs.workbook

    def stopped(*args: object) -> bytes:
        wati.post(f"/laporan/berkas/{job.key}/henti")
        return laid_out(*args)

    monkeypatch.setattr(jobs, "workbook", stopped)
    work_on(store)

    assert fresh(job).state is JobState.CANCELLED
    assert not list((store.folder / FOLDER).glob("*"))


def test_the_file_goes_after_seven_days_and_the_log_stays(visit, lived, store):
    wati = visit(lived.wati)
    made(wati, store, LIST, "xlsx")
    job = LongJob.get()

    apply_retention(store, NOON + dt.timedelta(days=6, hours=23))
    assert store.get(f"{FOLDER}/{job.file}")
    apply_retention(store, NOON + dt.timedelta(days=7))

    assert store.get(f"{FOLDER}/{job.file}") is None
    assert "Berkas dihapus" in wati.get(f"/laporan/berkas/{job.key}").text
    assert REASON in wati.get("/pekerjaan/ekspor").text


def test_it_is_in_the_language_of_whoever_asked(visit, lived, store):
    Person.update(locale="en").where(Person.id == lived.wati.id).execute()

    text = words(text_of(made(visit(lived.wati), store, BY_SUPERVISOR, "pdf")))

    assert "Report by supervisor, November 2026" in text
    assert "Median hours to review" in text
