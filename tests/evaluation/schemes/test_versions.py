"""What is in use is frozen; the next version takes its place, and the former one stays."""

import threading

import pytest
from peewee import IntegrityError

from mori.core.db import db, new_key
from mori.core.errors import Refused
from mori.evaluation.schemes import operations, queries
from mori.evaluation.schemes.models import Scheme
from mori.evaluation.schemes.rules import SchemeState
from tests.cast import NOON
from tests.evaluation.schemes.making import (
    ASPECT_FORM,
    FACTS,
    FORM,
    aspect,
    labels_of,
    make_draft,
    make_in_use,
    put_to_use,
)

pytestmark = pytest.mark.usefixtures("noon")


def state_of(scheme):
    return queries.scheme_by_id(scheme.id).state


def verbs_of(scheme):
    return [event.verb for event in queries.events_of(scheme.id)]


def test_a_draft_is_put_to_use_once(visit, cast):
    draft, wati = make_draft(cast), visit(cast.wati)

    for _ in range(2):
        reply = wati.post(f"/penilaian/skema/{draft.key}/pakai", {"seen": draft.revision})
        assert reply.status_code == 303

    assert state_of(draft).is_in_use
    assert verbs_of(draft) == ["make", "publish"]


@pytest.mark.parametrize(
    ("weights", "words"),
    [([], "paling sedikit satu aspek"), ([1, None], "Beri bobot untuk semua aspek")],
)
def test_what_is_not_whole_is_not_put_to_use(visit, cast, weights, words):
    draft = make_draft(cast, labels=())
    for number, weight in enumerate(weights):
        operations.add_aspect(draft, aspect(f"Aspek {number}", weight), new_key())
    seen = queries.scheme_by_id(draft.id).revision

    reply = visit(cast.wati).post(f"/penilaian/skema/{draft.key}/pakai", {"seen": seen})

    assert reply.status_code == 409
    assert words in reply.text
    assert state_of(draft).is_draft
    assert verbs_of(draft) == ["make"]


def test_what_nobody_has_seen_is_not_put_to_use(visit, cast):
    draft = make_draft(cast)
    operations.add_aspect(draft, aspect("Yang ditambah orang lain"), new_key())

    reply = visit(cast.wati).post(f"/penilaian/skema/{draft.key}/pakai", {"seen": draft.revision})

    assert reply.status_code == 409
    assert "Yang ditambah orang lain" in reply.text
    assert state_of(draft).is_draft


def test_one_in_use_is_frozen_and_keeps_what_was_typed(visit, cast):
    scheme, wati = make_in_use(cast), visit(cast.wati)
    row = queries.aspects_of(scheme.id)[0]
    seen = {"seen": scheme.revision}

    facts = wati.post(f"/penilaian/skema/{scheme.key}/ubah", {**FORM, **seen, "name": "Diketik"})
    added = wati.post(f"/penilaian/skema/{scheme.key}/aspek", ASPECT_FORM)
    changed = wati.post(f"/penilaian/skema/aspek/{row.key}", {**ASPECT_FORM, **seen})
    others = [
        wati.post(f"/penilaian/skema/aspek/{row.key}/pindah", {"place": 0, "to": 1}),
        wati.post(f"/penilaian/skema/aspek/{row.key}/hapus"),
        wati.post(f"/penilaian/skema/{scheme.key}/buang"),
    ]

    assert [each.status_code for each in (facts, added, changed, *others)] == [409] * 6
    assert 'value="Diketik"' in facts.text
    assert 'value="Ketelitian"' in changed.text
    assert 'value="Ketelitian"' in added.text
    assert labels_of(scheme) == ["Sikap", "Hasil kerja"]
    assert queries.scheme_by_id(scheme.id).name == FACTS.name


def test_pages_that_change_lead_back_from_what_is_frozen(visit, cast):
    scheme, wati = make_in_use(cast), visit(cast.wati)
    row = queries.aspects_of(scheme.id)[0]

    for path in (f"{scheme.key}/ubah", f"aspek/{row.key}"):
        reply = wati.get(f"/penilaian/skema/{path}")
        assert (reply.status_code, scheme.key in reply.location) == (303, True)


def test_a_change_makes_the_next_version_and_the_old_one_stays(visit, cast):
    first, wati = make_in_use(cast), visit(cast.wati)

    reply = wati.post(f"/penilaian/skema/{first.key}/versi")
    again = wati.post(f"/penilaian/skema/{first.key}/versi")
    second = queries.draft_of(first.family)
    operations.remove_aspect(queries.aspect_by_key(queries.aspects_of(second.id)[0].key))
    put_to_use(second, cast)

    assert reply.location == again.location
    assert (second.version, second.name) == (2, first.name)
    assert state_of(first) is SchemeState.RETIRED
    assert state_of(second).is_in_use
    assert labels_of(first) == ["Sikap", "Hasil kerja"]
    assert labels_of(second) == ["Hasil kerja"]
    assert len(queries.bands_of(second.id)) == 2
    assert verbs_of(first)[-1] == "replace"
    assert "Versi 1" in wati.get("/penilaian/skema?saring=lama").text


