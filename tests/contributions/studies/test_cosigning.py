"""A campus signs a study by its link: once, to exactly what it was shown."""

import pytest

from mori.contributions.cosigned.models import StudySignature
from mori.contributions.cosigned.queries import digest_of, standing_signature
from mori.contributions.studies.operations import Plan, change_study
from mori.contributions.studies.rules import StudyState
from mori.core.clock import now
from mori.institutions.models import InstitutionContact
from mori.institutions.operations import institution_for
from mori.links.models import SignedLink
from mori.placements.models import Placement
from tests.links.holding import holder

from .making import TITLE, brought, fresh, registered
from .opened import sign_by_link

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def contact(cast):
    campus = institution_for(cast.banua.id, "Universitas Contoh", "", None, now())
    Placement.update(institution=campus).where(Placement.id == cast.placement.id).execute()
    return InstitutionContact.create(
        token="c", institution=campus, role="other", name="Ibu Rahimah Contoh"
    )


def answer(browser, path: str, **said: str):
    """With the digest of what the page shows."""
    digest = browser.get(path).text.split('name="given_to" value="')[1].split('"')[0]
    return browser.post(path, {"token": "x", "given_to": digest, "answer": "agrees", **said})


def test_the_office_makes_the_link_and_all_see_the_answer(visit, cast, contact):
    study = registered(cast.placement)
    rina, at = visit(cast.rina), f"/belajar/riset/{study.key}"
    nobody = rina.post(f"{at}/kampus", {"token": "k", "contact": "x"})
    rina.post(f"{at}/kampus", {"token": "k", "contact": contact.key})
    assert (nobody.status_code, SignedLink.get().name) == (409, contact.name)

    given = sign_by_link(cast, study, contact)
    browser, path = holder(visit, given), f"/t/{given.link.key}/riset"
    wordless = answer(browser, path, answer="declines")
    reply = answer(browser, path, sentence="Sesuai.")

    assert (wordless.status_code, reply.status_code) == (422, 303)
    assert StudySignature.get().given_to == digest_of(study)
    for person in (cast.sari, cast.rina, cast.wati):
        page = visit(person).get(at).text
        assert "Sesuai." in page
        assert "Ibu Rahimah Contoh" in page


def test_another_title_makes_it_void_and_what_was_not_seen_is_not_signed(visit, cast, contact):
    study = registered(cast.placement)
    given = sign_by_link(cast, study, contact)
    browser, path = holder(visit, given), f"/t/{given.link.key}/riset"
    answer(browser, path)
    old = StudySignature.get().given_to
    plan = Plan("Judul yang lain sama sekali", cast.pvl.id, "", "", None)
    change_study(fresh(study), plan, 1, cast.sari.id, now())

    stale = browser.post(path, {"token": "z", "answer": "agrees", "given_to": old})

    assert stale.status_code == 422
    assert standing_signature(fresh(study)) is None
    assert (
        "gugur: risetnya sudah diubah sejak itu"
        in visit(cast.sari).get(f"/belajar/riset/{study.key}").text
    )
    assert TITLE not in browser.get(path).text


def test_nothing_is_signed_once_it_is_over(visit, cast, contact):
    study = registered(cast.placement)
    given = sign_by_link(cast, study, contact)
    brought(study, StudyState.ABANDONED)

    page = holder(visit, given).get(f"/t/{given.link.key}/riset").text

    assert "Riset ini sudah berakhir" in page
    assert "<fieldset" not in page
