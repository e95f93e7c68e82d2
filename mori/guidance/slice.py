from mori.web.slice import Slice

SLICE = Slice("guidance")
