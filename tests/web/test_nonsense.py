"""Addresses and tokens that no page of ours has made are answered, and nothing breaks."""

import pytest

from mori.logbook.models import Comment, Entry
from tests.cast import TODAY
from tests.logbook.writing import write_entry

HUGE = "9" * 25
LISTS = (
    "/lembaga",
    "/peserta",
    "/peserta?saring=selesai",
    "/orang",
    "/tertunda",
    "/koreksi",
    "/presensi/isi",
)


pytestmark = pytest.mark.usefixtures("noon")


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("place", [HUGE, f"a~{HUGE}", f"2026-11-18~{HUGE}", "2026-11-18~-1"])
def test_a_place_in_a_list_that_cannot_be_is_the_beginning_or_the_end(visit, cast, path, place):
    joint = "&" if "?" in path else "?"

    assert visit(cast.wati).get(f"{path}{joint}after={place}").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/peserta/%00",
        "/peserta/baru?cari=a%00b",
        "/orang?cari=%00",
        "/orang?after=a%00~3",
        "/presensi/isi?unit=%00",
    ],
)
def test_an_address_with_a_nul_is_none(visit, cast, path):
    assert visit(cast.wati).get(path).status_code == 404


@pytest.mark.parametrize("token", ["", "x" * 41, "x" * 5000, "a\0b"])
def test_a_token_that_is_none_costs_no_words(visit, cast, token):
    entry, sari = write_entry(cast, day=TODAY.replace(day=17)), visit(cast.sari)

    written = sari.post("/logbook", {"token": token, "day": TODAY, "text": "Menyusun."})
    said = sari.post(f"/logbook/{entry.key}/komentar", {"token": token, "text": "Siap."})

    assert (written.status_code, said.status_code) == (303, 303)
    assert Entry.select().where(Entry.text == "Menyusun.").count() == 1
    assert [comment.text for comment in Comment.select()] == ["Siap."]
