"""A row for every page of teachings that is opened by a key: of Tono's office."""

from mori.cascades.merging.operations import merge_reports
from mori.cascades.merging.queries import last_merge_into
from mori.cascades.models import EvidenceFile, Learner
from mori.cascades.rules import EvidenceKind
from mori.core.clock import now
from mori.links.operations import Given
from mori.network.queries import standing_member

from .making import draft, make_member, make_training, taught


def cascade_rows(cast, store) -> dict[str, str]:
    """Loader's name → the key of a row."""
    lilih = make_member(cast.banua, "Lilih Umpama")
    training = make_training(cast.banua, lilih)
    kept = taught(lilih, training, learners=("Siti Misal",))
    merged = taught(lilih, training)
    seen = (kept.revision, merged.revision)
    merge_reports(kept, merged, seen, cast.wati.id, now())
    merge = last_merge_into(kept.id)
    teaching = taught(lilih, training, days=9)
    return {
        "teaching_by_key": teaching.key,
        "learner_by_key": Learner.get(Learner.teaching == kept.id).key,
        "evidence_file_by_key": picture_of(teaching, store),
        "teaching_merge_by_key": merge.key if merge else "",
    }


def picture_of(teaching, store) -> str:
    """The key of a picture that shows a teaching."""
    size = {"bytes": 4, "width": 1, "height": 1}
    file = EvidenceFile.create(
        token=f"f {teaching.key}", teaching=teaching, kind=EvidenceKind.PHOTO, at=now(), **size
    )
    store.put(f"teachings/{file.key}", b"webp")
    return file.key


def reported(cast, given: Given, store) -> dict[str, str]:
    """The keys in the addresses of a member's link: of a draft that cannot be sent yet."""
    member = standing_member(given.link.about_key)
    training = make_training(cast.banua, member, name=f"Kelas {member.key}")
    teaching = draft(member, training, headcount=None)
    return {"teaching": teaching.key, "file": picture_of(teaching, store)}


def teachings_to_list(cast) -> dict[str, str]:
    """A training with teachings of two levels, one of them reported twice, and one to check."""
    lilih, dewi = make_member(cast.banua, "Lilih Umpama"), make_member(cast.banua, "Dewi Umpama")
    training = make_training(cast.banua, lilih, name="Kelas Umpama")
    first = taught(lilih, training, learners=("Siti Misal",))
    taught(dewi, first, same_crowd_as=first)
    learner = Learner.get(Learner.teaching == first.id, Learner.name == "Siti Misal")
    return {
        "taught_training": training.key,
        "teaching": first.key,
        "taught_twice": taught(lilih, training).key,
        "learner": learner.key,
    }
