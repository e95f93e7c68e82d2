"""Final reports as a file, a link, replaced and missing; presentations planned and held."""

import datetime as dt
from io import BytesIO

from mori.accounts.models import Person
from mori.core.db import new_key
from mori.core.files.store import Store
from mori.core.workdays import DAY
from mori.evaluation.reports.operations import (
    PresentationPlan,
    hand_in_report,
    note_presentation,
    plan_presentation,
)
from mori.evaluation.reports.views import PURPOSE
from mori.offices.models import Office
from mori.placements.models import Placement
from mori.uploads.models import Upload
from mori.uploads.operations import receive_whole

LINK = "https://dokumen.contoh.example/laporan"
LINES = 24


def hand_in_reports(office: Office, coordinator: Person, at: dt.datetime, store: Store) -> None:
    """Of those who are near the end or have left; one who has left owes theirs."""
    by_name = {each.person.name: each for each in _placements(office)}
    if replaced := by_name.get("Contohwati"):
        _hand_in(replaced, "Kunjungan ke kantor layanan (draf)", None, at - 3 * DAY)
        _hand_in(replaced, "Kunjungan ke kantor layanan", store, at - DAY)
        _plan(replaced, coordinator, at, replaced.ends_on)
    if held := by_name.get("Gazali Peraga"):
        _hand_in(held, "Membaca aduan layanan di komunitas", store, at - 12 * DAY)
        _plan(held, coordinator, at - 12 * DAY, held.ends_on)
        note_presentation(held, held.ends_on, "Diterima tanpa revisi.", 1, coordinator.id, at)
    if linked := by_name.get("Putri Misalkan"):
        _hand_in(linked, "Alur pencegahan di tingkat desa", None, at - DAY)


def _placements(office: Office) -> list[Placement]:
    joined = Placement.select(Placement, Person, Office).join(Person).switch(Placement)
    return list(joined.join(Office).where(Placement.office == office))


def _hand_in(placement: Placement, title: str, store: Store | None, at: dt.datetime) -> None:
    upload = _file(placement, title, store, at) if store else None
    hand_in_report(placement, title, upload, "" if upload else LINK, new_key(), at)


def _file(placement: Placement, title: str, store: Store, at: dt.datetime) -> Upload:
    name, content = f"{title}.pdf", unreadable_pages()
    return receive_whole(store, placement.person_id, PURPOSE, name, content, new_key(), at)


def unreadable_pages() -> bytes:
    """A page on which lines stand that nobody can read."""
    from PIL import Image, ImageDraw

    page = Image.new("L", (298, 421), 255)
    draw = ImageDraw.Draw(page)
    for line in range(LINES):
        draw.line((40, 60 + 13 * line, 258 - 37 * (line % 6 == 5), 60 + 13 * line), 140, 3)
    target = BytesIO()
    page.save(target, "PDF")
    return target.getvalue()


def _plan(placement: Placement, coordinator: Person, at: dt.datetime, day: dt.date) -> None:
    listeners = "Pembimbing dan kepala keasistenan\nDosen pembimbing"
    plan = PresentationPlan(day, dt.time(9, 30), "Ruang rapat", "", listeners, 6)
    plan_presentation(placement, plan, 0, coordinator.id, at)
