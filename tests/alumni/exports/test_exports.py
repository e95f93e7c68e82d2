"""A table of alumni holds what they agreed to, says who asked and why, and goes again."""

import csv
import datetime as dt
import io
import zipfile

import pytest

from mori.alumni.consents import operations as consents
from mori.alumni.exports import operations, queries
from mori.alumni.exports.rules import FOLDER
from mori.alumni.finding.operations import refresh
from mori.alumni.models import Alumnus, AlumnusEvent
from mori.alumni.rules import Agreed, AlumnusState
from mori.background.dispatcher import Hands, Worker
from mori.background.jobs import apply_retention
from mori.background.models import LongJob, LongJobEvent, LongJobPart
from mori.background.rules import JobState
from tests.alumni.exports import making
from tests.background.working import tools_at, work_on
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("noon")
LATER = NOON + dt.timedelta(minutes=5)
HOSTILE = ("=1+1", "+62811", "-2", "@SUM(A1)", "\t=1", "\r=1")


def rows_of(browser, export) -> list[list[str]]:
    return making.sheets_of(making.content_of(browser, export))["Alumni"]


def test_a_table_holds_consented_fields_alone(cast, visit, store):
    making.alumnus(cast.banua, "Ayu Umpama", [Agreed.DIRECTORY, Agreed.YEARS])
    making.alumnus(cast.banua, "Bagas Umpama")
    making.alumnus(cast.banua, "Candra Umpama", [Agreed.YEARS, Agreed.PHONE])
    making.alumnus(cast.banua, "Dedi Umpama", state=AlumnusState.DECEASED)
    making.alumnus(cast.banua, "Edi Umpama", is_restricted=True)
    making.alumnus(cast.seberang, "Fitri Umpama")
    wati = visit(cast.wati)
    export = making.ask(wati)

    work_on(store)

    heads, *rows = rows_of(wati, export)
    said = {row[0]: dict(zip(heads, row, strict=False)) for row in rows}
    assert set(said) == {"Ayu Umpama", "Bagas Umpama"}
    assert said["Ayu Umpama"]["Tahun magang"] == "2015"
    assert not said["Ayu Umpama"]["Telepon"]
    assert said["Bagas Umpama"]["Telepon"] == "+628115550000"


def test_the_first_sheet_says_who_when_why_how_many_and_until_when(cast, visit, store):
    making.alumnus(cast.banua, "Ayu Umpama")
    wati = visit(cast.wati)
    export = making.ask(wati)

    work_on(store)

    sheets = making.sheets_of(making.content_of(wati, export))
    assert list(sheets)[0] == "Tentang ekspor ini"
    about = dict(sheets["Tentang ekspor ini"])
    assert about["Diekspor oleh"] == "Wati Contoh"
    assert about["Untuk apa"] == making.FORM["reason"]
    assert about["Jumlah orang"] == "1"
    assert about["Hapus paling lambat"] == "Rabu, 25 November 2026"
    assert "18 November 2026" in about["Diekspor pada"]


@pytest.mark.parametrize("name", HOSTILE)
def test_what_looks_like_a_formula_stays_text(cast, visit, store, name):
    making.alumnus(cast.banua, "Ayu Umpama", campus=name)
    wati = visit(cast.wati)
    as_csv = making.ask(wati, form="csv", token="a")
    as_book = making.ask(wati, token="b")

    work_on(store)

    book = making.content_of(wati, as_book)
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet2.xml")
    assert making.sheets_of(book)["Alumni"][1][3].strip() == name.strip()
    with zipfile.ZipFile(io.BytesIO(making.content_of(wati, as_csv))) as parts:
        text = parts.read("Alumni.csv").decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline="")))[1][3] == f"'{name}"


@pytest.mark.parametrize(("form", "between"), [("csv", ","), ("csv2", ";")])
def test_a_csv_is_a_plain_table_with_its_words_beside_it(cast, visit, store, form, between):
    making.alumnus(cast.banua, "Ayu Umpama", campus='Akademi Koma, Titik; dan "Kutip"')
    wati = visit(cast.wati)
    export = making.ask(wati, form=form)

    work_on(store)

    with zipfile.ZipFile(io.BytesIO(making.content_of(wati, export))) as parts:
        table = parts.read("Alumni.csv").decode("utf-8-sig")
        beside = parts.read("Tentang ekspor ini.txt").decode("utf-8-sig")
    heads, row = csv.reader(io.StringIO(table, newline=""), delimiter=between)
    assert heads[:2] == ["Nama", "Provinsi"]
    assert row[:4] == ["Ayu Umpama", "", "", 'Akademi Koma, Titik; dan "Kutip"']
    assert csv.Sniffer().sniff(table).delimiter == between
    assert f"Untuk apa: {making.FORM['reason']}" in beside


