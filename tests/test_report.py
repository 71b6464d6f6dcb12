"""The monthly report: each figure found again in the file, by other means."""

from __future__ import annotations

import csv
import io
import math
import re
import sys
from html.parser import HTMLParser

import pandas as pd
import pytest
from fixtures_exports import (
    FACEBOOK,
    INSTAGRAM,
    X_NEW,
    as_csv,
    facebook_row,
    instagram_row,
    x_new_row,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from smmkit import exports, report
from smmkit.apps.report_page import amount, page
from smmkit.apps.report_sheets import workbook
from smmkit.cli import main
from smmkit.errors import ArgumentError
from smmkit.report import chance

HOSTILE = '=HYPERLINK("http://evil.example","x")<script src="//evil.example/a.js"></script>&"\'\x0b'
DAILY = "Date,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Unfollows,Replies,Reposts"


def instagram_rows():
    """Two months of posts, uneven, every tenth without reach."""
    rows = []
    for number in range(1, 41):
        month = 2 + number % 2
        rows.append(
            instagram_row(
                number,
                **{
                    "Publish time": f"{month:02d}/{number % 27 + 1:02d}/2025 18:05",
                    "Post type": ("IG reel", "IG image", "IG carousel")[number % 3],
                    "Reach": "" if number % 10 == 0 else str(200 + 7 * number),
                    "Likes": str(number * number % 37),
                },
            )
        )
    return rows


def x_days():
    days = [*pd.date_range("2025-02-01", "2025-03-31")]
    return [
        [f"{day:%a, %b} {day.day}, {day.year}", 100 + n, 5, 9 + n % 4, 0, 1, 3 + n % 5, n % 3, 1, 1]
        for n, day in enumerate(days)
    ]


ADS = (
    "Campaign name,Day,Currency,Amount spent (EUR),Impressions,Reach,Link clicks,Leads,"
    "Reporting starts,Reporting ends"
)


def ads_rows():
    return [
        [
            "Spring",
            f"2025-03-{day:02d}",
            "EUR",
            f"{day / 4 + 3:.2f}",
            900 + day,
            400 + day,
            day,
            *rest,
        ]
        for day in range(1, 32)
        for rest in [["" if day % 5 == 0 else day % 4, f"2025-03-{day:02d}", f"2025-03-{day:02d}"]]
    ]


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "exports"
    made.mkdir()
    (made / "ig.csv").write_text(as_csv(INSTAGRAM, instagram_rows()), encoding="utf-8-sig")
    (made / "days.csv").write_text(as_csv(DAILY.split(","), x_days()), encoding="utf-8")
    (made / "ads.csv").write_text(as_csv(ADS.split(","), ads_rows()), encoding="utf-8")
    (made / "bad.csv").write_text("<!DOCTYPE html><html><title>Log in</title>", encoding="utf-8")
    return made


@pytest.fixture
def made(folder):
    return report.build(exports.read_folder(folder))


def figure(made, platform, about, name):
    section = next(one for one in made.sections if one.platform == platform)
    return next(one for one in section.figures[about] if one.name == name)


def raw(folder, name):
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def column(rows, name):
    return [int(row[name]) for row in rows if row[name] != ""]


# figures -------------------------------------------------------------------------------


def test_posts_are_those_of_the_file(folder, made):
    rows = raw(folder, "ig.csv")
    march, february = ([r for r in rows if r["Publish time"][:2] == m] for m in ("03", "02"))
    assert made.month == "2025-03"
    for name, columns in {
        "likes and reactions": ["Likes"],
        "impressions (views)": ["Views"],
        "engagements": ["Likes", "Comments", "Saves", "Shares"],
        "saves": ["Saves"],
    }.items():
        now, before = (sum(sum(column(part, c)) for c in columns) for part in (march, february))
        found = figure(made, "instagram", "Posts", name)
        assert (found.value, found.before) == (now, before)
        assert found.change == pytest.approx(now / before - 1)
        assert (found.files, found.rows) == (("ig.csv",), len(march))
        assert found.period == "2025-03-01 to 2025-03-31"


def test_rates_are_pooled_over_the_rows_that_have_both(folder, made):
    march = [r for r in raw(folder, "ig.csv") if r["Publish time"][:2] == "03" and r["Reach"]]
    acts = sum(sum(column(march, c)) for c in ("Likes", "Comments", "Saves", "Shares"))
    found = figure(made, "instagram", "Posts", "engagement rate by reach, pooled")
    assert found.value == pytest.approx(acts / sum(column(march, "Reach")))
    assert found.rows == len(march) == 20
    everything = figure(made, "instagram", "Posts", "posts")
    assert everything.value == 20
    february = figure(made, "instagram", "Posts", "engagement rate by reach, pooled").before
    assert 0 < february < 1


def test_a_rate_says_how_many_rows_lack_a_number(tmp_path):
    rows = [instagram_row(n, Reach="" if n < 4 else "100", Likes="30") for n in range(1, 11)]
    (tmp_path / "ig.csv").write_text(as_csv(INSTAGRAM, rows), encoding="utf-8")
    found = figure(
        report.build(exports.read_folder(tmp_path)),
        "instagram", "Posts", "engagement rate by reach, pooled",
    )  # fmt: skip
    assert found.rows == 7
    assert found.which == "7 of 10 posts of the period that have engagements and reach"
    assert found.value == pytest.approx(0.40)


def test_reach_is_never_added_up(folder, made):
    march = [r for r in raw(folder, "ig.csv") if r["Publish time"][:2] == "03" and r["Reach"]]
    reaches = column(march, "Reach")
    assert figure(made, "instagram", "Posts", "largest reach of one post").value == max(reaches)
    every = [one for s in made.sections for found in s.figures.values() for one in found]
    assert {one.name for one in every if one.unit == "accounts" and "reach" in one.name} == {
        "largest reach of one post",
        "median reach of a post",
        "largest reach of one row",
    }
    assert not any(one.value == sum(reaches) for one in every)


def test_days_are_those_of_the_file(folder, made):
    march = [r for r in raw(folder, "days.csv") if "Mar" in r["Date"]]
    won, lost = (sum(column(march, c)) for c in ("New follows", "Unfollows"))
    assert figure(made, "x", "Days", "new followers").value == won
    assert figure(made, "x", "Days", "net new followers").value == won - lost
    rate = figure(made, "x", "Days", "engagement rate by impressions, pooled")
    shown, acts = sum(column(march, "Impressions")), sum(column(march, "Engagements"))
    assert rate.value == pytest.approx(acts / shown)
    assert rate.files == ("days.csv",)
    assert rate.chance


def test_advertising_is_that_of_the_file(folder, made):
    rows = raw(folder, "ads.csv")
    spend = sum(float(row["Amount spent (EUR)"]) for row in rows)
    assert figure(made, "meta", "Advertising, EUR", "spend").value == pytest.approx(spend)
    cost = figure(made, "meta", "Advertising, EUR", "CPM: cost of 1,000 impressions, pooled")
    assert cost.value == pytest.approx(1000 * spend / sum(column(rows, "Impressions")))
    assert cost.unit == "EUR"
    clicks = figure(made, "meta", "Advertising, EUR", "CTR: clicks by impressions, pooled")
    assert clicks.value == pytest.approx(
        sum(column(rows, "Link clicks")) / sum(column(rows, "Impressions"))
    )
    leads = figure(made, "meta", "Advertising, EUR", "CPL: cost of a lead, pooled")
    led = [row for row in rows if row["Leads"]]
    paid = sum(float(row["Amount spent (EUR)"]) for row in led)
    assert leads.value == pytest.approx(paid / sum(column(rows, "Leads")))
    section = next(one for one in made.sections if one.platform == "meta")
    whole = f"if blank means none, it is {spend / sum(column(rows, 'Leads')):,.2f}"
    assert any(whole in words for words in section.missing)


def test_money_of_two_currencies_is_kept_apart(tmp_path):
    rows = ads_rows()
    for row in rows[::2]:
        row[2] = "USD"
    text = as_csv(ADS.replace(" (EUR)", "").split(","), rows)
    (tmp_path / "ads.csv").write_text(text, encoding="utf-8")
    made = report.build(exports.read_folder(tmp_path))
    spends = [figure(made, "meta", f"Advertising, {code}", "spend") for code in ("EUR", "USD")]
    assert [one.unit for one in spends] == ["EUR", "USD"]
    for one, part in zip(spends, (rows[1::2], rows[::2]), strict=True):
        assert one.value == pytest.approx(sum(float(row[3]) for row in part))


def test_each_number_of_a_day_has_its_own_file(tmp_path):
    days = pd.date_range("2025-03-01", "2025-03-31")
    for name, what, count in (
        ("reach.csv", "Facebook reach", 50),
        ("visits.csv", "Facebook visits", 4),
    ):
        lines = "".join(f'"{day:%Y-%m-%d}T00:00:00","{count}"\r\n' for day in days)
        text = f'sep=,\r\n"{what}"\r\n"Date","Primary"\r\n{lines}'
        (tmp_path / name).write_bytes(text.encode("utf-16"))
    made = report.build(exports.read_folder(tmp_path))
    assert figure(made, "facebook", "Days", "largest reach of one day").files == ("reach.csv",)
    visits = figure(made, "facebook", "Days", "profile visits")
    assert (visits.value, visits.files) == (124, ("visits.csv",))


def test_a_post_in_two_files_counts_once_and_from_the_newer(tmp_path):
    rows = [x_new_row(n, Date="Mon Feb 10 2025") for n in range(1, 6)]
    (tmp_path / "a.csv").write_text(as_csv(X_NEW, rows), encoding="utf-8")
    newer = [x_new_row(n, Date="Mon Feb 10 2025", Impressions="500") for n in range(3, 6)]
    (tmp_path / "b.csv").write_text(as_csv(X_NEW, newer), encoding="utf-8")
    made = report.build(exports.read_folder(tmp_path))
    shown = figure(made, "x", "Posts", "impressions (views)")
    assert (shown.rows, shown.value) == (5, 2 * 104 + 3 * 500)
    assert shown.files == ("a.csv", "b.csv")


def test_posts_of_other_accounts_are_left_out_and_said(tmp_path):
    rows = [instagram_row(n) for n in range(1, 9)]
    rows += [instagram_row(20, **{"Account username": "guest", "Reach": ""})]
    (tmp_path / "ig.csv").write_text(as_csv(INSTAGRAM, rows), encoding="utf-8")
    made = report.build(exports.read_folder(tmp_path))
    assert [one.account for one in made.sections] == ["corner.bakery"]
    assert figure(made, "instagram", "Posts", "posts").value == 8
    assert made.notes["what"].str.contains("1 posts of other accounts .*: guest 1").any()


def test_no_per_cent_of_what_was_below_nothing(tmp_path):
    header = DAILY.split(",")
    days = x_days()
    for day in days[:28]:  # in February more people leave than come
        day[header.index("New follows")] = 0
    (tmp_path / "days.csv").write_text(as_csv(header, days), encoding="utf-8")
    (section,) = report.build(exports.read_folder(tmp_path)).sections
    net = next(one for one in section.figures["Days"] if one.name == "net new followers")
    assert net.before < 0 < net.value
    assert math.isnan(net.change)
    assert net.chance


def test_what_cannot_be_computed_is_said(tmp_path):
    rows = [x_new_row(n) for n in range(1, 4)]
    (tmp_path / "x.csv").write_text(as_csv(X_NEW, rows), encoding="utf-8")
    made = report.build(exports.read_folder(tmp_path))
    (section,) = made.sections
    assert any("engagement rate by reach, pooled" in words for words in section.missing)
    assert any("2025-02 may not be whole" in words for words in section.missing)
    assert made.period.endswith("the data end on 2025-02-10, so the month is not complete")


def test_figures_without_days_keep_their_period(tmp_path):
    text = "Campaign name,Amount spent (EUR),Impressions,Reach,Reporting starts,Reporting ends\n"
    (tmp_path / "ads.csv").write_text(text + "Spring,100,2000,900,2025-03-01,2025-03-31\n")
    made = report.build(exports.read_folder(tmp_path))
    about = "Advertising, EUR, without days: ads.csv"
    spend = figure(made, "meta", about, "spend")
    assert (made.month, spend.value) == ("", 100)
    assert "2025-03-01 to 2025-03-31" in spend.period
    assert "no row of the files has a date" in page(made)
    assert workbook(made)


# months --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "month", "whole"),
    [
        (["2025-02-10", "2025-03-31"], "2025-03", True),
        (["2025-02-10", "2025-03-26"], "2025-03", True),
        (["2025-02-10", "2025-03-24"], "2025-02", True),
        (["2025-03-10"], "2025-03", False),
    ],
)
def test_the_month_is_the_last_that_the_data_reach_the_end_of(tmp_path, days, month, whole):
    rows = [x_new_row(n, Date=f"{pd.Timestamp(d):%a %b %d %Y}") for n, d in enumerate(days)]
    (tmp_path / "x.csv").write_text(as_csv(X_NEW, rows), encoding="utf-8")
    made = report.build(exports.read_folder(tmp_path))
    assert made.month == month
    assert made.period.endswith("not complete") is not whole


