import re

import pytest


@pytest.fixture
def told(visit, cast):
    """What Ringkasan tells somebody: what is said, by the address that it leads to."""

    def read(who, **options):
        page = visit(who, **options).get("/ringkasan").text
        rows = re.findall(r'<a class="item" href="([^"]*)">(.*?)</a>', page, re.S)
        return {path: " ".join(re.sub(r"<[^>]*>", " ", row).split()) for path, row in rows}

    return read
