"""Media reach stands apart from people taught, in page and table, and is added to nothing."""

import csv

import pytest

from mori.campaign.publications.operations import withdraw_publication
from mori.campaign.rules import Channel
from tests.campaign.making import campaign_of, publication_of
from tests.cascades.figures.test_pages import numbers_of
from tests.cascades.making import make_member, make_training, taught
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("noon")


def table(answer) -> list[list[str]]:
    return list(csv.reader(answer.text.lstrip("\ufeff").splitlines()))


def test_reach_is_apart_by_channel_and_never_added_up(cast, visit):
    lilih = make_member(cast.banua, "Lilih Umpama")
    taught(lilih, make_training(cast.banua, lilih))
    browser, page = visit(cast.hasan), "/pengajaran"
    before = [table(browser.get(f"{page}/angka.csv")), browser.get(page).text]
    assert "Jangkauan media, menurut pelapor" not in before[1]
    campaign = campaign_of(cast)
    for reach in (1200, 700, None):
        publication_of(campaign, reach_said=reach, reach_source="" if reach is None else "guess")
    gone = publication_of(campaign, channel=Channel.PRESS, reach_said=9_000)
    withdraw_publication(gone, cast.wati.id, NOON)
    elsewhere = campaign_of(cast, cast.seberang, title="Kampanye seberang")
    publication_of(elsewhere, reach_said=8_000)

    shown, rows = browser.get(page).text, table(browser.get(f"{page}/angka.csv"))

    assert numbers_of(shown, "Radio") == ["3", "2", "1200"]
    assert "1900" not in shown
    assert "Koran" not in shown
    assert rows[: len(before[0])] == before[0]  # what is said of people is as it was
    blank, head, *media = rows[len(before[0]) :]
    assert (blank, head[1]) == ([], "Saluran")
    assert media == [["Jangkauan media, menurut pelapor", "Radio", "3", "2", "1200"]]
