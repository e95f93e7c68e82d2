"""What docs/access.md says of signed links: each opens its own pages, about its own row."""

import datetime as dt

import pytest
from flask import Flask

from mori.access import purposes
from mori.access.guard import by_link, require_declared
from mori.access.purposes import PURPOSES, Purpose
from mori.core.clock import now
from mori.institutions.models import InstitutionContact
from mori.institutions.operations import institution_for
from mori.links.models import SignedLink
from mori.links.operations import revoke_link
from mori.links.views import COOKIE
from mori.placements.models import Placement
from tests.alumni.own.holding import link_to
from tests.alumni.records.making import make as make_alumnus
from tests.campus.signing import ask, dump, leave, lock_final
from tests.certificates.issuing import out
from tests.contributions.studies.making import registered
from tests.contributions.studies.opened import sign_by_link
from tests.evaluation.reports.handing import hand_in_file
from tests.guidance.plans import planning
from tests.house.test_access import (
    BY_LINK,
    MATRIX,
    WHOLE,
    guarded_routes,
    path_of,
    people,  # noqa: F401 - a fixture
    rows,  # noqa: F401 - a fixture
)
from tests.institutions.agreements.agreeing import asked_by_link
from tests.links.holding import give, holder
from tests.links.members import belonging, spreading, teachings  # noqa: F401 - fixtures
from tests.recap.shared.sharing import share

pytestmark = pytest.mark.usefixtures("noon")


PLACEMENTS = {"own": "placement_tono", "other": "placement"}


@pytest.fixture
def contacts(cast):
    """At Tono's campus, and at Sari's."""
    return {name: _contact(cast, name) for name in PLACEMENTS}


def _contact(cast, name: str) -> InstitutionContact:
    campus, placement = (
        institution_for(cast.banua.id, f"Universitas {name}", "", None, now()),
        getattr(cast, PLACEMENTS[name]),
    )
    Placement.update(institution=campus).where(Placement.id == placement.id).execute()
    return InstitutionContact.create(token=name, institution=campus, role="other", name=name)


@pytest.fixture
def links(cast, contacts):
    """Two links to see students."""
    return {name: give(cast, contact, name, at=now()) for name, contact in contacts.items()}


@pytest.fixture
def signing(cast, contacts):
    """Two links to sign a final."""
    found = {}
    for name, contact in contacts.items():
        placement = getattr(cast, PLACEMENTS[name])
        lock_final(placement)
        found[name] = ask(cast, placement, contact)
    return found


@pytest.fixture
def held(links, signing, agreeing, keeping, sharing, giving_words, belonging, studying):  # noqa: F811
    """Purpose → its two links."""
    return {
        "campus.students": links,
        "campus.final": signing,
        "guidance.plan": agreeing,
        "alumni.own": keeping,
        "network.own": belonging,
        "office_report.shared": sharing,
        "institutions.agreement": giving_words,
        "study.cosign": studying,
    }


@pytest.fixture
def studying(cast, contacts):
    """Two links to sign a study."""
    return {
        name: sign_by_link(cast, registered(getattr(cast, PLACEMENTS[name])), contact)
        for name, contact in contacts.items()
    }


@pytest.fixture
def giving_words(cast, contacts, store):
    """Two links to sign an agreement."""
    return {
        name: asked_by_link(cast, contact, store, f"{name} word", at=now())
        for name, contact in contacts.items()
    }


@pytest.fixture
def keeping(cast):
    """Two links to the own record."""
    alumni = {"own": make_alumnus(cast.banua), "other": make_alumnus(cast.banua, "Ani Misal")}
    return {name: link_to(cast, each, f"{name} record", at=now()) for name, each in alumni.items()}


@pytest.fixture
def sharing(cast):
    """Two links to a report."""
    return {name: share(cast, f"{name} report", at=now()) for name in PLACEMENTS}


@pytest.fixture
def papers(cast, store):
    """Their certificates, with the bytes in the store; and their reports."""
    stays = (cast.placement_tono, cast.placement)
    for placement in stays:
        hand_in_file(store, placement)
    return [out(store, placement) for placement in stays]


@pytest.fixture
def known(cast, links, papers, spreading, teachings):  # noqa: F811
    """Loader's name → further keys in its address: of its own row, and of another's."""
    about = {name: (getattr(cast, each),) for name, each in PLACEMENTS.items()}
    students = [{"student": each.key} for each in (cast.placement_tono, cast.placement)]
    weeks = [{**each, "number": "1"} for each in students]
    return {
        "contact_of": ({}, {}),
        "student_of": tuple(students),
        "week_of_student": tuple(weeks),
        "report_of_student": tuple(students),
        "paper_of_student": tuple(
            {**each, "paper": paper.key} for each, paper in zip(students, papers, strict=True)
        ),
        "own_remark": tuple({"remark": leave(links[name], *each)} for name, each in about.items()),
        "placement_to_sign": ({}, {}),
        "plan_of_link": ({}, {}),
        "alumnus_of_link": ({}, {}),
        "member_of_link": ({}, {}),
        **spreading,
        **teachings,
        "report_of_link": ({}, {}),
        "agreement_to_sign": ({}, {}),
        "study_to_sign": ({}, {}),
    }


