"""What was received belongs to a form: its own, by its sender, once."""

import datetime as dt

import pytest

from mori.accounts.models import Membership
from mori.core.clock import now
from mori.uploads import operations, rules
from mori.uploads.models import Upload
from tests.support import documents
from tests.support.together import all_at_once

from .sending import FILE


def sketches():
    from mori.sketching.models import Sketch

    return list(Sketch.select())


def address_of(sketch) -> str:
    return f"/sketsa/{sketch.key}/berkas.unduh"


def test_a_whole_file_is_handed_in_with_its_form_and_stays(handing):
    phone = handing.phone()
    key = phone.send()
    phone.finish(key)

    reply = phone.hand_in(key)
    operations.sweep_uploads(handing.store, now() + dt.timedelta(days=900))

    assert reply.status_code == 303
    assert [sketch.upload.key for sketch in sketches()] == [key]
    assert phone.browser.get(address_of(sketches()[0])).data == FILE


def test_the_same_form_twice_is_one(handing):
    phone = handing.phone()
    key = phone.send()
    phone.finish(key)

    replies = [phone.hand_in(key).status_code for _ in range(2)]

    assert replies == [303, 303]
    assert len(sketches()) == 1


def test_a_file_is_handed_in_once_and_is_nothing_for_another_form(handing):
    phone = handing.phone()
    key = phone.send()
    phone.finish(key)
    phone.hand_in(key)

    reply = phone.hand_in(key, token="another form")

    assert (reply.status_code, "Pilih berkasnya dulu" in reply.text) == (422, True)
    assert phone.browser.post(f"/unggahan/{key}/batal").status_code == 409
    assert handing.files() == ["sketches"]


def test_of_twenty_forms_at_once_one_has_the_file(handing):
    phone = handing.phone()
    phone.finish(phone.send())
    upload = Upload.get()

    ends = all_at_once(*[lambda: operations.hand_in(upload)] * 20)

    assert sorted(set(ends)) == ["done", "refused"]
    assert ends.count("done") == 1


def test_without_scripts_a_file_goes_with_its_form(handing):
    phone = handing.phone()

    reply = phone.hand_in(file=FILE)

    assert reply.status_code == 303
    assert phone.browser.get(address_of(sketches()[0])).data == FILE


def test_a_file_is_not_lost_with_a_form_that_comes_back(handing):
    phone = handing.phone()

    wrong = phone.hand_in(file=FILE, title="")
    key = wrong.text.partition('name="upload" value="')[2].partition('"')[0]
    right = phone.hand_in(key)

    assert (wrong.status_code, right.status_code) == (422, 303)
    assert "laporan.pdf" in wrong.text
    assert len(sketches()) == 1


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (documents.HTML, "bukan PDF"),
        (documents.pdf(10_100_000), "lebih besar dari 10 MB"),
        (documents.bomb(), "terlalu besar saat dibuka"),
        (None, "Pilih berkasnya dulu"),
    ],
    ids=["HTML", "10.1 MB", "bomb", "none"],
)
def test_without_scripts_the_same_is_refused_in_words(handing, content, why):
    reply = handing.phone().hand_in(file=content)

    assert (reply.status_code, why in reply.text) == (422, True)
    assert handing.files() == []
    assert not Upload.select().exists()


def test_a_file_that_is_not_whole_is_not_handed_in(handing):
    phone = handing.phone()
    key = phone.begin().json["key"]
    phone.piece(key, 0)

    reply = phone.hand_in(key)

    assert (reply.status_code, "belum utuh" in reply.text) == (422, True)
    assert "0,1 dari 0,2 MB diterima" in reply.text