def test_without_a_reason_there_is_no_table(cast, visit):
    making.alumnus(cast.banua, "Ayu Umpama")

    answer = visit(cast.wati).post("/alumni/ekspor/baru", {**making.FORM, "reason": "  "})

    assert answer.status_code == 422
    assert "untuk apa" in answer.text.lower()
    assert not LongJob.select().exists()


def test_where_nobody_agreed_there_is_nothing_to_take(cast, visit):
    making.alumnus(cast.banua, "Ayu Umpama", [])

    answer = visit(cast.wati).post("/alumni/ekspor/baru", making.FORM)

    assert answer.status_code == 422
    assert not LongJob.select().exists()


def test_the_same_form_twice_is_one_export(cast, visit):
    making.alumnus(cast.banua, "Ayu Umpama")
    wati = visit(cast.wati)

    assert making.ask(wati).id == making.ask(wati).id


def withdraw(alumnus, at):
    consents.withdraw(alumnus, [Agreed.DIRECTORY], at)


def test_who_withdraws_while_it_is_made_is_not_in_it(cast, visit, store, monkeypatch):
    monkeypatch.setattr(operations, "AT_ONCE", 1)
    making.alumnus(cast.banua, "Ayu Umpama")
    leaving = making.alumnus(cast.banua, "Bagas Umpama")
    export = making.ask(visit(cast.wati))
    work_on(store, most=1)

    withdraw(leaving, LATER)
    work_on(store)

    row = queries.export_by_key(export.key)
    names = [each[0] for each in making.sheets_of(store.get(f"{FOLDER}/{row.file}"))["Alumni"]]
    assert names == ["Nama", "Ayu Umpama"]


@pytest.mark.parametrize("way", ["consent", "withdraw", "die", "restrict"])
def test_a_file_is_made_anew_once_somebody_has_left(cast, visit, store, way):
    making.alumnus(cast.banua, "Ayu Umpama")
    leaving = making.alumnus(cast.banua, "Bagas Umpama")
    wati = visit(cast.wati)
    export = making.ask(wati)
    work_on(store)
    first = queries.export_by_key(export.key).file
    if way == "consent":
        withdraw(leaving, LATER)
    else:
        Alumnus.update(is_restricted=True).where(Alumnus.id == leaving.id).execute()
        AlumnusEvent.create(alumnus=leaving, verb=way, at=LATER)
        refresh([leaving.id])

    answer = wati.get(f"/alumni/ekspor/{export.key}/berkas.unduh")

    assert answer.status_code == 303
    assert store.get(f"{FOLDER}/{first}") is None
    work_on(store, LATER + dt.timedelta(minutes=2))
    assert [row[0] for row in rows_of(wati, export)] == ["Nama", "Ayu Umpama"]


def test_another_office_s_withdrawal_changes_nothing(cast, visit, store):
    making.alumnus(cast.banua, "Ayu Umpama")
    leaving = making.alumnus(cast.seberang, "Bagas Umpama")
    wati = visit(cast.wati)
    export = making.ask(wati)
    work_on(store)

    withdraw(leaving, LATER)

    assert making.content_of(wati, export)


def test_a_download_is_in_the_log(cast, visit, store):
    making.alumnus(cast.banua, "Ayu Umpama")
    wati = visit(cast.wati)
    export = making.ask(wati)
    work_on(store)

    making.content_of(wati, export)

    events = [(row.verb, row.actor_id) for row in LongJobEvent.select()]
    begun, fetched = ("begin", cast.wati.id), ("download", cast.wati.id)
    assert events == [begun, ("start", None), ("finish", None), fetched]
    page = visit(cast.hasan).get(f"/alumni/ekspor/{export.key}").text
    assert "Diunduh" in page
    assert making.FORM["reason"] in visit(cast.hasan).get("/alumni/ekspor").text


