"""A region many times over, written as rows: its organisations with their people so many times, and in each of them the
families so many times. Everything that refers to something refers to the copy of it.

An id of version 7 is given the number of its copy where its random part begins. The ids of who and what is there before
any family comes (people, organisations, districts, helpers, programmes) are first made ids of version 8, and get the
number of the region there. Events that were published are not copied.
"""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import psycopg
from psycopg import sql

from shared.database import plain_url

OF_THE_PLACE = {
    "identity": ("people", "organisations", "districts"),
    "volunteers": ("volunteers",),
    "cases": ("programmes",),
}
"""Tables of what is copied with the region, by service; the rest comes with the families."""

LEFT_OUT = ("inbox", "idempotency_keys", "sessions", "revoked_sessions")
AT_MOST = 0x1000

_FUNCTIONS = """
create or replace function pg_temp.twin(id text, copy int, region int) returns text language sql immutable as $$
    select case substr(id, 15, 1)
        when '8' then overlay(id placing lpad(to_hex(region), 3, '0') from 16 for 3)
        else overlay(id placing lpad(to_hex(copy), 3, '0') from 16 for 3) end
$$;
create or replace function pg_temp.twins(said text, copy int, region int) returns text language sql immutable as $$
    select regexp_replace(regexp_replace(said,
        '([0-9a-f]{8}-[0-9a-f]{4}-7)[0-9a-f]{3}-', '\\1' || lpad(to_hex(copy), 3, '0') || '-', 'g'),
        '([0-9a-f]{8}-[0-9a-f]{4}-8)[0-9a-f]{3}-', '\\1' || lpad(to_hex(region), 3, '0') || '-', 'g')
$$;
create or replace function pg_temp.letters(number int) returns text language sql immutable as $$
    select translate(to_hex(number), '0123456789abcdef', 'абвгдежзиклмнопр')
$$;
create or replace function pg_temp.there(code text, region int) returns text language sql immutable as $$
    select case region when 0 then code else code || '-' || region end
$$;
"""

_OF_NAME = {
    "last_name": "{0} || pg_temp.letters(made.copy)",
    "term": "{0} || pg_temp.letters(made.copy)",
    "reference": "{0} || '-' || made.copy",
    "referral_reference": "{0} || '-' || made.copy",
    "email": "'r' || made.region || '.' || {0}",
    "district": "pg_temp.there({0}, made.region)",
    "districts": "array(select pg_temp.there(one, made.region) from unnest({0}) as one)",
    "key": "{0} # (made.copy::bigint << 32)",
}
"""What tells copies apart besides ids; `districts.code` too."""

_OF_TYPE = {
    "uuid": "pg_temp.twin({0}::text, made.copy, made.region)::uuid",
    "_uuid": "pg_temp.twins({0}::text, made.copy, made.region)::uuid[]",
    "jsonb": "pg_temp.twins({0}::text, made.copy, made.region)::jsonb",
}


@dataclass(frozen=True)
class Table:
    name: str
    columns: Mapping[str, str]
    """Types by name, of those that are written."""
    ids: Sequence[str]
    """Those of the primary key, else all that are never empty."""

    @property
    def is_of_districts(self) -> bool:
        return self.name in ("districts", "known_districts")


def multiply(urls: Mapping[str, str], regions: int, families: int) -> None:
    """`urls` of the five databases, by service; in them is one region with each family once."""
    assert regions * families <= AT_MOST
    ids = [id for service, tables in OF_THE_PLACE.items() for id in _ids(urls[service], tables)]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda url: _multiply_one(url, ids, regions, families), urls.values()))


def rows_of(url: str, table: str) -> int:
    with psycopg.connect(plain_url(url)) as connection:
        found = connection.execute(sql.SQL("select count(*) from {}").format(sql.Identifier(table))).fetchone()
    return int(found[0]) if found else 0


