"""Addresses that no walk through the pages has to come by."""

NO_PAGES = {
    "/healthz",  # these four are for machines
    "/antrean",
    "/sw.js",
    "/kotak-keluar/potongan",
    "/foto/<key>",  # these two stand in pages
    "/surat/<key>",
    "/berkas/<key>",  # these two are a photo or a PDF
    "/daftar/<signed>/berkas/<key>",
    "/jaga/keluar",  # the way out, which leads to another page
    "/peserta/mundur/<key>",  # and this one, from a mail
    "/layar/<ticket>",  # these two show a code and load again while one looks
    "/presensi/layar",
    "/v/<path:number>",  # these two show a paper: tests/browser/ending/test_checking.py
    "/V/<path:scanned>",
    "/v/kunci.txt",  # the rest are files
    "/jaga/bukti/<key>/asli.unduh",
    "/jaga/bukti/<key>/bersih.unduh",
    "/presensi/<month>.pdf",
    "/presensi/lembar.pdf",
    "/presensi/rekap.pdf",
    "/presensi/rekap.xlsx",
    "/peserta/<key>/presensi.pdf",
    "/peserta/<key>/logbook.pdf",
    "/peserta/<key>/logbook.csv",
    "/logbook.pdf",
    "/logbook.csv",
    "/laporan/<key>/berkas.unduh",
    "/belajar/riset/naskah/<key>/berkas.unduh",
    "/riset/<key>/naskah.unduh",
    "/penilaian/umpan-balik.csv",
    "/sertifikat/surat/<key>/berkas.unduh",
    "/alumni/ekspor/<key>/berkas.unduh",
    "/laporan/berkas/<key>/berkas.unduh",
    "/alumni/permintaan/<key>/salinan.pdf",
    "/saya/alumni/<key>/data/salinan.json",
    "/saya/alumni/<key>/data/salinan.pdf",
    "/t/<key>/alumni/data/salinan.json",
    "/t/<key>/alumni/data/salinan.pdf",
    "/kesepakatan/<key>/naskah.unduh",
    "/buku/<slug>/buku.pdf",
    "/buku/<slug>/lembar.pdf",
    "/permohonan/surat/<key>/surat.unduh",
    "/peserta/tindakan/<key>/surat.pdf",
    "/belajar/tanda-tangan/<key>/naskah.pdf",
    "/rotasi/<key>/cetak.pdf",
    "/surat-balasan/<code>",
    "/t/<key>/kesepakatan.unduh",
    "/kampanye/bahan/<key>/berkas.unduh",
    "/kampanye/publikasi/<key>/bukti.unduh",
    "/kit/berkas/<key>.<kind>",
    "/kit/<key>/semua.zip",
    "/formulir-lembaga/<key>/berkas.unduh",
    "/formulir-lembaga/<key>/isi.unduh",
    "/alumni/impor/contoh.unduh",
    "/t/<key>/mahasiswa/<student>/laporan/berkas.unduh",
    "/t/<key>/mahasiswa/<student>/surat/<paper>/berkas.unduh",
}
