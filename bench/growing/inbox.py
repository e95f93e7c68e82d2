"""What a coordinator's inbox costs with two hundred applicants, beside twenty."""

import tempfile
from typing import Any

from bench.asking import call
from bench.growing.beside import too_dear
from mori import create_app
from mori.access.roles import Role
from mori.accounts.models import Person
from mori.accounts.operations import add_person, give_role, open_session
from mori.applications.entry.operations import enter_letter
from mori.config import Settings
from mori.core.clock import now
from mori.core.db import db
from mori.offices.operations import add_unit, open_office, set_standard_hours
from tests.applications.applying import letter, named

FEW, MANY = 20, 200
PAGES = {  # address → what it shows
    "/permohonan": "the inbox",
    "/permohonan?cari=peserta+b": "a search for a name",
    "/permohonan?saring=lengkap": "a state that nobody is in",
}


def main() -> bool:
    """Print the figures; whether a page is too dear."""
    with tempfile.TemporaryDirectory(prefix="mori-bench-") as folder:
        settings = Settings(
            database_url=f"sqlite:///{folder}/mori.db", instance=folder, second_factor=False
        )
        app = create_app(settings)
        app.test_cli_runner().invoke(args=["migrate"], catch_exceptions=False)
        few, many = cookie_of_office("63", FEW), cookie_of_office("18", MANY)
        db.execute_sql("ANALYZE")
        later = f"/permohonan?after={_first_of_the_rest(app, many)}"
        rows = [(f"{said}, {FEW} and {MANY}", path, path) for path, said in PAGES.items()]
        rows.append(("its later page beside the inbox of 20", "/permohonan", later))
        return sum(too_dear(app, *row, few, many) for row in rows) > 0


def cookie_of_office(code: str, applicants: int) -> str:
    """An office that so many have applied to, by letters of ten names; its coordinator's cookie."""
    at = now()
    office = open_office(code, f"Perwakilan {code}", "Kota Contoh", "Asia/Makassar")
    set_standard_hours(office.id)
    add_unit(office.id, "pvl", "Penerimaan dan Verifikasi Laporan", "PVL")
    coordinator: Person = add_person(f"Wati {code}", at, f"+628110000{code}", None)
    give_role(coordinator, office.id, Role.COORDINATOR, at)
    for number in range(applicants // 10):
        names = named(*(f"Peserta {chr(97 + number)}{chr(97 + each)}" for each in range(10)))
        enter_letter(office.id, letter(names=names), f"{code} {number}", coordinator.id, at)
    return f"mori={open_session(coordinator, at)}"


def _first_of_the_rest(app: Any, cookie: str) -> str:
    """Where the page after the first begins."""
    body = call(app, "/permohonan", cookie)[2].decode()
    return body.partition("after=")[2].partition('"')[0]
