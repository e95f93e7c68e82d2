"""What was just done, said on the next page."""

from collections.abc import Iterable
from typing import Any

from mori.core.words import filled, marked

# What was just done, by a word in the address: strangers have no session to keep it in.
NEWS = {
    "berkas": marked("Your files were kept."),
    "lengkap": marked("All that was asked for is there. The office goes on from here."),
    "keluar": marked("Taken out."),
    "hapus": marked("Taken off the list."),
    "tarik": marked("Taken back. The office sees it."),
    "nama": marked("The names were handed in."),
    "tanya": marked("Your question has reached the office."),
    "nik": marked("A number of sixteen digits was taken out: an NIK is neither needed nor kept."),
}


def news_in(words: Iterable[str]) -> list[Any]:
    """What was just done, in words; what is no word of ours says nothing."""
    return [filled(NEWS[word]) for word in dict.fromkeys(words) if word in NEWS]