def test_nobody_else_goes_on_with_it_cancels_it_or_hands_it_in(handing):
    owner, cast = handing.phone(), handing.cast
    key = owner.send()
    others = [handing.phone(each) for each in (cast.tono, cast.rina, cast.wati, cast.hasan)]
    others += [handing.phone(cast.dewi), handing.phone(cast.joko)]  # of another office

    for other in others:
        assert other.piece(key, 0).status_code == 404
        assert other.finish(key).status_code == 404
        assert other.browser.post(f"/unggahan/{key}/batal").status_code == 404
    owner.finish(key)

    assert handing.phone(cast.tono).hand_in(key).status_code == 422
    assert handing.visit().post(f"/unggahan/{key}/selesai").status_code == 303
    assert not sketches()


def test_the_same_file_of_another_person_is_another_upload(handing):
    mine = handing.phone().begin().json["key"]

    theirs = handing.phone(handing.cast.tono).begin().json["key"]

    assert mine != theirs


def test_only_who_may_do_what_it_is_for_may_begin(handing):
    assert handing.phone(handing.cast.rina).begin().status_code == 403


def test_another_persons_file_does_not_exist(handing):
    handing.phone().hand_in(file=FILE)

    reply = handing.visit(handing.cast.tono).get(address_of(sketches()[0]))

    assert reply.status_code == 404


def test_it_is_served_as_what_it_is_to_be_kept_and_never_run(handing):
    phone = handing.phone()
    phone.hand_in(file=FILE, title="Denah Ruang 2")

    headers = phone.browser.get(address_of(sketches()[0])).headers

    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Disposition"] == 'attachment; filename="sketsa-denah-ruang-2.pdf"'
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "private" in headers["Cache-Control"]


def test_a_docx_named_pdf_is_served_as_docx(handing):
    phone = handing.phone()
    phone.hand_in(file=documents.docx())

    headers = phone.browser.get(address_of(sketches()[0])).headers

    assert headers["Content-Type"].endswith("wordprocessingml.document")
    assert headers["Content-Disposition"].endswith('.docx"')


def test_so_many_files_wait_for_their_form_and_no_more(handing):
    phone = handing.phone()
    keys = [phone.begin(digest=f"{n:064x}", token=f"t{n}").json["key"] for n in range(5)]

    refused = phone.begin(digest=f"{9:064x}", token="t9")
    phone.browser.post(f"/unggahan/{keys[0]}/batal")
    begun = phone.begin(digest=f"{9:064x}", token="t9")

    assert (refused.status_code, "5 berkas" in refused.json["why"]) == (422, True)
    assert begun.status_code == 200
    assert handing.phone(handing.cast.tono).begin().status_code == 200


def test_all_together_have_a_budget(handing, monkeypatch):
    monkeypatch.setattr(operations, "MOST_OPEN_BYTES", 2 * len(FILE) - 1)
    handing.phone().begin()

    reply = handing.phone(handing.cast.tono).begin()

    assert (reply.status_code, "Coba lagi besok" in reply.json["why"]) == (422, True)


def test_a_whole_file_that_nobody_handed_in_is_swept(handing):
    phone = handing.phone()
    phone.finish(phone.send())

    operations.sweep_uploads(handing.store, now() + rules.KEEP + dt.timedelta(minutes=1))

    assert handing.files() == []
    assert not Upload.select().exists()


def test_cancelling_takes_everything_away_and_says_so(handing):
    phone = handing.phone()
    key = phone.send()

    reply = phone.browser.post(f"/unggahan/{key}/batal")

    assert (reply.status_code, reply.location) == (303, "/sketsa")
    assert "dibatalkan" in phone.browser.get("/sketsa").text
    assert handing.files() == []


def test_what_is_declared_is_there(handing):
    from mori.access.grants import GRANTS
    from mori.slices import slices

    for purpose in (purpose for each in slices() for purpose in each.file_purposes):
        assert purpose.action in GRANTS
        assert purpose.page in handing.app.view_functions
        assert purpose.name.isalpha()
        assert purpose.most_bytes <= 10_000_000


def test_a_role_that_ended_goes_on_with_nothing(handing):
    phone = handing.phone()
    key = phone.begin().json["key"]
    Membership.update(ended_at=now()).where(Membership.person == handing.cast.sari).execute()

    assert phone.piece(key, 0).status_code in (303, 401, 403, 404)
