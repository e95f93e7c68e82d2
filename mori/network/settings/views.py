"""What an office calls its network, and on what terms one belongs to it."""

from flask import Blueprint, Response, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from mori.access.guard import may
from mori.web.i18n import locale
from mori.web.render import page, see_other

from ..queries import setting_of
from . import forms, operations

bp = Blueprint("network_settings", __name__)


@bp.get("/jejaring/pengaturan")
@may("network.add")
def setting() -> Response:
    known = forms.known_setting(setting_of(current_user.office_id))
    return _setting(forms.SettingForm(formdata=None, data=known))


def _setting(form: forms.SettingForm, status: int = 200) -> Response:
    form.offer(locale())
    return page("network/settings/setting.html", status=status, here="network", form=form)


@bp.post("/jejaring/pengaturan")
@may("network.add")
def change() -> Response:
    form = forms.SettingForm()
    form.offer(locale())
    if not form.validate():
        return _setting(form, 422)
    operations.set_network(current_user.office_id, form.wanted)
    flash(_("Saved."))
    return see_other(url_for("communities.communities"))
