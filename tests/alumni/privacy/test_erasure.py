"""Erased: nothing is left by which somebody is known, and what the law keeps is said."""

import json

import pytest

from mori.alumni.finding.models import AlumnusFacet, AlumnusTally
from mori.alumni.models import Alumnus, AlumnusStay, Consent
from mori.alumni.privacy import operations, queries
from mori.alumni.privacy.own_words import held_about
from mori.alumni.privacy.rules import kept
from mori.alumni.queries import alumnus_by_key
from mori.alumni.rules import ALUMNUS, AlumnusState
from mori.core.db import db
from mori.links.models import SignedLink
from mori.notifications.models import Message
from mori.notifications.operations import mark_sent, post_message
from mori.safeguarding.lasting import jobs as lasting
from mori.safeguarding.lasting.ledger import Ledger
from tests.alumni.privacy import asking
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("noon")


def erase(cast, alumnus) -> None:
    request = asking.ask(alumnus)
    operations.settle(type(request).get_by_id(request.id), "", cast.wati.id, NOON)


def everything() -> str:
    """Each text in each table, as a dump would have it."""
    names = [name for name in db.get_tables() if name not in ("migratehistory", "region")]
    rows = [db.execute_sql(f'SELECT * FROM "{name}"').fetchall() for name in names]
    return repr(rows)


def test_nothing_in_the_database_knows_them_any_more(cast):
    alumnus = asking.whole(cast)
    asking.merge(alumnus, asking.whole(cast, "S. Umpamanya"))
    before = everything()
    assert [secret for secret in asking.SECRETS if secret not in before] == []

    erase(cast, alumnus)

    after = everything()
    assert [secret for secret in (*asking.SECRETS, "S. Umpamanya") if secret in after] == []


def test_they_are_erased_again_where_a_copy_from_before_was_restored(cast, tmp_path):
    alumnus, ledger = asking.whole(cast), Ledger(tmp_path, b"a secret of the office, long enough")
    with db.atomic() as copy:
        erase(cast, alumnus)
        for piece in lasting.keep_in_file(ledger, NOON):
            piece()
        copy.rollback()  # as in a copy of before
    assert asking.SECRETS[0] in everything()

    for piece in lasting.make_again(ledger, NOON):
        piece()

    after = everything()
    assert [secret for secret in asking.SECRETS if secret in after] == []
    assert Alumnus.get_by_id(alumnus.id).state is AlumnusState.ERASED


def test_the_year_stays_for_statistics_and_the_consents_without_a_name(cast):
    alumnus = asking.whole(cast)

    erase(cast, alumnus)

    row = Alumnus.get_by_id(alumnus.id)
    assert row.state is AlumnusState.ERASED
    stay = AlumnusStay.get(AlumnusStay.alumnus == alumnus)
    assert (stay.year, stay.institution.name) == (2015, "Universitas Contoh")
    assert [each.withdrawn_at for each in Consent.select()] == [NOON, NOON]
    assert not AlumnusFacet.select().where(AlumnusFacet.alumnus == alumnus).exists()
    assert not AlumnusTally.select().where(AlumnusTally.value == "siti").exists()


def test_other_people_stay_as_they_are(cast):
    alumnus, other = asking.whole(cast), asking.whole(cast, "Budi Umpama")
    before = held_about(alumnus_by_key(other.key), NOON)

    erase(cast, alumnus)

    assert held_about(alumnus_by_key(other.key), NOON) == before


def test_links_and_mail_are_forgotten(cast):
    alumnus = asking.whole(cast)
    SignedLink.create(
        purpose="alumni.own", about_kind=ALUMNUS, about_key=alumnus.key, about_name=alumnus.name,
        office=cast.banua, name=alumnus.name, email="siti@umpama.example", phone="", digest="d",
        made_by=cast.wati, made_at=NOON, expires_at=NOON, token="l",
    )  # fmt: skip
    sent = post_message("a", "siti@umpama.example", "Untuk Siti Umpama", "Halo Siti", NOON)
    mark_sent(sent, NOON)
    post_message("b", "siti@umpama.example", "Untuk Siti Umpama", "Halo Siti", NOON)
    post_message("c", cast.wati.email, "Lain", "Halo", NOON)

    erase(cast, alumnus)

    link = SignedLink.get()
    assert (link.state, link.name, link.email) == ("revoked", "", "")
    assert "Siti" not in link.about_name
    assert [(row.token, row.recipient) for row in Message.select().order_by(Message.id)] == [
        ("a", ""),
        ("c", cast.wati.email),
    ]


