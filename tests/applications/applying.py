"""Applications as they come in, made without their forms."""

import datetime as dt

from mori.accounts.models import Membership
from mori.applications.deciding.models import Decision
from mori.applications.deciding.operations import Terms, Verdict, decide
from mori.applications.entry.operations import Incoming, enter_letter
from mori.applications.entry.rules import Named
from mori.applications.letters.operations import Wanted, make_letter
from mori.applications.letters.rules import LetterKind
from mori.applications.models import Applicant, Application, Opening
from mori.applications.queries import applicants_in
from mori.applications.rules import Channel, OpeningState
from mori.applications.settling.operations import settle_due
from mori.applications.telling.letters import Post
from mori.core.workdays import DAY
from tests.cast import NOON, TODAY, Cast

POST = Post(b"s" * 32, "https://mori.example")
LATER = NOON + dt.timedelta(seconds=9)
STARTS, ENDS = dt.date(2026, 12, 7), dt.date(2027, 1, 29)
NAMES = ("Aminah", "Bahrun", "Cempaka", "Dahlia", "Effendi", "Fatimah", "Gusti", "Halim")
EIGHT = "\n".join(
    f"{n}. Peserta {name} Rekaan\t23010{n}\t0812-0000-010{n}\tpeserta{n}@contoh.example"
    for n, name in enumerate(NAMES, 1)
)


def letter(**changes) -> Incoming:
    known = Incoming(
        channel=Channel.PAPER,
        kind="student",
        programme="Magang",
        institution="Universitas Misal Raya",
        which="",
        starts_on=STARTS,
        ends_on=ENDS,
        letter_number="77/UMR/2026",
        letter_on=TODAY - 5 * DAY,
        letter_by="Dekan",
        letter_to="Kepala Perwakilan",
        received_on=TODAY - 2 * DAY,
        contact="Bu Rahimah Rekaan",
        email="rahimah@umr.example",
        phone="0811-0000-7001",
        names=(Named("Aminah Rekaan", "1", "0812-0000-0101", "aminah@umr.example"),),
        places=0,
    )
    return known._replace(**changes)


def named(*names) -> tuple[Named, ...]:
    return tuple(Named(f"{name} Rekaan", email=f"{name.lower()}@umr.example") for name in names)


def entered(cast: Cast, token="l1", office=None, **changes) -> Application:
    """A letter that a coordinator has entered."""
    coordinator = cast.citra if office and office != cast.banua else cast.wati
    where = (office or cast.banua).id
    return enter_letter(where, letter(**changes), token, coordinator.id, NOON)


def places_of(application: Application) -> list[Applicant]:
    return applicants_in(application.id)


def opening(cast: Cast, quota: int, token="o1", **changes) -> Opening:
    facts = {
        "office": cast.banua,
        "unit": cast.pvl,
        "title": "Magang",
        "starts_on": STARTS,
        "ends_on": ENDS,
        "open_until": STARTS,
        "state": OpeningState.OPEN,
        "made_at": NOON,
    }
    return Opening.create(token=token, quota=quota, **facts | changes)


def settled(verb, applicants, cast, note="", at=NOON, **terms) -> None:
    """Decide about applicants and let it take effect."""
    said = {
        "unit_id": cast.pvl.id,
        "supervisor_id": cast.rina.id,
        "starts_on": STARTS,
        "ends_on": ENDS,
    }
    chosen = Terms(**said | terms) if verb == "accept" else None
    decide([Verdict(each, chosen) for each in applicants], verb, note, "so", cast.wati.id, at)
    settle_due(POST, at + dt.timedelta(seconds=9))


def put_in_unit(person, unit) -> None:
    """Let somebody supervise in a unit."""
    Membership.update(unit=unit).where(Membership.person == person.id).execute()


def decided_rows(cast: Cast) -> dict[str, str]:
    """For pages that are opened by a key: one with a name, about whom something is decided."""
    application = entered(cast, "to open")
    (applicant,) = places_of(application)
    decide([Verdict(applicant)], "wait", "", "", cast.wati.id, NOON)
    return {
        "application_to_read": application.key,
        "applicant_to_read": applicant.key,
        "decision_by_key": Decision.get(Decision.applicant == applicant).key,
        "letter_by_key": make_letter(
            application, Wanted(LetterKind.RECEIVED, "id", TODAY), "to open", cast.wati.id, NOON
        ).key,
    }
