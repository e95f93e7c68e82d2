"""docs/access.md is the matrix; every scope and every page is held against it."""

from pathlib import Path
from types import SimpleNamespace as Stub

import pytest

from mori.access.grants import GRANTS, allowed
from mori.access.roles import TERMS, Role
from mori.accounts.models import Membership
from mori.accounts.operations import add_person
from mori.core.clock import now
from tests.support.opened.rows import rows_to_open

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs/access.md"
HERE, ELSEWHERE = 1, 2


def matrix() -> dict[str, dict[str, bool]]:
    """action → column → whether the document says yes."""
    lines = [line for line in DOCUMENT.read_text().splitlines() if line.startswith("|")]
    header, _, *body = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {
        action: {column: cell == "yes" for column, cell in zip(header[1:], cells, strict=True)}
        for action, *cells in body
    }


BY_LINK = "by link: "
WHOLE = matrix()
MATRIX = {name: row for name, row in WHOLE.items() if not name.startswith(BY_LINK)}
ROW = Stub(
    person_id=1, office_id=HERE, supervisor_ids={2}, told_ids={6}, reader_ids={4}, author_id=3
)
ACTORS = {
    "intern: own": Stub(person_id=1, role=Role.INTERN, office_id=HERE),
    "intern: other": Stub(person_id=9, role=Role.INTERN, office_id=HERE),
    "supervisor: own": Stub(person_id=2, role=Role.SUPERVISOR, office_id=HERE),
    "supervisor: other": Stub(person_id=3, role=Role.SUPERVISOR, office_id=HERE),
    "supervisor: elsewhere": Stub(person_id=2, role=Role.SUPERVISOR, office_id=ELSEWHERE),
    "coordinator: here": Stub(person_id=4, role=Role.COORDINATOR, office_id=HERE),
    "coordinator: elsewhere": Stub(person_id=5, role=Role.COORDINATOR, office_id=ELSEWHERE),
    "officer: told": Stub(person_id=6, role=Role.OFFICER, office_id=HERE),
    "officer: not told": Stub(person_id=7, role=Role.OFFICER, office_id=HERE),
    "head: here": Stub(person_id=8, role=Role.HEAD, office_id=HERE),
    "head: elsewhere": Stub(person_id=10, role=Role.HEAD, office_id=ELSEWHERE),
    "operator": Stub(person_id=11, role=Role.OPERATOR, office_id=None),
}
for actor in ACTORS.values():
    actor.uses = lambda module: True
OWNERS_ALONE = {"session.end", "membership.use"}  # the columns show whose the row is, not the role


pytestmark = pytest.mark.usefixtures("noon")


@pytest.mark.once
@pytest.mark.parametrize("column", ACTORS)
def test_a_scope_says_what_the_document_says(app, column):
    actor = ACTORS[column]
    own = Stub(person_id=actor.person_id)
    rows = dict.fromkeys(OWNERS_ALONE, own) if column == "supervisor: own" else {}

    allows = {action: allowed(actor, action, rows.get(action, ROW)) for action in MATRIX}

    assert allows == {action: says[column] for action, says in MATRIX.items()}


def test_the_document_knows_every_action(app):
    assert set(MATRIX) == set(GRANTS)


def test_every_role_says_what_goes_with_it():
    assert set(TERMS) == set(Role), "Give the role its row in TERMS, mori/access/roles.py."


def test_a_view_that_declares_nothing_does_not_start(app):
    from flask import Flask

    from mori.access.guard import require_declared

    careless = Flask("careless", static_folder=None)
    careless.add_url_rule("/silent", "silent", lambda: "")

    with pytest.raises(RuntimeError, match="silent"):
        require_declared(careless)


@pytest.fixture
def people(cast):
    """Who stands in which column towards Tono's rows: Budi supervises him, Rina does not."""
    return {
        "intern: own": cast.tono,
        "intern: other": cast.sari,
        "supervisor: own": cast.budi,
        "supervisor: other": cast.rina,
        "supervisor: elsewhere": cast.joko,
        "coordinator: here": cast.wati,
        "coordinator: elsewhere": cast.citra,
        "officer: told": cast.ningsih,
        "officer: not told": cast.opik,
        "head: here": cast.hasan,
        "head: elsewhere": cast.eko,
        "operator": cast.gita,
    }