@pytest.mark.parametrize("month", ["2025-13", "March", "25-03", "2031-01", ""])
def test_a_month_that_is_none_is_refused(folder, month):
    with pytest.raises(ArgumentError, match=r"month must be .*received"):
        report.build(exports.read_folder(folder), month=month)


def test_a_month_before_with_gaps_is_no_comparison(tmp_path):
    (tmp_path / "d.csv").write_text(as_csv(DAILY.split(","), x_days()[9:]), encoding="utf-8")
    made = report.build(exports.read_folder(tmp_path))
    assert math.isnan(figure(made, "x", "Days", "new followers").before)
    words = "Days: no changes since 2025-02: the files have 19 of the 28 days"
    assert words in made.sections[0].missing


# chance --------------------------------------------------------------------------------

counts = st.lists(st.integers(0, 10_000), min_size=3, max_size=40)


@given(counts, st.randoms(use_true_random=False))
def test_a_month_never_differs_from_itself(values, random):
    shuffled = random.sample(values, len(values))
    words = chance.of_sums(pd.Series(values), pd.Series(shuffled), "posts")
    assert words.startswith("may be chance") or not sum(values)


@given(counts, counts)
def test_chance_is_the_same_either_way(one, other):
    one, other = pd.Series(one), pd.Series(other)
    assert chance.of_sums(one, other, "days") == chance.of_sums(other, one, "days")


