"""The brand card and the progress board."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pandas as pd
import pytest
from IPython.core.formatters import DisplayFormatter

from smmkit import Brand
from smmkit.apps.brand_card import brand_card
from smmkit.apps.html import table
from smmkit.apps.progress_board import progress_board

MARKED = "<b>&"


class Cells(HTMLParser):
    """The cells of a table: (element, scope, text)."""

    def __init__(self, html):
        super().__init__()
        self.cells, self.others = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag in ("td", "th"):
            self.cells.append([tag, dict(attrs).get("scope"), ""])
        else:
            self.others.append(tag)

    def handle_data(self, data):
        if self.cells:
            self.cells[-1][2] += data


def standing(**changes):
    row = {"title": "Welcome", "questions": 3, "right": 1, "score": 2.5, "points": 6.0}
    rows = [{**row, "next": "Mend", **changes}, {**row, "title": "All", "next": ""}]
    return pd.DataFrame(rows, index=["00", "all"])


def test_a_table_names_its_rows_and_columns_for_a_screen_reader():
    read = Cells(table([["a", "1"], ["sum", "1"]], caption="c", head=["k", "v"], foot=True))
    scopes = [scope for _, scope, _ in read.cells]
    assert scopes == ["col", "col", "row", None, "row", None]
    assert {"caption", "thead", "tbody", "tfoot"} <= set(read.others)


@pytest.mark.parametrize("student", ["ada", "bo", "Чехов"])
def test_the_card_tells_all_the_brand_knows_of_itself(student):
    card = Brand.of(student).card()
    html = brand_card(card).data
    read = Cells(html)
    assert [text for tag, _, text in read.cells if tag == "th"] == list(card["what"][1:])
    for value in card["value"][1:]:
        assert value.replace("; ", "") in [text for tag, _, text in read.cells if tag == "td"]
    assert card["value"][0] in html


def test_what_stands_on_a_card_or_board_is_text_and_no_html():
    card = pd.DataFrame({"what": ["name", "trade" + MARKED], "value": [MARKED, MARKED]})
    board = progress_board(standing(title=MARKED, next=MARKED))
    for html in (brand_card(card).data, board.data):
        assert MARKED not in html
        assert "&lt;b&gt;&amp;" in html


def test_the_board_gives_points_and_progress_in_words_too():
    html = progress_board(standing()).data
    assert 'value="2.5" max="6" aria-label="00 Welcome: 2.5 of 6 points"' in html
    texts = [text for _, _, text in Cells(html).cells]
    assert {"00 Welcome", "1 of 3", "2.5 of 6", "Mend", "✓ all right"} <= set(texts)


def test_card_and_board_are_saved_with_the_notebook_and_need_no_running_kernel():
    for shown in (brand_card(Brand.of("ada").card()), progress_board(standing())):
        assert list(DisplayFormatter().format(shown)[0]) == ["text/plain", "text/html"]


def test_no_colour_of_text_or_ground_is_set_so_that_either_theme_is_readable():
    for shown in (brand_card(Brand.of("ada").card()), progress_board(standing())):
        assert not re.search(r"[;\"]\s*(color|background)", shown.data)
