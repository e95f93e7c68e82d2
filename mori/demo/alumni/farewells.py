"""Internships that are over become records; one who left has answered, another not yet."""

from mori.accounts.models import Person
from mori.alumni.own.operations import answer_farewell
from mori.alumni.queries import alumnus_of_person
from mori.alumni.records.operations import keep_finished
from mori.alumni.rules import Agreed

from .desk import Desk

ANSWERED = ("Yulia Seumpama", "Lestari Misalkan")
TO = (Agreed.DIRECTORY, Agreed.NEWS, Agreed.INSTITUTION, Agreed.YEARS, Agreed.UNIT, Agreed.SKILLS)


def keep_finished_internships(desk: Desk) -> None:
    while keep_finished(desk.at):
        pass
    for person in Person.select().where(Person.name.in_(ANSWERED)):
        if alumnus := alumnus_of_person(person.id, desk.office.id):
            answer_farewell(alumnus, TO, "id", desk.at)