def test_a_large_even_change_is_more_than_chance():
    now, before = pd.Series([200, 201, 199] * 5), pd.Series([100, 101, 99] * 5)
    assert chance.of_sums(now, before, "posts") == "more than chance alone usually makes"
    rates = [pd.DataFrame({"top": part, "bottom": 1000}) for part in (now, before)]
    assert chance.of_ratios(*rates, "posts") == "more than chance alone usually makes"
    assert chance.of_ratios(rates[0][:5], rates[1], "posts").endswith("from few posts")
    assert chance.of_sums(now[:2], before, "posts") == "too few posts to tell from chance"


def test_the_width_of_chance_is_in_the_rates_own_unit():
    rows = pd.DataFrame({"spend": [4.0, 6.0, 5.0], "impressions": [900, 1000, 1300]})
    words = chance.of_ratios(rows, rows, "rows", unit="EUR", times=1000)
    assert re.fullmatch(r"may be chance: ±\d\.\d\d EUR comes from how rows differ", words)


def test_cells_below_nothing_are_left_out_and_said(tmp_path):
    rows = [x_new_row(1), x_new_row(2, Impressions="-50")]
    (tmp_path / "x.csv").write_text(as_csv(X_NEW, rows), encoding="utf-8")
    made = report.build(exports.read_folder(tmp_path))
    shown = figure(made, "x", "Posts", "impressions (views)")
    assert (shown.value, shown.rows) == (104, 1)
    assert made.notes["what"].str.contains("1 cells of impressions are below 0").any()


