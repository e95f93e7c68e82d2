"""Alumni who agreed to be found, and tables of them."""

import io
from collections.abc import Iterable

from mori.alumni.directory.segments import Segment
from mori.alumni.exports import operations, queries
from mori.alumni.exports.operations import Asked
from mori.alumni.exports.rules import TableForm
from mori.alumni.finding.operations import refresh
from mori.alumni.models import Alumnus, AlumnusContact, AlumnusStay, Consent
from mori.alumni.rules import Agreed, AlumnusState
from mori.background.models import LongJob
from mori.core.texts.folding import folded
from tests.cast import NOON

FORM = {"reason": "Undangan temu alumni 12 Desember", "form": "xlsx", "token": "t"}
ALL = (Agreed.DIRECTORY, Agreed.YEARS, Agreed.PHONE, Agreed.MAIL, Agreed.INSTITUTION)


def alumnus(
    office,
    name: str,
    agreed: Iterable[Agreed] = ALL,
    *,
    campus: str = "Universitas Contoh",
    phone: str = "+628115550000",
    **columns,
) -> Alumnus:
    made = Alumnus.create(
        office=office,
        name=name,
        name_folded=folded(name),
        state=columns.pop("state", AlumnusState.CONFIRMED),
        made_at=NOON,
        **columns,
    )
    AlumnusStay.create(alumnus=made, year=2015, institution_written=campus)
    AlumnusContact.create(alumnus=made, kind="phone", value=phone)
    for each in agreed:
        Consent.create(alumnus=made, to=each, wording="1", locale="id", way="link", given_at=NOON)
    refresh([made.id])
    return made


def export_of(cast, by=None, token="t") -> LongJob:
    """One that waits to be made."""
    person_id = (by or cast.wati).id
    asked = Asked(Segment(), "Semua", TableForm.XLSX, FORM["reason"], "id", 1)
    return operations.begin_export(cast.banua.id, asked, token, person_id, NOON)


def ask(browser, **said) -> LongJob:
    """Ask for a table: the export."""
    answer = browser.post("/alumni/ekspor/baru", {**FORM, **said})
    assert answer.status_code == 303, answer.text
    found = queries.export_by_key(answer.location.rpartition("/")[2])
    assert found
    return found


def content_of(browser, export) -> bytes:
    answer = browser.get(f"/alumni/ekspor/{export.key}/berkas.unduh")
    assert answer.status_code == 200, answer.status
    return answer.data


def sheets_of(content: bytes) -> dict[str, list[list]]:
    """A workbook's sheets as another program reads them."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
