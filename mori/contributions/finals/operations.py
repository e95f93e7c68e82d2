"""Handing a study in, finishing it, and saying who may know of it and when its file opens."""

import datetime as dt
from typing import NamedTuple

from flask_babel import lazy_gettext as _

from mori.certificates.lines.operations import add_line
from mori.core.clock import local_date
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.states import advance, changed_meanwhile, lock
from mori.uploads.models import Upload
from mori.uploads.operations import hand_in

from ..data_requests.queries import any_not_deleted
from ..studies.letters import tell_author
from ..studies.models import Study
from ..studies.operations import decide_study, record
from ..studies.queries import studies_to_unlist, study_by_key
from ..studies.rules import MOVES, Verdict
from . import queries
from .models import FinalCopy
from .rules import MOST_COPIES


class Consent(NamedTuple):
    """What an author agrees to, and from which day on the file may be read."""

    wants_list: bool
    wants_name: bool
    public_on: dt.date | None


@writing()
def hand_in_final(
    study: Study, upload: Upload | None, link: str, token: str, actor_id: int, at: dt.datetime
) -> None:
    """Add a copy that counts from now on; the first one hands the study in."""
    lock(study)
    if queries.copy_by_token(token):
        return
    require_open_final(study)
    if len(queries.copies_of(study.id)) >= MOST_COPIES:
        raise Refused(_("You have handed in %(n)d copies, and no more are kept.", n=MOST_COPIES))
    if upload:
        hand_in(upload)
    FinalCopy.create(
        token=token,
        study=study.id,
        upload=upload and upload.id,
        link="" if upload else link,
        received_at=at,
    )
    if study.state.is_running:
        advance(study, MOVES, "hand_in", actor_id, at)
    else:
        record(study, "replace", actor_id, at)


def require_open_final(study: Study) -> None:
    """Refuse a copy of a study that has not begun, or is over."""
    if not (study.state.is_running or study.state.is_handed_in):
        raise Refused(_("A final copy is handed in once the work is under way."))


@writing()
def answer_study(
    study: Study, verdict: Verdict, words: str, actor_id: int, at: dt.datetime
) -> None:
    """The unit's answer; a study that is finished gets its line in the transcript."""
    if verdict is Verdict.ARCHIVE and any_not_deleted(study.id):
        raise Refused(
            _("Data of the office is still with the author. Have its deletion confirmed first.")
        )
    decide_study(study, verdict, words, actor_id, at)
    if verdict is Verdict.ARCHIVE:
        day = local_date(at, study.office.zone)
        said = f"Riset selesai: {study.title}", f"Research completed: {study.title}"
        add_line(study.placement_id, f"study {study.key}", *said, at, day=day)


@writing()
def say_consent(study: Study, consent: Consent, actor_id: int, at: dt.datetime) -> None:
    """What the author agrees to from now on; it may be taken back at any time."""
    said = consent._replace(wants_name=consent.wants_list and consent.wants_name)
    _change(study, said._asdict())
    record(study, "consent", actor_id, at)


@writing()
def choose_day(study: Study, public_on: dt.date | None, actor_id: int, at: dt.datetime) -> None:
    """The unit has the file open on another day."""
    _change(study, {"public_on": public_on})
    record(study, "day", actor_id, at)


@writing()
def note_guardian(study: Study, day: dt.date | None, actor_id: int, at: dt.datetime) -> None:
    """Note that a guardian agreed that a minor's title is listed, or that they no longer do."""
    if not study.is_minor:
        raise Refused(_("Only pupils need a guardian's consent."))
    _change(study, {"guardian_on": day})
    record(study, "guardian" if day else "no_guardian", actor_id, at)


def _change(study: Study, changes: dict[str, object]) -> None:
    """By compare-and-set, in whatever state the study is."""
    same = (Study.id == study.id, Study.revision == study.revision)
    if not Study.update(revision=study.revision + 1, **changes).where(*same).execute():
        raise changed_meanwhile()


@writing()
def unlist_studies(person_id: int, at: dt.datetime) -> None:
    """Whoever is to be forgotten agrees to nothing any more: no title, no name, no open file."""
    for study in studies_to_unlist(person_id):
        _change(study, {"wants_list": False, "wants_name": False})
        record(study, "consent", None, at)


@writing()
def tell_opened(address: str, key: str, at: dt.datetime) -> None:
    """Mail an author, once for each day chosen, that everybody may read their file."""
    study = study_by_key(key)
    if study and study.public_on and study.opening_on(local_date(at, study.office.zone)).is_open:
        day = study.public_on
        tell_author(study, "opens", f"{address}/riset/{key}", at, f"{day}", day=day)
