"""Reference data: each file of db/seed is one table, in the order in which tables refer to each other."""

import csv
from typing import Any

from cmt_desk.paths import SEED
from cmt_desk.store.driver import Database

TABLES = (
    "regional_office area area_alias area_scope branch zone_band zone_word zone_indicator cap_rule cap_share "
    "wfh_full_test wfh_full_condition business_function case_status case_step clock_rule "
    "protocol_category role protocol protocol_step protocol_dependence supply_item message_template "
    "function_target indicator"
).split()


def read_seed(table: str) -> list[dict[str, str]]:
    with (SEED / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def seeded(db: Database, table: str) -> list[dict[str, Any]]:
    """The rows a new desk begins with, as the table holds them."""
    types = {column.name: column.type for column in db.columns(table)}
    return [{name: _typed(value, types[name]) for name, value in row.items()} for row in read_seed(table)]


def plant(db: Database) -> None:
    """Fill a new desk with its reference data, inside an operation."""
    for table in TABLES:
        db.add(table, seeded(db, table))


def plant_missing(db: Database, table: str) -> None:
    """A desk made before there was this table has none of its rows; what is written next needs them."""
    if db.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() is None:
        db.add(table, seeded(db, table))


def _typed(value: str, type: str) -> Any:
    if value == "" and type != "TEXT":
        return None
    match type:
        case "INTEGER":
            return int(value)
        case "REAL":
            return float(value)
        case _:
            return value or None
