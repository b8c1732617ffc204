"""How Python's types are kept."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Integer, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase

Facts = dict[str, Any]
"""An object as it lies in JSON: ids and days are text."""


class Base(DeclarativeBase):
    type_annotation_map = {
        str: Text,
        datetime: DateTime(timezone=True),
        list[str]: ARRAY(Text),
        list[int]: ARRAY(Integer),
        list[UUID]: ARRAY(Uuid),
        list[dict[str, Any]]: JSONB,
        dict[str, Any]: JSONB,
    }
