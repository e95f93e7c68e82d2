"""Which alumnus a member is, and who may be: of one office, by the same name and a number."""

from collections.abc import Collection

from mori.alumni.models import Alumnus, AlumnusContact
from mori.alumni.queries import alumnus_by_id
from mori.alumni.queries import ids_with as alumni_with
from mori.alumni.rules import LIVING, AlumnusState
from mori.core.db import contains, literals
from mori.core.texts.folding import folded

from ..models import Member

FEW = 10
FINDABLE = LIVING - {AlumnusState.WITHDRAWN}


def alumnus_of(member: Member) -> Alumnus | None:
    """The record they are linked to, as it is shown; none once it was erased."""
    if member.alumnus_id is None:
        return None
    found = alumnus_by_id(alumni_with([member.alumnus_id])[member.alumnus_id])
    return found if found.state is not AlumnusState.ERASED else None


def members_of(alumnus: Alumnus) -> list[Member]:
    """The member an alumnus is; two where two alumni became one."""
    found = Member.select().where(
        Member.alumnus.in_(list(alumni_with([alumnus.id]))), Member.merged_into.is_null()
    )
    return list(found.order_by(Member.id).limit(FEW))


def alumni_alike(member: Member) -> list[Alumnus]:
    """Alumni of the office of the same name, with their number or their address."""
    values = [each for each in (member.phone, member.mail) if each]
    rows = (
        Alumnus.select(Alumnus.id)
        .join(AlumnusContact)
        .where(
            AlumnusContact.value.in_(values),
            Alumnus.office == member.office_id,
            Alumnus.name_folded == member.name_folded,
        )
        .limit(FEW)
    )
    return _findable(alumni_with([row.id for row in rows]).values()) if values else []


def alumni_named(member: Member, search: str) -> list[Alumnus]:
    """Alumni of the office with a name that holds what is looked for."""
    rows = (
        Alumnus.select(Alumnus.id)
        .where(
            Alumnus.office == member.office_id,
            Alumnus.merged_into.is_null(),
            Alumnus.state.in_(literals(FINDABLE)),
            contains(Alumnus.name_folded, folded(search)),
        )
        .order_by(Alumnus.name_folded, Alumnus.id)
        .limit(FEW)
    )
    return _findable([row.id for row in rows])


def _findable(ids: Collection[int]) -> list[Alumnus]:
    """Those of some that may be used, and that no member is linked to."""
    taken = Member.select(Member.alumnus).where(
        Member.alumnus.in_(list(ids)), Member.merged_into.is_null()
    )
    found = Alumnus.select().where(
        Alumnus.id.in_(list(ids)),
        Alumnus.id.not_in(taken),
        Alumnus.state.in_(literals(FINDABLE)),
        ~Alumnus.is_restricted,
    )
    return list(found.order_by(Alumnus.name_folded, Alumnus.id))


def members_alike(alumnus: Alumnus) -> list[Member]:
    """Members of the office of the same name, with a number or an address of theirs, not linked."""
    whose = AlumnusContact.alumnus.in_(list(alumni_with([alumnus.id])))
    values = [row.value for row in AlumnusContact.select(AlumnusContact.value).where(whose)]
    found = Member.select().where(
        Member.office == alumnus.office_id,
        Member.name_folded == alumnus.name_folded,
        Member.merged_into.is_null(),
        Member.alumnus.is_null(),
        Member.phone.in_(values) | Member.mail.in_(values),
    )
    return list(found.order_by(Member.id).limit(FEW)) if values else []
