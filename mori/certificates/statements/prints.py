"""Papers as PDF/A, in the language that the statement names. No request, no database."""

import datetime as dt

import segno
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from mori.core.files.documents import make_pdf
from mori.core.files.seals import sealed

from .attendance_words import attendance
from .claims import pack
from .rules import PaperKind, Statement
from .words import certificate, content, letter, transcript

TEMPLATES = {
    PaperKind.CERTIFICATE: "certificate",
    PaperKind.TRANSCRIPT: "transcript",
    PaperKind.LETTER: "statement_letter",
    PaperKind.ATTENDANCE: "certificate",
}
WORDS = {
    PaperKind.CERTIFICATE: certificate,
    PaperKind.TRANSCRIPT: transcript,
    PaperKind.LETTER: letter,
    PaperKind.ATTENDANCE: attendance,
}


def render(statement: Statement, key: Ed25519PrivateKey | None, at: dt.datetime) -> bytes:
    """The PDF of a paper, with its QR code and MORI's seal; without a key a draft to look at."""
    claim = pack(statement, key) if key else ""
    shown = {**content(statement, claim, WORDS[statement.kind]), "qr": qr_of(claim)}
    pdf = make_pdf(TEMPLATES[statement.kind], shown, at)
    return sealed(pdf, key) if key else pdf


def qr_of(text: str) -> str:
    """A QR code as SVG, of at most 45 modules where MORI's address leaves room."""
    if not text:
        return ""
    code = segno.make(text, error="l", boost_error=True, micro=False)
    svg = code.svg_inline(border=2, dark="#17211E")
    return svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
