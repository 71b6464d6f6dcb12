import csv
import io
from pathlib import Path

import fixtures_exports as fx
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smmkit import exports
from smmkit.errors import ArgumentError, SmmkitError, TableError, UnknownExportError
from smmkit.exports import clean, moments
from smmkit.exports.kinds import LANGUAGES, header_key
from smmkit.exports.report import Report
from smmkit.tables import DAILY, FORMATS, POSTS


@pytest.fixture
def read(tmp_path):
    def _read(content, *, name="posts.csv", encoding="utf-8-sig", **options):
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return exports.read(file, **options)

    return _read


def facebook(*rows):
    return fx.as_csv(fx.FACEBOOK, rows or [fx.facebook_row(n) for n in range(20)])


def instagram(*rows, header=fx.INSTAGRAM, **form):
    return fx.as_csv(header, rows or [fx.instagram_row(n) for n in range(20)], **form)


def x_classic(*rows):
    return fx.as_csv(fx.X_CLASSIC, rows or [fx.x_classic_row(n) for n in range(5)])


def said(export, step, words, level=None):
    return [
        f for f in export.report if f.step == step and words in f.what and level in (None, f.level)
    ]


# What a good file becomes


def test_facebook(read):
    export = read(facebook())
    posts = export.posts
    assert export.kind == "meta.facebook.posts"
    pd.testing.assert_frame_equal(posts, POSTS.conform(posts))
    first = posts.iloc[0]
    assert first["post_id"] == "900000000000000"
    assert first["published"] == pd.Timestamp("2025-03-01 09:30")
    assert first["text"] == 'Bread no. 0\nand "rolls", daily'
    assert (first["format"], first["platform"], first["account"]) == (
        "photo",
        "facebook",
        "Corner Bakery, Leith",
    )
    numbers = ["reach", "impressions", "video_views", "likes", "comments", "shares", "engagements"]
    assert first[numbers].tolist() == [100, 150, 4, 6, 2, 1, 9]
    assert first["clicks"] == 3
    assert not posts["paid"].any()
    assert not export.report.at("attention")


def test_instagram_adds_its_engagements_up(read):
    posts = read(instagram(fx.instagram_row(), fx.instagram_row(2, Saves=""))).posts
    assert posts["engagements"].tolist()[0] == 20 + 2 + 5 + 3
    assert pd.isna(posts.loc[1, "engagements"])
    assert posts["duration_s"].tolist() == [12.0, 12.0]


def test_x_before_and_after_the_new_name(read):
    classic = read(
        x_classic(fx.x_classic_row(), fx.x_classic_row(2, **{"promoted impressions": "7"}))
    )
    assert classic.posts["paid"].tolist() == [False, True]
    assert classic.posts["impressions"].tolist() == [1000, 1000]
    assert classic.posts["text"].tolist() == ["Rolls & bread 1", "Rolls & bread 2"]
    assert said(classic, "column", "HTML codes", "repaired")
    assert said(classic, "nulls", '"-"', "repaired")
    new = read(fx.as_csv(fx.X_NEW, [fx.x_new_row(), fx.x_new_row(2, Date="Thu, Apr 23, 2026")]))
    assert new.kind == classic.kind == "x.posts"
    assert new.posts["published"].tolist() == [
        pd.Timestamp("2025-02-10"),
        pd.Timestamp("2026-04-23"),
    ]
    assert new.posts["paid"].isna().all()
    assert new.posts.loc[0, ["saves", "shares", "comments"]].tolist() == [2, 3, 1]
    assert new.posts["account"].tolist() == ["bakery", "bakery"]


def test_nothing_is_dropped_silently(read):
    export = read(facebook())
    assert export.tables["RAW"].shape == (20, len(fx.FACEBOOK))
    assert export.tables["RAW"].columns.is_unique
    (unused,) = said(export, "column", "not in POSTS")
    assert {"Caption type", "Total clicks"} <= set(unused.where.split(", "))
    assert "Reach" not in unused.where.split(", ")


