"""How Python's types are kept in the tables of every service: `type_annotation_map` of its Base."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Integer, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

KEPT_AS = {
    str: Text,
    datetime: DateTime(timezone=True),
    list[str]: ARRAY(Text),
    list[int]: ARRAY(Integer),
    list[UUID]: ARRAY(Uuid),
    list[dict[str, Any]]: JSONB,
    dict[str, Any]: JSONB(none_as_null=True),
}
