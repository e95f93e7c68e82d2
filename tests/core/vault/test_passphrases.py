"""A secret under a passphrase: its owner's alone, and one try costs memory once."""

import threading

import pytest

from mori.core.vault import passphrases
from mori.core.vault.passphrases import WrongPassphrase, lock_up, unlock

SECRET = bytes(range(32))
SAID = "perahu kecil di sungai Martapura"


@pytest.fixture(scope="module")
def locked():
    return lock_up(SECRET, SAID, b"officer 7")


def test_whoever_knows_the_passphrase_opens_it(locked):
    assert unlock(locked, SAID, b"officer 7") == SECRET
    assert SECRET not in locked.sealed


def test_spaces_and_the_keyboards_way_of_writing_a_letter_do_not_matter(locked):
    assert unlock(locked, "  perahu  kecil di sungai Martapura ", b"officer 7") == SECRET


@pytest.mark.parametrize(("said", "owner"), [("perahu kecil", b"officer 7"), (SAID, b"officer 8")])
def test_another_passphrase_or_owner_does_not(locked, said, owner):
    with pytest.raises(WrongPassphrase):
        unlock(locked, said, owner)


def test_the_same_passphrase_twice_shows_nowhere(locked):
    assert lock_up(SECRET, SAID, b"officer 7").salt != locked.salt


def test_a_try_takes_sixty_four_megabytes_and_waits_for_the_one_before(locked, monkeypatch):
    running, most = [], []

    def slow(*_args, memlimit: int, **_more) -> bytes:
        running.append(memlimit)
        most.append(sum(running))
        threading.Event().wait(0.02)
        running.pop()
        return bytes(32)

    monkeypatch.setattr(passphrases.argon2id, "kdf", slow)
    tries = [threading.Thread(target=lock_up, args=(SECRET, SAID, b"")) for _each in range(4)]
    for each in tries:
        each.start()
    for each in tries:
        each.join()

    assert most == [64 * 1024 * 1024] * 4
