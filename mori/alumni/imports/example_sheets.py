"""A messy list of invented people, as offices keep them, to try an import with."""

import io
from typing import Any

from xlsxwriter import Workbook

HEADINGS = ("No", "Nama Lengkap", "NIM", "Asal Kampus", "No. HP", "E-mail", "Periode", "Ket.")
ULM, POLIBAN = "Universitas Lambung Mangkurat", "Politeknik Negeri Banjarmasin"
Rows = list[list[Any]]

OF_2015: Rows = [
    [1, "SITI AMINAH CONTOH", "C1510001", "Unlam", "0812-5550-1501", "siti.a@contoh.example", ""],
    [2, "Dr. H. Ahmad Fauzi Contoh, S.H., M.H.", "C1510002", "FH ULM", 81255501502.0, "", 42005],
    [3, "Budi Percobaan", "C1510003", '"', "081255501503 / 0857 5550 1503", "", "Jan–Mar 2015"],
    [4, "M. Rizky Misalnya", "", "idem", '"', "rizky@contoh,example", "31 Februari 2015"],
    [None, None, None, None, None, "rizky@contoh.example", None],
    [5, "Contohlina", "", "UNIV LAMBUNG MANGKURAT BJM", "8.12555E+10", "", "03/04/2015"],
    [6, "Noor Laila Umpama", "C1510006", ULM, "081255501506", "", "2 Januari s/d 28 Februari 2015"],
    ["POLITEKNIK NEGERI BANJARMASIN"],
    [7, "Dewi Karangan", "D1520007", "", "081255501507", "dewi@contoh.example", "13-1-15"],
    [8, "Dewa Karangan", "D1520008", "", "081255501507", "", "13-1-15"],  # twins, one telephone
    [9, "Galih Rekaan", "D1520009", "Poliban", "3367412", "", "Agustus 2015"],
    ["Jumlah", None, None, None, None, None, None, "9 orang"],
]
OF_2016: Rows = [
    [1, "Siti Aminah Contoh", "C1510001", "ULM", "+62 812 5550 1501", "", "Juli-Agustus 2016"],
    [2, "Mawar Andaian", "", "SMKN 3 Banjarmasin", "081255501602", "mawar@gmial.com", "2 bln"],
    [3, "Intan dan Yusuf Fiktif", "", "SMK N 3 BJM", "", "", "Juli 2016"],
    [4, "", "E1630004", "SMK Negeri 3 Banjarmasin", "081255501604", "", "Juli 2016"],
    [5, "Hasan Cerita", "E1630005", "Univ. Contoh Selatan", "ibu 081255501605", "", "1-7-16"],
]


def example_list() -> bytes:
    """The workbook: two years, with titles, totals, merged cells and dittos."""
    file = io.BytesIO()
    book = Workbook(file)
    for year, rows in (("2015", OF_2015), ("2016", OF_2016)):
        sheet = book.add_worksheet(f"Magang {year}")
        sheet.write(0, 0, f"DAFTAR PESERTA MAGANG TAHUN {year}")
        sheet.write_row(2, 0, HEADINGS)
        for number, cells in enumerate(rows, 3):
            sheet.write_row(number, 0, cells)
    merged = book.get_worksheet_by_name("Magang 2015")
    below = 4 + len(OF_2015)
    merged.merge_range(below, 3, below + 1, 3, POLIBAN)
    for place, name in enumerate(("Fitri Dongeng", "Laila Dongeng")):
        merged.write_row(below + place, 0, [10 + place, name])
        merged.write_row(below + place, 4, [f"08125550151{place}", "", "November–Januari 2016"])
    book.close()
    return file.getvalue()
