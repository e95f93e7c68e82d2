"""Nobody takes over the account of whoever stands beside or above them, and no change is silent."""

from itertools import combinations_with_replacement, count

import pytest

from mori.access.roles import Role
from mori.accounts.models import Invitation, Membership, Person
from mori.accounts.operations import add_person, give_role
from mori.accounts.people.models import AccountEvent
from mori.accounts.people.rules import AccountChange
from mori.notifications.models import Message
from tests.cast import NOON, role_of

BELOW = {  # said again here on purpose: the rules are held against it
    Role.COORDINATOR: {Role.INTERN, Role.SUPERVISOR, Role.COORDINATOR},
    Role.HEAD: {Role.INTERN, Role.SUPERVISOR, Role.COORDINATOR, Role.OFFICER},
}
GIVES = {
    Role.COORDINATOR: {Role.INTERN, Role.SUPERVISOR, Role.COORDINATOR},
    Role.HEAD: {Role.SUPERVISOR, Role.COORDINATOR, Role.OFFICER},
}
CONTACT = {"name": "Lain Contoh", "phone": "", "email": "lain@contoh.example"}
OPERATIONS = {
    "": CONTACT,
    "/undang": {},
    "/peran": {"unit": ""},
    "/akhiri": {"sure": "y"},
    "/nonaktifkan": {"sure": "y"},
    "/aktifkan": {},
}
_number = count(1)


@pytest.fixture
def actors(cast):
    return {
        Role.INTERN: cast.sari,
        Role.SUPERVISOR: cast.rina,
        Role.COORDINATOR: cast.wati,
        Role.OFFICER: cast.ningsih,
        Role.HEAD: cast.hasan,
        Role.OPERATOR: cast.gita,
    }


def somebody(cast, roles, *, is_active):
    number = next(_number)
    person = add_person("Umpama Contoh", NOON, None, f"umpama{number}@contoh.example")
    for role in roles:
        give_role(person, cast.banua.id, role, NOON)
    Person.update(is_active=is_active).where(Person.id == person.id).execute()
    return person


def state_of(person):
    """All that an operation on people could have changed."""
    held = Membership.select().where(Membership.person == person).order_by(Membership.id)
    return (
        Person.get_by_id(person.id).__data__,
        [(each.role, each.ended_at) for each in held],
        Invitation.select().where(Invitation.person == person).count(),
    )


def may(actor, operation, held, given):
    if not held <= BELOW.get(actor, set()):
        return False
    return given in GIVES[actor] if operation in ("/peran", "/akhiri") else True


def cases(held):
    """(operation, fields, the role it gives or ends) of everything that can be done to somebody."""
    for operation, fields in OPERATIONS.items():
        if operation == "/peran":
            for role in set(Role) - held:
                yield operation, {**fields, "role": role.value}, role
        else:
            yield operation, fields, None


@pytest.mark.parametrize("actor", Role)
def test_an_operation_on_people_needs_somebody_above_in_every_role(visit, cast, actors, actor):
    browser, wrong = visit(actors[actor]), []
    for held in map(set, combinations_with_replacement(Role, 2)):
        for operation, fields, role in cases(held):
            person = somebody(cast, sorted(held), is_active=operation != "/aktifkan")
            membership, before = role_of(person), state_of(person)

            browser.post(f"/orang/{membership.key}{operation}", fields)

            expected = may(actor, operation, held, role or membership.role)
            if (state_of(person) != before) is not expected:
                wrong.append(f"{actor} {operation or 'change'} {role} of {sorted(held)}")
            Person.update(email=None).where(Person.email == CONTACT["email"]).execute()

    assert not wrong, "\n".join(wrong)


def test_every_operation_on_people_is_walked(app):
    walked = {f"/orang/<key>{operation}" for operation in OPERATIONS}

    found = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if "POST" in rule.methods and app.view_functions[rule.endpoint].action == "person.change"
    }

    assert found == walked


@pytest.mark.parametrize("actor", [Role.COORDINATOR, Role.HEAD])
@pytest.mark.parametrize("operation", OPERATIONS)
def test_nobody_does_it_to_themself(visit, actors, actor, operation):
    person = actors[actor]
    before = state_of(person)

    fields = {**OPERATIONS[operation], "role": "supervisor"}
    reply = visit(person).post(f"/orang/{role_of(person).key}{operation}", fields)

    assert reply.status_code == 409
    assert state_of(person) == before


