"""From a case to what became of it: written, checked, sealed, revealed, and talked about."""

import datetime as dt
import re

import pytest

from mori.certificates.lines.models import TranscriptLine
from mori.contributions.matters.models import Matter
from mori.contributions.matters.rules import Level, MatterKind
from mori.contributions.opinions.models import Opinion
from mori.contributions.revealing.jobs import reveal_due
from mori.core.clock import now
from mori.guidebook.agreeing.operations import sign_book
from mori.guidebook.models import Edition
from tests.guidebook.agreeing.reading import published_sop, understand

from .opining import BODY, CONCLUDED, REASONS, TITLE, again, form_of, give, opened_matter

pytestmark = pytest.mark.usefixtures("noon")

CASE = {
    "title": TITLE,
    "body": "Pelapor menyatakan air diputus tanpa pemberitahuan.",
    "kind": "study",
    "level": "fiction",
    "day": "2026-11-20",
    "time": "16:00",
}
NO = {"name": "tidak", "post": "tidak", "place": "tidak", "search": "tidak"}


def test_a_study_from_its_draft_to_second_thoughts(visit, cast, noon):
    rina, budi, sari = visit(cast.rina), visit(cast.budi), visit(cast.sari)

    there = rina.post("/pendapat/baru", CASE | {"token": "a"}).location
    page = rina.get(there).text
    assert "Periksa" not in page.partition("<main")[2].partition("Rekan")[0]
    assert rina.post(f"{there}/periksa", NO | {"digest": "x"}).status_code == 409
    assert rina.post(f"{there}/keadaan", {"step": "open"}).status_code == 409

    digest = re.search(r'name="digest" value="(\w+)"', budi.get(there).text)[1]
    assert budi.post(f"{there}/periksa", NO | {"digest": digest, "post": "ya"}).status_code == 422
    assert budi.post(f"{there}/periksa", NO | {"digest": digest}).status_code == 303
    assert budi.post(f"{there}/keadaan", {"step": "open"}).status_code == 409
    sealed = {"finding": "found", "f5": "1", "reasons": CONCLUDED}
    assert rina.post(f"{there}/simpulan", sealed).status_code == 303
    assert rina.post(f"{there}/keadaan", {"step": "open"}).status_code == 303

    mine = "/belajar" + there
    assert TITLE in sari.get("/belajar/pendapat").text
    assert CASE["body"] in sari.get(mine).text
    assert sari.post(mine, form_of(token="s")).status_code == 303
    assert REASONS in sari.get(mine).text
    assert sari.post(mine, form_of(token="s")).status_code == 303
    other = sari.post(mine, form_of(token="s", reasons="Lain sekali."))
    assert other.status_code == 409
    assert "Lain sekali." in other.text
    assert Opinion.select().count() == 1
    assert CONCLUDED not in budi.get(there).text
    assert sari.get(f"{mine}/dibuka").status_code == 404

    noon.move_to("2026-11-20T16:00:00+08:00")
    seen = sari.get(f"{mine}/dibuka").text
    assert CONCLUDED in seen
    assert Matter.get().state == "open"
    assert sari.get(mine).location.endswith("/dibuka")
    assert sari.post(mine, form_of(token="s")).status_code == 303
    assert visit(cast.tono).get(mine).status_code == 404

    assert TranscriptLine.select().count() == 0
    for piece in reveal_due(now()):
        piece()
    assert Matter.get().state == "revealed"
    line = TranscriptLine.get()
    assert line.placement_id == cast.placement.id
    assert TITLE not in line.text

    thought = {"finding": "none", "because": "office", "text": "Saya melewatkan surat itu."}
    assert sari.post(f"{mine}/pikiran", thought).status_code == 303
    assert thought["text"] in sari.get(f"{mine}/dibuka").text

    opinion = Opinion.get()
    assert "Sari" not in budi.get(f"{there}/surat").text
    assert sari.post(f"{mine}/nama", {}).status_code == 303
    assert "Sari" not in budi.get(f"{there}/surat").text
    words = dict.fromkeys(("basis", "reasons", "evidence", "proposal", "language"), "almost")
    asked = f"/pendapat/surat/{opinion.key}"
    assert "Sari" not in budi.get(asked).text
    assert budi.post(asked, words | {"basis": ""}).status_code == 422
    assert budi.post(asked, words | {"basis_text": "Sebut pasalnya."}).status_code == 303
    assert "Sari" in budi.get(f"{there}/surat").text
    assert "Sebut pasalnya." in sari.get(f"{mine}/dibuka").text

    assert budi.post(f"{there}/akhir", {}).status_code == 303
    assert budi.post(f"{there}/keadaan", {"step": "archive"}).status_code == 303
    assert again(Matter.get()).state == "archived"