@pytest.fixture
def agreeing(cast):
    """Two links to agree to a learning plan."""
    return {
        name: planning.ask(cast, planning.make_plan(cast, placement), name, at=now())
        for name, placement in (("own", cast.placement_tono), ("other", cast.placement))
    }


def link_routes(app):
    """(rule, view, method) of every page that a link opens, and every form behind it."""
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if hasattr(view, "purpose"):
            for method in sorted(rule.methods & {"GET", "POST"}):
                yield rule, view, method.lower()


def path_with(rule, key: str, further: dict[str, str]) -> str:
    path = str(rule.rule).replace("<key>", key)
    for name, value in further.items():
        path = path.replace(f"<{name}>", value)
    assert "<" not in path, f"{path}: name its keys in the known fixture"
    return path


def test_the_document_knows_every_purpose(app):
    assert {name for name in WHOLE if name not in MATRIX} == {BY_LINK + each for each in PURPOSES}


def test_the_document_says_that_a_link_opens_its_own_pages_alone():
    assert all(not (row["link: own"] or row["link: other"]) for row in MATRIX.values())
    for name in WHOLE.keys() - MATRIX.keys():
        assert [column for column, is_yes in WHOLE[name].items() if is_yes] == ["link: own"]


def test_every_page_of_a_link_opens_with_it_and_its_own_row(app, visit, held, known):
    routes = list(link_routes(app))

    assert routes
    for rule, view, method in routes:
        own, _other = known[view.loader.__name__]
        given = held[view.purpose]["own"]
        path = path_with(rule, given.link.key, own)
        reply = getattr(holder(visit, given), method)(path)
        assert reply.status_code == (200 if method == "get" else 422), path  # an empty form


def test_another_links_page_and_another_row_are_not_there(app, visit, held, known):
    for rule, view, method in link_routes(app):
        links = held[view.purpose]
        browser = holder(visit, links["own"])
        browser.client.set_cookie(COOKIE, links["own"].secret, domain="127.0.0.1")  # everywhere
        own, other = known[view.loader.__name__]
        paths = [path_with(rule, links["other"].link.key, each) for each in (own, other)]
        if other:
            paths.append(path_with(rule, links["own"].link.key, other))
        for path in paths:
            assert getattr(browser, method)(path).status_code == 404, path


def test_a_link_of_another_purpose_opens_none_of_them(app, visit, held, known, monkeypatch):
    purpose = Purpose(
        "an.invented", "x", "institution_contact", "held_links.about", dt.timedelta(9)
    )
    monkeypatch.setitem(purposes.PURPOSES, purpose.name, purpose)
    browsers = {name: holder(visit, each["own"]) for name, each in held.items()}
    SignedLink.update(purpose=purpose.name).execute()

    for rule, view, method in link_routes(app):
        given = held[view.purpose]["own"]
        path = path_with(rule, given.link.key, known[view.loader.__name__][0])
        assert getattr(browsers[view.purpose], method)(path).status_code == 404, path


def test_a_revoked_link_opens_nothing(app, visit, cast, held, known):
    browsers = {name: holder(visit, each["own"]) for name, each in held.items()}
    for each in held.values():
        revoke_link(each["own"].link, cast.wati.id, now())

    for rule, view, method in link_routes(app):
        given = held[view.purpose]["own"]
        path = path_with(rule, given.link.key, known[view.loader.__name__][0])
        assert getattr(browsers[view.purpose], method)(path).status_code == 404, path


def test_looking_at_any_of_them_changes_no_row(app, visit, held, known):
    browsers = {name: holder(visit, each["own"]) for name, each in held.items()}
    before = dump()

    for rule, view, method in link_routes(app):
        given = held[view.purpose]["own"]
        path = path_with(rule, given.link.key, known[view.loader.__name__][0])
        if method == "get":
            browsers[view.purpose].get(path)
            browsers[view.purpose].client.head(path, base_url="http://127.0.0.1:8000")

    assert dump() == before


def test_without_the_link_nobody_opens_them(app, visit, people, held, known):  # noqa: F811
    for person in (None, *people.values()):
        for rule, view, method in link_routes(app):
            given = held[view.purpose]["own"]
            path = path_with(rule, given.link.key, known[view.loader.__name__][0])
            assert getattr(visit(person), method)(path).status_code == 404, path


def test_a_link_opens_no_page_of_a_role(app, visit, links, rows):  # noqa: F811
    browser = holder(visit, links["own"])
    browser.client.set_cookie(COOKIE, links["own"].secret, domain="127.0.0.1")
    for rule, method, view in guarded_routes(app):
        path = path_of(rule, view, rows)

        reply = getattr(browser, method.lower())(path)

        assert (reply.status_code, reply.location.split("?")[0]) == (303, "/masuk"), path


def test_a_view_for_a_purpose_that_nobody_declares_does_not_start(app):
    careless = Flask("careless", static_folder=None)
    view = by_link("never.declared", on=lambda link: link)(lambda link, row: "")
    careless.add_url_rule("/t/<key>/x", "invented", view)

    with pytest.raises(RuntimeError, match="invented"):
        require_declared(careless)


def test_two_slices_cannot_declare_one_purpose(app):
    before = dict(PURPOSES)
    (first, *_others) = before.values()

    with pytest.raises(ValueError, match=first.name):
        purposes.use_purposes([first, first])

    purposes.use_purposes(before.values())
    assert before == PURPOSES
