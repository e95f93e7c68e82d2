from .models import Loan


def loan_by_key(key: str) -> Loan | None:
    return Loan.get_or_none(Loan.key == key)


def loans_of(person_id: int) -> list[Loan]:
    """What a person borrowed, the latest first."""
    return list(Loan.select().where(Loan.person == person_id).order_by(Loan.id.desc()).limit(20))
