"""What became of institutions that are two spellings of one."""

from collections.abc import Collection

from mori.accounts.models import Person

from ..models import Institution, InstitutionMerge

Gone = Institution.alias("gone")


def merges_into(institution: Institution) -> list[InstitutionMerge]:
    """Those not undone, the latest first, each with what was merged and by whom."""
    return list(
        InstitutionMerge.select(InstitutionMerge, Gone, Person)
        .join(Gone, on=(InstitutionMerge.merged == Gone.id), attr="merged")
        .switch(InstitutionMerge)
        .join(Person, on=InstitutionMerge.actor)
        .where(InstitutionMerge.kept == institution.id, InstitutionMerge.undone_at.is_null())
        .order_by(InstitutionMerge.id.desc())
    )


def merge_by_key(key: str) -> InstitutionMerge | None:
    return InstitutionMerge.get_or_none(InstitutionMerge.key == key)


def carried_by(institution_ids: Collection[int]) -> list[int]:
    """Ids of those that were merged into any of these."""
    rows = Institution.select(Institution.id).where(
        Institution.merged_into.in_(list(institution_ids))
    )
    return [row.id for row in rows.order_by(Institution.id)]
