"""Asking for data, deciding on it, handing it over, and confirming that it was deleted."""

import datetime as dt

from flask_babel import lazy_gettext as _

from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance, lock

from ..studies.letters import tell_author, tell_coordinators
from ..studies.models import Study
from ..studies.queries import ethics_of
from . import queries
from .models import DataRequest, DataRequestEvent
from .rules import DATA_MOVES, MOST_REQUESTS, DataVerdict


@writing()
def ask_for_data(
    study: Study,
    what: str,
    purpose: str,
    delete_by: dt.date,
    token: str,
    actor_id: int,
    at: dt.datetime,
    address: str,
) -> None:
    """Ask the head for data of the office; the same form again asks once."""
    lock(study)
    if queries.request_by_token(token):
        return
    if not (study.state.is_accepted or study.state.is_running):
        raise Refused(_("Data can be asked for once the study is accepted."))
    if len(queries.requests_of(study.id)) >= MOST_REQUESTS:
        raise Refused(_("There are %(n)d requests, and no more are taken.", n=MOST_REQUESTS))
    made = DataRequest.create(
        token=token,
        study=study.id,
        office=study.office_id,
        what=what,
        purpose=purpose,
        delete_by=delete_by,
        asked_at=at,
    )
    DataRequestEvent.create(request=made.id, verb="ask", actor=actor_id, at=at)
    tell_coordinators(study, "asks", _page(study, address), at, made.key, data=what)


@writing()
def decide_on_data(
    request: DataRequest,
    verdict: DataVerdict,
    reason: str,
    actor_id: int,
    at: dt.datetime,
    address: str,
) -> None:
    """The head's word; a refusal says why, and a part says which."""
    if verdict.wants_words and not reason:
        raise Refused(_("Write why it is refused, or which part is granted."))
    advance(request, DATA_MOVES, verdict.value, actor_id, at, reason, reason=reason)
    _tell(request, verdict.value, at, address, reason)


@writing()
def hand_data_over(request: DataRequest, actor_id: int, at: dt.datetime, address: str) -> None:
    """Note that the author has it, which needs an ethics note in order."""
    ethics = ethics_of(request.study_id)
    if not (ethics and ethics.decision.is_fine):
        raise Refused(_("The ethics note has to be found in order before data is handed over."))
    advance(request, DATA_MOVES, "deliver", actor_id, at)
    _tell(request, "deliver", at, address)


@writing()
def confirm_deletion(request: DataRequest, actor_id: int, at: dt.datetime) -> None:
    """Whoever had it says that every copy is deleted."""
    advance(request, DATA_MOVES, "delete", actor_id, at)


@writing()
def ask_whether_deleted(address: str, key: str, at: dt.datetime) -> None:
    """Remind whoever has data of the office, once, on the day they named themselves."""
    request = queries.data_request_by_key(key)
    if request and request.state.is_delivered:
        _tell(request, "delete_by", at, address)


def _tell(request: DataRequest, what: str, at: dt.datetime, address: str, words: str = "") -> None:
    study, url = request.study, _page(request.study, address)
    data, day = request.what, request.delete_by
    tell_author(study, what, url, at, request.key, day=day, words=words, data=data)


def _page(study: Study, address: str) -> str:
    return f"{address}/belajar/riset/{study.key}"
