"""A link to the own record, given in a running site to somebody who has answered."""

import sys
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.browser.site import Site, _run

if TYPE_CHECKING:
    from playwright.sync_api import Page

GIVE = """
from mori import create_app
from mori.config import load
from mori.accounts.queries import people_granted
from mori.alumni.asking.operations import invite
from mori.alumni.models import Alumnus, Consent
from mori.core.clock import now
from mori.core.db import db, new_key
from mori.links.operations import Post

create_app(load())
with db.connection_context():
    row = (
        Alumnus.select()
        .join(Consent)
        .where(Alumnus.state == "confirmed", Consent.to == "directory")
        .where(Consent.withdrawn_at.is_null())
        .order_by(Alumnus.id)
        .first()
    )
    actor = people_granted(row.office_id, "link.change")[0].id
    given = invite(row, "", new_key(), actor, now(), Post("", b"", "/t/{}/{}".format))
    print(f"/t/{given.link.key}/{given.secret}")
"""


def link_to_own_record(site: Site) -> str:
    """The path of the link's door."""
    return _run(site.environment, sys.executable, "-c", GIVE).strip()


def alumnus_begins(page: "Page", site: Site, *_: object) -> tuple[str, ...]:
    """The way in by the link."""
    page.goto(link_to_own_record(site))
    page.get_by_role("button", name="Buka", exact=True).click()
    page.wait_for_url("**/alumni")
    return (urlsplit(page.url).path,)


FURTHER = """
import sys
from mori import create_app
from mori.accounts.models import Membership, Person
from mori.alumni.imports.models import Import
from mori.alumni.messages.letters import stop_ticket
from mori.alumni.messages.models import Mailing
from mori.alumni.models import Alumnus, AlumnusContact, Consent, Engagement
from mori.alumni.rules import Agreed
from mori.config import load
from mori.core.db import db

settings = load()
create_app(settings)
with db.connection_context():
    office = Membership.get(
        Membership.person == Person.get(Person.name == sys.argv[1]),
        Membership.role == "coordinator",
    ).office_id
    lists = {row.state: row.key for row in Import.select().where(Import.office == office)}
    draft = Mailing.get(Mailing.office == office, Mailing.state == "draft")
    ours = (Alumnus.office == office, Alumnus.state == "confirmed")
    answered = Alumnus.get(*ours)
    place = Engagement.select().join(Alumnus).where(*ours).first()
    agreed = Consent.select(Consent.alumnus).where(
        Consent.to == "contact", Consent.withdrawn_at.is_null()
    )
    phone = AlumnusContact.select().join(Alumnus).where(
        *ours, Alumnus.id.in_(agreed), AlumnusContact.kind == "phone"
    ).first()
    print(f"/alumni/impor/{lists['deciding']}/baris")
    print(f"/alumni/impor/{lists['mapped']}/kolom")
    print(f"/alumni/impor/{lists['applied']}/laporan")
    print(f"/alumni/tempat/{place.key}")
    print(f"/alumni/{phone.alumnus.key}/whatsapp")
    print(f"/alumni/pesan/{draft.key}/ubah")
    print(f"/alumni/berhenti/{stop_ticket(settings.key, answered.key, Agreed.NEWS)}")
"""


def alumni_in_each_state(site: Site, coordinator: str) -> list[str]:
    """Pages that the first list and the first message of an office lead nobody to."""
    return _run(site.environment, sys.executable, "-c", FURTHER, coordinator).split()
