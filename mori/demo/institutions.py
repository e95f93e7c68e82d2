"""What the invented offices know of where their interns come from: some of it, as offices do."""

import datetime as dt

from mori.accounts.models import Person
from mori.core.clock import local_date
from mori.core.db import new_key
from mori.core.workdays import DAY
from mori.institutions import operations, queries
from mori.institutions.agreements.models import Agreement
from mori.institutions.agreements.operations import (
    Terms,
    draft_agreement,
    end_agreement,
    note_activity,
)
from mori.institutions.agreements.rules import AgreementState, Level
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


def agree_with_institutions(
    office: Office, name: str, coordinator: Person, at: dt.datetime
) -> None:
    """Agreements in every state: in force, ending soon, lapsed, ended, and one to be signed."""
    today = local_date(at, office.zone)
    for row in rows("agreements"):
        if row["office"] == name:
            _agree(office, row, today, coordinator, at)


def _agree(
    office: Office, row: dict[str, str], today: dt.date, coordinator: Person, at: dt.datetime
) -> None:
    (found,) = queries.those_called(office.id, row["institution"])
    begins_on, ends_on = (today + int(row[each]) * DAY for each in ("begins", "ends"))
    signatory = "Kepala Perwakilan"
    terms = Terms(
        *(Level(row["level"]), row["title"], row["our_number"], ""),
        *(signatory, "Pimpinan lembaga", begins_on, ends_on),
    )
    quotas = dict((f"{each}:").split(":")[:2] for each in row["scopes"].split())
    scopes = {code: int(quota) if quota else None for code, quota in quotas.items()}
    made = draft_agreement(found, terms, scopes, None, new_key(), coordinator.id, at)
    if row["state"] == "draft":
        return
    Agreement.update(state=AgreementState.SIGNED, signed_on=begins_on).where(
        Agreement.id == made.id
    ).execute()
    if row["state"] == "ended":
        made = Agreement.get_by_id(made.id)
        end_agreement(made, "Taman bacanya pindah ke kota lain", coordinator.id, at)
    elif "class" in scopes:
        class_day = today - 40 * DAY
        note_activity(made, "class", class_day, "Kelas di kampus", 24, new_key(), coordinator.id)