# Ways of writing a file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encoding_and_delimiter_do_not_matter(read, encoding, delimiter):
    plain = read(instagram())
    other = read(instagram(delimiter=delimiter, newline="\n"), encoding=encoding)
    pd.testing.assert_frame_equal(other.posts, plain.posts)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Cinco décadas de ciencia… mañana, Amazonía “ya”", "cp1252"),
        ("Cinco décadas de ciencia… mañana, Amazonía “ya”", "mac-roman"),
        ("Größe: schöne Grüße – über 5 kg für alle", "cp1252"),
        ("Größe: schöne Grüße – über 5 kg für alle", "mac-roman"),
        ("Été à la plage, ça va très bien", "mac-roman"),
        ("Свежий хлеб и булки каждый день", "cp1251"),
    ],
)
def test_excel_encodings(read, text, encoding):
    row = fx.x_classic_row(**{"Tweet text": text})
    export = read(x_classic(row), encoding=encoding)
    assert export.posts["text"].tolist() == [text]
    assert said(export, "encoding", "not UTF-8", "repaired")


@pytest.mark.parametrize("language", sorted(fx.INSTAGRAM_HEADERS))
def test_header_in_another_language(read, language):
    header = fx.INSTAGRAM_HEADERS[language].split("|")
    english = read(instagram())
    export = read(instagram(header=header))
    pd.testing.assert_frame_equal(export.posts, english.posts)
    assert said(export, "language", LANGUAGES[language])


def test_header_drift_sep_line_and_preamble(read):
    header = [name.upper().replace(" ", "_") for name in fx.INSTAGRAM]
    header[5] = "Duration (secs)"
    text = 'sep=;\r\n"My report"\r\n\r\n' + instagram(header=header, delimiter=";")
    export = read(text, encoding="utf-16")
    pd.testing.assert_frame_equal(export.posts, read(instagram()).posts)
    assert said(export, "delimiter", '"sep="')
    assert said(export, "header", "2 lines before the header")


def test_columns_in_another_order(read):
    order = np.random.default_rng(1).permutation(len(fx.INSTAGRAM))
    rows = [[fx.instagram_row(n)[i] for i in order] for n in range(20)]
    export = read(instagram(*rows, header=[fx.INSTAGRAM[i] for i in order]))
    pd.testing.assert_frame_equal(export.posts, read(instagram()).posts)


@pytest.mark.parametrize(
    ("words", "format_"),
    [
        ("IG carousel", "carousel"),
        ("Carrossel do Instagram", "carousel"),
        ("Secuencia de Instagram", "carousel"),
        ("Imagem do Instagram", "photo"),
        ("Instagram-Bild", "photo"),
        ("Фото", "photo"),
        ("Vidéos", "video"),
        ("Reels", "reel"),
        ("IG story", "story"),
        ("Historia de Instagram", "story"),
        ("Enlaces", "link"),
        ("Text", "text"),
        ("Hologram", "other"),
    ],
)
def test_formats(read, words, format_):
    assert format_ in FORMATS
    export = read(instagram(fx.instagram_row(**{"Post type": words})))
    assert export.posts["format"].tolist() == [format_]
    assert bool(said(export, "column", words)) == (format_ == "other")


# Traps


@pytest.mark.parametrize("shown_first", [True, False])
def test_views_twice(read, shown_first):
    change = {} if shown_first else {"Views": "4", "video": "500"}
    export = read(facebook(*[fx.facebook_row(n, **change) for n in range(9)]))
    assert (export.posts["impressions"] >= export.posts["reach"]).all()
    assert (export.posts["video_views"] == 4).all()
    shown, other = ("Views", "Views (2)") if shown_first else ("Views (2)", "Views")
    assert said(export, "column", f'"{shown}" is at least the reach in 9 of 9 rows, "{other}" in 0')


def test_views_that_cannot_be_displays(read):
    export = read(facebook(fx.facebook_row(Views="0", video="0")))
    assert export.posts["impressions"].isna().all()
    assert said(export, "column", "neither", "attention")