def _ids(url: str, tables: Iterable[str]) -> list[str]:
    with psycopg.connect(plain_url(url)) as connection:
        rows = [connection.execute(f"select id::text from {table}").fetchall() for table in tables]  # type: ignore[arg-type]
    return [row[0] for found in rows for row in found]


def _multiply_one(url: str, of_the_place: Sequence[str], regions: int, families: int) -> None:
    with psycopg.connect(plain_url(url), autocommit=True) as connection:
        connection.execute("set session_replication_role = replica")
        connection.execute(_FUNCTIONS)
        tables = _tables(connection)
        for table in tables:
            _mark(connection, table, of_the_place)
        for table in tables:
            _copy(connection, table, regions, families)
        connection.execute("analyze")


def _tables(connection: psycopg.Connection) -> list[Table]:
    """Those with ids, and districts."""
    found = connection.execute("""
        select c.table_name, jsonb_object_agg(c.column_name, c.udt_name),
            array(select a.attname::text from pg_index i join pg_attribute a on a.attrelid = i.indrelid
                  and a.attnum = any(i.indkey) where i.indrelid = c.table_name::regclass and i.indisprimary
                  and a.atttypid = 'uuid'::regtype),
            array_agg(c.column_name::text) filter (where c.udt_name = 'uuid' and c.is_nullable = 'NO')
        from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
        where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
            and c.is_identity = 'NO' and c.table_name not like 'outbox%'
        group by c.table_name order by c.table_name
    """).fetchall()
    tables = [Table(name, columns, key or said or ()) for name, columns, key, said in found if name not in LEFT_OUT]
    return [table for table in tables if table.ids or table.is_of_districts]


def _mark(connection: psycopg.Connection, table: Table, of_the_place: Sequence[str]) -> None:
    """The ids of the place are of version 8 from here on, wherever they stand, and what is there is copy 0."""
    pattern = f"(?={'|'.join(of_the_place)})([0-9a-f]{{8}}-[0-9a-f]{{4}})-7[0-9a-f]{{3}}-"
    changed = [
        sql.SQL("{0} = pg_temp.twins(regexp_replace({0}::text, {1}, '\\1-8000-', 'g'), 0, 0)::{2}").format(
            sql.Identifier(name), sql.Literal(pattern), sql.SQL({"_uuid": "uuid[]"}.get(kind, kind))
        )
        for name, kind in table.columns.items()
        if kind in _OF_TYPE
    ]
    if changed:
        connection.execute(sql.SQL("update {} set {}").format(sql.Identifier(table.name), sql.SQL(", ").join(changed)))


def _copy(connection: psycopg.Connection, table: Table, regions: int, families: int) -> None:
    names = sql.SQL(", ").join(map(sql.Identifier, table.columns))
    values = sql.SQL(", ").join(sql.SQL(_value(table, *column)) for column in table.columns.items())
    goes_with_place = " and ".join(f"substr(t.{id}::text, 15, 1) = '8'" for id in table.ids) or "true"
    connection.execute(
        sql.SQL("""
            insert into {table} ({names}) select {values} from {table} as t, lateral (
                select region, 0 as copy from generate_series(1, {regions} - 1) as region where {of_place}
                union all
                select copy / {families}, copy from generate_series(1, {regions} * {families} - 1) as copy
                where not ({of_place})
            ) as made
        """).format(
            table=sql.Identifier(table.name),
            names=names,
            values=values,
            of_place=sql.SQL(goes_with_place),
            regions=sql.Literal(regions),
            families=sql.Literal(families),
        )
    )


def _value(table: Table, name: str, kind: str) -> str:
    column = f't."{name}"'
    if table.is_of_districts and name == "code":
        return _OF_NAME["district"].format(column)
    if table.is_of_districts and name == "id":
        return _OF_TYPE["uuid"].format(column)
    if name in _OF_NAME and (name != "key" or kind == "int8"):
        return _OF_NAME[name].format(column)
    return _OF_TYPE.get(kind, "{0}").format(column)
