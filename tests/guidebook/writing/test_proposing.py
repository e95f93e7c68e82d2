"""A chapter is written anew: seen first, kept, proposed; nothing that was typed is lost."""

import re

import pytest

from mori.core.errors import Refused
from mori.guidebook import queries
from mori.guidebook.models import Revision, Source
from mori.guidebook.rules import Change, RevisionState, Words
from mori.guidebook.writing.operations import propose_text
from tests.guidebook.publishing import WORDS, approve, approve_all, chapter, draft, load, proposed

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture(autouse=True)
def books(cast):
    load(cast)


def form(cast, **said):
    base = queries.text_in_force(cast.banua.id, chapter().id)
    return {
        "token": "a",
        "base": base.key if base else "",
        "title": "Judul",
        "body": "Satu.\n\nDua.",
        "change": "editorial",
        "do": "propose",
    } | said


def own(person):
    return Revision.select().where(Revision.author == person)


def test_a_supervisor_proposes_a_text_and_a_double_tap_is_one(cast, visit):
    path = f"/naskah/bab/{chapter().key}/ubah"
    browser = visit(cast.rina)

    answers = [browser.post(path, form(cast)) for _time in range(2)]

    made = own(cast.rina).get()
    assert [each.status_code for each in answers] == [303, 303]
    assert made.state is RevisionState.PROPOSED
    assert made.change is Change.EDITORIAL
    assert "Diusulkan" in visit(cast.wati).get("/naskah").text
    assert visit(cast.citra).get(f"/naskah/usul/{made.key}").status_code == 404


def test_it_is_seen_first_and_nothing_is_kept_of_it(cast, visit):
    said = form(cast, body="Isi **baru**.", do="preview")

    seen = visit(cast.rina).post(f"/naskah/bab/{chapter().key}/ubah", said)

    assert seen.status_code == 200
    assert "<p>Isi <strong>baru</strong>.</p>" in seen.text
    assert "Isi **baru**.</textarea>" in seen.text
    assert not own(cast.rina).exists()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"body": ""}, "Tulis naskahnya."),
        ({"change": "both"}, "Pilih salah satu"),
        ({"body": "Hubungi {{tidak_ada}}."}, "tidak_ada"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_stays(cast, visit, said, words):
    answer = visit(cast.rina).post(
        f"/naskah/bab/{chapter().key}/ubah", form(cast, title="Judulku", **said)
    )

    assert answer.status_code == 422
    assert words in answer.text
    assert "Judulku" in answer.text


def test_a_text_of_a_megabyte_is_refused_in_words_and_comes_back(cast, visit):
    long = "kata " * 200_000 + "tamat"

    answer = visit(cast.rina).post(f"/naskah/bab/{chapter().key}/ubah", form(cast, body=long))

    assert answer.status_code == 422
    assert "20000" in answer.text.partition("<textarea")[0]
    assert "kata tamat</textarea>" in answer.text
    assert not own(cast.rina).exists()


def test_sources_say_who_looked_when_and_keep_it(cast):
    approve_all(cast)
    first = proposed(cast, references=())
    sources = "UU 1/2000 | https://contoh.example/uu | 2026-11-03\nCatatan | belum diperiksa kantor"
    from mori.guidebook.writing.rules import typed_references

    said = typed_references(sources)
    second = proposed(cast, Words("Lain", "Lain."), references=said)
    approve(second, cast)
    third = draft(cast, Words("Lagi", "Lagi."), references=said, author=cast.budi)

    rows = list(Source.select().where(Source.revision == third.id).order_by(Source.position))
    assert [row.checked_by_id for row in rows] == [cast.rina.id, None]
    assert rows[1].label == "belum diperiksa kantor"
    assert rows[0].checked_on.day == 3
    assert first.state is RevisionState.PROPOSED


def test_of_two_who_wrote_from_the_same_text_the_second_sees_both(cast, visit):
    approve_all(cast)
    late = form(cast, body="Punya Budi.", token="b")
    approve(proposed(cast), cast)

    answer = visit(cast.budi).post(f"/naskah/bab/{chapter().key}/ubah", late)

    assert answer.status_code == 409
    assert "Punya Budi.</textarea>" in answer.text
    assert "Kalimat pertama." in answer.text
    base = re.search(r'name="base" value="(\w+)"', answer.text)[1]
    again = visit(cast.budi).post(f"/naskah/bab/{chapter().key}/ubah", late | {"base": base})
    assert again.status_code == 303
    assert own(cast.budi).get().body == "Punya Budi."


def test_a_draft_is_changed_by_its_author_alone(cast, visit):
    made = draft(cast)
    path = f"/naskah/usul/{made.key}/ubah"

    assert visit(cast.wati).get(path).status_code == 404
    answer = visit(cast.rina).post(path, form(cast, body="Lebih baik.", do="keep"))

    assert answer.status_code == 303
    assert queries.revision_by_id(made.id).body == "Lebih baik."


def test_the_same_draft_in_two_windows_is_not_written_over(cast):
    from mori.core.clock import now
    from mori.guidebook.writing.operations import Proposal, rewrite_draft

    made = draft(cast)
    said = Proposal(WORDS, Change.EDITORIAL, "", ())
    rewrite_draft(made, said, cast.rina.id, now())

    with pytest.raises(Refused):
        rewrite_draft(made, said, cast.rina.id, now())


def test_taken_back_proposed_again_and_discarded(cast, visit):
    made, browser = draft(cast), visit(cast.rina)

    for path, state in (
        ("usulkan", RevisionState.PROPOSED),
        ("tarik", RevisionState.DRAFT),
        ("buang", RevisionState.DISCARDED),
    ):
        assert browser.post(f"/naskah/usul/{made.key}/{path}").status_code == 303
        assert queries.revision_by_id(made.id).state is state
    from mori.core.clock import now

    with pytest.raises(Refused):
        propose_text(queries.revision_by_key(made.key), cast.rina.id, now())
