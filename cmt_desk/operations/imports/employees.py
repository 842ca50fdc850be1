"""The list of employees, by number (NPP)."""

import re
from typing import Any

from cmt_desk.domain.branches import Branch
from cmt_desk.domain.intake import Column, fold, read_yes_no
from cmt_desk.i18n import _
from cmt_desk.operations.imports.files import Table
from cmt_desk.operations.imports.intake import Intake, Row, Unfit, needed, understood
from cmt_desk.store import Store

COLUMNS = (
    Column("number", ("npp", "employee", "nomor pegawai", "nip", "employee number"), needed=True),
    Column("name", ("nama", "name", "nama karyawan"), needed=True),
    Column("branch", ("kantor", "branch", "kode kantor", "unit kerja", "office"), needed=True),
    Column("function", ("fungsi", "function", "bidang"), needed=True),
    Column("title", ("jabatan", "title", "posisi")),
    Column("vulnerable", ("rentan", "vulnerable", "kelompok rentan")),
    Column("team", ("tim", "team", "kelompok")),
)


def read_employees(store: Store, table: Table) -> Intake:
    """Preview a list of employees. One who is in the desk under this number is changed, not doubled."""
    intake = Intake("employees", table.name, label=_("Import employees from {file}").format(file=table.name))
    stored = store.people.stored()
    branches = branch_words(store.branches.all())
    functions = {
        fold(word): f.code for f in store.people.functions() for word in (f.code, f.name_id, f.name_en)
    }
    write: dict[str, dict[str, Any]] = {}

    def understand(_line: int, row: Row) -> dict[str, Any]:
        number = employee_number(row)
        office = needed(row, "branch")
        if fold(office) not in branches:
            raise Unfit("branch", office, _("is not an office of this desk"))
        function = needed(row, "function")
        if fold(function) not in functions:
            raise Unfit("function", function, _("is not a known function"))
        vulnerable = read_yes_no(row.get("vulnerable", ""))
        if vulnerable is None:
            raise Unfit("vulnerable", row["vulnerable"], _("is neither yes nor no"))
        before: dict[str, Any] = stored.get(number, {})
        wanted: dict[str, Any] = {
            "number": number,
            "name": needed(row, "name"),
            "branch": branches[fold(office)],
            "function": functions[fold(function)],
            "title": row.get("title", before.get("title", "")),
            "team": row.get("team", before.get("team") or "").strip() or None,
            "vulnerable": int(vulnerable),
            "active_from": before.get("active_from"),
            "active_to": before.get("active_to"),
        }
        if write.get(number, wanted) != wanted:
            raise Unfit("number", number, _("stands twice with different content"))
        return wanted

    for wanted in understood(table, COLUMNS, intake, understand):
        before = write.get(wanted["number"]) or stored.get(wanted["number"])
        if intake.count(before, wanted):
            write[wanted["number"]] = wanted

    def put(target: Store) -> None:
        teams = {(r["branch"], r["team"]) for r in write.values() if r["team"]} - target.people.teams()
        target.people.put_teams({"branch": b, "name": t} for b, t in sorted(teams))
        target.people.put_employees(write.values())

    intake.write = put
    return intake


def branch_words(branches: list[Branch]) -> dict[str, str]:
    """Code or name, with or without "KC" before it → code."""
    words: dict[str, str] = {}
    for branch in branches:
        for word in (branch.name, f"KC {branch.name}", f"Kantor Cabang {branch.name}", branch.code):
            words[fold(word)] = branch.code
    return words


def employee_number(row: Row, column: str = "number") -> str:
    """An employee number as text. One that a spreadsheet turned into a number has lost digits: set aside.

    A spreadsheet keeps 15 digits: of a 16-digit NIK typed as a number the last is gone for ever and reads 0.
    """
    number = needed(row, column)
    if re.fullmatch(r"\d([.,]\d+)?[eE]\+?\d+|\d{16,}\.0", number):
        raise Unfit(column, number, _("was turned into a number by a spreadsheet; type it again as text"))
    if re.fullmatch(r"\d{15,}0", number):
        raise Unfit(
            column, number, _("may have lost its last digits in a spreadsheet; type it again as text")
        )
    return number
