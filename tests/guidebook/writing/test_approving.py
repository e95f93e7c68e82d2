"""Another person approves; an officer agrees to what protects; two changes never overrun."""

import pytest

from mori.core.clock import now
from mori.core.errors import Refused
from mori.guidebook import queries
from mori.guidebook.models import Revision
from mori.guidebook.rules import Change, RevisionState, Words
from mori.guidebook.writing.operations import (
    Proposal,
    agree_to_text,
    approve_text,
    propose_text,
    return_text,
    rewrite_draft,
)
from tests.guidebook.publishing import approve, approve_all, chapter, load, proposed

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture(autouse=True)
def books(cast):
    load(cast)


def said(revision, change="material"):
    return {"seen": revision.digest, "change": change}


def state_of(revision) -> RevisionState:
    return queries.revision_by_id(revision.id).state


def test_nothing_that_came_with_mori_is_in_force_by_itself(cast):
    assert queries.text_in_force(cast.banua.id, chapter().id) is None

    approve_all(cast)

    assert queries.text_in_force(cast.banua.id, chapter().id).shipped
    assert queries.text_in_force(cast.seberang.id, chapter().id) is None


def test_the_coordinator_approves_what_a_supervisor_wrote(cast, visit):
    made = proposed(cast)

    page = visit(cast.wati).get(f"/naskah/usul/{made.key}")
    answer = visit(cast.wati).post(f"/naskah/usul/{made.key}/setujui", said(made))

    assert "/setujui" in page.text
    assert answer.status_code == 303
    assert queries.text_in_force(cast.banua.id, chapter().id).id == made.id


def test_nobody_approves_their_own(cast, visit):
    made = proposed(cast, author=cast.wati)

    page = visit(cast.wati).get(f"/naskah/usul/{made.key}").text
    asked = visit(cast.wati).post(f"/naskah/usul/{made.key}/setujui", said(made))

    assert "/setujui" not in page
    assert "Anda sendiri yang menulis ini" in page
    assert asked.status_code == 409
    assert "Anda sendiri yang menulis ini" in asked.text
    with pytest.raises(Refused):
        approve_text(made, Change.MATERIAL, cast.wati.id, now(), seen=made.digest)
    with pytest.raises(Refused):
        return_text(made, "Catatan", cast.wati.id, now())
    assert state_of(made) is RevisionState.PROPOSED


def test_a_supervisor_approves_nothing(cast, visit):
    made = proposed(cast, author=cast.wati)

    assert "/setujui" not in visit(cast.rina).get(f"/naskah/usul/{made.key}").text
    assert visit(cast.rina).post(f"/naskah/usul/{made.key}/setujui", said(made)).status_code == 404
    assert state_of(made) is RevisionState.PROPOSED


def test_the_kind_of_change_is_confirmed(cast, visit):
    made = proposed(cast, change=Change.EDITORIAL)

    answer = visit(cast.wati).post(f"/naskah/usul/{made.key}/setujui", said(made, "material"))

    assert answer.status_code == 409
    assert state_of(made) is RevisionState.PROPOSED


def test_only_what_was_read_is_approved(cast, visit):
    made = proposed(cast)

    answer = visit(cast.wati).post(
        f"/naskah/usul/{made.key}/setujui", said(made) | {"seen": "0" * 64}
    )

    assert answer.status_code == 409
    assert state_of(made) is RevisionState.PROPOSED


@pytest.mark.parametrize(("slug", "number"), [("pedoman", 8), ("sop", 4)])
def test_what_protects_needs_an_officer_too(cast, visit, slug, number):
    made = proposed(cast, of=chapter(number, slug))
    path = f"/naskah/usul/{made.key}"

    early = visit(cast.wati).post(f"{path}/setujui", said(made))
    foreign = visit(cast.dewi).post(f"{path}/sepakat")
    agreed = visit(cast.ningsih).post(f"{path}/sepakat")
    late = visit(cast.wati).post(f"{path}/setujui", said(made))

    assert [early.status_code, foreign.status_code] == [409, 404]
    assert "Petugas perlindungan harus" in early.text
    assert [agreed.status_code, late.status_code] == [303, 303]
    assert state_of(made) is RevisionState.APPROVED


def test_an_officer_does_not_agree_to_what_they_wrote_nor_decide_alone(cast):
    made = proposed(cast, of=chapter(8), author=cast.ningsih)
    other = proposed(cast, Words("Lain", "Lain."), of=chapter(8))

    with pytest.raises(Refused):
        agree_to_text(made, cast.ningsih.id, now())
    agree_to_text(other, cast.wati.id, now())  # in both roles
    other = queries.revision_by_key(other.key)
    with pytest.raises(Refused):
        approve_text(other, other.change, cast.wati.id, now(), seen=other.digest)


