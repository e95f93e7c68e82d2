"""What pages show of a material that may be spread: its file, its captions, its address."""

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote

from ..models import Material
from ..rules import CAPTIONED, Captioned, length_on, shared_text

MOST_ON_KIT = 2_400  # signs of captions that a kit's page carries itself


class Caption(NamedTuple):
    """A text ready to be copied, with its address, and whether the channel takes it."""

    channel: Captioned
    text: str
    length: int

    @property
    def is_too_long(self) -> bool:
        return self.length > self.channel.most


class Shown(NamedTuple):
    material: Material
    link: str
    captions: Sequence[Caption]

    @property
    def words(self) -> str:
        """What goes along when it is shared: the first caption, else its title."""
        text = self.captions[0].text if self.captions else ""
        return text or shared_text(self.material.title, self.link)

    @property
    def whatsapp(self) -> str:
        return f"https://wa.me/?text={quote(self.words)}"


def shown(material: Material, address: str) -> Shown:
    """``address`` is its short one, as it is spread."""
    return Shown(material, address, captions_of(material, address))


def captions_of(material: Material, address: str) -> list[Caption]:
    """Those that are written, each with the address below it and as long as its channel counts."""
    written = [(each, getattr(material, each.column)) for each in CAPTIONED]
    texts = [(each, shared_text(text, address).strip()) for each, text in written if text]
    return [Caption(each, text, length_on(each, text)) for each, text in texts]


def fits_on_kit(rows: Sequence[Shown]) -> bool:
    """Whether a kit's page stays small with all captions on it."""
    return sum(len(each.text) for row in rows for each in row.captions) <= MOST_ON_KIT


def words_beside(material: Material) -> str:
    """What lies beside a file in the zip: what it shows, what it says, and the captions."""
    captions = [f"[{each.channel.name}]\n{each.text}" for each in captions_of(material, "")]
    pieces = [material.title, material.alt, material.body, *captions]
    return "\n\n".join(piece for piece in pieces if piece) + "\n"
