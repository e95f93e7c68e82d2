"""Fills an empty database with six weeks of two offices' life, counted back from today."""

import datetime as dt
from collections.abc import Iterable

from mori.access.roles import Role
from mori.accounts.models import Person
from mori.accounts.operations import add_person, give_role
from mori.accounts.passwords import hashed
from mori.core.clock import local_date
from mori.core.db import writing
from mori.core.files.store import Store
from mori.evaluation.national.operations import load_national
from mori.guidebook.exercises.loading_operations import load_exercises
from mori.institutions.operations import load_types_and_regions
from mori.logbook.operations import load_activities
from mori.logbook.phrases.operations import adopt_phrases
from mori.offices.models import Office, Unit
from mori.offices.operations import (
    add_unit,
    load_national_holidays,
    open_known_office,
    set_standard_hours,
)
from mori.offices.queries import all_offices
from mori.recap.rollups.rebuilding_operations import rebuild_office

from .admitting.replying import receive_letters
from .alumni.desk import Desk
from .alumni.life import keep_alumni
from .campaign import run_campaigns
from .cascades.life import show_sheets, teach_on
from .coming.applying import apply_to_office
from .coming.reading import publish_books
from .diary import write_diary
from .duty.life import be_on_duty
from .ending.assessing import assess_interns
from .ending.campus import meet_campuses
from .ending.guiding import guide_interns
from .ending.papers import issue_papers
from .ending.parted import left_on, part_early, state_days_done
from .ending.parting import end_before_time
from .ending.plans import plan_learning
from .ending.portals import copy_to_portals
from .ending.pulses import ask_on_tenth_day
from .ending.ratings import say_how_it_was
from .ending.reports import hand_in_reports
from .events.life import hold_events
from .institutions import agree_with_institutions, know_institutions
from .learning.agreeing import agree_to_books
from .learning.exercises import learn_from_exercises
from .learning.ideas import bring_ideas
from .learning.opinions import think_along
from .learning.studies import research
from .links import hand_out_links
from .months import live_uneven_days, say_what_programmes_ask
from .network.life import keep_network
from .people import OFFICES, UNITS, DemoPerson, demo_people, rows
from .pictures import hang_pictures
from .records import ask_for_corrections, settle_office
from .rotations import plan_rotations
from .schemes import keep_schemes
from .stays import Stay, place_intern
from .taken import take_lists_out


def is_empty() -> bool:
    return not Office.select().exists()


@writing()
def load_demo(at: dt.datetime, store: Store | None = None, secret: bytes = b"demo") -> bool:
    """Load everything, or nothing into a database that is not empty; True if it was loaded.

    Without a store there are no photos; with the server's key its pages can read what is sealed.
    """
    if not is_empty():
        return False
    _know_the_country(at)
    offices = {name: _open(code) for name, code in OFFICES.items()}
    people = {each: _add(each, offices.get(each.office), at) for each in demo_people()}
    adopt_phrases(offices["lampung"].id, [row["id"] for row in rows("phrases")])
    for name, office in offices.items():
        settle_office(office, name)
        say_what_programmes_ask(office, local_date(at, office.zone))
        stays = _live(
            office, {each: row for each, row in people.items() if each.office == name}, at
        )
        _know_outside(office, name, _coordinator(people, name), at)
        keep_schemes(office, name, _coordinator(people, name), at)
        _learn(office, _coordinator(people, name), at)
        assess_interns(stays, _coordinator(people, name), local_date(at, office.zone), at)
        say_how_it_was(office, local_date(at, office.zone))
        if store:
            hand_in_reports(office, _coordinator(people, name), at, store)
        meet_campuses(office, _coordinator(people, name), at, store)
        research(office, _coordinator(people, name), at, store)
    be_on_duty(offices, people, secret, at)
    copy_to_portals(at)
    for name, office in offices.items():
        issue_papers(office, name, _coordinator(people, name), _head(people, name), at)
        state_days_done(office, _coordinator(people, name), _head(people, name), at)
        end_before_time(office, _coordinator(people, name), at)
    desks = {name: Desk(each, _coordinator(people, name), at) for name, each in offices.items()}
    keep_alumni(desks, store)
    _meet_communities(desks.values(), secret, store)
    _count_days(at)
    if store:
        _show_files(desks.values(), store, at)
    return True


def _show_files(desks: Iterable[Desk], store: Store, at: dt.datetime) -> None:
    hang_pictures(store, at)
    show_sheets(store, at)
    take_lists_out(desks, store)


