"""What the invented offices know of where their interns come from: some of it, as offices do."""

import datetime as dt

from mori.accounts.models import Person
from mori.core.db import new_key
from mori.institutions import operations, queries
from mori.institutions.models import Institution
from mori.institutions.operations import Facts, Reach
from mori.institutions.rules import ContactRole, InstitutionState
from mori.offices.models import Office

from .people import rows


def know_institutions(office: Office, name: str, coordinator: Person, at: dt.datetime) -> None:
    """Confirm a few, with kind, place and contacts; the others stay proposals."""
    types = {each.code: each.id for each in queries.types()}
    for row in rows("institutions"):
        if row["office"] != name:
            continue
        (found,) = queries.those_called(office.id, row["name"])
        if found.state == InstitutionState.PROPOSED:
            _confirm(found, row, types[row["type"]], coordinator, at)
        if row["contact"]:
            role = ContactRole(row["role"])
            reach = Reach(role, row["contact"], row["phone"], row["email"], "")
            operations.add_contact(found, reach, new_key(), coordinator.id, at)


def _confirm(
    found: Institution, row: dict[str, str], type_id: int, coordinator: Person, at: dt.datetime
) -> None:
    region = queries.region_by_code(row["region"])
    facts = Facts(found.name, type_id, region.id if region else None, row["address"])
    operations.change_institution(found, facts, row["other_name"], found.seen, coordinator.id, at)
    operations.confirm_institution(found, coordinator.id, at)
