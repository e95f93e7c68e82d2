"""Counting what was tried in vain, and slowing whoever goes on."""

import datetime as dt

from mori.core.db import writing

from ..models import FailedSignIn
from . import queries
from .rules import (
    FREE_ON_OWN_DEVICE,
    FREE_TRIES,
    FREE_WHEN_GUESSED,
    GUESSED_AFTER,
    TRIES_WITHIN,
    Tried,
    wait_after,
)

NONE = dt.timedelta(0)


@writing()
def note_failure(subjects: list[str], at: dt.datetime) -> None:
    """Remember that something was tried in vain."""
    FailedSignIn.insert_many({"subject": subject, "at": at} for subject in subjects).execute()


@writing()
def forget_failures(at: dt.datetime) -> None:
    """Delete what counts no longer."""
    FailedSignIn.delete().where(FailedSignIn.at < at - TRIES_WITHIN).execute()


def wait_before(subject: str, at: dt.datetime, free: int = FREE_TRIES) -> dt.timedelta:
    """How long the next try has to wait; nothing at all for most people."""
    failures = queries.failures_since(subject, at - TRIES_WITHIN, free + 10)
    return max(failures[0] + wait_after(len(failures), free) - at, NONE) if failures else NONE


def wait_before_sign_in(tried: Tried, at: dt.datetime) -> dt.timedelta:
    """How long a password has to wait: on a device that the account knows, not at all.

    Elsewhere those wait who failed themselves, for this account from this address, and
    sooner where an account or an address is guessed at. So nobody's failures hold up
    somebody else's right password.
    """
    if tried.device and not _is_reached(tried.device, FREE_ON_OWN_DEVICE, at):
        return NONE
    is_guessed = any(
        _is_reached(each, GUESSED_AFTER, at) for each in (tried.account, tried.address)
    )
    return wait_before(tried.both, at, FREE_WHEN_GUESSED if is_guessed else FREE_TRIES)


def note_failed_sign_in(tried: Tried, at: dt.datetime) -> bool:
    """Remember a wrong password; True while the account is being guessed at."""
    if tried.device and not _is_reached(tried.device, FREE_ON_OWN_DEVICE, at):
        note_failure([tried.device], at)
        return False
    note_failure([tried.account, tried.address, tried.both], at)
    return _is_reached(tried.account, GUESSED_AFTER, at)


def _is_reached(subject: str, number: int, at: dt.datetime) -> bool:
    return len(queries.failures_since(subject, at - TRIES_WITHIN, number)) == number
