"""How an office numbers and signs, how far it has counted, and what was used elsewhere."""

from mori.certificates.statements.rules import Signing
from mori.offices.models import Office

from .models import NumberCounter, OutsideNumber, PaperSetting
from .rules import TEMPLATE, Numbering, Restart, number_folded

PAGE = 50


def setting_of(office: Office) -> PaperSetting:
    """An office's setting; before it has said anything, one that promises nothing: numbers come
    from its register, and papers are signed by hand.
    """
    found: PaperSetting | None = PaperSetting.get_or_none(PaperSetting.office == office.id)
    return found or PaperSetting(
        office=office.id,
        numbering=Numbering.REGISTER,
        template=TEMPLATE,
        code=f"ORI-{office.code}",
        restart=Restart.YEARLY,
        signing=Signing.BY_HAND,
        revision=0,
    )


def last_count(office_id: int, year: int) -> int:
    """The last running number that was given, 0 before the first."""
    found = NumberCounter.get_or_none(NumberCounter.office == office_id, NumberCounter.year == year)
    return found.last if found else 0


def outside_number(office_id: int, number: str) -> OutsideNumber | None:
    return OutsideNumber.get_or_none(
        OutsideNumber.office == office_id, OutsideNumber.number_folded == number_folded(number)
    )


def outside_numbers(office_id: int, before: int | None = None) -> list[OutsideNumber]:
    """Numbers used outside MORI, the latest first; one page and one more."""
    found = OutsideNumber.select().where(OutsideNumber.office == office_id)
    if before is not None:
        found = found.where(OutsideNumber.id < before)
    return list(found.order_by(OutsideNumber.id.desc()).limit(PAGE + 1))


def outside_number_by_key(key: str) -> OutsideNumber | None:
    return OutsideNumber.get_or_none(OutsideNumber.key == key)


def outside_number_by_token(token: str) -> OutsideNumber | None:
    return OutsideNumber.get_or_none(OutsideNumber.token == token)