@pytest.mark.parametrize("who", ["ningsih", "opik", "hasan"])
def test_a_coordinator_cannot_divert_the_red_button(visit, cast, who):
    person = getattr(cast, who)
    browser = visit(cast.wati)

    reply = browser.post(
        f"/orang/{role_of(person).key}",
        {"name": person.name, "phone": "", "email": "wati.lain@contoh.example"},
    )
    browser.post("/lupa-sandi", {"login": "wati.lain@contoh.example"})

    assert reply.status_code == 409
    assert Person.get_by_id(person.id).email == person.email
    assert not Message.select().exists()


def test_a_coordinator_is_shown_no_form_for_an_officer(visit, cast):
    page = visit(cast.wati).get(f"/orang/{role_of(cast.ningsih).key}").text

    assert 'name="email"' not in page
    assert "/undang" not in page
    assert "/peran" not in page
    assert cast.ningsih.email in page


def test_a_coordinator_makes_no_officer_a_supervisor_to_keep_them_out(visit, cast):
    reply = visit(cast.wati).post(
        f"/orang/{role_of(cast.ningsih).key}/peran", {"role": "supervisor", "unit": ""}
    )

    assert reply.status_code == 409
    assert Membership.select().where(Membership.person == cast.ningsih).count() == 1


def test_a_head_changes_an_officers_address_and_everybody_concerned_hears_of_it(visit, cast):
    visit(cast.hasan).post(
        f"/orang/{role_of(cast.ningsih).key}",
        {"name": "Ningsih Contoh", "phone": "0811 0000 0005", "email": "ningsih2@contoh.example"},
    )

    heard = {message.recipient: message.body for message in Message.select()}
    assert set(heard) == {
        "ningsih@contoh.example",
        "ningsih2@contoh.example",
        "opik@contoh.example",
    }
    for body in heard.values():
        assert "Akun Ningsih Contoh diubah oleh Hasan Contoh:" in body
        assert "- Alamat surel diubah" in body
        assert "- Nomor HP" not in body
        assert "@" not in body  # a stranger's mailbox learns nothing from it


def test_where_there_is_no_other_officer_those_elsewhere_hear_of_it(visit, cast):
    Membership.update(ended_at=NOON).where(Membership.person == cast.opik).execute()

    visit(cast.hasan).post(f"/orang/{role_of(cast.ningsih).key}/undang")

    heard = {message.recipient for message in Message.select()}
    assert heard == {cast.ningsih.email, cast.dewi.email, cast.eko.email}


def test_appointing_and_dismissing_an_officer_is_said_to_the_others(visit, cast):
    browser = visit(cast.hasan)

    browser.post(f"/orang/{role_of(cast.rina).key}/peran", {"role": "officer", "unit": ""})
    given = {message.recipient for message in Message.select()}
    Message.delete().execute()
    browser.post(f"/orang/{role_of(cast.opik).key}/akhiri", {"sure": "y"})
    ended = {message.recipient for message in Message.select()}

    assert given == {cast.rina.email, cast.ningsih.email, cast.opik.email}
    assert ended == {cast.opik.email, cast.ningsih.email, cast.rina.email}


def test_an_interns_new_number_is_said_to_the_intern_and_stands_on_the_page(visit, cast):
    path = f"/orang/{role_of(cast.sari).key}"
    browser = visit(cast.wati)

    browser.post(path, {"name": "Sari Contoh", "phone": "081299990000", "email": cast.sari.email})
    page = browser.get(path).text

    assert [message.recipient for message in Message.select()] == [cast.sari.email]
    assert "Nomor HP diubah" in page
    assert "0811-0000-0000" in page
    assert "0812-9999-0000" in page
    assert "Wati Contoh" in page


def test_what_stays_as_it_was_is_no_event(visit, cast):
    visit(cast.wati).post(
        f"/orang/{role_of(cast.sari).key}",
        {"name": cast.sari.name, "phone": cast.sari.phone, "email": cast.sari.email},
    )

    assert not AccountEvent.select().exists()
    assert not Message.select().exists()


@pytest.mark.parametrize("change", AccountChange)
def test_each_change_can_be_shown(visit, cast, change):
    Person.update(locale="en").execute()
    role = Role.INTERN if change.is_about_role else "x"
    AccountEvent.create(person=cast.sari, change=change, before=role, after=role, at=NOON)

    page = visit(cast.wati).get(f"/orang/{role_of(cast.sari).key}").text

    assert change.english in page
    assert "whoever runs the server" in page
