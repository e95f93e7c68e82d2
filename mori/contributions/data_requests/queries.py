"""Requests for data."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from mori.accounts.models import Person
from mori.core.clock import local_date
from mori.core.counts.overview import MOST, found
from mori.core.db import literals
from mori.offices.models import Office

from ..studies.models import Study
from ..studies.queries import study_by_key
from .models import DataRequest, DataRequestEvent
from .rules import ASKS_FOR, DataState


def data_request_by_key(key: str) -> DataRequest | None:
    """A request with its study, and who answers for that."""
    joined = DataRequest.select(DataRequest, Study).join(Study)
    request: DataRequest | None = joined.where(DataRequest.key == key).get_or_none()
    if request:
        request.study = study_by_key(request.study.key) or request.study
    return request


def request_by_token(token: str) -> DataRequest | None:
    request: DataRequest | None = DataRequest.get_or_none(DataRequest.token == token)
    return request


def requests_of(study_id: int) -> list[DataRequest]:
    """What a study asked for, the latest first."""
    rows = DataRequest.select().where(DataRequest.study == study_id)
    return list(rows.order_by(DataRequest.id.desc()))


def events_of_each(ids: Collection[int]) -> dict[int, list[DataRequestEvent]]:
    """What happened to some requests, the earliest first."""
    events: dict[int, list[DataRequestEvent]] = {each: [] for each in ids}
    rows = DataRequestEvent.select(DataRequestEvent, Person).left_outer_join(Person)
    for row in rows.where(DataRequestEvent.request.in_(list(events))).order_by(DataRequestEvent.id):
        events[row.request_id].append(row)
    return events


def any_not_deleted(study_id: int) -> bool:
    """Whether its author still has data of the office."""
    held = DataRequest.select().where(
        DataRequest.study == study_id, DataRequest.state.in_(literals([DataState.DELIVERED]))
    )
    return bool(held.exists())


def data_to_delete(at: dt.datetime) -> list[str]:
    """Keys of what was to be deleted in these days, as its office counts them, and is not yet."""
    rows = DataRequest.select(DataRequest, Office).join(Office).order_by(DataRequest.id)
    rows = rows.where(
        DataRequest.state.in_(literals([DataState.DELIVERED])),
        DataRequest.delete_by > at.date() - ASKS_FOR,
    )
    return [each.key for each in rows if each.delete_by <= local_date(at, each.office.zone)]


def requests_to_decide(office: Any) -> Any:
    """What was asked for and nobody has decided on, by the study it is for."""
    columns = found("data requests", key=Study.key, who=Person.name)
    return (
        DataRequest.select(*columns)
        .join(Study)
        .join(Person, on=(Study.person == Person.id))
        .where(DataRequest.office == office, DataRequest.state.in_(literals([DataState.ASKED])))
        .order_by(DataRequest.id)
        .limit(MOST + 1)
    )
