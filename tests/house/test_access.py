"""docs/access.md is the matrix; every scope and every page is held against it."""

from pathlib import Path
from types import SimpleNamespace as Stub

import pytest

from mori.access.grants import GRANTS, allowed
from mori.access.roles import TERMS, Role
from mori.accounts.models import Membership, Session
from mori.accounts.operations import add_person
from mori.attendance.corrections.models import AttendanceCorrection
from mori.attendance.models import Attendance
from mori.attendance.papers.models import AttendancePaper
from mori.core.clock import now
from mori.evaluation.schemes.models import SchemeAspect
from mori.institutions.models import InstitutionContact, InstitutionMerge
from mori.institutions.operations import institution_for
from mori.logbook.operations import Writing, keep_beside
from mori.logbook.photos.models import EntryPhoto
from mori.logbook.phrases.models import ReadyPhrase
from mori.logbook.review.models import Verdict
from mori.logbook.review.rules import UNDO_WITHIN
from mori.offices.models import Holiday, OfficeHours, Unit
from mori.placements.models import UnitSpan
from mori.safeguarding.alerts.models import Alert, Delivery
from mori.uploads.models import Upload
from mori.web.files import STORE
from tests.campus.filling import keep_form
from tests.cast import role_of
from tests.certificates.issuing import paper_rows
from tests.evaluation.reports.handing import hand_in_link
from tests.evaluation.schemes.making import make_draft
from tests.guidance import making
from tests.links.holding import give
from tests.logbook.writing import write_entry

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
ROW = Stub(person_id=1, office_id=HERE, supervisor_ids={2}, told_ids={6}, reader_ids={4})
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
}
OWNERS_ALONE = {"session.end", "membership.use"}  # the columns show whose the row is, not the role


pytestmark = pytest.mark.usefixtures("noon")


@pytest.mark.parametrize("action", MATRIX)
@pytest.mark.parametrize("column", ACTORS)
def test_a_scope_says_what_the_document_says(app, action, column):
    row = ROW
    if action in OWNERS_ALONE and column == "supervisor: own":
        row = Stub(person_id=ACTORS[column].person_id)

    assert allowed(ACTORS[column], action, row) is MATRIX[action][column]


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
    }


@pytest.fixture
def rows(app, cast, visit):
    """Loader's name → the key of a row about Tono, or of his office."""
    visit(cast.tono)  # so that he has a session
    entry = write_entry(
        cast,
        placement=cast.placement_tono,
        person=cast.tono,
        unit=cast.pencegahan,
        supervisor=cast.budi,
        stand_in=None,
    )
    alert = Alert.create(
        person=cast.tono,
        office=cast.banua,
        raised_at=now(),
        climbed_from=now(),
        due_at=now(),
    )
    Delivery.create(alert=alert, officer=cast.ningsih, call=0, at=now())
    photo = EntryPhoto.create(
        token="p", entry=entry, position=1, bytes=4, width=1, height=1, at=now()
    )
    about_tono = {"placement": cast.placement_tono, "person": cast.tono, "office": cast.banua}
    correction = AttendanceCorrection.create(
        token="t", day=now().date(), kind="present", reason="Lupa.", asked_at=now(), **about_tono
    )
    day = Attendance.create(day=now().date(), kind="sick", **about_tono)
    paper = AttendancePaper.create(token="p", attendance=day, bytes=4, width=1, height=1, at=now())
    scheme = make_draft(cast)
    store = app.extensions[STORE]
    task = making.give(cast, cast.placement_tono, cast.budi)
    ours = institution_for(cast.banua.id, "Universitas Contoh", "", None, now())
    gone = institution_for(cast.banua.id, "Akademi Umpama", "", None, now())
    store.put(f"photos/{photo.key}", b"webp")
    store.put(f"papers/{paper.key}", b"webp")
    contact = InstitutionContact.create(
        token="c", institution=ours, role="other", name="Bagian akademik"
    )
    return {
        **paper_rows(cast, store),
        "link_by_key": give(cast, contact, at=now()).link.key,
        "entry_by_key": entry.key,
        "entry_to_read": entry.key,
        "other_text_by_key": keep_beside(entry, Writing("Lain."), "t2", now()).key,
        "verdict_by_key": Verdict.create(
            entry=entry,
            office=cast.banua,
            reviewer=cast.budi,
            verb="approve",
            revision=1,
            at=now(),
            effective_at=now() + UNDO_WITHIN,
        ).key,
        "phrase_by_key": ReadyPhrase.create(office=cast.banua, text="Pasal berapa?").key,
        "photo_by_key": photo.key,
        "photo_to_read": photo.key,
        "paper_by_key": paper.key,
        "correction_by_key": correction.key,
        "attendance_by_key": day.key,
        "alert_by_key": alert.key,
        "task_by_key": task.key,
        "task_to_withdraw": task.key,
        "note_by_key": making.coach(cast, cast.placement_tono, cast.budi).key,
        "scheme_by_key": scheme.key,
        "placement_to_read": cast.placement_tono.key,
        "report_to_read": hand_in_link(cast.placement_tono).key,
        "aspect_by_key": SchemeAspect.get(SchemeAspect.scheme == scheme).key,
        "institution_by_key": ours.key,
        "standing_by_key": ours.key,
        "contact_by_key": contact.key,
        "form_by_key": keep_form(cast, store, ours).key,
        "merge_by_key": InstitutionMerge.create(
            office=cast.banua,
            kept=ours,
            merged=gone,
            before="{}",
            after="{}",
            carried="[]",
            actor=cast.wati,
            at=now(),
        ).key,
        "placement_by_key": cast.placement_tono.key,
        "round_by_address": cast.placement_tono.key,
        "pulse_to_read": cast.placement_tono.key,
        "span_by_key": UnitSpan.get(UnitSpan.placement == cast.placement_tono).key,
        "upload_to_continue": Upload.create(
            token="u",
            person=cast.tono,
            purpose="none",
            name="",
            bytes=9,
            digest="",
            file="handedin",
            begun_at=now(),
        ).key,
        "membership_by_key": role_of(cast.tono).key,
        "session_by_key": Session.get(Session.person == cast.tono).key,
        "unit_by_key": Unit.get(Unit.office == cast.banua).key,
        "hours_by_key": OfficeHours.get(OfficeHours.office == cast.banua).key,
        "holiday_by_key": Holiday.create(
            office=cast.banua, day=now().date(), name="Libur", kind="local"
        ).key,
    }