def test_reach_from_the_raw_key_and_id_from_the_remark(read):
    header = [*fx.FACEBOOK, "IMPRESSION:UNIQUE_USERS"]
    nothing = [""] * len(fx.FACEBOOK)
    nothing[fx.FACEBOOK.index("Data comment")] = (
        "An error occurred ... content with ID 900000000000777."
    )
    rows = [[*fx.facebook_row(), ""], [*nothing, "51"]]
    export = read(fx.as_csv(header, rows))
    assert export.posts["reach"].tolist() == [101, 51]
    assert export.posts["post_id"].tolist()[1] == "900000000000777"
    assert said(export, "ids", "1 missing", "repaired")
    assert said(export, "column", "IMPRESSION:UNIQUE_USERS", "repaired")


def test_collaborations_are_kept_and_flagged(read):
    foreign = fx.instagram_row(7, Reach="", **{"Account username": "the.miller"})
    export = read(instagram(*[fx.instagram_row(n) for n in range(5)], foreign))
    assert export.posts["account"].tolist()[-1] == "the.miller"
    (finding,) = said(export, "rows", "other accounts than corner.bakery", "attention")
    assert finding.what.endswith("without reach: 1")
    assert finding.where == "row 7"


def test_views_below_reach_are_flagged_not_repaired(read):
    export = read(instagram(fx.instagram_row(Views="5")))
    assert export.posts["impressions"].tolist() == [5]
    assert said(export, "numbers", "fewer displays", "attention")


def test_numbers_per_day_are_no_lifetime(read):
    rows = [fx.instagram_row(1, Date="03/18/2025"), fx.instagram_row(1, Date="03/19/2025")]
    export = read(instagram(*rows))
    assert len(export.posts) == 2
    assert said(export, "dates", "one day", "attention")


def test_exported_twice_keeps_the_last(read):
    export = read(
        instagram(fx.instagram_row(1), fx.instagram_row(2), fx.instagram_row(1, Likes="99"))
    )
    assert export.posts["likes"].tolist() == [20, 99]
    assert said(export, "rows", "the last is kept", "attention")[0].where == "row 2"


def test_ids_damaged_by_a_spreadsheet(read):
    saved = fx.x_classic_row(1, **{"Tweet id": "1.40E+18"})
    rounded = fx.x_classic_row(2, **{"Tweet id": "1400000000000000000"})
    also = fx.x_classic_row(4, **{"Tweet id": "1400000000000000000"})
    lost = fx.x_classic_row(3, **{"Tweet id": "1.40E+18", "Tweet permalink": "<a href=...>app</a>"})
    export = read(x_classic(saved, rounded, lost, also))
    ids = export.posts["post_id"]
    assert ids.tolist()[:2] == ["1400000000000000124", "1400000000000000125"]
    assert pd.isna(ids[2])
    assert said(export, "ids", "3 missing or damaged", "repaired")
    assert said(export, "ids", "1 ids were rounded", "attention")[0].where == "row 4"
    assert said(export, "column", "no post's address", "attention")


def test_rounded_ids_are_not_taken_for_one_post(read):
    rows = [fx.instagram_row(n, **{"Post ID": "18000000000000100"}) for n in range(4)]
    export = read(instagram(*rows))
    assert len(export.posts) == 4
    assert export.posts["post_id"].isna().all()


def test_cells_in_the_wrong_column(read):
    moved = fx.x_classic_row(
        2, impressions="see link", time="yesterday", **{"engagement rate": "3"}
    )
    export = read(x_classic(fx.x_classic_row(1), moved, fx.x_classic_row(3, engagements="500")))
    assert export.posts["impressions"].isna().tolist() == [False, True, False]
    assert pd.isna(export.posts.loc[1, "published"])
    (finding,) = said(export, "numbers", 'column "impressions": 1 cells')
    assert finding.where == "row 3"
    assert said(export, "numbers", "stated engagement rate", "attention")[0].where == "row 4"


def ambiguous(header=fx.INSTAGRAM):
    rows = [fx.instagram_row(n, **{"Publish time": f"03/0{n}/2025 10:00"}) for n in range(1, 5)]
    return instagram(*rows, header=header)