def test_mail_to_an_account_or_another_alumnus_is_not_lost(cast):
    alumnus = asking.whole(cast)
    asking.whole(cast, "Budi Umpama")  # who shares the address
    post_message("b", "siti@umpama.example", "Untuk Budi", "Halo Budi", NOON)

    erase(cast, alumnus)

    assert Message.get().recipient == "siti@umpama.example"


def test_what_stays_is_said_with_its_source_or_that_it_has_none(cast, visit):
    request = asking.ask(asking.whole(cast))

    text = visit(cast.wati).get(f"/alumni/permintaan/{request.key}").text

    for each in kept():
        assert each.bahasa in text
    assert text.count("Belum dipastikan dalam peraturan") == sum(
        1 for each in kept() if not each.verified_on
    )


def test_erased_on_the_page_it_says_so(cast, visit):
    request = asking.ask(asking.whole(cast))
    wati = visit(cast.wati)

    answer = wati.post(f"/alumni/permintaan/{request.key}/selesai", {"answer": "", "sure": "y"})

    assert answer.status_code == 303
    assert "Siti" not in wati.get(answer.location).text
    assert "Siti" not in wati.get("/alumni/permintaan?saring=selesai").text


def test_rows_of_imports_are_emptied_and_still_open(cast):
    from mori.alumni.imports.models import Import, ImportRow
    from mori.alumni.understanding.rules import ReadRow, RowKind, packed_row
    from mori.uploads.models import Upload

    alumnus = asking.whole(cast)
    upload = Upload.create(
        token="u", person=cast.wati, purpose="alumni", name="x", bytes=1, digest="d", begun_at=NOON
    )
    made = Import.create(
        office=cast.banua, made_by=cast.wati, upload=upload, name="x", digest="d", made_at=NOON
    )
    read = ReadRow(1, "Sheet1", 2, RowKind.PERSON, ("Siti Umpama", "+628117770000"))
    row = ImportRow.create(
        imported=made, position=1, sheet=0, number=2, kind=RowKind.PERSON, alumnus=alumnus,
        packed=json.dumps(packed_row(read)), corrected='{"name": "Siti Umpama"}',
    )  # fmt: skip

    erase(cast, alumnus)

    row = ImportRow.get_by_id(row.id)
    assert "Siti" not in row.packed + row.corrected
    assert row.read.cells == ()


def test_all_that_points_to_somebody_is_looked_at(cast):
    names = [about.name for about in queries.tables_about([1])]

    assert {"alumnus_stay", "stay_unit", "consent", "privacy_request_event"} <= set(names)
    assert names.index("stay_unit") < names.index("alumnus_stay") < names.index("alumnus")


def test_a_merge_and_what_was_said_of_two_people_name_nobody(cast):
    from mori.alumni.merging.models import AlumnusMerge, DuplicatePair, NotSame

    alumnus, other = asking.whole(cast), asking.whole(cast, "Budi Umpama")
    AlumnusMerge.create(
        office=cast.banua, kept=alumnus, merged=alumnus, before='{"name": "Siti Umpama"}',
        after='{"name": "Siti Umpama"}', carried="[]", actor=cast.wati, at=NOON,
    )  # fmt: skip
    NotSame.create(
        office=cast.banua, one=other, other=alumnus, one_signature="1", other_signature="2",
        other_name="Siti Umpama", actor=cast.wati, at=NOON,
    )  # fmt: skip
    pair = {"one": alumnus, "other": other, "reasons": '["Siti Umpama"]'}
    DuplicatePair.create(office=cast.banua, score=90, **pair)

    erase(cast, alumnus)

    assert "Siti Umpama" not in everything()
    assert (AlumnusMerge.get().before, AlumnusMerge.get().after) == ("{}", "{}")
