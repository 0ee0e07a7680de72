"""A list as XLSX: texts are inline strings and amounts numbers, so there is no formula to run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from samverkan.web.design.sheets import Cell, Sheet, kronor

_NS = "http://schemas.openxmlformats.org"
_MAIN = f"{_NS}/spreadsheetml/2006/main"
_OFFICE = f"{_NS}/officeDocument/2006/relationships"
_PACKAGE = f"{_NS}/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_RELS = "application/vnd.openxmlformats-package.relationships+xml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_EPOCH = (1980, 1, 1, 0, 0, 0)
_SHEETS = ("Lista", "Om")
_NO_XML = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2


def as_xlsx(sheet: Sheet, about: Sequence[tuple[str, str]]) -> bytes:
    """Write a workbook: the list, and a sheet `Om` that says whose it is, on what ground, how long.

    The same list gives the same bytes.
    """
    sheets = [(f"{_OFFICE}/worksheet", f"worksheets/sheet{n}.xml") for n in (1, 2)]
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations([(f"{_OFFICE}/officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(),
        "xl/_rels/workbook.xml.rels": _relations(sheets),
        "xl/worksheets/sheet1.xml": _worksheet((sheet.head, *sheet.rows)),
        "xl/worksheets/sheet2.xml": _worksheet(about),
    }
    out = BytesIO()
    with ZipFile(out, "w") as packed:
        for name, text in parts.items():
            packed.writestr(ZipInfo(name, _EPOCH), f"{_XML}{text}", ZIP_DEFLATED)
    return out.getvalue()


def _worksheet(rows: Sequence[Sequence[Cell]]) -> str:
    lines = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{lines}</sheetData></worksheet>'


def _cell(cell: Cell) -> str:
    if isinstance(cell, int):
        return f"<c><v>{kronor(cell, '.')}</v></c>"
    legal = _NO_XML.sub("", cell)
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(legal)}</t></is></c>'


def _workbook() -> str:
    names = enumerate(_SHEETS, start=1)
    sheets = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in names)
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _content_types() -> str:
    parts = [("/xl/workbook.xml", f"{_TYPE}.sheet.main+xml")]
    parts += [(f"/xl/worksheets/sheet{n}.xml", f"{_TYPE}.worksheet+xml") for n in (1, 2)]
    lines = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts)
    default = f'<Default Extension="rels" ContentType="{_RELS}"/>'
    return f'<Types xmlns="{_PACKAGE}/content-types">{default}{lines}</Types>'