def test_a_head_reads_the_log_and_takes_no_file(cast, visit, store):
    making.alumnus(cast.banua, "Ayu Umpama")
    export = making.ask(visit(cast.wati))
    work_on(store)
    hasan = visit(cast.hasan)

    assert "berkas.unduh" not in hasan.get(f"/alumni/ekspor/{export.key}").text
    assert hasan.get(f"/alumni/ekspor/{export.key}/berkas.unduh").status_code in (403, 404)


def test_a_stopped_export_is_not_made_and_goes_on_when_asked(cast, visit, store):
    making.alumnus(cast.banua, "Ayu Umpama")
    wati = visit(cast.wati)
    export = making.ask(wati)

    wati.post(f"/alumni/ekspor/{export.key}/henti")
    work_on(store)
    assert queries.export_by_key(export.key).state is JobState.CANCELLED
    wati.post(f"/alumni/ekspor/{export.key}/lanjut")
    work_on(store)

    assert queries.export_by_key(export.key).state is JobState.DONE


def test_stopped_in_the_middle_nothing_is_kept(cast, visit, store, monkeypatch):
    monkeypatch.setattr(operations, "AT_ONCE", 1)
    making.alumnus(cast.banua, "Ayu Umpama")
    making.alumnus(cast.banua, "Bagas Umpama")
    wati = visit(cast.wati)
    export = making.ask(wati)
    work_on(store, most=1)
    assert LongJobPart.select().count() == 1

    wati.post(f"/alumni/ekspor/{export.key}/henti")

    row = queries.export_by_key(export.key)
    assert (row.state, row.file, row.done) == (JobState.CANCELLED, "", 0)
    assert not LongJobPart.select().exists(), "what somebody agreed to a while ago"
    assert not list((store.folder / FOLDER).glob("*")) if (store.folder / FOLDER).exists() else True


def test_a_file_begun_anew_holds_all_that_was_gathered(cast, visit, store, monkeypatch):
    monkeypatch.setattr(operations, "AT_ONCE", 1)
    names = [f"{each} Umpama" for each in ("Ayu", "Bagas", "Candra")]
    for name in names:
        making.alumnus(cast.banua, name)
    wati = visit(cast.wati)
    export = making.ask(wati)
    hands = Hands()
    take_turn = Worker(tools_at(store), hands, turn=0)
    for _turn in range(6):  # three people, that these are all, and two parts of the file
        take_turn()

    work_on(store)  # by another worker, which begins the file anew
    hands.forget_ended()

    assert [row[0] for row in rows_of(wati, export)] == ["Nama", *names]
    assert not list(store.folder.parent.glob("longwork/*")), "a table lies about"


def test_the_file_goes_after_seven_days_and_the_log_stays(cast, visit, store):
    making.alumnus(cast.banua, "Ayu Umpama")
    wati = visit(cast.wati)
    export = making.ask(wati)
    work_on(store)
    key = queries.export_by_key(export.key).file

    apply_retention(store, NOON + dt.timedelta(days=6, hours=23))
    assert store.get(f"{FOLDER}/{key}")
    apply_retention(store, NOON + dt.timedelta(days=7))

    assert store.get(f"{FOLDER}/{key}") is None
    assert "Berkas dihapus" in wati.get(f"/alumni/ekspor/{export.key}").text
    assert making.FORM["reason"] in wati.get("/alumni/ekspor").text


def test_another_office_sees_no_export(cast, visit):
    making.alumnus(cast.banua, "Ayu Umpama")
    export = making.ask(visit(cast.wati))
    citra = visit(cast.citra)

    assert citra.get(f"/alumni/ekspor/{export.key}").status_code == 404
    assert making.FORM["reason"] not in citra.get("/alumni/ekspor").text


def test_the_bar_counts_what_is_written(cast, visit):
    making.alumnus(cast.banua, "Ayu Umpama")
    export = making.ask(visit(cast.wati))
    LongJob.update(done=200, total=500).execute()

    fragment = visit(cast.wati, htmx=True).get(f"/alumni/ekspor/{export.key}").text

    assert fragment.startswith('<div id="progress"')
    assert "200 dari 500" in fragment
