"""What lesson 07 tells and asks: true of every brand, and of the files it writes."""

from __future__ import annotations

import math
import re

import nbformat
import pandas as pd
import pytest
from conftest import ROOT
from lessons import source

from smmkit import Brand, exports
from smmkit.brand.messy import ads_cells, mail, messy_files, rough_figures
from smmkit.coach.channel import LocalChannel, ask
from smmkit.coach.questions import find
from smmkit.errors import ArgumentError, UnknownExportError

LESSON = nbformat.read(ROOT / "course" / "07_exports.ipynb", as_version=4)
MASTER = nbformat.read(ROOT / "solutions" / "07_exports" / "07_exports.ipynb", as_version=4)
BRANDS = [Brand.of(f"reader {number}", "lesson 07") for number in range(8)]
each_brand = pytest.mark.parametrize("brand", BRANDS, ids=lambda brand: brand.student)


def days(brand, platform):
    daily = brand.history().daily
    return daily[daily["platform"] == platform]


@pytest.fixture
def files(tmp_path):
    def write(brand, task="lesson"):
        return {path.name: path for path in messy_files(brand, tmp_path / task, task=task)}

    return write


@each_brand
def test_the_lessons_files_read_right(brand, files):
    found = files(brand)
    home = days(brand, brand.home)
    may = home[home["date"].dt.month == 5]
    overview = exports.read(found["overview.csv"]).tables["DAILY"]
    for name in ("date", "reach", "profile_visits", "new_followers"):
        assert overview[name].tolist() == may[name].tolist()

    history = brand.history()
    winter = history.ads[history.ads["date"] < "2026-04-01"]
    ads = exports.read(found["ads.csv"])
    for name in ("spend", "impressions", "clicks", "conversions"):
        assert ads.tables["ADS"][name].sum() == pytest.approx(winter[name].sum())
    assert set(ads.tables["ADS"]["currency"]) == {brand.currency}
    totals = ads.tables["TOTALS"].set_index("column")
    assert totals["difference"].dropna().abs().max() < 1e-6
    reach = ads.tables["ADS"]["reach"]
    assert reach.max() <= totals.loc["reach", "stated"] <= reach.sum()

    second = brand.platforms[1]
    sent = history.posts[history.posts["platform"] == second].reset_index(drop=True)
    posts = exports.read(found["posts.csv"]).posts
    for name in ("post_id", "published", "text", "reach", "impressions", "likes", "shares"):
        assert posts[name].tolist() == sent[name].tolist(), name

    followers = exports.read(found["followers.csv"], year=2026).tables["DAILY"]
    for name in ("date", "followers"):
        assert followers[name].tolist() == days(brand, second)[name].tolist()


@each_brand
def test_the_files_are_as_hostile_as_the_lesson_says(brand, files):
    found = files(brand)
    with pytest.raises(UnicodeDecodeError, match="0xff in position 0"):
        pd.read_csv(found["overview.csv"])
    lines = found["overview.csv"].read_text(encoding="utf-16").splitlines()
    assert lines[0] == "sep=,"
    assert lines.count('"Date","Primary"') == 3
    assert lines[36] == '"Date","Primary"', "the turn: skiprows is to become 36"

    ads = found["ads.csv"].read_text(encoding="utf-8-sig")
    assert "\u00a0" in ads
    plain = pd.read_csv(found["ads.csv"], sep=";")
    assert not any(pd.api.types.is_numeric_dtype(plain[name]) for name in plain.columns[4:6])

    posts = pd.read_csv(found["posts.csv"])
    assert (posts["Views"] >= posts["Reach"]).all()
    assert (posts["Views.1"] >= posts["Reach"]).mean() < 0.5
    dates = {
        order: pd.to_datetime(posts["Publish time"], format=f"{order}/%Y %H:%M", errors="coerce")
        for order in ("%d/%m", "%m/%d")
    }
    assert dates["%d/%m"].notna().all()
    assert dates["%m/%d"].isna().any()
    assert dates["%m/%d"].max() > pd.Timestamp("2026-06-30")


@each_brand
def test_both_sentences_of_the_mail_are_wrong_as_told(brand):
    spent, reached = (int(n.replace(",", "")) for n in re.findall(r"[0-9][0-9,]*", mail(brand)))
    ads = brand.history().ads
    winter = ads[ads["date"] < "2026-04-01"]
    assert spent == pytest.approx(2 * winter["spend"].sum(), abs=0.5)
    home = days(brand, brand.home)
    assert reached == home.loc[home["date"].dt.month == 5, "reach"].sum()