def test_an_officer_proposes_what_protects_and_nothing_else(cast, visit):
    ningsih, guarded = visit(cast.ningsih), chapter(8)
    path = f"/naskah/bab/{guarded.key}"
    said = {"token": "a", "title": "Aman", "body": "Satu.", "change": "material", "do": "propose"}

    other = ningsih.post(f"/naskah/bab/{chapter(1).key}/ubah", said)
    link = ningsih.get(path).text
    kept = ningsih.post(f"{path}/ubah", said)
    (made,) = Revision.select().where(Revision.author == cast.ningsih)
    alone = ningsih.post(f"/naskah/usul/{made.key}/setujui", {"seen": made.digest})
    page = visit(cast.wati).get(f"/naskah/usul/{made.key}").text
    decided = visit(cast.wati).post(
        f"/naskah/usul/{made.key}/setujui", {"seen": made.digest, "change": "material"}
    )

    assert [other.status_code, kept.status_code, alone.status_code] == [404, 303, 404]
    assert f"{path}/ubah" in link
    assert "sepakat sebagai petugas perlindungan" in page
    assert decided.status_code == 303
    assert state_of(made) is RevisionState.APPROVED


def test_a_coordinator_does_not_agree_by_proposing(cast, visit):
    said = {"token": "a", "title": "Aman", "body": "Satu.", "change": "material", "do": "propose"}
    visit(cast.wati).post(f"/naskah/bab/{chapter(8).key}/ubah", said)
    made = Revision.get(Revision.author == cast.wati)

    answer = visit(cast.hasan).post(
        f"/naskah/usul/{made.key}/setujui", {"seen": made.digest, "change": "material"}
    )

    assert answer.status_code == 409
    assert state_of(made) is RevisionState.PROPOSED


def test_of_two_from_the_same_text_one_is_in_force_and_nothing_is_lost(cast, visit):
    approve_all(cast)
    one = proposed(cast)
    other = proposed(cast, Words("Punya Budi", "Punya Budi."), author=cast.budi)
    approve(one, cast)

    answer = visit(cast.wati).post(f"/naskah/usul/{other.key}/setujui", said(other))
    returned = visit(cast.wati).post(
        f"/naskah/usul/{other.key}/kembalikan", {"note": "Gabungkan dengan yang berlaku."}
    )
    both = visit(cast.budi).get(f"/naskah/usul/{other.key}/ubah").text

    assert answer.status_code == 409
    assert returned.status_code == 303
    assert "Punya Budi." in both
    assert "Kalimat pertama." in both
    assert state_of(other) is RevisionState.RETURNED
    assert queries.text_in_force(cast.banua.id, chapter().id).id == one.id


def test_what_was_carried_over_to_a_later_text_comes_into_force(cast):
    approve_all(cast)
    earlier = proposed(cast, Words("Punya Budi", "Punya Budi."), author=cast.budi)
    later = proposed(cast)
    approve(later, cast)
    return_text(earlier, "Gabungkan.", cast.wati.id, now())
    said = Proposal(Words("Keduanya", "Keduanya."), Change.MATERIAL, "", (), later.key)

    rewrite_draft(queries.revision_by_key(earlier.key), said, cast.budi.id, now())
    propose_text(queries.revision_by_key(earlier.key), cast.budi.id, now())
    approve(earlier, cast)

    assert queries.text_in_force(cast.banua.id, chapter().id).title == "Keduanya"


def test_returning_says_what_to_change(cast, visit):
    made = proposed(cast)
    path = f"/naskah/usul/{made.key}/kembalikan"

    assert visit(cast.wati).post(path, {"note": ""}).status_code == 409
    assert visit(cast.wati).post(path, {"note": "Pasal berapa?"}).status_code == 303
    assert "Pasal berapa?" in visit(cast.rina).get(f"/naskah/usul/{made.key}").text


def test_paragraphs_keep_their_numbers(cast):
    approve(proposed(cast, Words("A", "Satu dua tiga.\n\nEmpat lima enam.")), cast)
    changed = "Baru sama sekali di depan.\n\nSatu dua tiga.\n\nEmpat lima enam tujuh."

    after = proposed(cast, Words("A", changed))

    first, second = queries.text_in_force(cast.banua.id, chapter().id).anchors.split()
    given = after.anchors.split()
    assert given[1:] == [first, second]
    assert given[0] not in (first, second)
