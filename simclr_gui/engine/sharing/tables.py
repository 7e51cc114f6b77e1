"""Rows of text as a table that can be pasted elsewhere: text, TSV, CSV, HTML or LaTeX. Each cell stays what it is."""

import csv
import html
import io
import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Literal, get_args

from simclr_gui.engine.storage.spreadsheet_cells import spreadsheet_cell, would_be_computed

TableKind = Literal["text", "tsv", "csv", "html", "latex"]
TABLE_KINDS: tuple[TableKind, ...] = get_args(TableKind)
Rows = Sequence[Sequence[str]]

GAP = "  "
AS_TEXT = " style=\"mso-number-format:'\\@'\""  # spreadsheets read it: the cell is not computed
NUMBER = re.compile(r"[≈<>~]?\s*[+\-−]?[\d.,]*\d(\s*%)?(\s*±.*)?")
SIGNED = re.compile(r"[+\-]\d+(\.\d+)?")

_LATEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "±": r"$\pm$",
    "−": "$-$",
    "×": r"$\times$",
    "≈": r"$\approx$",
    "τ": r"$\tau$",
    "–": "--",
    "…": r"\dots{}",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
}


def table_text(rows: Rows, kind: TableKind) -> str:
    """The rows as text of this kind, ending with a line break; the first one names the columns. Empty without rows.

    Raises:
        ValueError: the rows are not of the same length.
    """
    if not rows:
        return ""
    if any(len(row) != len(rows[0]) for row in rows):
        raise ValueError("rows of a table are of the same length")
    return _WRITERS[kind](rows)


def _plain(rows: Rows) -> str:
    cells = [[_on_one_line(cell) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    lines = (
        GAP.join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)) for row in cells
    )
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _width(text: str) -> int:
    """In columns of a terminal: Chinese letters take two, marks above a letter none."""
    return sum(0 if unicodedata.combining(sign) else 1 + (unicodedata.east_asian_width(sign) in "WF") for sign in text)


def _on_one_line(cell: str) -> str:
    return " ".join(cell.split()) if not cell.isprintable() else cell


def _tsv(rows: Rows) -> str:
    return "".join("\t".join(spreadsheet_cell(_on_one_line(cell)) for cell in row) + "\n" for row in rows)


def _csv(rows: Rows) -> str:
    lines = io.StringIO()
    csv.writer(lines).writerows([spreadsheet_cell(cell) for cell in row] for row in rows)
    return lines.getvalue()


def _html(rows: Rows) -> str:
    head, *body = (
        "".join(f"<{tag}{AS_TEXT if would_be_computed(cell) else ''}>{_html_cell(cell)}</{tag}>" for cell in row)
        for row, tag in zip(rows, ["th", *["td"] * (len(rows) - 1)], strict=True)
    )
    lines = "".join(f"<tr>{row}</tr>\n" for row in body)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{lines}</tbody>\n</table>\n"


def _html_cell(cell: str) -> str:
    return html.escape(cell).replace("\n", "<br>")


def _latex(rows: Rows) -> str:
    """Needs no package; columns of numbers stand to the right."""
    columns = "".join("r" if _is_of_numbers(column[1:]) else "l" for column in zip(*rows, strict=True))
    head, *body = (" & ".join(map(_latex_cell, row)) + r" \\" for row in rows)
    return "\n".join([f"\\begin{{tabular}}{{{columns}}}", head, r"\hline", *body, r"\end{tabular}", ""])


def _is_of_numbers(cells: Sequence[str]) -> bool:
    told = [cell for cell in cells if cell.strip()]
    return bool(told) and all(NUMBER.fullmatch(cell.strip()) for cell in told)


def _latex_cell(cell: str) -> str:
    if SIGNED.fullmatch(cell):
        return f"${cell}$"  # a hyphen is no minus
    text = "".join(_LATEX.get(sign, sign) for sign in _on_one_line(cell))
    return f"{{{text[0]}}}{text[1:]}" if text.startswith(("[", "*")) else text  # after a line's end they mean something


_WRITERS: dict[TableKind, Callable[[Rows], str]] = {
    "text": _plain,
    "tsv": _tsv,
    "csv": _csv,
    "html": _html,
    "latex": _latex,
}