@each_brand
def test_the_exercises_ads_hold_the_trap_of_the_full_stop(brand):
    cells = ads_cells(brand, task="exercise")
    assert cells["Campaign name"].tolist().count("") == 1
    assert cells["Impressions"].iloc[1:].str.contains(".", regex=False).any()


@each_brand
def test_the_figures_for_the_note_earn_no_points(brand):
    rough = rough_figures(brand)
    given = {"at_least": int(rough.iloc[2]), "at_most": int(rough.iloc[3])}
    assert ask(LocalChannel(brand), "exports.june_reach", given)["status"] != "right"
    truth = find("exports.june_reach").key(brand)
    assert given == pytest.approx(truth, rel=0.06)


def test_the_exercises_days_have_no_year_and_special_spaces(files):
    text = files(BRANDS[0], "exercise")["days.csv"].read_text(encoding="utf-16")
    assert text.startswith("sep=;\n")
    assert "\u00a0" in text
    assert "2026" not in text


def test_a_file_full_of_special_spaces_is_still_text(files):
    path = files(BRANDS[0], "exercise")["days.csv"]
    with pytest.raises(UnknownExportError, match="Its first columns: Date, Reach"):
        exports.read(path)


def test_the_same_brand_writes_the_same_bytes(files, tmp_path):
    brand = BRANDS[0]
    before = {name: path.read_bytes() for name, path in files(brand).items()}
    again = messy_files(Brand.of(brand.student, brand.cohort), tmp_path / "again")
    assert {path.name: path.read_bytes() for path in again} == before


def test_another_task_is_refused(tmp_path):
    with pytest.raises(ArgumentError, match="task"):
        messy_files(BRANDS[0], tmp_path, task="exam")


def test_a_folder_that_is_a_file_is_named(tmp_path):
    (tmp_path / "messy").write_text("")
    with pytest.raises(ArgumentError, match=r"folder must be .*messy"):
        messy_files(BRANDS[0], tmp_path / "messy")


def test_the_small_examples_of_the_function_are_right():
    made = {"pd": pd}
    exec(source(MASTER, "to-number-data"), made)
    exec(source(MASTER, "to-number-answer"), made)
    for row in made["written"].itertuples():
        number = made["to_number"](row.text, row.decimal)
        assert math.isnan(number) if pd.isna(row.number) else number == pytest.approx(row.number)


def test_a_function_that_stops_at_two_marks_is_recognised():
    def to_number(text, decimal):
        bare = text.replace("\u00a0", "").replace(" ", "")
        if bare in ("", "-", "--"):
            return float("nan")
        if bare.endswith("%"):
            return to_number(bare[:-1], decimal) / 100
        return float(bare.replace(",", "."))

    found = ask(LocalChannel(BRANDS[0]), "exports.to_number", to_number)
    assert found["misconception"] == "1.234 read as 1.2"


def test_a_table_with_the_description_row_in_it_is_recognised(files):
    path = files(BRANDS[0], "exercise")["posts.csv"]
    raw = pd.read_csv(path)
    day = pd.to_datetime(raw["Publish time"], format="%d/%m/%Y %H:%M", errors="coerce")
    columns = ["Reach", "Views.1", "Reactions, Comments and Shares"]
    counts = raw[columns].apply(pd.to_numeric, errors="coerce")
    counts.columns = ["reach", "impressions", "engagements"]
    tidy = counts.assign(post_id=raw["Post ID"], month=day.dt.month, day=day.dt.day)
    found = ask(LocalChannel(BRANDS[0]), "exports.posts", tidy)
    assert found["misconception"] == "description row counted"


def test_a_plain_reading_of_the_ads_is_recognised(files):
    brand = BRANDS[0]
    raw = pd.read_csv(files(brand, "exercise")["ads.csv"], sep=";", thousands=",")
    rows = raw[raw["Campaign name"].notna()]
    columns = [f"Amount spent ({brand.currency})", "Impressions", "Link clicks"]
    sums = rows[columns].astype(float).sum().set_axis(["spend", "impressions", "clicks"])
    found = ask(LocalChannel(brand), "exports.ads_sums", sums)
    assert found["misconception"] == "comma taken for thousands"


def test_the_person_reads_a_sixth_of_the_points():
    points = {c.id: c.metadata.get("nbgrader", {}).get("points", 0) for c in MASTER.cells}
    assert sum(points.values()) == 18
    assert points["note-answer"] == 3
