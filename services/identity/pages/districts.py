"""The districts of the region, by which families, organisations and volunteers find each other."""

from typing import Any

from flask import Response
from sqlalchemy import select

from services.identity import commands, policies, schemas
from services.identity.model import District
from shared.web.pages import Form, Pages, _, go, show
from shared.web.pages.fields import Decimal, Field, Text
from shared.web.paging import PageQuery, newest_first
from shared.web.routes import Call

pages = Pages("identity", __name__, "districts")

DISTRICTS = "/identity/districts"
FIELDS = ("name", "region", "latitude", "longitude")


@pages.page("/districts", who=policies.ADMINISTRATOR, query=PageQuery)
def all_districts(call: Call) -> Response:
    return show(
        "districts/list.html", found=newest_first(call.session, select(District), District.id, call.query, _row)
    )


def _row(one: District) -> dict[str, Any]:
    return {"code": one.code, "name": one.name, "region": one.region, "placed": one.latitude is not None}


def new_form(call: Call) -> Form:
    taken = _("A district has this short name already. Choose another one.")
    letters = _("Write it in small Latin letters, figures and hyphens: central, north-2.")
    hint = _("In small Latin letters, figures and hyphens: central, north-2. It is never changed.")
    short = Text("code", _("Short name for files"), hint, width=20, errors={"taken": taken, "invalid": letters})
    return Form(_("Add a district"), [*_fields(), short], _("Add it"), back=DISTRICTS)


@pages.form("/districts/new", who=policies.ADMINISTRATOR, form=new_form, body=schemas.NewDistrict)
def add(call: Call) -> Response:
    commands.register_district(call.session, call.caller, **call.body)
    return go(DISTRICTS, _("The district is added. Organisations can work there now."))


def change_form(call: Call) -> Form:
    values = {name: getattr(call.record, name) for name in FIELDS}
    return Form(_("Change a district"), _fields(), _("Save the changes"), values=values, back=DISTRICTS)


@pages.form(
    "/districts/<code>/change",
    on=policies.district,
    who=policies.ADMINISTRATOR,
    form=change_form,
    body=schemas.DistrictChange,
    version=lambda district: district.version,
)
def change_place(call: Call) -> Response:
    commands.change_district(call.session, call.caller, call.record, **call.body)
    return go(DISTRICTS, _("The changes are saved."))


def _fields() -> list[Field]:
    both = {"required": _("Enter both the latitude and the longitude, or neither.")}
    latitude = both | {"out_of_range": _("Latitudes go from −90 to 90. Check the number.")}
    longitude = both | {"out_of_range": _("Longitudes go from −180 to 180. Check the number.")}
    hint = _("In degrees, as maps show it: 55,75. By it is reckoned how far volunteers are.")
    return [
        Text("name", _("Name of the district"), blank=""),
        Text("region", _("Region"), blank=""),
        Decimal("latitude", _("Latitude of its middle"), hint, optional=True, blank=None, errors=latitude, width=10),
        Decimal("longitude", _("Longitude of its middle"), optional=True, blank=None, errors=longitude, width=10),
    ]
