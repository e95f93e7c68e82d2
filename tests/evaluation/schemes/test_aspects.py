"""The aspects of a draft: added, changed, moved and removed; never twice, and nothing is lost."""

import pytest

from mori.evaluation.schemes import operations, queries
from mori.evaluation.schemes.rules import MOST_ASPECTS
from tests.evaluation.schemes.making import ASPECT_FORM, aspect, labels_of, make_draft

pytestmark = pytest.mark.usefixtures("noon")


def test_an_aspect_is_added_once_behind_the_others(visit, cast):
    draft, wati = make_draft(cast), visit(cast.wati)

    for _ in range(2):
        assert wati.post(f"/penilaian/skema/{draft.key}/aspek", ASPECT_FORM).status_code == 303

    assert labels_of(draft) == ["Sikap", "Hasil kerja", "Ketelitian"]


@pytest.mark.parametrize(
    "wrong",
    [{"label": ""}, {"help_en": ""}, {"weight": "0"}, {"weight": "101"}, {"help": "x" * 201}],
)
def test_half_an_aspect_comes_back(visit, cast, wrong):
    draft, wati = make_draft(cast), visit(cast.wati)
    (row, _other) = queries.aspects_of(draft.id)
    typed = {**ASPECT_FORM, "label_en": "Kept", **wrong}

    added = wati.post(f"/penilaian/skema/{draft.key}/aspek", typed)
    changed = wati.post(f"/penilaian/skema/aspek/{row.key}", {**typed, "seen": draft.revision})

    assert (added.status_code, changed.status_code) == (422, 422)
    assert 'value="Kept"' in added.text
    assert 'value="Kept"' in changed.text
    assert labels_of(draft) == ["Sikap", "Hasil kerja"]


def test_a_weight_that_is_no_number_comes_back(visit, cast):
    draft = make_draft(cast)

    reply = visit(cast.wati).post(
        f"/penilaian/skema/{draft.key}/aspek", {**ASPECT_FORM, "weight": "banyak"}
    )

    assert reply.status_code == 422
    assert "angka bulat dari 1 sampai 100" in reply.text


def test_sixteen_aspects_are_too_many(visit, cast):
    draft = make_draft(cast, labels=[f"Aspek {n}" for n in range(MOST_ASPECTS)])
    wati = visit(cast.wati)

    reply = wati.post(f"/penilaian/skema/{draft.key}/aspek", ASPECT_FORM)

    assert reply.status_code == 409
    assert "Lima belas aspek" in reply.text
    assert "Tambah aspek" not in wati.get(f"/penilaian/skema/{draft.key}").text


def test_what_was_typed_is_not_lost_when_there_is_no_room(visit, cast):
    draft = make_draft(cast, labels=[f"Aspek {n}" for n in range(MOST_ASPECTS)])

    reply = visit(cast.wati).post(f"/penilaian/skema/{draft.key}/aspek", ASPECT_FORM)

    assert ">\r\nMemeriksa ulang sebelum menyerahkan.<" in reply.text


def test_an_old_page_of_an_aspect_overwrites_nothing(visit, cast):
    draft, wati = make_draft(cast), visit(cast.wati)
    row = queries.aspects_of(draft.id)[0]
    operations.change_aspect(queries.aspect_by_key(row.key), aspect("Lain"), draft.revision)

    reply = wati.post(f"/penilaian/skema/aspek/{row.key}", {**ASPECT_FORM, "seen": draft.revision})

    assert reply.status_code == 409
    assert 'value="Ketelitian"' in reply.text
    assert labels_of(draft)[0] == "Lain"


def test_aspects_move_by_one_and_a_double_tap_moves_once(visit, cast):
    draft, wati = make_draft(cast, labels=["A", "B", "C"]), visit(cast.wati)
    page = wati.get(f"/penilaian/skema/{draft.key}").text
    last = queries.aspects_of(draft.id)[2]

    for _ in range(2):
        reply = wati.post(f"/penilaian/skema/aspek/{last.key}/pindah", {"place": 2, "to": 1})
        assert reply.status_code == 303

    assert labels_of(draft) == ["A", "C", "B"]
    assert reply.location.endswith(f"#a-{last.key}")
    assert "Naikkan: C" in page
    assert "Naikkan: A" not in page
    assert "Turunkan: C" not in page


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"place": 0, "to": 1}, 409),  # it stands at 2
        ({"place": 2, "to": 9}, 409),
        ({"place": 2, "to": -1}, 409),
        ({"place": "x", "to": 1}, 303),
        ({}, 303),
    ],
)
def test_a_move_that_was_not_offered_changes_nothing(visit, cast, said, status):
    draft = make_draft(cast, labels=["A", "B", "C"])
    last = queries.aspects_of(draft.id)[2]

    reply = visit(cast.wati).post(f"/penilaian/skema/aspek/{last.key}/pindah", said)

    assert reply.status_code == status
    assert labels_of(draft) == ["A", "B", "C"]


def test_a_removed_aspect_leaves_no_gap(visit, cast):
    draft, wati = make_draft(cast, labels=["A", "B", "C"]), visit(cast.wati)
    second = queries.aspects_of(draft.id)[1]

    assert wati.post(f"/penilaian/skema/aspek/{second.key}/hapus").status_code == 303

    assert [(each.position, each.label) for each in queries.aspects_of(draft.id)] == [
        (0, "A"),
        (1, "C"),
    ]
