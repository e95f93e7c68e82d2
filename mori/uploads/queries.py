"""Uploads as their sender, the sweep and the limits ask for them."""

import datetime as dt

from peewee import fn

from .models import Upload

IS_OPEN = Upload.expires_at.is_null(False)


def upload_by_key(key: str, at: dt.datetime) -> Upload | None:
    """An upload that was handed in, or still may be."""
    is_there = Upload.expires_at.is_null() | (Upload.expires_at > at)
    return Upload.get_or_none(Upload.key == key, is_there)


def upload_by_token(token: str) -> Upload | None:
    return Upload.get_or_none(Upload.token == token)


def open_upload(
    person_id: int, purpose: str, at: dt.datetime, digest: str | None = None
) -> Upload | None:
    """What somebody last sent for a purpose and has not handed in, perhaps of that digest."""
    is_open = Upload.expires_at > at
    found = Upload.select().where(Upload.person == person_id, Upload.purpose == purpose, is_open)
    if digest:
        found = found.where(Upload.digest == digest)
    return found.order_by(Upload.id.desc()).limit(1).get_or_none()


def open_count(person_id: int) -> int:
    return Upload.select().where(Upload.person == person_id, IS_OPEN).count()


def open_bytes() -> int:
    """What all that is open may yet come to."""
    return int(Upload.select(fn.SUM(Upload.bytes)).where(IS_OPEN).scalar() or 0)


def next_expired(at: dt.datetime) -> Upload | None:
    expired = Upload.select().where(Upload.expires_at <= at)
    return expired.order_by(Upload.expires_at).limit(1).get_or_none()
