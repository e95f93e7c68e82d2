"""Papers of applications."""

from collections.abc import Collection

from ..models import Application
from .models import ApplicationPaper


def application_paper_by_key(key: str) -> ApplicationPaper | None:
    """A paper with its application, which says whose office may see it."""
    return (
        ApplicationPaper.select(ApplicationPaper, Application)
        .join(Application)
        .where(ApplicationPaper.key == key)
        .get_or_none()
    )


def paper_by_token(token: str) -> ApplicationPaper | None:
    return ApplicationPaper.get_or_none(ApplicationPaper.token == token)


def papers_of(application_id: int) -> list[ApplicationPaper]:
    """All of an application, in the order in which they came."""
    return list(
        ApplicationPaper.select()
        .where(ApplicationPaper.application == application_id)
        .order_by(ApplicationPaper.id)
    )


def papers_of_applicants(ids: Collection[int]) -> list[ApplicationPaper]:
    """What some applicants handed in themselves."""
    found = ApplicationPaper.select().where(ApplicationPaper.applicant.in_(list(ids)))
    return list(found.order_by(ApplicationPaper.id))
