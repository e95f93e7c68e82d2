"""Whatever comes in, a small, upright WebP without metadata goes out, or a refusal in words."""

import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from mori.core import bytes as budget
from mori.core.errors import Refused
from mori.core.files.decoding import is_bare_webp
from mori.core.files.images import NoPicture, Purpose, shrunk
from tests.support.pictures import MAKER, chunk, encoded, jpeg, letter, scene

PAGE = b"<!doctype html><script>alert(1)</script>"
TINY = jpeg(scene(64, 48))
SECRETS = (b"Exif", b"XMP", b"xmpmeta", b"ICCP", MAKER.encode(), b"script", b"2026:11")


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


@pytest.mark.parametrize("purpose", Purpose, ids=lambda each: each.name)
@pytest.mark.parametrize("noise", [0.0, 0.5, 1.0])
def test_a_picture_keeps_its_budget_and_loses_all_that_is_no_pixel(purpose, noise):
    picture = shrunk(jpeg(scene(1800, 1350, noise)), purpose)

    image = opened(picture.content)
    assert len(picture.content) <= purpose.most_bytes
    assert (image.format, image.size) == ("WEBP", (picture.width, picture.height))
    assert not image.getexif()
    assert is_bare_webp(picture.content)
    assert not [each for each in SECRETS if each in picture.content]


def test_the_budgets_are_those_of_the_document():
    assert (Purpose.PHOTO.most_bytes, Purpose.PAPER.most_bytes) == (
        budget.PHOTO_BYTES,
        budget.PAPER_BYTES,
    )


def test_an_ordinary_photo_keeps_1280_pixels():
    picture = shrunk(jpeg(scene(3000, 2000)), Purpose.PHOTO)

    assert (picture.width, picture.height) == (1280, 853)


def test_a_small_picture_is_not_made_larger():
    assert shrunk(TINY, Purpose.PHOTO)[1:] == (64, 48)


def test_a_photo_taken_upright_stands_upright():
    picture = shrunk(jpeg(scene(800, 600), orientation=6), Purpose.PHOTO)

    assert (picture.width, picture.height) == (600, 800)


def test_a_paper_is_grey_and_keeps_more_pixels():
    picture = shrunk(jpeg(letter()), Purpose.PAPER)

    red, green, blue = opened(picture.content).convert("RGB").resize((40, 40)).split()
    assert max(picture.width, picture.height) >= 1280
    assert max(abs(a - b) for a, b in zip(red.tobytes(), blue.tobytes(), strict=True)) <= 8
    assert green.getextrema()[1] > 200


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("RGBA", "PNG"), ("LA", "PNG"), ("P", "PNG"), ("1", "PNG"), ("I;16", "PNG"), ("CMYK", "JPEG"),
     ("L", "JPEG"), ("RGBA", "WEBP")],
)  # fmt: skip
def test_every_kind_of_pixel_is_understood(mode, kind):
    image = scene(200, 100).convert("L").convert(mode) if mode == "I;16" else scene(200, 100)
    content = encoded(image if mode == "I;16" else image.convert(mode), kind)

    assert shrunk(content, Purpose.PHOTO)[1:] == (200, 100)


def test_what_is_transparent_becomes_white():
    content = encoded(Image.new("RGBA", (80, 80), (0, 0, 0, 0)), "PNG")

    image = opened(shrunk(content, Purpose.PHOTO).content).convert("RGB")

    assert image.getpixel((40, 40)) >= (250, 250, 250)


def test_what_the_phone_has_shrunk_already_is_kept_as_it_is():
    content = encoded(scene(800, 600), "WEBP", quality=45)

    assert shrunk(content, Purpose.PHOTO).content == content


@pytest.mark.parametrize("extra", [{"exif": b"Exif\0\0II*\0"}, {"xmp": b"<x:xmpmeta/>"}])
def test_a_small_webp_with_something_in_it_is_made_anew(extra):
    content = encoded(scene(800, 600), "WEBP", quality=45, **extra)

    kept = shrunk(content, Purpose.PHOTO).content

    assert not is_bare_webp(content)
    assert is_bare_webp(kept)


