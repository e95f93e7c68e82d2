"""What an office has decided about its code."""

from typing import Any

from peewee import fn

from .models import CodeSetting


def code_setting_of(office_id: int) -> CodeSetting:
    """An office's setting; one that was never changed is as it is by default."""
    found = CodeSetting.get_or_none(CodeSetting.office == office_id)
    return found or CodeSetting(office=office_id)


def asks_code(person: Any, office: Any, lately: Any) -> Any:
    """The fact, for whoever is signed in."""
    setting = CodeSetting.select(CodeSetting.is_asked).where(CodeSetting.office == office)
    return fn.COALESCE(setting, False)
