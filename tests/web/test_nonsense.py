"""What no page of ours has made is answered and breaks nothing; what nobody sees stays outside."""

from pathlib import Path

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import StringField

import mori
from mori.core.texts.tidying import UNSEEN
from mori.logbook.models import Comment, Entry
from mori.web.fields import Form, Line, Prose
from tests.cast import TODAY
from tests.logbook.writing import write_entry

DIRTY = "\u200b\ufeff\u202eSari\0 Con\u00adtoh\u2069 "
BLANK = "\u200b \ufeff\u2060\u3164\u2800\0"
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


def test_an_address_with_a_nul_is_none(visit, cast):
    assert visit(cast.wati).get("/peserta/%00").status_code == 404


@pytest.mark.parametrize("path", ["/orang", "/peserta", "/presensi/lembar", "/presensi/isi"])
@pytest.mark.parametrize(
    "query",
    [
        "cari=%00",
        "after=a%00~3",
        "unit=%00",
        "%00=1",
        "unit=%ED%A0%80",
        "unit=\xff",
        "after=\xed~1",
    ],
)
def test_what_no_text_can_hold_is_taken_out_of_a_query(visit, cast, path, query):
    reply = visit(cast.wati).get(path, environ_overrides={"QUERY_STRING": query})

    assert reply.status_code == 200


@pytest.mark.parametrize("token", ["", "x" * 41, "x" * 5000, "a\0b"])
def test_a_token_that_is_none_costs_no_words(visit, cast, token):
    entry, sari = write_entry(cast, day=TODAY.replace(day=17)), visit(cast.sari)

    written = sari.post("/logbook", {"token": token, "day": TODAY, "text": "Menyusun."})
    said = sari.post(f"/logbook/{entry.key}/komentar", {"token": token, "text": "Siap."})

    assert (written.status_code, said.status_code) == (303, 303)
    assert Entry.select().where(Entry.text == "Menyusun.").count() == 1
    assert [comment.text for comment in Comment.select()] == ["Siap."]


def every(form: type[Form]) -> list[type[Form]]:
    return [form, *(each for below in form.__subclasses__() for each in every(below))]


@pytest.fixture
def forms(app) -> list[type[Form]]:
    """Every form of MORI, whose slices the app has loaded."""
    found = [each for each in every(Form) if each.__module__.startswith("mori.")]
    assert len(found) > 25
    return found


def filled(app, form: type[Form], text: str) -> Form:
    """A form in which somebody wrote the same into every field."""
    with app.test_request_context():
        names = [field.name for field in form(formdata=None)]
    body = MultiDict((f"{name}\0", text) for name in names)
    return app.test_request_context(method="POST", data=body), form


def test_every_field_of_every_form_holds_what_can_be_seen(app, forms):
    seen = 0
    for each in forms:
        context, form = filled(app, each, DIRTY)
        with context:
            for field in form():
                if isinstance(field, StringField):
                    assert not UNSEEN.search(field.data or ""), f"{each.__name__}.{field.name}"
                    seen += 1
                if isinstance(field, Line | Prose):
                    assert field.data == "Sari Contoh", f"{each.__name__}.{field.name}"

    assert seen > 60


def test_every_line_that_is_needed_needs_something_to_see(app, forms):
    for each in forms:
        context, form = filled(app, each, BLANK)
        with context:
            for field in form():
                if isinstance(field, Line | Prose):
                    assert field.data == "", f"{each.__name__}.{field.name}"


def test_no_view_reads_a_body_past_the_door():
    past = ("request.get_", "request.stream", "request.json", "request.data")
    files = Path(mori.__file__).parent.rglob("*.py")
    found = [path.name for path in files if any(each in path.read_text() for each in past)]

    assert found == []


def test_a_name_that_nobody_sees_is_none(visit, cast):
    form = {"name": BLANK, "phone": "0812-3456-7890", "role": "intern", "unit": ""}

    assert visit(cast.wati).post("/orang/baru", form).status_code == 422


def test_an_address_with_unseen_signs_is_the_same_persons(visit, cast):
    form = {"name": "Sari Lain", "email": "sari\u200b@contoh.example\ufeff", "role": "intern"}

    assert visit(cast.wati).post("/orang/baru", {**form, "unit": ""}).status_code == 409
