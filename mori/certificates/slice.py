from mori.web.slice import Slice

SLICE = Slice("certificates", rooms=("statements",))
