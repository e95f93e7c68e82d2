"""Who sees a photo, and what a list of them costs."""

import pytest

from mori.logbook.models import Entry
from mori.logbook.photos import operations as operations
from mori.logbook.photos.models import EntryPhoto
from mori.logbook.photos.queries import photos_unseen
from mori.placements.models import UnitSpan
from tests.cast import NOON, TODAY
from tests.logbook.photos.taking import OTHERS, attach
from tests.support.answers import statements

READERS = {
    "sari": 200, "rina": 200, "budi": 200, "wati": 200, "hasan": 200,
    "tono": 404, "ningsih": 404, "laila": 404, "joko": 404, "citra": 404, "dewi": 404, "eko": 404,
}  # fmt: skip


@pytest.mark.parametrize(("who", "status"), READERS.items())
def test_a_photo_is_for_whoever_may_read_the_entry(visit, cast, photo, who, status):
    browser = visit(getattr(cast, who))

    replies = [browser.get(f"/foto/{photo.key}{more}") for more in ("", "/lihat")]

    assert [reply.status_code for reply in replies] == [status, status]


@pytest.mark.parametrize("who", ["rina", "tono", "wati", "ningsih", "laila"])
def test_only_the_writer_removes_a_photo(visit, cast, photo, who):
    assert visit(getattr(cast, who)).post(f"/foto/{photo.key}/hapus").status_code == 404
    assert EntryPhoto.select().exists()


def test_a_stranger_signs_in_first(visit, photo):
    assert visit().get(f"/foto/{photo.key}").status_code == 303


def test_a_picture_can_be_looked_at_and_nothing_else(visit, cast, photo):
    headers = visit(cast.sari).get(f"/foto/{photo.key}").headers

    assert headers["Content-Type"] == "image/webp"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "private, max-age=2592000, immutable"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["Content-Disposition"] == 'inline; filename="foto-1.webp"'


def test_a_picture_whose_file_is_lost_is_not_there(visit, cast, store, photo):
    store.remove(f"photos/{photo.key}")

    assert visit(cast.sari).get(f"/foto/{photo.key}").status_code == 404


def test_a_reviewer_who_loads_it_has_seen_it(visit, cast, store, photo, noon):
    other = attach(store, photo.entry, "p2", OTHERS[0])
    for who in (cast.sari, cast.wati, cast.hasan):
        visit(who).get(f"/foto/{photo.key}")
    assert EntryPhoto.get_by_id(photo.id).seen_at is None

    visit(cast.budi).get(f"/foto/{photo.key}")

    assert EntryPhoto.get_by_id(photo.id).seen_at
    assert photos_unseen([photo.entry_id]) == {photo.entry_id}
    visit(cast.rina).get(f"/foto/{other.key}")
    assert photos_unseen([photo.entry_id]) == set()


@pytest.mark.parametrize(
    ("who", "path"), [("sari", "/"), ("sari", "/logbook"), ("rina", "/tinjau")]
)
def test_a_list_names_photos_with_their_size_and_loads_none(visit, cast, photo, who, path):
    Entry.update(day=TODAY).execute()

    page = visit(getattr(cast, who)).get(path).text

    assert "<img" not in page
    assert ("1 foto" if path == "/" else f"{round(photo.bytes / 1000)} kB") in page
    assert path == "/" or f'href="/foto/{photo.key}/lihat' in page


@pytest.mark.parametrize(
    ("who", "path"), [("sari", "/"), ("sari", "/logbook"), ("rina", "/tinjau")]
)
def test_photos_in_a_list_cost_no_more_than_its_five_statements(visit, cast, photo, who, path):
    browser = visit(getattr(cast, who))
    browser.get(path)

    with statements() as sent:
        browser.get(path)

    others = 2 if path == "/tinjau" else 0  # who has no task, and what the tenth day asks
    assert len(sent) <= 5 + others, "\n".join(sent)


def test_a_tap_puts_the_picture_in_its_place_or_opens_a_page(visit, cast, photo):
    path = f"/foto/{photo.key}/lihat"

    fragment, page = visit(cast.rina, htmx=True).get(path), visit(cast.rina).get(path)

    assert fragment.text.lstrip().startswith(f'<figure class="picture" id="photo-{photo.key}"')
    assert f'<img src="/foto/{photo.key}"' in fragment.text
    assert f'<img src="/foto/{photo.key}"' in page.text
    assert f'href="/logbook/{photo.entry.key}"' in page.text


def test_a_picture_in_a_row_has_an_id_of_its_own(visit, cast, photo):
    page = visit(cast.rina).get("/tinjau").text

    fragment = visit(cast.rina, htmx=True).get(f"/foto/{photo.key}/lihat?di=row")

    assert f'href="/foto/{photo.key}/lihat?di=row"' in page
    assert f'id="photo-{photo.key}-row"' in fragment.text


def test_a_new_supervisor_sees_the_photos_too(visit, cast, photo):
    from mori.logbook.operations import follow_rotation

    UnitSpan.update(supervisor=cast.budi, stand_in=None).where(
        UnitSpan.placement == cast.placement.id
    ).execute()
    follow_rotation(NOON)

    assert visit(cast.budi).get(f"/foto/{photo.key}").status_code == 200
    assert visit(cast.rina).get(f"/foto/{photo.key}").status_code == 404
