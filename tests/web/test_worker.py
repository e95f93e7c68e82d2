"""The phone's worker as it is sent, what slices tell it, and the pieces that it shows."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from mori.core.bytes import WORKER_BYTES
from mori.slices import slices
from mori.web.i18n import LOCALES
from mori.web.phone import worker
from mori.web.phone.worker import Address, WaitingForm, rule_of
from mori.web.wire.assets import FOLDER
from tests.support.looking import markup, rules

FILES = sorted((FOLDER / "worker").iterdir())
FORMS = [form for each in slices() for form in each.waiting_forms]
STATIC = re.compile(r"/static/[\w.-]+")


def told(visit) -> dict:
    """What the server tells the worker, in front of its text."""
    first = visit().get("/sw.js").text.partition("\n")[0]
    return json.loads(first.removeprefix("const MORI=").removesuffix(";"))


def pieces_in(visit, language: str) -> dict:
    return visit().get(f"/kotak-keluar/potongan?lang={language}").json


def test_each_file_is_sent_in_the_order_that_is_stated():
    assert sorted(worker.ORDER) == [path.stem for path in FILES]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_file_can_be_read_in_one_go(path: Path):
    lines = path.read_text().splitlines()

    assert len(lines) <= 150
    assert lines[0].startswith("// "), "Say first what the file is for."


def test_the_worker_is_sent_small(visit):
    sent = visit().get("/sw.js", headers={"Accept-Encoding": "br"})

    assert len(sent.get_data()) <= WORKER_BYTES
    assert "\n//" not in visit().get("/sw.js").text


def test_no_address_of_a_form_stands_in_the_scripts(app):
    text = "\n".join(path.read_text() for path in FILES)

    with app.test_request_context():
        addresses = [each.takes for form in FORMS for each in form.addresses]
        for rule in (rule_of(takes, "POST").rule for takes in addresses):
            assert f"'{rule}" not in text
            assert rule.replace("/", r"\/") not in text


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.kind)
def test_what_a_form_names_is_there(app, form: WaitingForm):
    known = {each.takes for other in FORMS for each in other.addresses}

    with app.test_request_context():
        for address in form.addresses:
            assert rule_of(address.takes, "POST")
            assert not address.draft or rule_of(address.draft.partition("?")[0], "GET")
            assert not address.files or address.files in known, "Its files wait as a form, too."
        assert not form.stands_for or rule_of(form.stands_for, "GET")
    assert not form.after or form.after in {other.kind for other in FORMS}
    assert not form.stands_for or form.offered, "What stands in for a page has a form to show."


def test_each_kind_is_declared_once():
    kinds = [form.kind for form in FORMS]

    assert len(kinds) == len(set(kinds))


@pytest.mark.parametrize("takes", ["logbook.nowhere", "logbook.logbook"])
def test_a_form_that_nothing_takes_is_found_when_the_worker_is_sent(app, takes):
    known = app.extensions[worker.WAITING_FORMS]
    wrong = replace(FORMS[0], addresses=[Address(takes)])
    worker.init_app(app, [wrong])

    with app.test_request_context(), pytest.raises(LookupError, match=takes):
        worker.script({}, {}, is_on=True)

    worker.init_app(app, known)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/presensi/masuk", "in"),
        ("/presensi/pulang", "out"),
        ("/presensi/kabar", "report"),
        ("/presensi/kabar/surat", "paper"),
        ("/logbook", "entry"),
        ("/logbook/abcdefghijkmnp", "entry"),
        ("/logbook/foto", "photo"),
        ("/logbook/abcdefghijkmnp/foto", "photo"),
        ("/logbook/abcdefghijkmnp/komentar", "comment"),
        ("/presensi/koreksi", None),
        ("/tinjau/abcdefghijkmnp", None),
    ],
)
def test_what_waits_is_known_by_its_address(visit, path, kind):
    found = [
        form["kind"]
        for form in told(visit)["forms"]
        for each in form["addresses"]
        if re.search(each["takes"], path)
    ]

    assert found == ([kind] if kind else [])


def test_the_worker_knows_after_which_forms_another_person_may_be_there(visit):
    entrances = told(visit)["entrances"]

    for path in ("/masuk", "/masuk/kode", "/undangan/abc", "/saya/sandi"):
        assert any(re.search(each, path) for each in entrances), path
    assert not any(re.search(each, "/saya/bahasa") for each in entrances)


def test_each_kind_has_its_word_in_each_language(visit):
    labels = [pieces_in(visit, language)["labels"] for language in LOCALES]

    assert [each["entry"] for each in labels] == ["Catatan", "Entry"]
    assert {*labels[0]} == {form.kind for form in FORMS}


@pytest.mark.parametrize("language", LOCALES)
def test_each_piece_is_markup_as_it_has_to_be(visit, language):
    known = pieces_in(visit, language)
    parts = {**known["pieces"], **known["forms"]}
    parts |= {f"{kind} in place of a page": html for kind, html in known["standIns"].items()}

    complaints = [
        f"{name}: {complaint}"
        for name, html in parts.items()
        for rule in rules.ANYWHERE
        for complaint in rule(markup.read(html))
    ]

    assert not complaints


def test_each_piece_is_shown_somewhere_and_each_that_is_shown_is_there(visit):
    text = "\n".join(path.read_text() for path in FILES)
    known = set(pieces_in(visit, "id")["pieces"])
    cards = re.findall(r"'(\w+)'", text.partition("const CARDS = [")[2].partition("]")[0])

    assert set(cards) <= known
    assert not [name for name in known if f"'{name}'" not in text and f"pieces.{name}" not in text]


def test_what_the_page_shows_is_kept_with_it(visit):
    answer = visit().get("/kotak-keluar/potongan")

    shown = {*STATIC.findall(visit().get("/kotak-keluar").text), *STATIC.findall(answer.text)}

    assert set(answer.json["assets"]) == shown


def test_a_browser_without_a_worker_reads_that_nothing_is_kept(visit):
    page = markup.read(visit().get("/kotak-keluar").text)

    assert not list(page.all("template"))
    assert "Peramban ini belum menyimpan apa pun." in "".join(page.root.itertext())
