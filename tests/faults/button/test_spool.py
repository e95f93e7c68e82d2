"""The disk of the spool is full or cannot be written."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mori.safeguarding.alerts.models import RescuedTap, Tap
from tests.faults.site import MODEST, NO_FILE_GROWS, until

KEY = "Zk3-_abcdefghijk"


def taps_until(server, phone, status: int) -> object:
    """The first of a few taps that is answered so: the app needs a moment to wake up."""
    for number in range(20):
        answer = server.tap(phone, t=f"{KEY}{number:03}")
        if answer.status == status:
            return answer
        assert answer.status == 503
    raise AssertionError(f"never {status}")


def test_a_spool_that_cannot_be_written_is_gone_around(site, account):
    spool = site.settings.folder / "spool"
    spool.mkdir(mode=0o500)
    server, sari = site.serve(giving_up=MODEST), site.phone_of(site.cast.sari)

    answer = taps_until(server, sari, 303)
    rescued = RescuedTap.select().count()
    spool.chmod(0o700)
    site.replay()
    account.received(answer.headers["Location"].removeprefix("/c/"))
    account.settle()
    until(lambda: site.told() == ["ningsih"])

    assert rescued == 1
    assert Tap.get().alert.person == site.cast.sari


def test_with_neither_spool_nor_database_the_phone_is_told_honestly(site, account):
    (site.settings.folder / "spool").mkdir(mode=0o500)
    server = site.serve(env={"DATABASE_URL": "sqlite:////proc/nowhere/mori.db"}, giving_up=MODEST)
    sari = site.phone_of(site.cast.sari)

    answer = server.tap(sari, t=KEY)
    script = server.tap(sari, t=KEY, Accept="application/json")

    assert (answer.status, script.status) == (503, 503)
    assert "belum</b> kami terima" in answer.text
    assert 'href="tel:' in answer.text
    assert "Set-Cookie" not in answer.headers
    assert script.json == {"error": "not received"}
    account.settle()


def test_with_no_room_on_the_disk_a_tap_is_not_called_received(sqlite_site, account):
    site = sqlite_site
    server = site.serve("wsgi:button", giving_up=NO_FILE_GROWS)
    sari = site.phone_of(site.cast.sari)

    answers = [server.tap(sari, t=f"{KEY}{number}") for number in range(3)]
    site.replay()
    account.settle()

    assert {answer.status for answer in answers} == {503}
    assert Tap.select().count() == 0


def fill_up(filler: Any) -> None:
    while True:
        filler.write(b"x" * 4096)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, of a few megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "none", folder], check=True)
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def can_mount() -> bool:
    unshare = shutil.which("unshare")
    return unshare is not None and not subprocess.run([unshare, "--mount", "true"]).returncode


if os.geteuid() == 0 and can_mount():  # elsewhere tests/safeguarding/button/test_spool.py has to do

    def test_the_reserve_is_given_up_when_the_disk_is_full(site, account, small_disk):
        (site.settings.folder / "spool").symlink_to(small_disk)
        server, sari = site.serve("wsgi:button"), site.phone_of(site.cast.sari)
        assert server.tap(sari, t="lays-in-the-reserve").status == 303
        fill(small_disk)

        answers = [server.tap(sari, t=f"{KEY}{number:03}") for number in range(20)]
        reserve_is_gone = not (small_disk / "taps.reserve").exists()
        (small_disk / "filler").unlink()
        site.replay()
        for answer in answers:
            account.received(answer.headers["Location"].removeprefix("/c/"))
        account.settle()

        assert {answer.status for answer in answers} == {303}
        assert reserve_is_gone

    def fill(disk: Path) -> None:
        with (
            (disk / "filler").open("wb", buffering=0) as filler,
            pytest.raises(OSError, match="No space left"),
        ):
            fill_up(filler)
