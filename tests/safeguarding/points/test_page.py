"""The page on which somebody says how they are called."""

import pytest

from mori.notifications.channels import push
from mori.safeguarding.points.models import ContactPoint
from tests.safeguarding.points.asking import SUBSCRIPTION, all_ways, last_code, proven

pytestmark = pytest.mark.usefixtures("noon")
PAGE = "/saya/panggilan"


@pytest.fixture
def all_set_up(app, monkeypatch, tmp_path):
    settings = all_ways(app.config["SETTINGS"])
    push.make_key(settings.folder)
    monkeypatch.setitem(app.config, "SETTINGS", settings)
    yield settings
    (settings.folder / push.KEPT).unlink()


def keys_of(person):
    return [each.key for each in ContactPoint.select().where(ContactPoint.person == person.id)]


def test_me_leads_to_it_while_nothing_is_proven_with_a_warning(visit, cast):
    assert "Belum ada cara memanggil Anda" in visit(cast.ningsih).get("/saya").text

    proven(cast.ningsih)

    page = visit(cast.ningsih).get("/saya").text
    assert f'href="{PAGE}"' in page
    assert "Belum ada cara memanggil Anda" not in page
    assert f'href="{PAGE}"' not in visit(cast.sari).get("/saya").text


@pytest.mark.usefixtures("all_set_up")
def test_a_way_is_added_proven_and_removed(visit, cast):
    officer = visit(cast.ningsih)
    assert "Belum ada apa pun" in officer.get(PAGE).text

    said = {"way": "whatsapp", "address": "0812-3456-7890"}
    assert officer.post(PAGE, data=said).status_code == 303
    assert "menunggu kode" in officer.get(PAGE).text

    (key,) = keys_of(cast.ningsih)
    code = f"{last_code()[:3]} {last_code()[3:]}"
    assert officer.post(f"{PAGE}/{key}/kode", data={"code": code}).status_code == 303
    page = officer.get(PAGE).text
    assert "terbukti" in page
    assert "menunggu kode" not in page

    assert officer.post(f"{PAGE}/{key}/hapus").status_code == 303
    assert "+6281234567890" not in officer.get(PAGE).text


def test_what_was_written_wrongly_stays(visit, cast):
    answer = visit(cast.ningsih).post(PAGE, data={"way": "mail", "address": "humas@contoh.id"})

    assert answer.status_code == 422
    assert "dibaca orang lain juga" in answer.text
    assert 'value="humas@contoh.id"' in answer.text
    assert not keys_of(cast.ningsih)


@pytest.mark.parametrize("way", ["sms", "push", "pigeon", ""])
def test_what_is_not_offered_is_not_taken(visit, cast, way):
    answer = visit(cast.ningsih).post(PAGE, data={"way": way, "address": "0812-3456-7890"})

    assert answer.status_code == 422
    assert not keys_of(cast.ningsih)


def test_a_wrong_code_is_said_beside_it(visit, cast):
    officer = visit(cast.ningsih)
    officer.post(PAGE, data={"way": "mail", "address": "sendiri@contoh.id"})
    (key,) = keys_of(cast.ningsih)

    for code, said in (("1", "bukan kode yang dikirim"), ("", "Tulis enam angka")):
        answer = officer.post(f"{PAGE}/{key}/kode", data={"code": code})
        assert answer.status_code == 422
        assert said in answer.text


@pytest.mark.usefixtures("all_set_up")
def test_a_device_is_added_by_its_form(visit, cast):
    said = {"endpoint": SUBSCRIPTION["endpoint"], **SUBSCRIPTION["keys"]}

    assert visit(cast.ningsih).post(f"{PAGE}/perangkat", data=said).status_code == 303

    point = ContactPoint.get(ContactPoint.person == cast.ningsih.id)
    assert point.way.is_push
    assert SUBSCRIPTION["endpoint"] not in point.sealed


@pytest.mark.usefixtures("all_set_up")
@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "http://169.254.169.254/latest"},
        {"endpoint": "https://intranet.example/"},
        {"endpoint": ""},
        {"auth": "short"},
        {"p256dh": ""},
    ],
)
def test_only_a_push_service_is_taken_for_one(visit, cast, wrong):
    said = {"endpoint": SUBSCRIPTION["endpoint"], **SUBSCRIPTION["keys"], **wrong}

    assert visit(cast.ningsih).post(f"{PAGE}/perangkat", data=said).status_code == 422

    assert not keys_of(cast.ningsih)


def test_a_colleague_changes_nothing_of_it(visit, cast):
    point = proven(cast.ningsih)

    for path in ("kode", "kirim", "hapus"):
        assert visit(cast.opik).post(f"{PAGE}/{point.key}/{path}").status_code == 404
    assert visit(cast.sari).get(PAGE).status_code == 403
    assert ContactPoint.get_by_id(point.id).gone_at is None
