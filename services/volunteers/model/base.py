"""What all tables share."""

from sqlalchemy.orm import DeclarativeBase

from shared.columns import KEPT_AS

NAMELESS = "—"


class Base(DeclarativeBase):
    type_annotation_map = KEPT_AS