def test_a_page_behind_a_picture_is_left_behind():
    for content in (TINY + PAGE, encoded(scene(64, 48), "WEBP", quality=45) + PAGE):
        assert PAGE not in shrunk(content, Purpose.PHOTO).content


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(PAGE, id="a page"),
        pytest.param(b"GIF89a" + PAGE, id="a page that begins as a GIF"),
        pytest.param(b"\xff\xd8\xff\xe0" + PAGE, id="a page that begins as a JPEG"),
        pytest.param(b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', id="an SVG"),
        pytest.param(b"%PDF-1.7\n", id="a PDF"),
        pytest.param(b"PK\3\4" + bytes(30), id="an archive"),
        pytest.param(encoded(scene(64, 48), "GIF"), id="a GIF"),
        pytest.param(encoded(scene(64, 48), "TIFF"), id="a TIFF"),
        pytest.param(encoded(scene(64, 48), "WEBP")[:-9], id="most of a WebP"),
        pytest.param(encoded(Image.new("RGB", (1, 1)), "JPEG"), id="a single pixel"),
    ],
)
def test_what_is_no_picture_is_refused_whatever_it_says_it_is(content):
    with pytest.raises(NoPicture, match="can't be opened"):
        shrunk(content, Purpose.PHOTO)


@pytest.mark.parametrize("content", [jpeg()[:9000], encoded(scene(64, 48), "PNG")[:-40]])
def test_a_photo_whose_end_is_missing_is_refused_and_says_so(content):
    with pytest.raises(NoPicture, match="The end of this photo is missing"):
        shrunk(content, Purpose.PHOTO)


@pytest.mark.parametrize("brand", [b"heic", b"mif1"])
def test_a_heic_is_refused_with_a_way_that_needs_no_other_app(brand):
    with pytest.raises(NoPicture, match="screenshot.*Most Compatible"):
        shrunk(bytes([0, 0, 0, 24]) + b"ftyp" + brand + bytes(400), Purpose.PHOTO)


def scan_of_sixteen_bits(clear: int | None = None) -> bytes:
    """From black above to white below, with its middle at 32,768."""
    grey = Image.linear_gradient("L").convert("I").point(lambda value: value * 257)
    content = encoded(grey.convert("I;16"), "PNG")
    place = content.index(b"IDAT") - 4
    note = b"" if clear is None else chunk(b"tRNS", struct.pack(">H", clear))
    return content[:place] + note + content[place:]


@pytest.mark.parametrize("purpose", Purpose, ids=lambda each: each.name)
def test_a_scan_of_sixteen_bits_of_grey_keeps_its_greys(purpose):
    image = opened(shrunk(scan_of_sixteen_bits(), purpose).content).convert("L")

    greys = [image.getpixel((128, row)) for row in (5, 64, 128, 192, 250)]
    assert greys == pytest.approx([5, 64, 128, 192, 250], abs=6)


def test_the_clear_grey_of_such_a_scan_becomes_white_and_its_neighbours_stay():
    content = scan_of_sixteen_bits(clear=128 * 257)

    image = opened(shrunk(content, Purpose.PHOTO).content).convert("L")

    assert image.getpixel((128, 128)) > 170  # one row, which WebP makes softer
    assert image.getpixel((128, 120)) == pytest.approx(120, abs=8)


def test_a_palette_and_print_colours_keep_what_they_show():
    red = Image.new("RGB", (200, 100), (200, 30, 30))

    for content in (encoded(red.convert("P"), "PNG"), encoded(red.convert("CMYK"), "JPEG")):
        colour = opened(shrunk(content, Purpose.PHOTO).content).convert("RGB").getpixel((50, 50))
        assert colour == pytest.approx((200, 30, 30), abs=16)


def png_bomb(width: int, height: int) -> bytes:
    """A PNG of a few kilobytes that unpacks into far more than there is memory."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(1_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("size", "said"),
    [
        ((6000, 6000), "too many pixels"),
        ((9000, 9000), "too many pixels"),
        ((60000, 60000), "too many pixels"),
        ((1, 2**31 - 1), "too many pixels"),
    ],
)
def test_a_bomb_is_refused_before_it_is_unpacked(size, said):
    with pytest.raises(NoPicture, match=said):
        shrunk(png_bomb(*size), Purpose.PHOTO)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_file_is_a_picture_or_refused_and_never_an_error(data):
    content = bytearray(data.draw(st.sampled_from([TINY, *DAMAGED])))
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))

    try:
        picture = shrunk(bytes(content), Purpose.PHOTO)
    except Refused:
        return
    assert is_bare_webp(picture.content)


DAMAGED = [encoded(scene(64, 48), kind) for kind in ("PNG", "WEBP")]
