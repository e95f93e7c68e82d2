"""What goes out smaller than it is."""

import pytest


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_the_phones_worker_goes_out_compressed(visit, encoding):
    plain = visit().get("/sw.js")

    asked = visit().get("/sw.js", headers={"Accept-Encoding": encoding})

    assert "Content-Encoding" not in plain.headers
    assert len(asked.get_data()) < len(plain.get_data()) / 2
    assert asked.headers["Content-Encoding"] == encoding
    assert asked.headers["Vary"] == "Accept-Encoding"
