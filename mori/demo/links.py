"""Links that campus supervisors of the demonstration hold; their secrets are published."""

import datetime as dt

from mori.accounts.models import Person
from mori.accounts.operations import digest_of
from mori.campus.students.views import STUDENTS
from mori.core.db import new_key
from mori.core.workdays import DAY
from mori.institutions.models import Institution, InstitutionContact
from mori.institutions.rules import ContactRole
from mori.links.models import SignedLink
from mori.links.operations import Given, Post, disown_link, give_link
from mori.links.rules import About, Hand, LinkState
from mori.offices.models import Office

NOWHERE = Post("", b"", lambda key, secret: "")  # nothing is mailed: no address is given


def hand_out_links(office: Office, coordinator: Person, at: dt.datetime) -> None:
    """Give each supervisor at a campus a link, and one that reached somebody else before."""
    contacts = InstitutionContact.select().join(Institution).where(Institution.office == office)
    for contact in contacts.where(InstitutionContact.role == ContactRole.SUPERVISOR):
        astray = _give(contact, coordinator, at - 3 * DAY).link
        disown_link(astray, at - 2 * DAY, NOWHERE)
        publish(_give(contact, coordinator, at - DAY).link)


def _give(contact: InstitutionContact, coordinator: Person, at: dt.datetime) -> Given:
    about = About(STUDENTS.about, contact.key, contact.institution.name)
    hand, office_id = Hand(contact.name, "", contact.phone), contact.office_id
    return give_link(STUDENTS.name, about, hand, office_id, new_key(), coordinator.id, at, NOWHERE)


def publish(link: SignedLink) -> None:
    """Give a link the secret that all of the demonstration know."""
    SignedLink.update(digest=digest_of(_secret(link))).where(SignedLink.id == link.id).execute()


def _secret(link: SignedLink) -> str:
    return f"contoh-tautan-{link.id:04}"


def listed_links(address: str) -> list[dict[str, str]]:
    """The links of the demonstration that open something; those of other people stay secret."""
    links = SignedLink.select().where(SignedLink.state == LinkState.OPEN).order_by(SignedLink.id)
    return [
        {
            "name": each.name,
            "about": each.about_name,
            "office": each.office.name,
            "url": "/".join((address, "t", each.key, _secret(each))),
        }
        for each in links
        if each.digest == digest_of(_secret(each))
    ]
