"""A brand's files: what is written in a language is read again as the same tables."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from smmkit import exports
from smmkit.brand import Brand
from smmkit.brand.elsewhere import ELSEWHERE, as_if_on
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
    "youtube": "published format text impressions likes comments shares engagements video_views "
    "follows duration_s permalink",
    "vk": "account published text paid reach likes comments shares engagements clicks follows "
    "permalink",
    "telegram": "account published format text likes duration_s",
}
DAILY_CARRIED = {
    "facebook": "reach impressions engagements clicks profile_visits followers new_followers "
    "lost_followers",
    "x": "posts impressions likes comments shares saves engagements profile_visits new_followers "
    "lost_followers",
    "tiktok": "reach likes comments shares profile_visits followers",
    "linkedin": "reach impressions likes comments shares engagements clicks new_followers "
    "profile_visits",
    "youtube": "impressions likes comments shares video_views new_followers lost_followers",
    "vk": "reach profile_visits likes comments shares new_followers lost_followers",
}
DAILY_CARRIED["instagram"] = DAILY_CARRIED["facebook"]
# What the platform's file counts as an engagement, where it is not the brand's four.
OTHER_ENGAGEMENTS = {
    ("POSTS", "facebook"): ["likes", "comments", "shares"],
    ("POSTS", "linkedin"): ["clicks", "likes", "comments", "shares"],
    ("DAILY", "linkedin"): ["clicks", "likes", "comments", "shares"],
    ("POSTS", "youtube"): ["likes", "comments", "shares"],
    ("POSTS", "vk"): ["likes", "comments", "shares"],
}
ADDRESSES = {
    "x": "https://twitter.com/{account}/status/{post_id}",
    "tiktok": "https://www.tiktok.com/@{account}/{link}/{post_id}",
    "linkedin": "https://www.linkedin.com/feed/update/urn:li:activity:{post_id}",
    "youtube": "https://www.youtube.com/watch?v={post_id}",
    "vk": "https://vk.com/wall{post_id}",
}
TO_THE_DAY = ("tiktok", "linkedin", "youtube")
NEVER_COMPLETE = "Telegram's export states no views"

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
    if name == "POSTS" and platform in TO_THE_DAY:
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


@given(
    brand=brands,
    locale=locales,
    chosen=st.lists(st.sampled_from(ELSEWHERE), min_size=1, max_size=4, unique=True),
)
@alike
def test_the_history_as_if_elsewhere_comes_back(brand, locale, chosen, tmp_path_factory):
    folder = tmp_path_factory.mktemp("exports")
    brand.write_exports(folder, locale=locale, platforms=chosen)
    read = exports.read_folder(folder)
    tables = dict(
        zip(
            ("POSTS", "DAILY", "ADS", "AUDIENCE"),
            as_if_on(brand.history(), brand.home, tuple(chosen)),
            strict=True,
        )
    )
    assert read.failed == {}
    said = [f.what for export in read.exports.values() for f in export.report.at("attention")]
    assert all(words.startswith(NEVER_COMPLETE) for words in said), said
    for name, keys, carried in (
        ("POSTS", ["post_id"], POSTS_CARRIED),
        ("DAILY", ["date"], DAILY_CARRIED),
    ):
        for platform in carried.keys() & {*chosen}:
            mine = read.tables[name][read.tables[name]["platform"] == platform]
            whole = as_exported(tables[name], name, platform)
            assert len(mine) == len(whole) > 0
            same(mine, whole, keys, carried[platform].split())
    if "google" in chosen:
        mine = read.tables["ADS"][read.tables["ADS"]["platform"] == "google"]
        whole = tables["ADS"][tables["ADS"]["platform"] == "google"]
        columns = ["spend", "impressions", "clicks", "engagements", "conversions", "revenue"]
        keys = ["date", "campaign", "currency", *columns]
        same(mine.sort_values(keys), whole.sort_values(keys), keys[:3], columns)
    if "ga4" in chosen:
        mine = read.tables["AUDIENCE"][read.tables["AUDIENCE"]["platform"] == "ga4"]
        whole = tables["AUDIENCE"]
        same(mine, whole, ["dimension", "segment", "date"], ["metric", "value"])


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


def test_the_quirks_of_platforms_elsewhere_are_there(tmp_path):
    files = written(tmp_path, locale="de", platforms=["youtube", "vk", "telegram", "google", "ga4"])
    header, total, *_ = files["youtube-content.csv"].decode().split("\n")
    assert header.startswith("Vi\u00addeo,")
    assert total.startswith("Gesamt,,,")
    assert "Охват подписчиков" in files["vk-post-reach.csv"].decode("utf-8-sig").split("\n")[0]
    days = files["vk-statistics.csv"].decode("utf-8-sig").split("\n")
    assert days[1].startswith('"29.12.2025",')
    messages = json.loads(files["telegram-result.json"])["messages"]
    assert messages[0]["type"] == "service"
    assert {type(message["text"]) for message in messages} == {str, list}
    title, period, _, first, *_, last, _ = (
        files["google-ads-EUR.csv"].decode("utf-8-sig").split("\n")
    )
    assert (title, period) == ("Kampagnenbericht", "2025-12-29 - 2026-06-28")
    assert '%"' in first
    assert last.startswith("Gesamt: Kampagnen, --, --, --,")
    assert files["ga4-report.csv"].startswith(b"# ---")
    assert b"\n20251229," in files["ga4-report.csv"]


ODD = st.text(
    st.one_of(
        st.sampled_from("\"',;\t\n&<>=-+@#%.0 "),
        st.characters(codec="utf-8", categories=("L", "N", "P", "S")),
    ),
    max_size=40,
).map(lambda text: f"Bread {text.strip()} 🥐")
COUNTS = st.one_of(st.none(), st.integers(0, 10**9))


@given(
    rows=st.lists(
        st.tuples(
            ODD, st.datetimes(pd.Timestamp("2019-01-01"), pd.Timestamp("2026-01-01")), COUNTS
        ),
        min_size=1,
        max_size=6,
    ),
    platform=st.sampled_from(("facebook", "instagram", "youtube", "vk", "telegram")),
    locale=locales,
)
@settings(alike, max_examples=60)
def test_any_text_count_and_moment_comes_back(rows, platform, locale, tmp_path_factory):
    ids = {"youtube": "v234567890{}", "vk": "-1_{}", "telegram": "10{}"}.get(
        platform, "1" * 15 + "{}"
    )
    texts, moments, likes = zip(*rows, strict=True)
    posts = POSTS.conform(
        pd.DataFrame(
            {
                "post_id": [ids.format(n) for n in range(len(rows))],
                "platform": platform,
                "account": "club1" if platform == "vk" else "bakery",
                "published": pd.Series(moments).dt.floor("min"),
                "format": "video",
                "text": texts,
                "reach": 10**9,
                "impressions": 10**9 + 1,
                "video_views": 7,
                "likes": pd.Series(likes, dtype="Int64"),
            }
        )
    )
    folder = tmp_path_factory.mktemp("odd")
    none = posts.iloc[:0, :0]
    write_exports(folder, posts, none, none, locale=locale)
    read = exports.read_folder(folder).tables["POSTS"].set_index("post_id")
    written = as_exported(posts, "POSTS", platform).set_index("post_id")
    assert read["text"].to_dict() == written["text"].to_dict()
    assert read["published"].to_dict() == written["published"].to_dict()
    kept = written["likes"].fillna(0) if platform == "telegram" else written["likes"]
    if platform == "telegram" and not kept.any():
        kept = kept.mask(kept == 0)  # a file without any reaction may be one without the column
    pd.testing.assert_series_equal(read["likes"].sort_index(), kept.sort_index())


def test_the_same_brand_gives_the_same_bytes_for_good(tmp_path):
    first, again = (written(tmp_path / name) for name in ("first", "again"))
    assert first == again
    parts = b"".join(name.encode() + first[name] for name in sorted(first))
    assert hashlib.sha256(parts).hexdigest()[:16] == "c36c82ae6e1c732a"


def test_an_unknown_locale_or_platform_is_named(tmp_path):
    with pytest.raises(ArgumentError, match=r"locale must be one of .*'en_GB'.*"):
        Brand.of("ada").write_exports(tmp_path, locale="en_GB")
    posts = POSTS.conform(pd.DataFrame({"post_id": ["1"], "platform": ["ok"]}))
    with pytest.raises(ArgumentError, match=r"platform must be one of .*'ok'"):
        write_exports(tmp_path, posts, posts.iloc[:0, :0], posts.iloc[:0, :0])
    with pytest.raises(ArgumentError, match=r"platform must be one of .*'myspace'"):
        Brand.of("ada").write_exports(tmp_path, platforms=["myspace"])
    with pytest.raises(ArgumentError, match=r"folder must be .* received 7"):
        Brand.of("ada").write_exports(7)
    assert not list(tmp_path.iterdir())


def test_rows_without_a_date_are_refused_and_other_gaps_are_blank(tmp_path):
    ids = dict.fromkeys((*ADDRESSES, "facebook", "telegram"), "1" * 16)
    ids |= {"youtube": "v1234567890", "vk": "-1_2"}
    posts = POSTS.conform(pd.DataFrame({"platform": ids.keys(), "post_id": ids.values()}))
    none = posts.iloc[:0, :0]
    with pytest.raises(TableError, match="POSTS: 'published' must be known"):
        write_exports(tmp_path, posts, none, none)
    dated = posts.assign(published=pd.Timestamp("2026-02-03 10:00"), account="bakery")
    files = write_exports(tmp_path, dated, none, none)
    assert len(files) == len(ids)
    assert not any(b"NA>" in file.read_bytes() for file in files)
    assert len(exports.read_folder(tmp_path).tables["POSTS"]) == len(ids)
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
