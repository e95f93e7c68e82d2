"""Switching an office's code on and off, and its screens with it."""

from mori.core.db import writing

from .models import CodeSetting


@writing()
def ask_for_codes(office_id: int, is_on: bool) -> None:
    """Let checking in ask for the code on the office's screen, or no longer."""
    _make_setting(office_id)
    CodeSetting.update(is_asked=is_on).where(CodeSetting.office == office_id).execute()


@writing()
def renew_screens(office_id: int) -> None:
    """Make the links that screens were opened with void."""
    _make_setting(office_id)
    CodeSetting.update(screen_epoch=CodeSetting.screen_epoch + 1).where(
        CodeSetting.office == office_id
    ).execute()


def _make_setting(office_id: int) -> None:
    CodeSetting.insert(office=office_id).on_conflict_ignore().execute()
