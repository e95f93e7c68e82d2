"""``flask certificate verify`` checks a file or a code where there is no server and no database."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from mori.certificates.keys.operations import KEPT
from mori.certificates.keys.rules import line_of
from mori.certificates.statements.claims import pack
from mori.certificates.statements.prints import render
from mori.config import ROOT
from tests.cast import NOON
from tests.certificates.stating import NUMBER, stated

pytestmark = pytest.mark.once
KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
LINE = line_of(KEY.public_key().public_bytes_raw().hex(), "2026-11-18")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("papers")
    (made / "sertifikat.pdf").write_bytes(render(stated(), KEY, NOON))
    (made / "kunci.txt").write_text(f"Kunci publik MORI:\n{LINE}\n")
    return made


def verify(folder: Path, paper: str, *options: str) -> subprocess.CompletedProcess[str]:
    """As somebody runs it whose database cannot be reached."""
    return subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", "certificate", "verify", paper, *options],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith("MORI_")},
            "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
            "MORI_INSTANCE": str(folder),
        },
    )


def test_a_file_is_right_to_its_last_byte(folder):
    said = verify(folder, str(folder / "sertifikat.pdf"), "--keys", str(folder / "kunci.txt"))

    assert said.returncode == 0, said.stderr
    for part in ("RIGHT", NUMBER, "SARI CONTOH", "2026-09-01 to 2026-11-13", "not one byte"):
        assert part in said.stdout


def test_a_changed_file_is_not_called_untouched(folder):
    content = bytearray((folder / "sertifikat.pdf").read_bytes())
    content[len(content) // 2] ^= 1
    (folder / "lain.pdf").write_bytes(content)

    said = verify(folder, str(folder / "lain.pdf"), "--keys", str(folder / "kunci.txt"))

    assert "not as MORI made it" in said.stdout
    assert "not one byte" not in said.stdout


def test_the_text_of_a_code_is_checked_with_the_keys_of_the_instance(folder):
    (folder / KEPT).write_text(LINE)
    code = pack(stated(), KEY)

    right, wrong = verify(folder, code), verify(folder, code[:-1])

    assert right.returncode == 0
    assert "SARI CONTOH" in right.stdout
    assert wrong.returncode == 1
    assert "WRONG" in wrong.stdout
    assert "SARI" not in wrong.stdout


def test_without_keys_it_says_where_to_get_them(folder, tmp_path):
    said = verify(tmp_path, "x")

    assert said.returncode == 2
    assert "/v/kunci" in said.stderr
