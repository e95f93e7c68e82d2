"""What only others could give, made in a running site for those who walk through its pages."""

import sys

from tests.browser.site import Site, _run

GIVE = """
import sys
from types import SimpleNamespace
from mori import create_app
from mori.config import load
from mori.accounts.models import Membership, Person
from mori.core.clock import now
from mori.core.db import db
from mori.contributions.studies.models import Study
from mori.contributions.studies.queries import study_by_key
from mori.contributions.studies.rules import StudyState
from mori.institutions.models import Institution, InstitutionContact
from tests.contributions.studies.opened import sign_by_link
from tests.institutions.agreements.agreeing import word_asked
from tests.recap.shared.sharing import share

create_app(load())
with db.connection_context():
    coordinator = Person.get(Person.name == sys.argv[1])
    office = Membership.get(Membership.person == coordinator).office
    cast = SimpleNamespace(wati=coordinator, banua=office)
    contacts = InstitutionContact.select().join(Institution).order_by(InstitutionContact.id)
    contact = contacts.where(Institution.office == office.id).first()
    running = (Study.office == office.id) & (Study.state == StudyState.RUNNING)
    study = study_by_key(Study.select().where(running).first().key)
    signed = sign_by_link(cast, study, contact)
    for given in (word_asked(cast, contact, at=now()), share(cast, at=now()), signed):
        print(f"/t/{given.link.key}/{given.secret}")
"""

LET_IN = """
import datetime as dt, sys
from mori import create_app
from mori.config import load
from mori.accounts.models import Person
from mori.accounts.operations import open_session
from mori.core.clock import now
from mori.core.db import db

create_app(load())
with db.connection_context():
    officer = Person.get(Person.name == sys.argv[1])
    open_session(officer, now() - dt.timedelta(hours=1))
    Person.update(doubted_since=now()).where(Person.id == officer.id).execute()
"""

# The lot fell on them: MORI draws who signs.
DRAWN = """
import sys
from mori import create_app
from mori.config import load
from mori.accounts.models import Membership, Person
from mori.core.db import db
from mori.placements.models import Placement
from mori.placements.proceedings.models import Proceeding
from mori.placements.proceedings.rules import ProceedingState

create_app(load())
with db.connection_context():
    signer = Person.get(Person.name == sys.argv[1])
    office = Membership.get(Membership.person == signer).office_id
    here = Placement.select(Placement.id).where(Placement.office == office)
    to_sign = [ProceedingState.HEARD, ProceedingState.UNANSWERED]
    waiting = Proceeding.select().where(
        Proceeding.placement.in_(here), Proceeding.state.in_(to_sign)
    )
    Proceeding.update(signer=signer).where(Proceeding.id == waiting.get().id).execute()
"""


def draw(site: Site, name: str) -> None:
    """Make somebody the second signer of what waits for one in their office."""
    _run(site.environment, sys.executable, "-c", DRAWN, name)


def links_of(site: Site, coordinator: str) -> list[str]:
    """The doors of links: one signs the draft of an agreement, one opens a report, one signs a
    study.
    """
    return _run(site.environment, sys.executable, "-c", GIVE, coordinator).split()


def let_in(site: Site, officer: str) -> None:
    """An officer of whom nobody knows by now whether it is they who sign in."""
    _run(site.environment, sys.executable, "-c", LET_IN, officer)
