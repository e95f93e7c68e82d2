"""Keeping papers: photos are shrunk until they are light and can still be read, PDFs stay."""

import datetime as dt
from collections.abc import Collection

from flask_babel import lazy_gettext as _
from peewee import PeeweeException

from mori.core.db import new_key, writing
from mori.core.errors import Refused
from mori.core.files.decoding import Picture
from mori.core.files.images import Purpose
from mori.core.files.keeping import columns_of, keep_picture, picture_token
from mori.core.files.kinds import FileKind, FilePurpose, checked_kind
from mori.core.files.store import Store
from mori.core.states import lock

from ..models import Applicant, Application
from . import queries
from .models import ApplicationPaper
from .rules import FOLDER, MOST_ALL, MOST_BYTES, MOST_PAGES

PDF = FilePurpose(FOLDER, "", "", (FileKind.PDF,), MOST_BYTES)


def keep_paper(
    store: Store,
    application: Application,
    applicant: Applicant | None,
    code: str,
    content: bytes,
    at: dt.datetime,
) -> ApplicationPaper:
    """Add a page; the same one again changes nothing. ``Refused`` says what is wrong with it."""
    whose = f"{application.key} {applicant.key if applicant else ''} {code}"
    token = picture_token(whose, content)
    if before := queries.paper_by_token(token):
        return before
    place = {
        "token": token,
        "application": application.id,
        "applicant": applicant.id if applicant else None,
        "code": code,
        "at": at,
    }
    if content.startswith(b"%PDF"):
        return _keep_pdf(store, application, place, content)

    def keep(key: str, picture: Picture) -> tuple[ApplicationPaper, str]:
        return _keep(application, {**place, "key": key, "kind": "webp", **columns_of(picture)})

    return keep_picture(store, FOLDER, content, Purpose.PAPER, keep)


def _keep_pdf(
    store: Store, application: Application, place: dict[str, object], content: bytes
) -> ApplicationPaper:
    """The file first, then the row, as with pictures: there is never a row without its file."""
    kind, key = checked_kind(content, PDF), new_key()
    store.put(f"{FOLDER}/{key}", content)
    said = {**place, "key": key, "kind": kind.value, "bytes": len(content)}
    try:
        paper, unneeded = _keep(application, said)
    except (Refused, PeeweeException):
        store.remove(f"{FOLDER}/{key}")
        raise
    if unneeded:
        store.remove(f"{FOLDER}/{unneeded}")
    return paper


@writing()
def _keep(application: Application, said: dict[str, object]) -> tuple[ApplicationPaper, str]:
    """The row, and the key of a file that is not needed because it was there already."""
    lock(application)
    if before := queries.paper_by_token(str(said["token"])):
        return before, str(said["key"])
    there = queries.papers_of(application.id)
    same = [
        each
        for each in there
        if (each.code, each.applicant_id) == (said["code"], said["applicant"])
    ]
    if len(same) >= MOST_PAGES or len(there) >= MOST_ALL:
        raise Refused(_("%(n)d files at most for one paper. Take one out first.", n=MOST_PAGES))
    return ApplicationPaper.create(**said), ""


@writing()
def _forget(paper: ApplicationPaper) -> bool:
    return bool(ApplicationPaper.delete().where(ApplicationPaper.id == paper.id).execute())


def drop_paper(store: Store, paper: ApplicationPaper) -> None:
    """Take a page out: first the row, then its file."""
    if _forget(paper):
        store.remove(paper.path)


@writing()
def _forget_all(papers: Collection[ApplicationPaper]) -> None:
    ids = [each.id for each in papers]
    ApplicationPaper.delete().where(ApplicationPaper.id.in_(ids)).execute()


def drop_papers_of(store: Store, applicant_ids: Collection[int]) -> None:
    """Erase what some applicants handed in: first the rows, then the files."""
    _drop_all(store, queries.papers_of_applicants(applicant_ids))


def drop_papers_of_application(store: Store, application_id: int) -> None:
    """The same of a whole application."""
    _drop_all(store, queries.papers_of(application_id))


def _drop_all(store: Store, papers: Collection[ApplicationPaper]) -> None:
    if papers:
        _forget_all(papers)
    for each in papers:
        store.remove(each.path)
