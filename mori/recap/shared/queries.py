"""Reports that links open."""

from .models import SharedReport


def shared_by_key(key: str) -> SharedReport | None:
    return SharedReport.get_or_none(SharedReport.key == key)
