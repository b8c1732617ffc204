"""What all tables of cases derive from."""

from typing import Any

from sqlalchemy.orm import DeclarativeBase

from shared.columns import KEPT_AS

Facts = dict[str, Any]
"""An object as it lies in JSON: ids and days are text."""


class Base(DeclarativeBase):
    type_annotation_map = KEPT_AS
