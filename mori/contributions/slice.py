from mori.web.slice import Slice

SLICE = Slice(
    "contributions",
    rooms=(),
    blueprints=(),
    grants={},
    parts=(),
    machines=(),
)
