"""Who hears what about a study by mail: once each, and nothing that is not so."""

import datetime as dt

import pytest

from mori.accounts.models import Membership
from mori.contributions.cosigned.operations import Said, co_sign
from mori.contributions.cosigned.queries import digest_of
from mori.contributions.cosigned.rules import CampusAnswer
from mori.contributions.data_requests.jobs import remind
from mori.contributions.data_requests.models import DataRequest
from mori.contributions.data_requests.operations import confirm_deletion, hand_data_over
from mori.contributions.data_requests.queries import data_request_by_key
from mori.contributions.finals.jobs import tell
from mori.contributions.finals.operations import choose_day
from mori.contributions.studies.rules import StudyState
from mori.core.clock import moment, now
from mori.core.workdays import DAY as A_DAY
from mori.institutions.models import InstitutionContact
from mori.institutions.operations import institution_for
from mori.notifications.models import Message
from mori.placements.models import Placement
from tests.cast import NOON

from .making import DAY, TITLE, asked, brought, fresh, listed, registered, with_ethics
from .opened import sign_by_link

pytestmark = pytest.mark.usefixtures("noon")
HERE = "https://mori.example"


def mails_to(email: str) -> list[str]:
    found = Message.select().where(Message.recipient == email).order_by(Message.id)
    return [each.body for each in found]


@pytest.fixture
def contact(cast):
    campus = institution_for(cast.banua.id, "Universitas Contoh", "", None, now())
    Placement.update(institution=campus).where(Placement.id == cast.placement.id).execute()
    return InstitutionContact.create(
        token="c",
        institution=campus,
        role="other",
        name="Ibu Rahimah Contoh",
        email="rahimah@campus.example",
    )


def test_coordinators_hear_of_a_title_and_of_what_is_asked_for(cast):
    study = brought(registered(cast.placement), StudyState.ACCEPTED)
    asked(study)

    title, data = mails_to(cast.wati.email)

    assert TITLE in title
    assert f"/belajar/riset/{study.key}" in title
    assert "Jumlah laporan 2025" in data
    for other in (cast.sari, cast.rina, cast.hasan):
        assert mails_to(other.email) == []


@pytest.mark.parametrize(
    ("answer", "sentence", "says"),
    [
        (CampusAnswer.AGREES, "", "Ibu Rahimah Contoh sudah menyetujui risetmu."),
        (CampusAnswer.DECLINES, "Terlalu luas.", "tidak menyetujui risetmu"),
    ],
)
def test_the_campus_is_asked_by_mail_and_the_author_hears_its_answer_once(
    visit, cast, contact, answer, sentence, says
):
    study = registered(cast.placement)
    visit(cast.rina).post(
        f"/belajar/riset/{study.key}/kampus", {"token": "k", "contact": contact.key}
    )
    assert len(mails_to(contact.email)) == 1
    link = sign_by_link(cast, study, contact).link

    for _twice in range(2):
        co_sign(link, study, Said(answer, sentence, digest_of(study)), "s", NOON, HERE)

    (mail,) = mails_to(cast.sari.email)
    assert says in mail
    assert sentence in mail
    assert f"{HERE}/belajar/riset/{study.key}" in mail


@pytest.mark.parametrize(
    ("verdict", "reason", "says"),
    [
        ("grant", "", "mengabulkan permintaan"),
        ("grant_part", "Tahun 2025 saja.", "mengabulkan sebagian permintaan"),
        ("refuse", "Memuat nama pelapor.", "tidak mengabulkan"),
    ],
)
def test_an_author_hears_what_was_decided_and_why(visit, cast, verdict, reason, says):
    study = brought(registered(cast.placement), StudyState.RUNNING)
    request = asked(study)

    visit(cast.hasan).post(
        f"/belajar/riset/data/{request.key}/keputusan", {"verdict": verdict, "reason": reason}
    )

    (mail,) = mails_to(cast.sari.email)
    assert says in mail
    assert "Jumlah laporan 2025" in mail
    assert reason in mail


def delivered(cast) -> DataRequest:
    study = with_ethics(brought(registered(cast.placement), StudyState.RUNNING), cast.rina.id)
    request = asked(study)
    DataRequest.update(state="granted").where(DataRequest.id == request.id).execute()
    hand_data_over(data_request_by_key(request.key), cast.wati.id, NOON, HERE)
    found = data_request_by_key(request.key)
    assert found
    return found


def test_who_has_data_hears_until_when_and_is_asked_once_on_that_day(cast, noon):
    request = delivered(cast)
    (got,) = mails_to(cast.sari.email)
    assert "paling lambat Senin, 1 Maret 2027" in got
    before = moment(DAY - A_DAY, dt.time(23, 59), "Asia/Makassar")

    remind(HERE, before)
    assert len(mails_to(cast.sari.email)) == 1
    for minutes in (1, 61):
        remind(HERE, before + dt.timedelta(minutes=minutes))

    assert len(mails_to(cast.sari.email)) == 2
    assert f"{HERE}/belajar/riset/{request.study.key}" in mails_to(cast.sari.email)[1]


def test_what_was_deleted_is_not_asked_for(cast):
    confirm_deletion(delivered(cast), cast.sari.id, NOON)

    remind(HERE, moment(DAY, dt.time(8), "Asia/Makassar"))

    assert len(mails_to(cast.sari.email)) == 1


def test_an_author_who_has_left_hears_once_that_the_file_is_open(cast):
    study = listed(cast.placement)
    Membership.update(ended_at=NOON).where(Membership.person == cast.sari.id).execute()
    midnight = moment(DAY, dt.time(0), "Asia/Makassar")
    tell(HERE, midnight - dt.timedelta(minutes=1))
    assert mails_to(cast.sari.email) == []

    for hours in range(3):
        tell(HERE, midnight + dt.timedelta(hours=hours))

    (mail,) = mails_to(cast.sari.email)
    assert "terbuka untuk umum sejak Senin, 1 Maret 2027" in mail
    assert f"{HERE}/riset/{study.key}" in mail
    assert "bisa kamu ubah" not in mail


@pytest.mark.parametrize("state", [StudyState.HANDED_IN, StudyState.ABANDONED])
def test_of_a_file_that_stays_closed_nothing_is_said(cast, state):
    brought(listed(cast.placement), state)
    later = listed(cast.placement_tono)
    choose_day(fresh(later), DAY + A_DAY, cast.rina.id, NOON)

    tell(HERE, moment(DAY, dt.time(8), "Asia/Makassar"))

    assert [mails_to(each.email) for each in (cast.sari, cast.tono)] == [[], []]
