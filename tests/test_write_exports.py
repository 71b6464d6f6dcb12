"""A brand's files: what is written in a language is read again as the same tables."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from smmkit import exports
from smmkit.brand import Brand
from smmkit.errors import ArgumentError, TableError
from smmkit.exports.kinds import LANGUAGES
from smmkit.exports.write import write_exports
from smmkit.tables import POSTS

META = ("facebook", "instagram")

# The columns that a platform's files carry; the others are missing when read.
POSTS_CARRIED = {
    "facebook": "account published format text paid reach impressions likes comments shares "
    "engagements clicks video_views duration_s permalink",
    "instagram": "account published format text reach impressions likes comments shares saves "
    "engagements follows duration_s permalink",
    "x": "account published text paid impressions likes comments shares engagements clicks "
    "follows permalink",
    "tiktok": "account published format text likes comments shares saves engagements "
    "video_views permalink",
    "linkedin": "published format text paid impressions likes comments shares engagements clicks "
    "follows video_views permalink",
}
DAILY_CARRIED = {
    "facebook": "reach impressions engagements clicks profile_visits followers new_followers "
    "lost_followers",
    "x": "posts impressions likes comments shares saves engagements profile_visits new_followers "
    "lost_followers",
    "tiktok": "reach likes comments shares profile_visits followers",
    "linkedin": "reach impressions likes comments shares engagements clicks new_followers",
}
DAILY_CARRIED["instagram"] = DAILY_CARRIED["facebook"]
# What the platform's file counts as an engagement, where it is not the brand's four.
OTHER_ENGAGEMENTS = {
    ("POSTS", "facebook"): ["likes", "comments", "shares"],
    ("POSTS", "linkedin"): ["clicks", "likes", "comments", "shares"],
    ("DAILY", "linkedin"): ["clicks", "likes", "comments", "shares"],
}
ADDRESSES = {
    "x": "https://twitter.com/{account}/status/{post_id}",
    "tiktok": "https://www.tiktok.com/@{account}/{link}/{post_id}",
    "linkedin": "https://www.linkedin.com/feed/update/urn:li:activity:{post_id}",
}

# A brand is no smaller for a shorter name: nothing is won by shrinking.
alike = settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
names = st.text("abcdef", min_size=1, max_size=6)
brands = st.builds(Brand.of, names, names)
locales = st.sampled_from(tuple(LANGUAGES))


def as_exported(table, name, platform):
    """Return the brand's rows as the platform counts and dates them."""
    rows = table[table["platform"] == platform].copy()
    if parts := OTHER_ENGAGEMENTS.get((name, platform)):
        rows["engagements"] = rows[parts].sum(axis=1)
    if name == "POSTS" and platform in ("tiktok", "linkedin"):
        rows["published"] = rows["published"].dt.normalize()
    if name == "POSTS" and platform in ADDRESSES:
        link = rows["format"].map({"carousel": "photo", "video": "video"})
        rows["permalink"] = [
            ADDRESSES[platform].format(**row) for row in rows.assign(link=link).to_dict("records")
        ]
    return rows


def same(read, written, keys, columns):
    """Compare two tables on some columns, whatever the order of their rows."""
    pd.testing.assert_frame_equal(
        *(t.set_index(keys)[columns].sort_index().convert_dtypes() for t in (read, written)),
        check_dtype=False,
    )


@given(brand=brands, locale=locales)
@alike
def test_what_is_written_is_read_as_the_same_tables(brand, locale, tmp_path_factory):
    folder = tmp_path_factory.mktemp("exports")
    files = brand.write_exports(folder, locale=locale)
    read, past = exports.read_folder(folder), brand.history()
    assert read.failed == {}
    assert [file.name for file in files] == sorted(read.exports)
    for name, export in read.exports.items():
        assert not export.report.at("attention"), (name, str(export.report))
    assert len(read.tables["POSTS"]) == len(past.posts)
    assert len(read.tables["DAILY"]) == len(past.daily)
    for platform in brand.platforms:
        for name, keys, carried, table in (
            ("POSTS", ["post_id"], POSTS_CARRIED, past.posts),
            ("DAILY", ["date"], DAILY_CARRIED, past.daily),
        ):
            mine = read.tables[name][read.tables[name]["platform"] == platform]
            columns = carried[platform].split()
            same(mine, as_exported(table, name, platform), keys, columns)
            others = mine.columns.difference([*keys, "platform", *columns])
            assert mine[others].isna().all(axis=None), (name, platform)


@given(brand=brands, locale=locales)
@alike
def test_ads_of_meta_come_back_and_their_total_adds_up(brand, locale, tmp_path_factory):
    folder = tmp_path_factory.mktemp("exports")
    brand.write_exports(folder, locale=locale)
    ads = brand.history().ads
    ads = ads[ads["platform"].isin(META)]
    files = list(folder.glob("meta-ads-*.csv"))
    if ads.empty:
        assert not files
        return
    export = exports.read(files[0])
    keys = ["date", "platform", "campaign"]
    same(export.tables["ADS"], ads, keys, [c for c in ads if c not in (*keys, "video_views")])
    totals = export.tables["TOTALS"].set_index("column")
    assert totals["difference"].drop("reach").abs().max() < 0.01
    assert ads["reach"].max() <= totals.loc["reach", "stated"] <= ads["reach"].sum()
    assert pd.isna(totals.loc["reach", "rows_add_up_to"])


def written(folder, student="s5", **options):
    Brand.of(student).write_exports(folder, **options)
    return {file.name.split("_")[0]: file.read_bytes() for file in folder.iterdir()}