def test_a_third_more_of_few_is_chance():
    words = chance.of_sums(pd.Series([1, 0, 3]), pd.Series([1, 1, 1]), "days")
    assert words.startswith("may be chance")


# the page ------------------------------------------------------------------------------


class Reader(HTMLParser):
    """What a page is made of."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.open, self.headings = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "img", "br"):
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def all(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]


def test_the_page_stands_alone_and_can_be_read_by_anyone(made):
    text = page(made)
    found = Reader(text)
    assert not found.open
    assert found.all("html") == [{"lang": "en"}]
    assert len(found.all("title")) == len(found.all("main")) == len(found.all("h1")) == 1
    assert found.headings[0] == 1
    steps = zip(found.headings, found.headings[1:], strict=False)
    assert all(after - before <= 1 for before, after in steps)
    pictures = found.all("img")
    assert len(pictures) >= 3
    assert all(len(one["alt"]) > 20 for one in pictures)
    assert all(one["src"].startswith("data:image/png;base64,") for one in pictures)
    assert {name for name, _ in found.tags}.isdisjoint({"script", "link", "iframe", "object"})
    assert all(one["href"].startswith("#account-") for one in found.all("a"))
    ids = [attrs["id"] for _, attrs in found.tags if "id" in attrs]
    assert {one["href"][1:] for one in found.all("a")} <= set(ids)
    assert len(found.all("caption")) == len(found.all("table"))
    assert all("scope" in one for one in found.all("th"))
    assert not re.search(r"https?://|url\(|@import", re.sub(r"base64,[^\"]*", "", text))
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in text


def test_every_figure_is_on_the_page_with_its_trace(made):
    text = page(made)
    for section in made.sections:
        for figures in section.figures.values():
            for one in figures:
                assert amount(one.value, one.unit) in text
                assert one.formula in text
                assert one.which in text
    assert "bad.csv" in text
    assert "login page" in text


def hostile_folder(tmp_path, name):
    rows = [facebook_row(n, Description=HOSTILE, **{"Page name": HOSTILE}) for n in range(1, 29)]
    (tmp_path / name).write_text(as_csv(FACEBOOK, rows), encoding="utf-8-sig")
    return report.build(exports.read_folder(tmp_path))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows allows no such file name")
def test_what_files_say_is_never_markup(tmp_path):
    made = hostile_folder(tmp_path, "<b onclick=x>&amp;.csv")
    text = page(made)
    found = Reader(text)
    assert not found.all("script")
    assert not any(key.startswith("on") for _, attrs in found.tags for key in attrs)
    assert "&lt;b onclick=x&gt;&amp;amp;.csv" in text
    assert "&lt;script src=" in text


def test_numbers_carry_their_unit():
    assert amount(0.03251, "fraction") == "3.25 %"
    assert amount(1_234_567, "accounts") == "1,234,567 accounts"
    assert amount(7, "EUR") == "7.00 EUR"
    assert amount(math.nan, "EUR") == ""


# the workbook --------------------------------------------------------------------------


def sheets(data):
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_workbook_holds_every_figure_with_its_trace(made):
    found = sheets(workbook(made))
    assert list(found) == ["Summary", "Figures", "Posts", "Files", "Notes"]
    head, *rows = found["Figures"]
    every = [
        (section.title, about, one)
        for section in made.sections
        for about, figures in section.figures.items()
        for one in figures
    ]
    assert len(rows) == len(every) >= 30
    for row, (account, about, one) in zip(rows, every, strict=True):
        cells = dict(zip(head, row, strict=True))
        assert (cells["account"], cells["about"], cells["figure"]) == (account, about, one.name)
        assert isinstance(cells["value"], float)
        assert cells["value"] == pytest.approx(one.value)
        assert (cells["formula"], cells["rows used"]) == (one.formula, one.rows)
        assert (cells["which rows"], cells["files"]) == (one.which, ", ".join(one.files))
        assert cells["period"] == one.period
        if math.isnan(one.before):
            assert cells["month before"] == ""
        else:
            assert cells["month before"] == pytest.approx(one.before)
    head, *posts = found["Posts"]
    assert len(posts) == len(made.posts)
    assert {row[head.index("file")] for row in posts} == {"ig.csv"}
    assert all(isinstance(row[head.index("post_id")], str) for row in posts)
    assert any("login page" in row[-1] for row in found["Files"])


def test_text_in_a_cell_is_never_a_formula(tmp_path):
    data = workbook(hostile_folder(tmp_path, "=1+1.csv"))
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/"):
                assert b"<f>" not in archive.read(name)
                assert b"hyperlink" not in archive.read(name).lower()
    head, *rows = sheets(data)["Posts"]
    assert rows[0][head.index("text")].startswith("=HYPERLINK(")
    assert rows[0][head.index("file")] == "=1+1.csv"


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(codec=None), max_size=60))
def test_any_caption_can_be_written(made_once, caption):
    section = made_once.sections[0]
    posts = made_once.posts.assign(text=caption)
    top = section.top.assign(text=caption)
    changed = report.MonthlyReport(
        "2025-03", caption,
        (report.Section(**{**vars(section), "top": top, "account": caption}),),
        posts, made_once.files, made_once.notes,
    )  # fmt: skip
    assert page(changed).encode("utf-8", "replace")
    assert len(sheets(workbook(changed))["Posts"]) == 1 + len(posts)


@pytest.fixture(scope="module")
def made_once(tmp_path_factory):
    path = tmp_path_factory.mktemp("once")
    (path / "x.csv").write_text(as_csv(X_NEW, [x_new_row(n) for n in range(1, 4)]))
    return report.build(exports.read_folder(path))


# the command ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["report.html", "report.XLSX"])
def test_the_command_writes_the_report_and_names_the_bad_file(folder, tmp_path, capsys, name):
    out = tmp_path / name
    assert main(["report", str(folder), "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert "March 2025; 3 files read, 1 not" in said
    assert "not read: bad.csv" in said
    assert out.read_bytes()[:2] == (b"<!" if name.endswith("html") else b"PK")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["exports", name]


def test_a_report_among_the_exports_is_none_of_them(folder, monkeypatch, capsys):
    monkeypatch.chdir(folder)
    for _ in range(2):
        assert main(["report", ".", "--month", "2025-02"]) == 0
        assert "February 2025; 3 files read, 1 not" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (["--out", "report.pdf"], r"must end in .html or .xlsx; received 'report.pdf'"),
        (["--out", "nowhere/report.html"], r"'nowhere/report.html' cannot be written"),
        (
            ["--month", "2019-01"],
            r"month must be one that the files have rows of: 2025-02, 2025-03",
        ),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_written(
    folder, tmp_path, monkeypatch, capsys, asked, words
):
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    assert main(["report", str(folder), *asked]) == 2
    assert re.search(words, capsys.readouterr().err)
    assert not list(here.iterdir())


def test_a_folder_that_cannot_be_overwritten_is_left_as_it_is(folder, tmp_path, capsys):
    (tmp_path / "report.html").mkdir()
    assert main(["report", str(folder), "--out", str(tmp_path / "report.html")]) == 2
    assert "cannot be written" in capsys.readouterr().err
    assert sorted(one.name for one in tmp_path.iterdir()) == ["exports", "report.html"]


def test_an_export_is_never_overwritten(folder, capsys):
    book = folder / "old.xlsx"
    book.write_bytes((folder / "ig.csv").read_bytes())
    before = {one.name: one.read_bytes() for one in folder.iterdir()}
    main(["report", str(folder), "--out", str(book)])
    assert {one.name: one.read_bytes() for one in folder.iterdir()} == before
    assert "must not be one of the exports" in capsys.readouterr().err


def test_a_folder_without_exports_says_what_is_in_it(tmp_path, capsys):
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n")
    assert main(["report", str(tmp_path), "--out", str(tmp_path / "r.html")]) == 2
    said = capsys.readouterr().err
    assert "No file of the folder is an export that can be read" in said
    assert "notes.csv" in said
    assert main(["report", str(tmp_path / "none")]) == 2
    assert "must be a folder" in capsys.readouterr().err


# real files ----------------------------------------------------------------------------


def test_every_month_of_the_real_files_can_be_reported(shared):
    folder = exports.read_folder(shared / "real-exports")
    for month in ("2025-03", None):
        made = report.build(folder, month=month)
        assert any(one.headlines for one in made.sections)
        assert not Reader(page(made)).open
        assert sheets(workbook(made))["Figures"]
