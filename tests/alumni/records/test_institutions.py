"""Two institutions become one and two again: nothing of an alumnus is touched by it."""

from mori.alumni.models import Alumnus, AlumnusStay, Consent, StayUnit
from mori.alumni.queries import record_of
from mori.alumni.records.operations import keep_placement
from mori.alumni.rules import Agreed
from mori.certificates.papers.models import Paper
from mori.institutions.merging.operations import facts_of, merge_institutions, undo_merge
from mori.institutions.models import Institution, InstitutionContact, InstitutionMerge
from mori.institutions.operations import institution_for
from mori.links.models import SignedLink
from mori.placements.models import Placement
from tests.alumni.dumps import difference, dump
from tests.alumni.records.making import agree
from tests.cast import NOON
from tests.certificates.issuing import end, issue, let_issue
from tests.links.holding import give

HELD = (Alumnus, AlumnusStay, StayUnit, Consent, Paper, SignedLink, Placement)


def everything():
    """All tables, but for the history, which only ever grows, and who signed in to look."""
    return dump(without={"institution_event", "institution_merge", "session"})


def test_merged_and_parted_again_leaves_everything_as_it_was(app, cast, visit):
    one, other = (
        institution_for(cast.banua.id, each, "", None, NOON)
        for each in ("Universitas Contoh", "Univ Contoh")
    )
    alumnus = kept(cast, other)
    before = everything()

    merge_institutions(one, other, facts_of(one), (one.seen, other.seen), cast.wati.id, NOON)

    assert record_of(alumnus).institutions == ((one.id, "Universitas Contoh"),)
    assert "Univ Contoh" not in visit(cast.wati).get(f"/alumni/{alumnus.key}").text
    assert set(difference(before, everything())) == {"institution"}

    undo_merge(InstitutionMerge.get(), cast.wati.id, NOON)

    assert record_of(alumnus).institutions == ((other.id, "Univ Contoh"),)
    assert difference(before, everything()) == {}
    assert Institution.get_by_id(other.id).merged_into_id is None


def kept(cast, institution):
    """Sari's finished internship from there, with a paper, consents and a link."""
    let_issue(cast)
    issue(cast, end(cast.placement))
    Placement.update(institution=institution).where(Placement.id == cast.placement.id).execute()
    contact = InstitutionContact.create(
        token="c", institution=institution, role="other", name="Bagian akademik"
    )
    give(cast, contact)
    alumnus = keep_placement(Placement.get_by_id(cast.placement.id), NOON)
    agree(alumnus, Agreed.DIRECTORY, Agreed.INSTITUTION)
    assert all(model.select().exists() for model in HELD)
    return alumnus
