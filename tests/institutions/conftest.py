import pytest

from mori.institutions import operations
from mori.institutions.models import Institution, InstitutionContact
from mori.institutions.operations import Reach, institution_for
from mori.institutions.rules import ContactRole
from mori.placements.models import Placement
from tests.cast import NOON


@pytest.fixture
def campus(cast) -> Institution:
    found = institution_for(cast.banua.id, "Universitas Contoh Banua", "", cast.wati.id, NOON)
    Placement.update(institution=found).where(Placement.id == cast.placement).execute()
    return found


@pytest.fixture
def twin(cast) -> Institution:
    return institution_for(cast.banua.id, "Univ. Contoh Banua", "", cast.wati.id, NOON)


@pytest.fixture
def contact(cast, campus) -> InstitutionContact:
    reach = Reach(ContactRole.SUPERVISOR, "Bu Rahimah", "0811-0000-7001", "r@ucb.example", "")
    operations.add_contact(campus, reach, "c", cast.wati.id, NOON)
    return InstitutionContact.get()
