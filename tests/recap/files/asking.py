"""Files of reports and of yearly lists, asked for as a coordinator does."""

from typing import Any

from mori.background.models import LongJob
from mori.recap.files.operations import begin_file
from mori.recap.files.queries import report_file_by_key
from mori.recap.files.rules import LIST, FileType, Wanted
from tests.background.working import work_on
from tests.cast import NOON, Cast

REPORT, YEAR = "/laporan/berkas/baru", "/laporan/peserta/berkas"
REASON = "Laporan triwulan ke pusat"
FORM = {"reason": REASON, "token": "t"}


def file_of(cast: Cast) -> LongJob:
    """The list of 2026 as a workbook, which waits to be made."""
    wanted = Wanted(LIST, "Daftar peserta magang tahun 2026", {"tahun": 2026}, names_people=True)
    by = ("id", "f", cast.wati.id, NOON)
    return begin_file(cast.banua.id, wanted, 2, FileType.XLSX, REASON, *by)


def ask(browser: Any, address: str, type: str, **said: str) -> LongJob:
    """Ask for a file: its job."""
    answer = browser.post(address, {**FORM, "type": type, **said})
    assert answer.status_code == 303, answer.text
    found = report_file_by_key(answer.location.rpartition("/")[2])
    assert found
    return found


def fetch(browser: Any, job: LongJob) -> Any:
    return browser.get(f"/laporan/berkas/{job.key}/berkas.unduh")


def made(browser: Any, store: Any, address: str, type: str) -> Any:
    """The answer with a file that was asked for, made and downloaded."""
    job = ask(browser, address, type)
    work_on(store)
    answer = fetch(browser, job)
    assert answer.status_code == 200, answer.status
    return answer