def test_day_and_month_are_never_guessed_silently(read):
    french = fx.INSTAGRAM_HEADERS["fr"].split("|")
    assert said(read(ambiguous(french)), "dates", "day_first", "attention")
    asked = read(ambiguous(french), day_first=True)
    assert asked.posts["published"].dt.month.tolist() == [1, 2, 3, 4]
    assert not asked.report.at("attention")
    english = read(ambiguous())
    assert english.posts["published"].dt.month.tolist() == [3, 3, 3, 3]
    assert said(english, "dates", "no date tells")
    day = instagram(*[fx.instagram_row(n, **{"Publish time": f"{n}/03/2025"}) for n in (2, 25)])
    assert read(day).posts["published"].dt.day.tolist() == [2, 25]
    assert said(read(day, day_first=False), "dates", "though the cells say day first", "attention")


def test_repeated_headers_blank_rows_and_prose_are_set_apart(read):
    blank, prose = [""] * len(fx.INSTAGRAM), ["Total", *[""] * (len(fx.INSTAGRAM) - 1)]
    rows = [fx.instagram_row(1), fx.INSTAGRAM, blank, fx.instagram_row(2), prose]
    export = read(instagram(*rows))
    assert len(export.posts) == 2
    assert said(export, "rows", "repeated header", "repaired")[0].where == "row 3"
    assert said(export, "rows", "empty rows", "repaired")[0].where == "row 4"
    assert said(export, "totals", "total row set apart")[0].where == "row 6"


def test_rows_too_long(read):
    lines = x_classic().split("\r\n")
    lines[2] += ",surplus,cells"
    export = read("\r\n".join(lines))
    assert len(export.posts) == 5
    assert said(export, "rows", "more cells than the header", "attention")[0].where == "row 3"


def test_cut_off(read):
    whole = facebook()
    inside_a_cell = whole[: whole.rindex("daily")]
    export = read(inside_a_cell)
    assert len(export.posts) == 19
    assert said(export, "rows", "never closed", "attention")
    between_cells = whole[: whole.rindex("Lifetime") + 4]
    export = read(between_cells)
    assert len(export.posts) == 19
    assert said(export, "rows", "cut off", "attention")


def test_header_only(read):
    for text in (facebook(), instagram(), x_classic()):
        export = read(text.split("\r\n")[0])
        assert export.posts.empty
        pd.testing.assert_frame_equal(export.posts, POSTS.empty(), check_index_type=False)
        assert said(export, "rows", "no posts", "attention")


# What is refused


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n\r\n", "is empty"),
        (b"PK\x03\x04rest", r"Excel workbook \(.xlsx\)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", r"old Excel workbook"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "PNG"),
        (bytes(range(256)) * 20, "binary"),
        (b"<!DOCTYPE html><form>Log in <input type=password></form>", "login page"),
        (b"<html><p>Hello</p></html>", "web page"),
        (b'{"name": "channel", "messages": []}', "JSON"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:x"></Workbook>', "Excel 2003"),
        (b"just a line of words", "no export that smmkit knows"),
        (b"Post id,Date,Post text,impressions\n1,2021-02-01,Rolls,44\n", "Nearest: x.posts"),
    ],
)
def test_refused_with_a_reason(read, content, words):
    with pytest.raises(UnknownExportError, match=words):
        read(content)


def test_an_unknown_header_says_what_was_looked_for(read):
    with pytest.raises(UnknownExportError) as caught:
        read("Post id,Date,Impressions,Engagements\n1,Mon Feb 10 2025,3,4\n")
    message = str(caught.value)
    assert all(kind in message for kind in exports.kinds().index)
    assert "Nearest: x.posts, but the file has no column Post text" in message


def test_a_header_without_end_is_refused(read):
    with pytest.raises(UnknownExportError, match="columns; no export has more than"):
        read(x_classic().replace("promoted engagements", "promoted engagements" + "," * 5000))


def test_paths_that_are_no_file(tmp_path):
    with pytest.raises(UnknownExportError, match="is a folder"):
        exports.read(tmp_path)
    with pytest.raises(UnknownExportError, match="There is no file"):
        exports.read(tmp_path / "none.csv")
    with pytest.raises(UnknownExportError, match="cannot be opened"):
        exports.read("a\0b")
    with pytest.raises(ArgumentError, match="received int"):
        exports.read(3)
    with pytest.raises(ArgumentError, match="day_first"):
        exports.read(tmp_path / "none.csv", day_first="yes")


