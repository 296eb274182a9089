"""Workbooks of strangers: broken, protected, enormous, old. Each refusal is a sentence."""

import base64
import io
import zipfile
import zlib
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter  # type: ignore[import-untyped]  # it has no stubs
from openpyxl.styles import Font

from admin.xlsform import importing, workbook
from admin.xlsform.findings import Findings, FormError
from tests.admin.xlsform.forms import questions, read, tells
from tests.admin.xlsform.forms import workbook as make

OLD = zlib.decompress(
    base64.b64decode(
        "eNrtWD1oFEEU/mbvNvdDctlLLkIihCNgTGIasZFA3CjEVIZoExFB98xiQtZNuJzi2RiNVwqClWITSGMTtfEHLbSzEC"
        "JaCIJwp3ZWgoJFcuubd7vh8lPkwASV+ZZ58+bNeztvd96b2dm3S8ni/KO2EtbhEEIoezHUVckElVjQMED9nifZoI5S"
        "8RT+KcSiNJF1Op43vInIOZTzXYKGh+FXRIHPVE5jGsNTrp3eQRxhHywhfegnKnCPJAm0sldNTM8xbWb6gDVfMB1gyU"
        "2m/aRbFKewZA73HPSj+KTWwX0JyPs+YZuPLNmPFryWUXz1lqjo6jicnbCcv7OjPVyPBdC8DdmunbWcIlI0gQv46aWB"
        "H0Gmvkwr+c7KBUj+a608son8thYGZuGd5QAvUEB+DVWScOZi9pKdX4bJCSkLaeby0zZVrnXBbgYcK2M7fX2D7nlnYm"
        "Y83WW73VLHvpyjIMnpwOi4lTPjcs3mHDfW5HgDx3490TE0Mp/kDDBoFV++//3dscyIeYYls7yuV1b/PdJheLgmLcg4"
        "wT0aU+l5D/P7mF7nu+5mvo1piuKW6s6RFp85Osc6N7i3k8Y5wHhv7q3iu4gvfDv+tL3wxewmfnGodCW1+MGcRwftRm"
        "NkL6859IpecfeOxDMzqIW/Unxi2rph1Yhqhu+7529xjVhBnNkk00pLvh2x2tL8dyWtxSbWgq1Dvr5g6/BqS1rrcofV"
        "mvCYX91A1R4bh4KCgoKCgoKCgsL2Qfjf76HKEYO/TOX5IOL/11mhUla/Sf5bnMAUXTk6mA7CpTqLfE3xswu6CO4ltm"
        "gT/C+UGKXRs5hEhv2YrDl+6Xwnqp9ny4bGn0uhWscv1+LnNo//GxrMzSw="
    )
)
"""A survey of one question, as Excel 97 keeps it; made with xlwt and packed."""


SURVEY = (("type", "name", "label::English (en)"), ("text", "t", "What?"))


def refused(path: Path) -> str:
    with pytest.raises(FormError) as caught:
        importing.read(path)
    assert str(path) in str(caught.value)
    return str(caught.value)


