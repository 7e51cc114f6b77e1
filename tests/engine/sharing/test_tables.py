"""Tables that can be pasted elsewhere: every cell comes out as it went in, and nothing of it is computed or obeyed."""

import csv
import io
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simclr_gui.engine.sharing.tables import TABLE_KINDS, table_text
from simclr_gui.engine.storage.spreadsheet_cells import spreadsheet_cell

ROWS = [("run", "SimCLR"), ("a & b_1", "97.1 % ± 0.9"), ("=SUM(A1)", "16.6 %")]
CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
TABLES = st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1))


class Read(HTMLParser):
    """The cells of a table, row by row."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("th", "td"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1] and data.strip("\n"):
            self.rows[-1][-1] += data


@given(TABLES)
def test_that_csv_gives_back_every_cell(rows: list[list[str]]) -> None:
    read = list(csv.reader(io.StringIO(table_text(rows, "csv"), newline="")))
    assert read == [[spreadsheet_cell(cell) for cell in row] for row in rows]


@given(TABLES)
def test_that_html_gives_back_every_cell_and_obeys_none(rows: list[list[str]]) -> None:
    read = Read(table_text(rows, "html"))
    assert read.rows == rows
    assert read.tags <= {"table", "thead", "tbody", "tr", "th", "td"}


@given(TABLES)
def test_that_tsv_and_text_have_a_line_for_each_row(rows: list[list[str]]) -> None:
    for kind in ("tsv", "text"):
        assert table_text(rows, kind).count("\n") == len(rows)
    assert all(line.count("\t") == len(rows[0]) - 1 for line in table_text(rows, "tsv").split("\n")[:-1])


def test_that_what_a_spreadsheet_would_compute_is_text_in_every_kind_that_it_reads() -> None:
    cells = ("=1+1", "+1 a", "-x", "@x", "-0.5", "+3")
    rows = [cells, cells]
    assert table_text(rows, "tsv").split("\n")[0].split("\t") == ["'=1+1", "'+1 a", "'-x", "'@x", "-0.5", "+3"]
    assert table_text(rows, "csv").splitlines()[0] == "'=1+1,'+1 a,'-x,'@x,-0.5,+3"
    assert table_text([["a"], ["=1+1"], ["-0.5"]], "html").count("mso-number-format") == 1


def test_that_breaks_within_a_cell_break_no_row() -> None:
    rows = [["note"], ["two\nlines\tand a tab"]]
    assert table_text(rows, "tsv") == "note\ntwo lines and a tab\n"
    assert table_text(rows, "text") == "note\ntwo lines and a tab\n"
    assert "two<br>lines" in table_text(rows, "html")
    assert list(csv.reader(io.StringIO(table_text(rows, "csv"), newline=""))) == rows


def test_that_plain_text_stands_in_columns_with_letters_of_any_width() -> None:
    assert table_text([("名字", "x"), ("abc", "y")], "text") == "名字  x\nabc   y\n"


def test_that_latex_is_escaped_and_numbers_stand_to_the_right() -> None:
    assert table_text(ROWS, "latex").splitlines() == [
        r"\begin{tabular}{lr}",
        r"run & SimCLR \\",
        r"\hline",
        r"a \& b\_1 & 97.1 \% $\pm$ 0.9 \\",
        r"=SUM(A1) & 16.6 \% \\",
        r"\end{tabular}",
    ]
    assert table_text([["x"], ["[note] ~^\\{}$#<"]], "latex").splitlines()[3] == (
        r"{[}note] \textasciitilde{}\textasciicircum{}\textbackslash{}\{\}\$\#\textless{} \\"
    )


@pytest.mark.parametrize("kind", TABLE_KINDS)
def test_that_no_rows_are_no_table_and_uneven_ones_are_an_error(kind: str) -> None:
    assert table_text([], kind) == ""
    with pytest.raises(ValueError, match="same length"):
        table_text([("a", "b"), ("c",)], kind)


def test_that_signed_numbers_have_a_minus_in_latex() -> None:
    assert "$-0.3$ & $+1.4$ & a-b" in table_text([("x", "y", "z"), ("-0.3", "+1.4", "a-b")], "latex")
