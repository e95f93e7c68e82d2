"""Applications as people's browsers write them."""

from io import BytesIO

from werkzeug.datastructures import FileStorage

from mori.applications.models import Applicant, Application, Opening
from mori.applications.openings.operations import Offer, make_opening, publish_opening
from mori.applications.rules import OpeningState
from tests.cast import NOON, TODAY
from tests.support.pictures import jpeg, scene

FIRST, LAST = "2027-02-01", "2027-03-31"


def said(**changes):
    """The first step's fields."""
    return {
        "token": "t1",
        "website": "",
        "who": "alone",
        "kind": "student",
        "institution_typed": "Universitas Umpama",
        "contact": "Nadia Umpama",
        "email": "nadia@umpama.example",
        "phone": "0812 0000 4444",
        "reach": "mail",
        "starts_on": FIRST,
        "ends_on": LAST,
        **changes,
    }


def who(name="Bayu Umpama", **changes):
    """Somebody's fields."""
    return {
        "token": "p",
        "website": "",
        "name": name,
        "number": "",
        "programme": "Hukum",
        "email": "",
        "phone": "",
        "needs": "",
        "conflict": "",
        **changes,
    }


def begin(browser, office="63", **changes):
    """The address of a draft that was just begun."""
    sent = browser.post(f"/daftar/baru?kantor={office}", said(**changes))
    assert sent.status_code == 303, sent.text
    return sent.location


def add(browser, link, name, **changes):
    """Put somebody on the list; gives the address of their papers."""
    sent = browser.post(f"{link}/orang", who(name, **changes))
    assert sent.status_code == 303, sent.text
    return sent.location


def photo(noise=0.0):
    return file_of(jpeg(scene(640, 480, noise)))


def file_of(content, name="IMG_1.jpg"):
    return FileStorage(BytesIO(content), filename=name)


def send(browser, link):
    return browser.post(f"{link}/kirim")


def sent_alone(browser, **changes):
    """The address of an application of one person that was sent."""
    link = begin(browser, **changes)
    assert send(browser, link).status_code == 303
    return link


def application():
    return Application.select().order_by(Application.id.desc()).get()


def applicants(of=None):
    found = Applicant.select().where(Applicant.application == (of or application()))
    return list(found.order_by(Applicant.position))


def opening_of(cast, *, is_open=True, **changes):
    """An opening of Banua."""
    offer = Offer(
        title="Magang di unit PVL",
        unit=cast.pvl,
        kinds="student",
        quota=4,
        starts_on=TODAY.replace(year=2027, month=2, day=1),
        ends_on=TODAY.replace(year=2027, month=3, day=31),
        open_until=TODAY.replace(month=12, day=15),
        needs="Semester lima ke atas.",
    )._replace(**changes)
    made = make_opening(cast.banua.id, offer, f"o {offer.title}", cast.wati.id, NOON)
    if is_open:
        publish_opening(made, TODAY, cast.wati.id, NOON)
    found = Opening.get_by_id(made.id)
    assert not is_open or found.state is OpeningState.OPEN
    return found