def packed(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    "content",
    [b"", b"type,name,label\n", b"PK\x03\x04", b"PK\x03\x04" + b"x" * 500, b"<html></html>",
     b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, b"\x09\x08" + b"\xff" * 300],
)  # fmt: skip
def test_what_is_no_workbook(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(content)
    assert "save it as .xlsx" in refused(path)


def test_a_missing_file(tmp_path: Path) -> None:
    assert "cannot be read" in refused(tmp_path / "nowhere.xlsx")


@pytest.mark.parametrize("keep", [50, 500, 2000, 4000])
def test_a_file_that_was_cut_off(tmp_path: Path, keep: int) -> None:
    path = make(tmp_path, survey=SURVEY)
    path.write_bytes(path.read_bytes()[:keep])
    assert "broken" in refused(path)


def test_a_password(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    )
    assert "password" in refused(path)


def test_a_bomb_is_not_opened(tmp_path: Path) -> None:
    path = packed(tmp_path / "form.xlsx", {"xl/worksheets/sheet1.xml": b" " * 30_000_000})
    assert "not opened" in refused(path)


def test_many_parts_are_not_opened(tmp_path: Path) -> None:
    path = packed(tmp_path / "form.xlsx", {f"xl/{number}.bin": b"" for number in range(2500)})
    assert "not opened" in refused(path)


def test_a_large_file_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(b"PK\x03\x04" + b"\0" * workbook.MAX_BYTES)
    assert "over 10 MiB" in refused(path)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    path = make(tmp_path, survey=SURVEY)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    declared = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>'
    parts["xl/workbook.xml"] = declared + parts["xl/workbook.xml"]
    assert "XML declarations" in refused(packed(path, parts))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_broken_xml(tmp_path: Path, part: str) -> None:
    path = make(tmp_path, survey=SURVEY)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = parts[part][: len(parts[part]) // 2]
    assert "broken" in refused(packed(path, parts))


def test_a_workbook_without_a_survey(tmp_path: Path) -> None:
    with pytest.raises(FormError, match=r"sheets: “answers”"):
        importing.read(make(tmp_path, answers=(("a", "b"),)))


@pytest.mark.parametrize("top", [(), ("name", "label"), (None, None)])
def test_a_survey_without_types(tmp_path: Path, top: tuple[str, ...]) -> None:
    with pytest.raises(FormError, match="a column “type”"):
        importing.read(make(tmp_path, survey=(top, ("text", "t"))))


def test_formulas_give_their_stored_result_and_are_told(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet("survey")
    for column, text in enumerate(SURVEY[0]):
        page.write(0, column, text)
    page.write_row(1, 0, ("text", "t"))
    page.write_formula(1, 2, '="Wh"&"at?"', None, "What?")
    page.write_row(2, 0, ("text", "u"))
    page.write_formula(2, 2, '="Why"', None, "")
    book.close()
    imported = importing.read(path)
    assert questions(imported)[0]["text"] == {"en": "What?"}
    assert tells(imported, "survey!C2", "last result was taken")
    assert tells(imported, "survey!C3", "read as blank")


def test_merged_cells_blank_rows_and_odd_columns(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = " Survey "
    rows = (
        (),
        ("Type", "NAME", " Label :: English (en)", "label:Albanian (sq)", "Label::English (en)"),
        ("text", "t", "What?", "Çfarë?", "again"),
        (),
        ("text", "u", "Why?\r\nReally?", "Pse?\xa0"),
    )
    for row in rows:
        page.append(list(row))
    page.merge_cells("A5:A6")
    for number in range(7, 3000):
        page.cell(row=number, column=1, value="  ")
    page.cell(row=3, column=200).font = Font(bold=True)
    path = tmp_path / "form.xlsx"
    book.save(path)
    imported = importing.read(path)
    assert [one["text"] for one in questions(imported)] == [
        {"en": "What?", "sq": "Çfarë?"},
        {"en": "Why?\nReally?", "sq": "Pse?"},
    ]
    assert tells(imported, " Survey !E2".replace(" ", ""), "second column")


def test_cells_are_read_as_their_author_sees_them() -> None:
    assert [workbook.text(value) for value in (1.0, 1.5, True, None, " a ")] == [
        "1", "1.5", "TRUE", "", "a",
    ]  # fmt: skip


def test_an_old_workbook(tmp_path: Path) -> None:
    path = tmp_path / "form.xls"
    path.write_bytes(OLD)
    found = workbook.read(path, Findings())
    assert found[0].name == "survey"
    imported = importing.read(path)
    assert [one["id"] for one in questions(imported)] == ["t"]


@pytest.mark.parametrize("place", range(0, 4000, 331))
def test_a_damaged_old_workbook(tmp_path: Path, place: int) -> None:
    path = tmp_path / "form.xls"
    path.write_bytes(OLD[:place] + b"\xff\xfe" * 40 + OLD[place + 80 :])
    try:
        importing.read(path)
    except FormError as error:
        says = str(error)
    else:
        says = "read all the same"
    assert says


def test_a_label_cannot_leave_its_comment(tmp_path: Path) -> None:
    survey = (
        ("type", "name", "label::English (en)"),
        ("text", "x\nid: hacked", "What?"),
    )
    imported = read(tmp_path, survey=survey)
    assert "\nid: hacked" not in imported.yaml
    assert io.StringIO(imported.yaml).readline().startswith("# Imported")
