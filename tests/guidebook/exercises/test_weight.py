"""What an exercise costs on the wire, before it is sealed and after, in both languages."""

import pytest

from mori.accounts.models import Person
from mori.core.bytes import brotli_size
from mori.guidebook.exercises.models import Exercise
from mori.guidebook.exercises.rules import Side

from .sealing import again, seal

pytestmark = pytest.mark.usefixtures("noon")
MOST = 2500
WORDS = (
    "Uang itu tidak disebut di papan tarif.",
    "Layanannya gratis, jadi permintaan apa pun melanggar.",
    "Boleh jadi salah ucap, tetapi warga menangkapnya sebagai syarat.",
)


@pytest.mark.parametrize("language", ["id", "en"])
def test_each_shipped_one_fits(visit, cast, language):
    Person.update(locale=language).where(Person.id == cast.sari.id).execute()
    panel = list(zip((cast.rina, cast.budi, cast.wati), WORDS, strict=True))
    sizes = {}

    for row in Exercise.select().where(Exercise.office.is_null()):
        exercise, path = again(row), f"/belajar/latihan/{row.key}"
        sizes[f"{row.title}, form"] = brotli_size(visit(cast.sari).get(path).data)
        for person, why in panel:
            seal(exercise, person, Side.PANEL, why=why)
        seal(exercise, cast.sari)
        sizes[f"{row.title}, panel"] = brotli_size(visit(cast.sari).get(path).data)

    assert sizes
    assert {name: size for name, size in sizes.items() if size > MOST} == {}
