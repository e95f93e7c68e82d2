"""What a coordinator says before a plan is begun: places, days away, who is kept apart."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mori.core.workdays import DAY

from .cohort import PLACES, UNITS, WEEKS, first_monday, intern, supervisor

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

EXAM, BARRED, ABSENT_POST, DUTY_WEEK = 3, 11, 1, 5  # intern, intern, unit, week


@dataclass(frozen=True)
class Away:
    """Days that somebody will not be there."""

    who: str
    why: str
    first: dt.date
    days: int


def ten_leaves() -> list[Away]:
    """Each of the first ten interns is away for a week, one of them for an examination."""
    whys = ["Ujian" if number == EXAM else "Cuti" for number in range(10)]
    return [Away(intern(n), why, first_monday() + 7 * n * DAY, 5) for n, why in enumerate(whys)]


def prepare(page: "Page") -> None:
    """Six places a unit, ten leaves, a supervisor on duty elsewhere, two who are related."""
    page.goto("/rotasi/kapasitas")
    for name in UNITS:
        page.get_by_label(f"Unit {name}").first.fill(str(PLACES))
    enter(page.get_by_role("button", name="Simpan jumlah tempat"))
    away = first_monday() + 7 * DUTY_WEEK * DAY
    page.goto("/rotasi/berhalangan")
    for each in (*ten_leaves(), Away(supervisor(ABSENT_POST), "Dinas luar", away, 2)):
        note_away(page, each)
    page.goto("/rotasi/benturan")
    page.get_by_label("Peserta magang").select_option(label=intern(BARRED))
    page.get_by_label("Yang tidak pernah membimbing").select_option(label=supervisor(2))
    enter(page.get_by_role("button", name="Catat"))


def note_away(page: "Page", away: Away) -> None:
    """On the page that notes them; it comes again for the next one."""
    page.get_by_label("Siapa").select_option(label=away.who)
    page.get_by_role("radio", name=away.why).press("Space")
    page.get_by_label("Hari pertama").fill(f"{away.first}")
    page.get_by_label("Hari terakhir").fill(f"{away.first + (away.days - 1) * DAY}")
    enter(page.get_by_role("button", name="Catat"))


def begin_plan(page: "Page") -> None:
    page.goto("/rotasi")
    enter(page.get_by_role("link", name="Rencana baru"))
    page.get_by_label("Nama rencana").fill("Angkatan baru")
    page.get_by_label("Satu hari di pekan pertama").fill(f"{first_monday() + 2 * DAY}")
    page.get_by_label("Minggu").fill(str(WEEKS))
    for name in UNITS:
        page.get_by_role("checkbox", name=name).press("Space")
    enter(page.get_by_role("button", name="Mulai rencana"))


def enter(control: "Locator") -> None:
    """As whoever has no mouse: reach it and press the key."""
    control.press("Enter")


def cell(page: "Page", number: int, week: int) -> "Locator":
    """A week of an intern in the table."""
    return page.locator("table.plan tbody tr").nth(number).locator("td").nth(week)


def said_in(page: "Page", number: int, week: int) -> list[str]:
    """The unit, what is marked, and what speaks against it."""
    return cell(page, number, week).inner_text().split("\n")


def table(page: "Page") -> list[list[list[str]]]:
    """The same of every week of every intern."""
    rows = "rows => rows.map(row => [...row.cells].slice(1).map(each => each.innerText))"
    found: list[list[str]] = page.locator("table.plan tbody tr").evaluate_all(rows)
    return [[text.split("\n") for text in row] for row in found]


def named(page: "Page") -> list[str]:
    """All that the page lists as speaking against the plan."""
    texts: list[str] = page.locator("#grid details li").all_text_contents()
    return [" ".join(each.split()) for each in texts]
