from mori.uploads.models import Upload

from .models import Sketch


def sketch_by_key(key: str) -> Sketch | None:
    return Sketch.select(Sketch, Upload).join(Upload).where(Sketch.key == key).get_or_none()


def sketch_by_token(token: str) -> Sketch | None:
    return Sketch.get_or_none(Sketch.token == token)


def sketches_of(person_id: int) -> list[Sketch]:
    joined = Sketch.select(Sketch, Upload).join(Upload)
    return list(joined.where(Sketch.person == person_id).order_by(Sketch.id).limit(20))