def test_a_consultation_is_late_until_the_office_says_what_became_of_each(visit, cast, noon):
    matter = opened_matter(cast, kind=MatterKind.CONSULTATION)
    for person in (cast.sari, cast.tono):
        give(matter, person)
    there, mine = f"/pendapat/{matter.key}", f"/belajar/pendapat/{matter.key}/dibuka"
    noon.move_to(matter.reveals_at + dt.timedelta(days=9))
    budi, sari, hasan = visit(cast.budi), visit(cast.sari), visit(cast.hasan)
    owed = "kesimpulan yang dijanjikan terlambat"

    assert "terlambat" in budi.get(there).text
    assert "terlambat" in sari.get(mine).text
    assert owed in hasan.get("/ringkasan").text
    sent = {"finding": "found", "f5": "1", "reasons": CONCLUDED}
    sent |= {f"used_{letter}": "part" for letter in "AB"}
    sent |= {f"why_{letter}": "Masuk ke saran kedua." for letter in "AB"}
    assert budi.post(f"{there}/akhir", sent | {"why_B": ""}).status_code == 422
    assert budi.post(f"{there}/akhir", sent | {"used_A": ""}).status_code == 422
    assert budi.post(f"{there}/akhir", sent).status_code == 303

    assert again(matter).state == "concluded"
    assert sari.get(mine).text.count("Masuk ke saran kedua.") == 2
    assert CONCLUDED in sari.get(mine).text
    assert owed not in hasan.get("/ringkasan").text


def test_a_closed_case_is_read_by_those_who_stand_by_the_pledge(visit, cast):
    published_sop(cast)
    pledge = Edition.get(Edition.slug.startswith("rahasia"))
    matter = opened_matter(cast, level=Level.CLOSED)
    mine = f"/belajar/pendapat/{matter.key}"
    sari = visit(cast.sari)

    page = sari.get(mine)
    assert (page.status_code, BODY in page.text, TITLE in page.text) == (200, False, False)
    refused = sari.post(mine, form_of())
    assert (refused.status_code, REASONS in refused.text, BODY in refused.text) == (
        409,
        True,
        False,
    )
    assert not Opinion.select().exists()

    understand(cast, cast.sari, 1, "rahasia")
    assert BODY not in sari.get(mine).text
    sign_book(cast.sari, pledge, cast.sari.name, "sari", now())
    assert BODY in sari.get(mine).text
    assert sari.post(mine, form_of()).status_code == 303


@pytest.mark.parametrize("text", ["Ada pelecehan di loket.", "x" * 6001, ""])
def test_what_is_no_matter_is_refused_and_comes_back(visit, cast, text):
    answer = visit(cast.rina).post("/pendapat/baru", CASE | {"body": text, "title": "Judulku"})

    assert answer.status_code == 422
    assert "Judulku" in answer.text
    assert not Matter.select().exists()


def test_a_consultation_needs_a_day_after_its_reveal(visit, cast):
    sent = CASE | {"kind": "consultation"}
    rina = visit(cast.rina)

    assert [
        rina.post("/pendapat/baru", sent | {"due": due}).status_code
        for due in ("", "2026-11-19", "2026-11-25")
    ] == [422, 422, 303]
    assert rina.post("/pendapat/baru", CASE | {"day": "2026-11-17"}).status_code == 422