def test_an_export_without_posts_says_so():
    with pytest.raises(TableError, match="has no posts; its tables are DAILY"):
        _ = exports.Export("x.daily", {"DAILY": pd.DataFrame()}, Report()).posts


# The report as it is seen


def test_report_shows_what_the_file_says_as_text(read):
    row = fx.instagram_row(**{"Post type": "<script>alert(1)</script>", "Views": "<b>"})
    export = read(instagram(row))
    page = export._repr_html_()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert str(export).startswith("meta.instagram.posts: POSTS 1 x 20, RAW 1 x 18")
    frame = export.report.to_frame()
    assert list(frame.columns) == ["step", "what", "where", "level"]
    assert len(frame) == len(export.report)
    with pytest.raises(ArgumentError, match="level must be"):
        export.report.add("rows", "x", level="bad")


# Laws

quick = settings(max_examples=50, deadline=None)
integers = st.integers(0, 10**12)


@quick
@given(integers, st.sampled_from([",", ".", " ", "\u00a0", "\u202f", "'", "’"]))
def test_counts_read_any_thousands_mark(number, mark):
    text = f"{number:,}".replace(",", mark)
    assert clean.counts(pd.Series([text])).values.tolist() == [number]
    assert clean.counts(pd.Series([f"{number}.0"])).values.tolist() == [number]


@quick
@given(st.decimals(-(10**9), 10**9, places=2), st.booleans())
def test_numbers_read_either_decimal_mark(number, comma):
    text = f"{number:,}"
    if comma:
        text = text.translate(str.maketrans(",.", ".,"))
    read = clean.numbers(pd.Series([text]), decimal_comma=comma).values
    assert read.tolist() == [pytest.approx(float(number))]


@quick
@given(st.datetimes(pd.Timestamp(1990, 1, 1), pd.Timestamp(2100, 1, 1)), st.booleans())
def test_dates_read_back_what_was_written(moment, day_first):
    moment = moment.replace(second=0, microsecond=0)
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    named = f"{months[moment.month - 1]} {moment.day:02d}, {moment.year}"
    order = "%d/%m/%Y" if day_first else "%m/%d/%Y"
    clock = f"{moment.hour % 12 or 12}:{moment:%M} {'PM' if moment.hour > 11 else 'AM'}"
    written = [
        f"{moment:%Y-%m-%d %H:%M} +0000",
        f"{moment:{order} %H:%M}",
        f"{moment:{order}}, {clock}",
        f"Thu, {named} {moment:%H:%M}",
        f"{moment:%Y-%m-%dT%H:%M:%SZ}",
    ]
    values = moments.dates(pd.Series(written), day_first=day_first).values
    assert (values == pd.Timestamp(moment)).all()


@quick
@given(st.lists(st.text(max_size=12), max_size=8))
def test_no_cell_breaks_a_cleaner(cells):
    series = pd.Series(cells, dtype=object)
    for values, bad in (
        clean.counts(series)[:2],
        clean.numbers(series)[:2],
        clean.numbers(series, decimal_comma=True)[:2],
        moments.dates(series)[:2],
    ):
        assert len(values) == len(bad) == len(cells)
        # Read, empty by its own word, or reported: never none of these.
        assert (values.notna().to_numpy() | bad | clean.is_null(series)).all()
    assert len(clean.ids(series)[0].values) == len(cells)


@quick
@given(st.text(max_size=30))
def test_header_keys_are_stable(cell):
    key = header_key(cell)
    assert header_key(key) == key


SEEDS = [
    facebook(fx.facebook_row(1), fx.facebook_row(2)).encode("utf-8-sig"),
    instagram(fx.instagram_row(1), fx.instagram_row(2)).encode("utf-8-sig"),
    instagram(fx.instagram_row(1), delimiter=";").encode("utf-16"),
    x_classic(fx.x_classic_row(1), fx.x_classic_row(2)).encode("utf-8"),
]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_damaged_bytes_are_read_or_refused(tmp_path_factory, data):
    content = bytearray(data.draw(st.sampled_from(SEEDS)))
    for _ in range(data.draw(st.integers(0, 12))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.one_of(st.integers(0, 255), st.sampled_from(b'",;\t\r\n\0')))
    start = data.draw(st.sampled_from([0, 0, 0, 1, 40]))
    stop = data.draw(st.one_of(st.just(len(content)), st.integers(0, len(content))))
    file = tmp_path_factory.mktemp("fuzz") / "posts.csv"
    file.write_bytes(bytes(content[start:stop]))
    try:
        export = exports.read(file)
    except UnknownExportError:
        pass
    else:
        for table in (POSTS, DAILY):
            if table.name in export.tables:
                frame = export.tables[table.name]
                pd.testing.assert_frame_equal(frame, table.conform(frame))
        assert export._repr_html_()


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(tmp_path_factory, content):
    file = tmp_path_factory.mktemp("fuzz") / "posts.csv"
    file.write_bytes(content)
    with pytest.raises(SmmkitError):
        exports.read(file)


