"""A row for every page of teachings that is opened by a key: of Tono's office."""

from mori.cascades.merging.operations import merge_reports
from mori.cascades.merging.queries import last_merge_into
from mori.cascades.models import EvidenceFile, Learner
from mori.cascades.queries import teaching_by_id
from mori.cascades.rules import EvidenceKind
from mori.core.clock import now
from mori.links.operations import Given

from .making import draft, link_to, make_member, make_training, taught


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


def reporting(cast, name: str, store) -> tuple[Given, dict[str, str]]:
    """A member's link, and the keys in its addresses: of a draft that cannot be sent yet."""
    member = make_member(cast.banua, f"Anggota {name}")
    training = make_training(cast.banua, member, name=f"Kelas {name}")
    teaching = teaching_by_id(draft(member, training, headcount=None).id)
    keys = {"teaching": teaching.key, "file": picture_of(teaching, store)}
    return link_to(cast, member, f"{name} teaching", at=now()), keys
