"""The brand card and the progress board."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pandas as pd
import pytest
from IPython.core.formatters import DisplayFormatter

from smmkit import Brand
from smmkit.apps.brand_card import brand_card
from smmkit.apps.html import table
from smmkit.apps.progress_board import Step, progress_board

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


def mistakes(**changes):
    row = {"times": 2, "questions": ("kpis.paid", "kpis.voice"), "overcome": False}
    row["last_seen"] = pd.Timestamp("2026-03-01 12:00", tz="UTC")
    rows = [{**row, **changes}, {**row, "times": 1, "overcome": True}]
    return pd.DataFrame(rows, index=["upside down", "neutral left out"])


TITLES = {"kpis.paid": "What the advertising cost", "kpis.voice": "Share of voice"}


def test_the_board_tells_the_mistakes_where_they_came_up_and_how_to_practise():
    html = progress_board(standing(), mistakes(), titles=TITLES).data
    head, _, folded = html.partition("<details")
    texts = [text for _, _, text in Cells(head).cells]
    where = "What the advertising cost; Share of voice"
    row = ["upside down", "2\xa0times", where, "1\xa0Mar\xa02026"]
    start = texts.index("upside down")
    assert texts[start : start + 4] == row
    assert texts[start + 4].startswith('practice("kpis.paid")')
    assert "answered right, on your brand or in practice" in head
    assert "neutral left out" not in head
    assert "1 overcome" in folded
    assert "once" in [text for _, _, text in Cells(folded).cells]


def test_a_board_without_mistakes_has_no_word_about_them():
    for none in (None, mistakes().iloc[:0]):
        assert "istake" not in progress_board(standing(), none).data
    assert "<details" not in progress_board(standing(), mistakes().iloc[:1]).data
    settled = progress_board(standing(), mistakes().iloc[1:]).data
    assert "answered right, on your brand or in practice" not in settled


def test_the_board_leads_to_the_next_step_and_to_the_weakest_question():
    step = Step("kpis.voice", "Voice" + MARKED, "08", "../exercises/08_kpis/08_kpis.ipynb")
    weak = pd.Series({"kpis.paid": 3, "kpis.voice": 1})
    html = progress_board(standing(), step=step, weak=weak, titles=TITLES).data
    assert '<a href="../exercises/08_kpis/08_kpis.ipynb">Voice&lt;b&gt;&amp;, in exercise' in html
    assert "What the advertising cost, missed 3\xa0times" in html
    assert "from smmkit import practice" in html
    alone = progress_board(standing(), step=step._replace(href="")).data
    assert "<a " not in alone
    assert 'practice("kpis.voice")' in unescape(alone)


def test_every_part_of_the_board_is_text_and_sets_no_colour():
    named = mistakes(questions=(MARKED,)).rename(index={"upside down": MARKED})
    html = progress_board(standing(), named, weak=pd.Series({MARKED: 1})).data
    assert MARKED not in html
    assert not re.search(r"[;\"]\s*(color|background)", html)
