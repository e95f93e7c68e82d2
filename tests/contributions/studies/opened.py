"""Rows of studies for the pages that are opened by a key, and links by which campuses sign."""

from mori.contributions.cosigned.operations import ask_campus
from mori.contributions.finals.operations import hand_in_final
from mori.contributions.finals.queries import final_of
from mori.contributions.studies.models import Study
from mori.contributions.studies.rules import StudyState
from mori.core.clock import now
from mori.core.db import new_key
from mori.institutions.models import InstitutionContact
from mori.links.operations import Given
from mori.links.rules import Hand
from tests.cast import NOON, Cast
from tests.links.holding import POST

from .making import asked, brought, listed, registered


def study_rows(cast: Cast) -> dict[str, str]:
    """Loader's name → the key of a row about Tono."""
    study = brought(registered(cast.placement_tono), StudyState.RUNNING)
    request = asked(study)
    link = "https://repo.contoh.example/tono"
    hand_in_final(study, None, link, new_key(), cast.tono.id, NOON)
    copy = final_of(study.id)
    assert copy
    return {
        "study_by_key": study.key,
        "data_request_by_key": request.key,
        "copy_to_read": copy.key,
    }


def study_to_list(cast: Cast) -> dict[str, str]:
    """One of Sari's that asks for data, and others like it."""
    listed(cast.placement_tono)
    study = brought(registered(cast.placement), StudyState.RUNNING)
    asked(study)
    return {"study": study.key}


def sign_by_link(cast: Cast, study: Study, contact: InstitutionContact) -> Given:
    """A link by which a campus signs a study."""
    hand = Hand(contact.name, "rahimah@campus.example")
    return ask_campus(study, contact, hand, new_key(), cast.wati.id, now(), POST)
