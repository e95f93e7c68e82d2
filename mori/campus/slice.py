from mori.access.grants import anyone, office
from mori.access.roles import Role
from mori.web.slice import Part, Slice

from .cosigning import views as cosigning
from .own_forms import views as own_forms
from .remarks import views as remarks
from .students import document_views, remark_views
from .students import views as students
from .supervision import views as supervision

SLICE = Slice(
    "campus",
    rooms=("supervision", "remarks", "cosigning", "students", "own_forms"),
    blueprints=(
        supervision.bp,
        students.bp,
        remark_views.bp,
        document_views.bp,
        cosigning.bp,
        own_forms.bp,
    ),
    grants={
        "campus.name": {Role.COORDINATOR: office},
        "campus.ask": {Role.COORDINATOR: office},
        "own_form.list": {Role.COORDINATOR: anyone, Role.HEAD: anyone},
        "own_form.read": {Role.COORDINATOR: office, Role.HEAD: office},
        "own_form.send": {Role.COORDINATOR: anyone},
        "own_form.make": {Role.COORDINATOR: office},
        "own_form.change": {Role.COORDINATOR: office},
    },
    file_purposes=(own_forms.FILES,),
    links=(students.STUDENTS, cosigning.FINAL),
    parts=(
        Part("contact", "campus/students/_links.html", students.links_of_contact),
        Part("institution", "campus/supervision/_institution.html", supervision.institution_part),
        Part("institution", "campus/own_forms/_institution.html", own_forms.institution_part),
        Part("placement", "campus/supervision/_placement.html", supervision.placement_part),
        Part("placement", "campus/remarks/_remarks.html", remarks.placement_part),
        Part("placement", "campus/cosigning/_placement.html", cosigning.placement_part),
    ),
)
