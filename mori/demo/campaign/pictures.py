"""A card and a leaflet, drawn here."""

from io import BytesIO

SIZE = (1080, 1080)
PAPER, INK, GREEN = (250, 248, 243), (23, 33, 30), (10, 90, 82)


def card(lines: tuple[str, ...]) -> bytes:
    """A square of plain words, as a phone would send it."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, SIZE[0], 24), fill=GREEN)
    for number, line in enumerate(lines):
        draw.text((80, 220 + 130 * number), line, fill=INK, font_size=84)
    draw.text((80, 960), "CONTOH", fill=GREEN, font_size=44)
    target = BytesIO()
    image.save(target, "WEBP", quality=60)
    return target.getvalue()


def leaflet(title: str, lines: tuple[str, ...]) -> bytes:
    """One page A5 in black and white, written by hand: a PDF of a kilobyte."""
    shown = [f"BT /F1 18 Tf 40 540 Td ({title}) Tj ET"]
    for number, line in enumerate(lines):
        shown.append(f"BT /F1 12 Tf 40 {490 - 24 * number} Td ({line}) Tj ET")
    content = "\n".join(shown)
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]/Contents 4 0 R"
        "/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    body, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj{each}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(body)
    body += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    body += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
    return body.encode("ascii")
