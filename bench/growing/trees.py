"""What a tree of five levels and five hundred teachings costs, beside one of twenty."""

import tempfile

from bench.growing.beside import too_dear
from mori import create_app
from mori.access.roles import Role
from mori.accounts.models import Person
from mori.accounts.operations import add_person, give_role, open_session
from mori.config import Settings
from mori.core.clock import now
from mori.core.db import db
from mori.institutions.operations import load_types_and_regions
from mori.offices.operations import open_office, set_standard_hours, use_modules
from mori.offices.rules import Module
from tests.cascades.making import grow, make_member, make_training

FEW, MANY = 20, 500


def main() -> bool:
    """Print the figures; whether a page is too dear."""
    with tempfile.TemporaryDirectory(prefix="mori-bench-") as folder:
        settings = Settings(
            database_url=f"sqlite:///{folder}/mori.db", instance=folder, second_factor=False
        )
        app = create_app(settings)
        app.test_cli_runner().invoke(args=["migrate"], catch_exceptions=False)
        load_types_and_regions()
        (few, few_tree), (many, many_tree) = office_with("63", FEW), office_with("18", MANY)
        db.execute_sql("ANALYZE")
        rows = (
            (f"a tree, {FEW} and {MANY}", few_tree, many_tree),
            (f"all teachings of an office, {FEW} and {MANY}", "/pengajaran", "/pengajaran"),
            (f"its table, {FEW} and {MANY}", f"{few_tree}/angka.csv", f"{many_tree}/angka.csv"),
        )
        return sum(too_dear(app, *row, few, many) for row in rows) > 0


def office_with(code: str, teachings: int) -> tuple[str, str]:
    """The cookie of a head whose office has a training taught on so often, and its address."""
    at = now()
    office = open_office(code, f"Perwakilan {code}", "Kota Contoh", "Asia/Makassar")
    set_standard_hours(office.id)
    use_modules(office.id, [Module.NETWORK])
    head: Person = add_person(f"Hasan {code}", at, f"+628110000{code}", None)
    give_role(head, office.id, Role.HEAD, at)
    lead = make_member(office, "Lilih Umpama")
    training = make_training(office, lead)
    grow(office, lead, training, teachings)
    return f"mori={open_session(head, at)}", f"/pengajaran/pelatihan/{training.key}"