@pytest.mark.parametrize("locale", LANGUAGES)
def test_headers_are_in_the_language_asked_for(tmp_path, locale):
    written(tmp_path, locale=locale)
    for name, export in exports.read_folder(tmp_path).exports.items():
        # "Fecha, Primary": a header of two words is not always of one language only.
        if name != "meta-overview.csv":
            language = LANGUAGES["en" if name.startswith("x-") else locale]
            assert [f.what for f in export.report if f.step == "language"] == [
                f"header in {language}"
            ], name


def test_the_platforms_quirks_are_there(tmp_path):
    files = written(tmp_path, locale="es")
    assert {"facebook-posts.csv", "x-days.csv", "linkedin-metrics.csv"} <= set(files)

    facebook = files["facebook-posts.csv"]
    header, row = facebook.decode("utf-8-sig").split("\n")[:2]
    assert facebook.startswith(b"\xef\xbb\xbf")
    assert header.count("Visualizaciones") == 2
    assert '"Hora de publicación"' in header
    assert '"De por vida"' in row
    assert row[0] != '"'

    overview = files["meta-overview.csv"]
    assert overview.startswith(b"\xff\xfe")
    lines = overview.decode("utf-16").split("\n")
    assert lines[:3] == ["sep=,", '"Visualizaciones de Facebook"', '"Fecha","Primary"']
    assert lines[3].startswith('"2025-12-29T00:00:00",')

    header, total, *_ = files["meta-ads-EUR.csv"].decode("utf-8-sig").split("\n")
    assert '"Importe gastado (EUR)"' in header
    assert total.startswith(",,,,")

    posts = files["x-posts.csv"].decode().split("\n")
    assert posts[0].startswith('"Tweet id","Tweet permalink","Tweet text","time","impressions"')
    assert any(row.endswith('.0","-"') for row in posts)
    assert files["x-days.csv"].decode().split("\n")[1].startswith('"Sun, Jun 28, 2026",')

    tiktok = files["tiktok-Overview"].decode("utf-8-sig").split("\n")
    assert tiktok[1].startswith('"29 de diciembre","undefined",')


def test_text_that_a_file_must_guard_comes_back(tmp_path):
    text = 'Bread & "rolls", <b>5 %</b>;\nfresh\tdaily 🥐 2.0'
    posts = Brand.of("s5").history().posts.assign(text=text)
    write_exports(tmp_path, posts, posts.iloc[:0, :0], posts.iloc[:0, :0])
    assert set(exports.read_folder(tmp_path).tables["POSTS"]["text"]) == {text}


def test_the_same_brand_gives_the_same_bytes_for_good(tmp_path):
    first, again = (written(tmp_path / name) for name in ("first", "again"))
    assert first == again
    parts = b"".join(name.encode() + first[name] for name in sorted(first))
    assert hashlib.sha256(parts).hexdigest()[:16] == "de54aacfd5e00aef"


def test_an_unknown_locale_or_platform_is_named(tmp_path):
    with pytest.raises(ArgumentError, match=r"locale must be one of .*'en_GB'.*"):
        Brand.of("ada").write_exports(tmp_path, locale="en_GB")
    posts = POSTS.conform(pd.DataFrame({"post_id": ["1"], "platform": ["vk"]}))
    with pytest.raises(ArgumentError, match=r"platform must be one of .*'vk'"):
        write_exports(tmp_path, posts, posts.iloc[:0, :0], posts.iloc[:0, :0])
    with pytest.raises(ArgumentError, match=r"folder must be .* received 7"):
        Brand.of("ada").write_exports(7)
    assert not list(tmp_path.iterdir())


def test_rows_without_a_date_are_refused_and_other_gaps_are_blank(tmp_path):
    posts = POSTS.conform(
        pd.DataFrame({"post_id": ["1" * 16] * 4, "platform": [*ADDRESSES, "facebook"]})
    )
    none = posts.iloc[:0, :0]
    with pytest.raises(TableError, match="POSTS: 'published' must be known"):
        write_exports(tmp_path, posts, none, none)
    dated = posts.assign(published=pd.Timestamp("2026-02-03 10:00"), account="bakery")
    files = write_exports(tmp_path, dated, none, none)
    assert len(files) == 4
    assert not any(b"NA>" in file.read_bytes() for file in files)
    assert len(exports.read_folder(tmp_path).tables["POSTS"]) == 4
    ads = pd.DataFrame({"date": [pd.Timestamp("2026-02-03")], "platform": ["tiktok"]})
    with pytest.raises(TableError, match="ADS: 'currency' must be known"):
        write_exports(tmp_path, none, none, ads)
    assert write_exports(tmp_path, none, none, ads.assign(currency="EUR")) == []


def test_nothing_is_half_written(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    with pytest.raises(ArgumentError, match=r"folder that can be written to.*file"):
        Brand.of("ada").write_exports(tmp_path / "file")

    full = tmp_path / "full"
    write_bytes, count = Path.write_bytes, iter(range(99))

    def until_the_disk_is_full(self, data):
        if next(count) == 3:
            raise OSError(28, "No space left on device")
        return write_bytes(self, data)

    monkeypatch.setattr(Path, "write_bytes", until_the_disk_is_full)
    with pytest.raises(ArgumentError, match="No space left on device"):
        Brand.of("ada").write_exports(full)
    assert not list(full.iterdir())
    monkeypatch.undo()

    (full / "x-posts.csv").mkdir()
    with pytest.raises(ArgumentError, match=r"'x-posts.csv' in it is a folder"):
        Brand.of("ada").write_exports(full)
    assert [file.name for file in full.iterdir()] == ["x-posts.csv"]
