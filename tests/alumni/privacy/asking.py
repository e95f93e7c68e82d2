"""Alumni of whom an office holds everything there is, and what they ask."""

from mori.alumni.consents.operations import give
from mori.alumni.finding.operations import refresh
from mori.alumni.models import (
    Alumnus,
    AlumnusContact,
    AlumnusEvent,
    AlumnusSkill,
    AlumnusStay,
    Engagement,
    StayUnit,
)
from mori.alumni.privacy import operations
from mori.alumni.privacy.models import PrivacyRequest
from mori.alumni.privacy.operations import Asked
from mori.alumni.privacy.rules import RequestKind, RequestWay
from mori.alumni.rules import Agreed, AlumnusState, ConsentWay
from mori.institutions.operations import institution_for
from tests.alumni.exports.making import alumnus
from tests.cast import NOON

SECRETS = (
    *("Siti Umpama", "siti umpama", "Jalan Rahasia 7", "siti@umpama.example", "+628117770000"),
    *("Kepala Desa Misal", "Pemandu acara", "NIM-778899", "Catatan rahasia", "Pernah sakit"),
    *("Hukum Rahasia", "Kampus Salah Tulis", "Unit Salah Tulis", "2015-03-17", "S.Misal"),
)


def whole(cast, name: str = "Siti Umpama") -> Alumnus:
    """Somebody with something in every field."""
    made = alumnus(
        cast.banua,
        name,
        [],
        phone="+628117770000",
        address="Jalan Rahasia 7",
        titles_after="S.Misal",
    )
    AlumnusContact.create(alumnus=made, kind="mail", value="siti@umpama.example")
    AlumnusSkill.create(alumnus=made, text="Pemandu acara", text_folded="pemandu acara")
    Engagement.create(
        alumnus=made, kind="agency", name="Kepala Desa Misal", name_folded="x", made_at=NOON
    )
    campus = institution_for(cast.banua.id, "Universitas Contoh", "", None, NOON)
    AlumnusStay.update(
        institution=campus,
        institution_written="Kampus Salah Tulis",
        student_number="NIM-778899",
        study="Hukum Rahasia",
        note="Pernah sakit",
        starts="2015-03-17",
    ).where(AlumnusStay.alumnus == made).execute()
    stay = AlumnusStay.get(AlumnusStay.alumnus == made)
    StayUnit.create(stay=stay, unit=cast.pvl, written="Unit Salah Tulis")
    AlumnusEvent.create(alumnus=made, verb="change", actor=None, at=NOON, note="Catatan rahasia")
    give(made, [Agreed.DIRECTORY, Agreed.PHONE], ConsentWay.LINK, "id", NOON)
    refresh([made.id])
    return Alumnus.get_by_id(made.id)


def merge(kept: Alumnus, merged: Alumnus) -> None:
    Alumnus.update(merged_into=kept).where(Alumnus.id == merged.id).execute()
    refresh([kept.id, merged.id])


def ask(
    alumnus: Alumnus,
    kind: RequestKind = RequestKind.ERASURE,
    *,
    text: str = "",
    token: str = "t",
    at=NOON,
) -> PrivacyRequest:
    return operations.ask(alumnus, Asked(kind, text, RequestWay.LINK), token, None, at)


def request_of(cast) -> PrivacyRequest:
    """One that waits in Banua."""
    return ask(alumnus(cast.banua, "Rina Umpama", [], state=AlumnusState.CONFIRMED))