def guarded_routes(app):
    """(rule, method, view) of every page that asks for an action; what deletes a row comes last."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule.endswith("/hapus")):
        view = app.view_functions[rule.endpoint]
        if view.action is not None:
            for method in sorted(rule.methods & {"GET", "POST"}):
                yield rule, method, view


def path_of(rule, view, rows) -> str:
    path = str(rule.rule.replace("<month>", f"{now():%Y-%m}").replace("<address>", "akhir"))
    if view.loader is not None:
        path = path.replace("<key>", rows[view.loader.__name__])
    assert "<" not in path, f"{path}: name its key in the rows fixture"
    return path


def test_every_page_answers_every_person_as_documented(app, visit, people, rows):
    wrong = []
    for rule, method, view in guarded_routes(app):
        path = path_of(rule, view, rows)
        for column, person in people.items():
            if view.action in OWNERS_ALONE and person.id == people["intern: own"].id:
                continue  # ends the very session, tested on its own
            expected = MATRIX[view.action][column]
            if view.action in OWNERS_ALONE:
                expected = False
            status = getattr(visit(person), method.lower())(path).status_code
            if (status not in (403, 404)) is not expected:
                wrong.append(f"{method} {path} as {column}: {status}")

    assert not wrong, "\n".join(wrong)


def test_a_stranger_is_asked_to_sign_in_everywhere(app, visit, rows):
    for rule, method, view in guarded_routes(app):
        path = rule.rule.replace("<key>", rows.get(getattr(view.loader, "__name__", ""), "x"))

        response = getattr(visit(), method.lower())(path)

        assert (response.status_code, response.location.split("?")[0]) == (303, "/masuk"), path


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("office", [None, HERE])
def test_without_an_office_only_what_is_everyones_is_granted_on_others_rows(app, role, office):
    anothers = Stub(person_id=9, office_id=office, supervisor_ids={1}, told_ids=set())
    actor = Stub(person_id=1, role=role, office_id=None)

    granted = {action for action in GRANTS if allowed(actor, action, anothers)}

    assert granted == {"self.read", "self.change"}


@pytest.mark.parametrize("role", Role)
def test_whoever_has_no_office_opens_no_page_of_one(app, visit, cast, rows, role):
    nobodys = add_person("Lintang Contoh", now(), None, "lintang@contoh.example")
    Membership.create(person=nobodys, role=role, made_at=now())
    browser, wrong = visit(nobodys), []
    for rule, method, view in guarded_routes(app):
        path = path_of(rule, view, rows)
        status = getattr(browser, method.lower())(path).status_code
        if (status not in (403, 404)) is not view.action.startswith("self."):
            wrong.append(f"{method} {path}: {status}")
        if rule.endpoint == "accounts.sign_out":
            browser = visit(nobodys)

    assert not wrong, "\n".join(wrong)


def test_a_role_that_has_ended_opens_nothing(visit, cast):
    browser = visit(cast.wati)
    Membership.update(ended_at=now()).where(Membership.person == cast.wati).execute()

    assert browser.get("/orang").status_code == 303