def _meet_communities(desks: Iterable[Desk], secret: bytes, store: Store | None) -> None:
    """Campaigns, events, and what those who were there teach on."""
    run_campaigns(desks, store)
    for desk in desks:
        hold_events(desk.office, desk.coordinator, desk.at, secret)
        teach_on(desk.office, desk.coordinator, desk.at)


def _learn(office: Office, coordinator: Person, at: dt.datetime) -> None:
    """From the books, from what they are asked, and from what they agree with a supervisor."""
    learn_from_exercises(office, at)
    agree_to_books(office, coordinator, at)
    think_along(office, at)
    bring_ideas(office, at)
    plan_learning(office, coordinator, at)
    ask_on_tenth_day(office, coordinator, at)


def _know_outside(office: Office, name: str, coordinator: Person, at: dt.datetime) -> None:
    """Whom an office knows outside: institutions, whoever applies, and who holds a link."""
    know_institutions(office, name, coordinator, at)
    agree_with_institutions(office, name, coordinator, at)
    apply_to_office(office, coordinator, at)
    receive_letters(office, coordinator, at)
    publish_books(office, coordinator, at)
    hand_out_links(office, coordinator, at)
    keep_network(office, name, coordinator, at)


def _know_the_country(at: dt.datetime) -> None:
    load_national_holidays()
    load_types_and_regions()
    load_activities()
    load_national(at)
    load_exercises(at)


def _count_days(at: dt.datetime) -> None:
    """So that Ringkasan has its numbers before the background work begins."""
    for office in all_offices():  # as they are by now: their calendars have changed
        for _progress in rebuild_office(office, at):
            pass


def count_people() -> int:
    """How many people of the demonstration are in this database."""
    emails = [each.email for each in demo_people() if each.email]
    return int(Person.select().where(Person.email.in_(emails)).count())


def count_others() -> int:
    """How many people here are not of the demonstration."""
    return Person.select().count() - count_people()


def listed_people() -> list[dict[str, str | None]]:
    """Who of the demonstration can sign in here; none if the database has other people."""
    known = {person.email for person in Person.select(Person.email)}
    return [
        {
            "name": each.name,
            "role": each.role.english.lower(),
            "office": _office_name(each),
            "unit": UNITS[each.unit][0] if each.unit else None,
            "login": each.login,
            "password": each.password,
        }
        for each in demo_people()
        if each.email in known
    ]


def _office_name(each: DemoPerson) -> str:
    code = OFFICES.get(each.office)
    return str(Office.get(Office.code == code).name) if code else "Indonesia"


def _open(code: str) -> Office:
    office = open_known_office(code)
    for unit_code, (name, short) in UNITS.items():
        add_unit(office.id, unit_code, name, short)
    set_standard_hours(office.id)
    return office


def _add(each: DemoPerson, office: Office | None, at: dt.datetime) -> Person:
    person = add_person(each.name, at, each.phone, each.email)
    Person.update(password_hash=hashed(each.password)).where(Person.id == person.id).execute()
    unit = Unit.get_or_none(Unit.office == office, Unit.code == each.unit)
    unit_id = unit.id if unit and each.role != Role.INTERN else None
    give_role(person, office.id if office else None, each.role, at, unit_id)
    return person


def _live(office: Office, people: dict[DemoPerson, Person], at: dt.datetime) -> list[Stay]:
    """Place an office's interns and let them write, and their supervisors read."""
    today = local_date(at, office.zone)
    office = Office.get_by_id(office.id)  # its calendar has changed since it was opened
    supervisors: dict[str, list[Person]] = {code: [] for code in UNITS}
    for each, person in people.items():
        if each.role == Role.SUPERVISOR:
            supervisors[each.unit].append(person)
    (name,) = {each.office for each in people}
    coordinator = _coordinator(people, name)
    stays = []
    for each, person in people.items():
        if each.role == Role.INTERN:
            stay = place_intern(each, person, office, supervisors, coordinator, today)
            write_diary(stay, today, at, left_on(each.name, today))
            stay = part_early(stay, coordinator, today)
            stays.append(stay)
    ask_for_corrections(stays, today, at)
    live_uneven_days(stays, today, at)
    guide_interns(stays, today, at)
    plan_rotations(office, coordinator, at)
    return stays


def _coordinator(people: dict[DemoPerson, Person], office: str) -> Person:
    return _first(people, office, Role.COORDINATOR)


def _head(people: dict[DemoPerson, Person], office: str) -> Person:
    return _first(people, office, Role.HEAD)


def _first(people: dict[DemoPerson, Person], office: str, role: Role) -> Person:
    return next(
        person for each, person in people.items() if each.role == role and each.office == office
    )
