from mori.web.slice import Slice

SLICE = Slice("alumni", rooms=("reading", "values", "understanding", "likeness"))
