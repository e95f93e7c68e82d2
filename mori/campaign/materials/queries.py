"""What a material may belong to in the guidebook."""

from mori.guidebook.queries import book_by_key, chapters_of, texts_in_force

BOOK = "pedoman"


def chapters_to_choose(office_id: int, locale: str) -> list[tuple[str, str]]:
    """The guidebook's chapters as the office has them: slug and title."""
    book = book_by_key(BOOK)
    chapters = chapters_of(office_id, book.id) if book else []
    texts = texts_in_force(office_id, [each.id for each in chapters])
    named = [(each.slug, texts[each.id]) for each in chapters if each.id in texts]
    return [
        (slug, text.title_en if locale == "en" and text.title_en else text.title)
        for slug, text in named
    ]