@pytest.fixture
def rows(app, cast, visit):
    return rows_to_open(app, cast, visit)


def guarded_routes(app):
    """(rule, method, view) of every page that asks for an action; what deletes a row comes last."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule.endswith("/hapus")):
        view = app.view_functions[rule.endpoint]
        if view.action is not None:
            for method in sorted(rule.methods & {"GET", "POST"}):
                yield rule, method, view


def path_of(rule, view, rows) -> str:
    path = str(rule.rule.replace("<month>", f"{now():%Y-%m}").replace("<address>", "akhir"))
    path = path.replace("<part>", "kontak")
    if view.loader is not None:
        path = path.replace("<key>", rows[view.loader.__name__])
    assert "<" not in path, f"{path}: name its key in the rows fixture"
    return path


PEOPLE = [column for column in next(iter(MATRIX.values())) if not column.startswith("link: ")]


@pytest.mark.parametrize("column", PEOPLE)
def test_every_page_answers_every_person_as_documented(app, visit, people, rows, column):
    person, wrong = people[column], []
    for rule, method, view in guarded_routes(app):
        is_own = person.id == people["intern: own"].id
        if view.action in OWNERS_ALONE and is_own:
            continue  # ends the very session, tested on its own
        path = path_of(rule, view, rows)
        expected = MATRIX[view.action][column] and view.action not in OWNERS_ALONE
        status = getattr(visit(person), method.lower())(path).status_code
        if (status not in (403, 404)) is not expected:
            wrong.append(f"{method} {path}: {status}")

    assert not wrong, "\n".join(wrong)


def test_every_column_has_a_person(people):
    assert [*people] == PEOPLE


def test_a_stranger_is_asked_to_sign_in_everywhere(app, visit, rows):
    for rule, method, view in guarded_routes(app):
        path = rule.rule.replace("<key>", rows.get(getattr(view.loader, "__name__", ""), "x"))

        response = getattr(visit(), method.lower())(path)

        assert (response.status_code, response.location.split("?")[0]) == (303, "/masuk"), path


def is_of_no_office(action: str, role: Role) -> bool:
    """Whether somebody without an office is granted it, on rows that are not theirs."""
    return action.startswith(("self.", "nation.") if role == Role.OPERATOR else "self.")


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("office", [None, HERE])
def test_without_an_office_only_what_is_everyones_is_granted_on_others_rows(app, role, office):
    anothers = Stub(person_id=9, office_id=office, supervisor_ids={1}, told_ids=set(), author_id=9)
    actor = Stub(person_id=1, role=role, office_id=None, uses=lambda module: True)

    granted = {action for action in GRANTS if allowed(actor, action, anothers)}

    assert granted == {action for action in GRANTS if is_of_no_office(action, role)}


@pytest.mark.parametrize("role", Role)
def test_whoever_has_no_office_opens_no_page_of_one(app, visit, cast, rows, role):
    nobodys = add_person("Lintang Contoh", now(), None, "lintang@contoh.example")
    Membership.create(person=nobodys, role=role, made_at=now())
    browser, wrong = visit(nobodys), []
    for rule, method, view in guarded_routes(app):
        path = path_of(rule, view, rows)
        status = getattr(browser, method.lower())(path).status_code
        if (status not in (403, 404)) is not is_of_no_office(view.action, role):
            wrong.append(f"{method} {path}: {status}")
        if rule.endpoint == "accounts.sign_out":
            browser = visit(nobodys)

    assert not wrong, "\n".join(wrong)


def test_a_role_that_has_ended_opens_nothing(visit, cast):
    browser = visit(cast.wati)
    Membership.update(ended_at=now()).where(Membership.person == cast.wati).execute()

    assert browser.get("/orang").status_code == 303
