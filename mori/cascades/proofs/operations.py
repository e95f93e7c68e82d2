"""Keeping what shows a teaching: photographed sheets and photos, for the office alone."""

import datetime as dt

from flask_babel import lazy_gettext as _

from mori.cascades.figures.operations import count_tree, weigh_evidence
from mori.cascades.trees.operations import hold_trees
from mori.core.db import writing
from mori.core.errors import Refused
from mori.core.files.decoding import Picture
from mori.core.files.images import Purpose
from mori.core.files.keeping import columns_of, keep_picture, picture_token
from mori.core.files.store import Store
from mori.core.states import changed_meanwhile

from ..models import EvidenceFile, Teaching
from ..queries import files_of, teaching_by_id
from ..rules import EvidenceKind, TeachingState
from .queries import file_by_token
from .rules import FOLDER, MOST_FILES, path_of


def keep_file(
    store: Store, teaching: Teaching, kind: EvidenceKind, content: bytes, at: dt.datetime
) -> EvidenceFile:
    """Add a picture to a report; the same one again changes nothing."""
    token = picture_token(teaching.key, content)
    if before := file_by_token(token):
        return before

    def keep(key: str, picture: Picture) -> tuple[EvidenceFile, str]:
        return _keep(teaching, kind, token, key, picture, at)

    purpose = Purpose.of(must_be_readable=kind is EvidenceKind.SHEET)
    return keep_picture(store, FOLDER, content, purpose, keep)


@writing()
def _keep(
    teaching: Teaching, kind: EvidenceKind, token: str, key: str, picture: Picture, at: dt.datetime
) -> tuple[EvidenceFile, str]:
    """The row, and the key of a file that is not needed because it was there already."""
    hold_trees(teaching.training_id)
    if before := file_by_token(token):
        return before, key
    _require_open(teaching_by_id(teaching.id))
    if len(files_of(teaching.id)) >= MOST_FILES:
        raise Refused(_("%(n)d pictures at most. Take one out first.", n=MOST_FILES))
    made = EvidenceFile.create(
        key=key, token=token, teaching=teaching.id, kind=kind, at=at, **columns_of(picture)
    )
    _weigh(teaching)
    return made, ""


def _require_open(teaching: Teaching) -> None:
    if teaching.merged_into_id or teaching.state == TeachingState.WITHDRAWN:
        raise changed_meanwhile()
    if teaching.state == TeachingState.CHECKED:
        raise Refused(_("The office has checked it already. Nothing more is needed."))


def _weigh(teaching: Teaching) -> None:
    if weigh_evidence(teaching.id):
        count_tree(teaching.training_id)


def drop_file(store: Store, file: EvidenceFile) -> None:
    """Take a picture out: first the row, then its file."""
    if _forget(file):
        store.remove(path_of(file.key))


@writing()
def _forget(file: EvidenceFile) -> bool:
    teaching = teaching_by_id(file.teaching_id)
    hold_trees(teaching.training_id)
    _require_open(teaching_by_id(teaching.id))
    gone = EvidenceFile.delete().where(EvidenceFile.id == file.id).execute()
    _weigh(teaching)
    return bool(gone)


@writing()
def _forget_old(file: EvidenceFile) -> None:
    EvidenceFile.delete().where(EvidenceFile.id == file.id).execute()


def sweep_file(store: Store, file: EvidenceFile) -> None:
    """Erase a picture that served: what it showed was checked long ago, and stays checked."""
    store.remove(path_of(file.key))
    _forget_old(file)
