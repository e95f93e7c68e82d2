"""Figures of a period, grouped: one function computes, page, paper, workbook and CSV lay out."""
