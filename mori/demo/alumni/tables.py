"""Tables of alumni that somebody asked for: over, ready, stopped, and on their way."""

from mori.alumni.directory.queries import count_in
from mori.alumni.directory.segments import Segment
from mori.alumni.exports.operations import Asked, begin_export
from mori.alumni.exports.rules import TableForm
from mori.alumni.rules import Agreed
from mori.background.jobs import apply_retention
from mori.background.models import LongJob
from mori.background.operations import cancel_job
from mori.core.db import new_key
from mori.core.files.store import Store

from ..taken import make_at_once
from .desk import Desk


def ask_for_tables(desk: Desk, store: Store) -> None:
    make_at_once(
        _ask(desk, TableForm.XLSX, "Undangan temu alumni tahun lalu", 40), store, desk.ago(40)
    )
    apply_retention(store, desk.ago(32))
    make_at_once(_ask(desk, TableForm.SEMICOLON, "Daftar narasumber", 1), store, desk.ago(1))
    stopped = _ask(desk, TableForm.COMMA, "Rekap untuk laporan triwulan", 0)
    cancel_job(stopped, desk.coordinator.id, desk.at)
    _ask(desk, TableForm.XLSX, "Rekap untuk laporan triwulan", 0)


def _ask(desk: Desk, form: TableForm, reason: str, days: int) -> LongJob:
    people = count_in(desk.office.id, Segment(), Agreed.DIRECTORY)
    asked = Asked(Segment(), "Semua yang bersedia ditemukan", form, reason, "id", people)
    return begin_export(desk.office.id, asked, new_key(), desk.coordinator.id, desk.ago(days))