# Real files, which stay outside the repository

REAL = Path(__file__).parents[2] / "shared" / "real-exports"


@pytest.fixture
def real():
    if not REAL.is_dir():
        pytest.skip("the real exports are not beside this clone (../shared/real-exports)")

    def _real(name, encoding="utf-8-sig"):
        text = (REAL / f"{name}.csv").read_bytes().decode(encoding)
        header, *rows = csv.reader(io.StringIO(text, newline=""))
        return exports.read(REAL / f"{name}.csv"), header, rows

    return _real


def total(header, rows, column):
    place = header.index(column)
    return sum(int(float(row[place])) for row in rows if row[place].strip())


@pytest.mark.parametrize(
    ("name", "encoding", "kind", "columns"),
    [
        (
            "meta-facebook-posts-1",
            "utf-8-sig",
            "meta.facebook.posts",
            {"reach": "Reach", "engagements": "Reactions, Comments and Shares"},
        ),
        (
            "meta-facebook-posts-2",
            "utf-8-sig",
            "meta.facebook.posts",
            {"impressions": "Impressions", "likes": "Reactions", "clicks": "Link Clicks"},
        ),
        (
            "meta-instagram-posts-1",
            "utf-8-sig",
            "meta.instagram.posts",
            {"impressions": "Views", "reach": "Reach", "saves": "Saves", "follows": "Follows"},
        ),
        (
            "meta-instagram-posts-3-pt",
            "utf-8-sig",
            "meta.instagram.posts",
            {"impressions": "Visualizações", "reach": "Alcance", "shares": "Compartilhamentos"},
        ),
        (
            "x-tweets-1",
            "utf-8",
            "x.posts",
            {"impressions": "impressions", "shares": "retweets", "clicks": "url clicks"},
        ),
        (
            "x-tweets-3-excel-damaged",
            "cp1252",
            "x.posts",
            {"impressions": "impressions", "likes": "favorites"},
        ),
        (
            "x-content-1",
            "utf-8",
            "x.posts",
            {"impressions": "Impressions", "saves": "Bookmarks", "engagements": "Engagements"},
        ),
    ],
)
def test_real_files_beside_a_plain_reader(real, name, encoding, kind, columns):
    export, header, rows = real(name, encoding)
    assert export.kind == kind
    assert len(export.posts) == len(rows) == len(export.tables["RAW"])
    for column, theirs in columns.items():
        assert export.posts[column].sum() == total(header, rows, theirs), column
    given_ids = [row[0] for row in rows if row[0].isdecimal()]
    assert set(given_ids) <= set(export.posts["post_id"].dropna())


def test_real_traps(real):
    damaged, *_ = real("x-tweets-3-excel-damaged", "cp1252")
    assert damaged.posts["post_id"].notna().sum() == 3
    assert damaged.posts["published"].notna().all()
    assert len(said(damaged, "numbers", "stated engagement rate", "attention")) == 1
    second, *_ = real("meta-facebook-posts-2")
    assert second.posts["post_id"].is_unique
    assert second.posts["reach"].notna().all()
    portuguese, *_ = real("meta-instagram-posts-3-pt")
    assert portuguese.posts["reach"].isna().sum() == 23
    assert said(portuguese, "language", "Portuguese")


def test_real_golden_vectors(real):
    posts = real("x-content-1", "utf-8")[0].posts
    assert len(posts) == 43
    assert (posts["engagements"] > posts["impressions"]).sum() == 1
