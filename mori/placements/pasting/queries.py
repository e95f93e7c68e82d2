from mori.accounts.models import Person

from .models import PastedPerson


def people_pasted(actor_id: int, token: str) -> list[PastedPerson]:
    """Those whom somebody added from one table, in its order; none before it was confirmed."""
    return list(
        PastedPerson.select(PastedPerson, Person)
        .join(Person, on=PastedPerson.person)
        .where(PastedPerson.token == token, PastedPerson.actor == actor_id)
        .order_by(PastedPerson.id)
    )


def pasted_facts(person_key: str) -> PastedPerson | None:
    """What a pasted table said of somebody's internship, if they came from one."""
    found = PastedPerson.select().join(Person, on=PastedPerson.person)
    return found.where(Person.key == person_key).get_or_none()
