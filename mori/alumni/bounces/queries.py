from ..models import Alumnus, AlumnusContact
from ..rules import ContactKind


def mails_at(office_id: int, address: str, *, is_bounced: bool) -> list[AlumnusContact]:
    """Where an address stands in an office's records, bounced or not."""
    found = (
        AlumnusContact.select(AlumnusContact.id, AlumnusContact.alumnus)
        .join(Alumnus)
        .where(
            AlumnusContact.value == address,
            AlumnusContact.kind == ContactKind.MAIL,
            AlumnusContact.bounced_at.is_null(not is_bounced),
            Alumnus.office == office_id,
        )
    )
    return list(found)