def test_retiring_asks_first_and_can_be_followed(visit, cast):
    scheme, wati = make_in_use(cast), visit(cast.wati)
    address = f"/penilaian/skema/{scheme.key}/berhenti"

    asked = wati.get(address).text
    replies = [wati.post(address).status_code for _ in range(2)]
    wati.post(f"/penilaian/skema/{scheme.key}/versi")

    assert "Hentikan “Lembar Banua”?" in asked
    assert replies == [303, 303]
    assert verbs_of(scheme) == ["make", "publish", "retire"]
    assert state_of(scheme) is SchemeState.RETIRED
    assert queries.draft_of(scheme.family).version == 2


def test_a_discarded_draft_is_read_and_copied(visit, cast):
    draft, wati = make_draft(cast), visit(cast.wati)

    for _ in range(2):
        assert wati.post(f"/penilaian/skema/{draft.key}/buang").status_code == 303
    reply = wati.post(f"/penilaian/skema/{draft.key}/salin", {"token": "c"})

    assert state_of(draft) is SchemeState.DISCARDED
    assert verbs_of(draft) == ["make", "discard"]
    assert "Lembar Banua" in wati.get("/penilaian/skema?saring=lama").text
    assert "Sikap" in wati.get(reply.location).text


def test_a_copy_is_another_scheme_with_a_name_of_its_own(visit, cast):
    scheme, wati = make_in_use(cast), visit(cast.wati)

    replies = [
        wati.post(f"/penilaian/skema/{scheme.key}/salin", {"token": "c"}).location for _ in range(2)
    ]

    copy = Scheme.get(Scheme.name == "Lembar Banua (2)")
    assert replies[0] == replies[1]
    assert copy.family != scheme.family
    assert (copy.version, copy.state.is_draft) == (1, True)
    assert labels_of(copy) == labels_of(scheme)


def test_former_ones_come_page_by_page(visit, cast):
    for number in range(queries.PAGE + 1):
        draft = make_draft(cast, FACTS._replace(name=f"Lembar {number:02}"), labels=())
        operations.discard_scheme(draft, cast.wati.id, NOON)
    wati = visit(cast.wati)

    first = wati.get("/penilaian/skema?saring=lama").text
    (last,) = queries.former_schemes(cast.banua.id, None)[queries.PAGE - 1 : queries.PAGE]
    rest = wati.get(f"/penilaian/skema?saring=lama&after={last.id}").text

    assert first.count("Lembar ") == queries.PAGE
    assert "Lembar 00" not in first
    assert "Lembar 00" in rest


def test_two_versions_are_never_in_use(cast):
    first = make_in_use(cast)
    second = operations.make_next_version(first, cast.wati.id, NOON)

    with pytest.raises(IntegrityError), db.atomic():
        Scheme.update(state=SchemeState.IN_USE).where(Scheme.id == second.id).execute()


def at_once(times, do):
    """Run ``do`` in several threads, each with its own connection; what each came to."""
    barrier, found = threading.Barrier(times), []

    def run():
        with db.connection_context():
            barrier.wait()
            try:
                found.append(do())
            except Refused as refusal:
                found.append(refusal)

    threads = [threading.Thread(target=run) for _ in range(times)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return found


def test_many_who_publish_at_once_publish_once(committed):
    cast = committed.cast
    with db.connection_context():
        first = make_in_use(cast)
        draft = operations.make_next_version(first, cast.wati.id, NOON)

    found = at_once(
        6,
        lambda: operations.publish_scheme(
            queries.scheme_by_id(draft.id), draft.revision, cast.wati.id, NOON
        ),
    )

    with db.connection_context():
        assert len([each for each in found if isinstance(each, Refused)]) == 5
        assert (verbs_of(first)[-1], verbs_of(draft)) == ("replace", ["begin", "publish"])
        assert queries.version_in_use(first.family).id == draft.id


def test_many_who_begin_the_next_version_begin_one(committed):
    cast = committed.cast
    with db.connection_context():
        first = make_in_use(cast)

    found = at_once(6, lambda: operations.make_next_version(first, cast.wati.id, NOON).id)

    assert len(found) == 6
    assert len(set(found)) == 1


def test_publishing_and_changing_at_once_freezes_one_of_them_whole(committed):
    cast = committed.cast
    with db.connection_context():
        draft = make_draft(cast)
    turn = iter(range(6))

    def publish_or_add():
        if next(turn) % 2:
            return operations.add_aspect(draft, aspect("Baru"), new_key())
        return operations.publish_scheme(
            queries.scheme_by_id(draft.id), draft.revision, cast.wati.id, NOON
        )

    found = at_once(6, publish_or_add)

    with db.connection_context():
        added = labels_of(draft).count("Baru")
        is_published = state_of(draft).is_in_use
        assert is_published == (added == 0)
        assert len([each for each in found if each is None]) == added + is_published
