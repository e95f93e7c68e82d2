"""What in a text may tell who it is about is hinted in its place; clean sentences are not."""

import pytest

from mori.contributions.matters.hint_rules import HintKind, hints_in, pieces_of, word_of_harm

HINTED = [
    ("Pelapor ber-NIK 6371010101900001 datang.", "nik", "6371010101900001"),
    ("NIK 637101 010190 0001 tertulis di map.", "nik", "637101 010190 0001"),
    ("NIP 19800101 200501 1 001 menjawab.", "nik", "19800101 200501 1 001"),
    ("Ia menelepon 0812-3456-7890 dua kali.", "phone", "0812-3456-7890"),
    ("WA +62 812 3456 7890 tidak dijawab.", "phone", "+62 812 3456 7890"),
    ("Kantor itu di (0511) 3300000.", "phone", "(0511) 3300000"),
    ("Surat ke warga.contoh@surat.example tidak dibalas.", "mail", "warga.contoh@surat.example"),
    ("Ditemui Bapak Umpama di loket.", "name", "Bapak Umpama"),
    ("Ditemui bu Siti Umpama di loket.", "name", "bu Siti Umpama"),
    ("Diperiksa dr. Misal Contoh kemarin.", "name", "dr. Misal Contoh"),
    ("Surat H. Contoh Misal hilang.", "name", "H. Contoh Misal"),
    ("Ditandatangani oleh Umpama Contoh, S.H. kemarin.", "name", "Umpama Contoh, S.H."),
    ("Ditemui Ibu UMPAMA CONTOH di loket.", "name", "Ibu UMPAMA CONTOH"),
    ("Rumahnya di Jl. Umpama Raya No. 12 tutup.", "address", "Jl. Umpama Raya No. 12"),
    ("Rumahnya di Jalan Umpama nomor 7 tutup.", "address", "Jalan Umpama nomor 7"),
    ("Warga RT 03/RW 05 mengeluh.", "address", "RT 03/RW 05"),
    ("Laporan 0123/LM/IV/2026/BJM ditutup.", "report", "0123/LM/IV/2026/BJM"),
    ("Nomor laporan: BJM-00017 ditutup.", "report", "Nomor laporan: BJM-00017"),
    ("Mobil DA 1234 XYZ diparkir.", "plate", "DA 1234 XYZ"),
    ("Rekening 0123 4567 8901 dipakai.", "account", "Rekening 0123 4567 8901"),
    ("Pemohon lahir di Contoh, 12 Mei 1990, datang.", "birth", "lahir di Contoh, 12 Mei 1990"),
]

CLEAN = [
    "Seorang warga datang ke loket dengan berkas lengkap.",
    "Pasal 14 UU 25/2009 menyebut empat belas komponen.",
    "Biaya resminya Rp 150.000, menurut papan di loket.",
    "Janji layanan lima hari kerja lewat menjadi 14 hari.",
    "Bapak kepala dinas menjawab pada hari ketiga.",
    "Ibu Kepala Seksi menolak berkas itu.",
    "Jalan rusak itu dilaporkan dua kali.",
    "Peraturan Ombudsman 26/2017 memuat bentuk maladministrasi.",
    "Loket dibuka pukul 08.00 dan tutup pukul 15.30.",
    "Sejak 2024 petugas memakai nomor antrean 1 sampai 120.",
    "Anak itu lahir tanpa akta, dan akta ditolak.",
    "Pelapor meminta salinan surat, lalu menunggu.",
    "Nomor laporan tidak diberikan kepada pelapor.",
    "Pak RT menandatangani surat pengantar.",
    "UU 37/2008 berlaku bagi semua penyelenggara.",
    "Ada 3 loket, 2 petugas, dan 45 kursi.",
]


@pytest.mark.parametrize(("text", "kind", "what"), HINTED)
def test_what_tells_of_a_person_is_hinted_in_its_place(text, kind, what):
    hints = [(each.kind, text[each.start : each.end]) for each in hints_in(text)]

    assert hints == [(HintKind(kind), what)]


@pytest.mark.parametrize("text", CLEAN)
def test_a_clean_sentence_is_not_hinted(text):
    assert hints_in(text) == []


def test_a_text_is_cut_where_something_is_hinted_and_nothing_is_lost():
    text = "\n".join(each for each, _kind, _what in HINTED)

    pieces = pieces_of(text)

    assert "".join(piece.text for piece in pieces) == text
    assert [each.text for each in pieces if each.kind] == [what for _text, _kind, what in HINTED]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Ia mengadukan pelecehan di ruang tunggu.", "pelecehan"),
        ("Kasus kekerasan seksual tidak dibahas.", "kekerasan seksual"),
        ("Ia menekan Tombol Merah.", "Tombol Merah"),
        ("Petugas melecehkan berkas kami", "melecehkan"),
        ("Loket itu menolak berkas.", ""),
        ("Keras kepala, tetapi sopan.", ""),
    ],
)
def test_what_is_never_a_matter_is_found(text, word):
    assert word_of_harm(text) == word
