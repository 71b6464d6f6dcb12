"""The numbers of the brand's world: value, unit and where each comes from.

A number that was measured says on what; every other one says "assumption".
"""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

import numpy as np
import pandas as pd

__all__ = [
    "CAMPAIGNS",
    "NETWORKS",
    "PILLARS",
    "REACTIONS",
    "formats",
    "parameters",
    "value",
    "values",
]

PILLARS = ("product", "people", "advice", "offer")
CAMPAIGNS = ("Prospecting", "Retargeting")
REACTIONS = ("likes", "comments", "shares", "saves")

_UCI = "measured on UCI Facebook metrics, 500 posts (doi 10.1016/j.jbusres.2016.02.010)"
_IG = "measured on an Instagram feed export, 436 posts"
_X = "measured on rOpenSci's posts on X, 1,668 posts"
_GUESS = "assumption"
_LOG = "log"

_BY_PLATFORM = {
    "reach_rate": (
        "median reach / followers",
        {
            "facebook": (0.049, _UCI),
            "instagram": (0.09, _GUESS),
            "x": (0.05, _GUESS),
            "tiktok": (0.12, _GUESS),
            "linkedin": (0.08, _GUESS),
        },
    ),
    "sd_log_reach": (
        _LOG,
        {
            "facebook": (1.14, _UCI),
            "instagram": (1.00, _IG + ", without outliers of paid reach"),
            "x": (1.00, _X),
            "tiktok": (1.10, _GUESS),
            "linkedin": (0.90, _GUESS),
        },
    ),
    "frequency": (
        "impressions / reach",
        {
            "facebook": (1.76, _UCI),
            "instagram": (1.62, _IG),
            "x": (1.30, _GUESS),
            "tiktok": (1.25, _GUESS),
            "linkedin": (1.99, "measured on LinkedIn page days"),
        },
    ),
    "er_by_reach": (
        "engagements / reach",
        {
            "facebook": (0.021, _UCI),
            "instagram": (0.0115, _IG),
            "x": (0.0143, _X + ": 1.1 % of impressions at 1.3 impressions a reader"),
            "tiktok": (0.030, _GUESS),
            "linkedin": (0.022, _GUESS),
        },
    ),
    "nb_alpha": (
        "Var = mu + alpha mu^2",
        {
            "facebook": (0.43, _UCI),
            "instagram": (0.34, _IG),
            "x": (0.44, _X),
            "tiktok": (0.44, _GUESS),
            "linkedin": (0.40, _GUESS),
        },
    ),
    "cpm": (
        "euro / 1000 impressions, times the price level",
        {
            "facebook": (7.0, _GUESS),
            "instagram": (8.0, _GUESS),
            "x": (5.0, _GUESS),
            "tiktok": (5.5, _GUESS),
            "linkedin": (26.0, _GUESS),
        },
    ),
    "ad_ctr": (
        "clicks / impressions",
        {
            "facebook": (0.012, _GUESS),
            "instagram": (0.009, _GUESS),
            "x": (0.008, _GUESS),
            "tiktok": (0.010, _GUESS),
            "linkedin": (0.006, _GUESS),
        },
    ),
    "audience_pool": (
        "accounts that may see it / followers",
        {
            "facebook": (3.0, _GUESS),
            "instagram": (4.0, _GUESS),
            "x": (4.0, _GUESS),
            "tiktok": (12.0, _GUESS),
            "linkedin": (4.0, _GUESS),
        },
    ),
}

# likes, comments, shares, saves
_MIX = {
    "facebook": (0.830, 0.035, 0.125, 0.010, _UCI + ", saves added"),
    "instagram": (0.900, 0.035, 0.025, 0.040, _GUESS),
    "x": (0.780, 0.060, 0.120, 0.040, _GUESS),
    "tiktok": (0.850, 0.030, 0.040, 0.080, _GUESS),
    "linkedin": (0.820, 0.080, 0.060, 0.040, _GUESS),
}

# platform, format: share of posts, share boosted by the owner, log reach, log engagement rate
_BY_FORMAT = {
    "facebook": {
        "photo": (0.40, 0.44, -0.29, -0.80),
        "video": (0.36, 0.14, 1.17, 1.10),
        "link": (0.24, 0.62, 0.00, -1.20),
    },
    "instagram": {
        "photo": (0.40, 0.60, 0.00, -1.20),
        "carousel": (0.30, 0.16, 0.40, 0.60),
        "reel": (0.30, 0.16, 1.00, 0.80),
    },
    "x": {
        "text": (0.38, 0.13, 0.20, 0.50),
        "photo": (0.30, 0.16, 0.70, 0.60),
        "link": (0.32, 0.68, -0.30, -1.70),
    },
    "tiktok": {
        "video": (0.64, 0.12, 0.50, 0.70),
        "carousel": (0.36, 0.64, -0.50, -1.20),
    },
    "linkedin": {
        "text": (0.36, 0.14, 0.10, 0.50),
        "video": (0.32, 0.15, 0.50, 0.70),
        "link": (0.32, 0.68, -0.30, -1.70),
    },
}
_FORMAT_COLUMNS = (
    ("format_share", "share of posts"),
    ("boosted_share", "share of these posts boosted"),
    ("format_reach", _LOG),
    ("format_er", _LOG),
)

# Standing campaigns: share of the budget, then price of displays, click and order rate.
_CAMPAIGNS = {"Prospecting": (0.7, 1.0, 1.0, 0.8), "Retargeting": (0.3, 1.3, 1.4, 1.6)}
_CAMPAIGN_COLUMNS = (
    ("share", "share of the budget"),
    ("cpm", "times the usual"),
    ("ctr", "times the usual"),
    ("orders", "times the usual"),
)

# From idea to published, for somebody who has done it before.
_HOURS = {
    **{"text": 0.7, "link": 0.7, "photo": 1.0, "story": 0.5, "carousel": 1.8},
    **{"reel": 2.5, "video": 3.0},
}

_ROBYN = "assumption within Robyn's ranges (facebookexperimental/Robyn, demo.R)"

_TOO_LARGE = "assumption: for nearly half of the brands the whole budget is more than pays"

# The season that follows the history: smmkit.brand.world.
_SEASON = {
    "crowding": (0.18, "log reach a post beyond the free ones of a week", _GUESS),
    "free_posts": (3.0, "posts a week and platform that do not crowd each other", _GUESS),
    "same_day": (0.30, "log reach a further post on a platform that day", _GUESS),
    "repeat_pillar": (0.08, "log reach a further post of the pillar that week", _GUESS),
    "holiday_reach.consumer": (-0.15, _LOG, _GUESS),
    "holiday_reach.business": (-0.60, _LOG, _GUESS),
    "holiday_demand": (-0.04, "log orders of the week, a public holiday", _GUESS),
    "season_amplitude": (0.12, "log orders, half of highest to lowest", _GUESS),
    "gift_weeks.consumer": (0.35, "log orders, the four weeks before Christmas", _GUESS),
    "gift_weeks.business": (-0.25, "log orders, the last two weeks of the year", _GUESS),
    "pillar_orders.product": (1.4, "orders a click / those of a usual post", _GUESS),
    "pillar_orders.people": (0.7, "orders a click / those of a usual post", _GUESS),
    "pillar_orders.advice": (1.0, "orders a click / those of a usual post", _GUESS),
    "pillar_orders.offer": (3.0, "orders a click / those of a usual post", _GUESS),
    "interest": (0.5, "people whom a reaction leads to the shop / engagements", _GUESS),
    "offer_share": (0.20, "share of posts that may be offers before people tire", _GUESS),
    "offer_memory": (0.70, "weight of the week before", _GUESS),
    "offer_churn": (0.02, "share of followers a week, at offers alone above the share", _GUESS),
    "offer_dull": (2.0, "log orders a click lost, at offers alone above the share", _GUESS),
    "season_churn": (0.003, "share of followers a week", "assumption within 0.2-0.5 % a week"),
    "sd_fit": (0.35, "log, how well a platform suits the brand", _GUESS),
    "adstock_high": (0.30, "share of a week's effect left the next, highest", _ROBYN),
    "adstock_weeks": (8.0, "weeks an ad is remembered at most", _GUESS),
    "hill_slope_low": (0.90, "exponent", _ROBYN),
    "hill_slope_high": (1.50, "exponent", _ROBYN),
    "half_low": (0.1, "weekly spend at half effect / usual weekly spend", _TOO_LARGE),
    "half_high": (0.8, "weekly spend at half effect / usual weekly spend", _TOO_LARGE),
    "sd_untried_ads": (0.35, "log orders, where the brand never advertised", _GUESS),
    "incremental.Prospecting": (0.85, "orders caused / orders the platform claims", _GUESS),
    "incremental.Retargeting": (0.45, "orders caused / orders the platform claims", _GUESS),
    "lag.0": (0.55, "share of orders in the week of the click", _GUESS),
    "lag.1": (0.25, "share of orders", _GUESS),
    "lag.2": (0.13, "share of orders", _GUESS),
    "lag.3": (0.07, "share of orders", _GUESS),
    "mood_kept": (0.85, "share of a mood left a week later", _GUESS),
    "sd_mood": (0.05, "log, a week", _GUESS),
    "incident_rate": (0.06, "incidents a week", _GUESS),
    "incident_size": (0.30, "log mood, median", _GUESS),
    "sd_incident": (0.5, _LOG, _GUESS),
    "care.honest": (0.75, "share of an incident taken away by an answer at once", _GUESS),
    "care.template": (0.30, "share of an incident taken away by an answer at once", _GUESS),
    "care.delete": (-0.50, "share of an incident taken away; negative: it grows", _GUESS),
    "care.none": (0.0, "share of an incident taken away", _GUESS),
    "care_hours": (24.0, "hours after which 1/e of that is left", _GUESS),
    "daily_care.honest": (0.010, "log mood a week, from everyday answers", _GUESS),
    "daily_care.template": (0.000, "log mood a week, from everyday answers", _GUESS),
    "daily_care.delete": (-0.020, "log mood a week, from everyday answers", _GUESS),
    "daily_care.none": (-0.025, "log mood a week, from everyday answers", _GUESS),
    "reply_minutes.honest": (6.0, "minutes a message", _GUESS),
    "reply_minutes.template": (2.0, "minutes a message", _GUESS),
    "reply_minutes.delete": (1.0, "minutes a message", _GUESS),
    "reply_minutes.none": (0.0, "minutes a message", _GUESS),
    "messages_week": (0.0015, "messages a week / followers", _GUESS),
    "season_fewest_messages": (6.0, "messages a week expected at least", _GUESS),
    "comment_messages": (0.3, "share of comments that are meant for the brand", _GUESS),
    "reply_kept": (0.9, "share of answers in office hours within the hours promised", _GUESS),
    "watch_hours": (4.0, "hours a week to answer within the hour", _GUESS),
    "watch_fall": (0.7, "exponent: twice the time to answer, that much less watching", _GUESS),
    "ads_share_low": (0.35, "of a sensible plan's profit, share that is by ads", _GUESS),
    "ads_share_high": (0.85, "of a sensible plan's profit, share that is by ads", _GUESS),
    "base_low": (0.30, "margin of orders without posts or ads / cost of all hours", _GUESS),
    "base_high": (0.70, "margin of orders without posts or ads / cost of all hours", _GUESS),
    "worth_low": (
        1.2,
        "margin a sensible plan brings / its full cost",
        "assumption; the prototype had 1.2-1.9",
    ),
    "worth_high": (
        2.0,
        "margin a sensible plan brings / its full cost",
        "assumption; the prototype had 1.2-1.9",
    ),
    "follower_weeks": (20.0, "weeks of base orders that a follower is worth", _GUESS),
    "mood_weeks": (8.0, "weeks of base orders that a unit of log mood is worth", _GUESS),
}

# The public and a survey of it: smmkit.brand.public. Share of a segment on each network.
_ON = {
    "students and first jobs": (0.25, 0.80, 0.25, 0.75, 0.25, 0.70),
    "parents": (0.65, 0.60, 0.10, 0.30, 0.25, 0.50),
    "regulars nearby": (0.65, 0.40, 0.12, 0.15, 0.20, 0.45),
    "retired": (0.60, 0.15, 0.05, 0.05, 0.05, 0.40),
    "office workers": (0.45, 0.65, 0.22, 0.35, 0.55, 0.55),
    "owners of small firms": (0.60, 0.45, 0.20, 0.15, 0.60, 0.50),
    "office managers": (0.50, 0.60, 0.12, 0.25, 0.60, 0.45),
    "bookkeepers and finance": (0.45, 0.35, 0.18, 0.12, 0.65, 0.50),
    "purchasing staff": (0.40, 0.40, 0.18, 0.18, 0.60, 0.50),
}

# network: hours, taste, then pull at three stages: where people hear, look closer, pass it on.
_PRESENCE = {
    "facebook": (0.36, 1.2, 0.8, 1.0, 1.6),
    "instagram": (0.44, 1.2, 1.4, 1.0, 0.9),
    "x": (0.26, -1.0, 0.9, 0.7, 1.2),
    "tiktok": (0.46, 0.6, 1.9, 0.6, 0.6),
    "linkedin": (0.34, -1.2, 0.9, 1.2, 1.1),
    "youtube": (0.48, -0.8, 0.7, 1.9, 0.5),
}
_PRESENCE_COLUMNS = (
    ("presence_hours", "hours a week it takes / the team's hours"),
    ("taste", "log odds of use, a person who likes friends' pictures by one sd more than news"),
    ("pull.heard", "weight among the networks a person uses"),
    ("pull.checked", "weight among the networks a person uses"),
    ("pull.told", "weight among the networks a person uses"),
)

_PUBLIC = {
    **{
        f"on.{network}.{segment}": (share, "share of the segment's people", _GUESS)
        for segment, shares in _ON.items()
        for network, share in zip(_PRESENCE, shares, strict=True)
    },
    **{
        f"{name}.{network}": (number, unit, _GUESS)
        for network, numbers in _PRESENCE.items()
        for (name, unit), number in zip(_PRESENCE_COLUMNS, numbers, strict=True)
    },
    "sd_on_brand": (0.50, "log odds, a network's use among a brand's public", _GUESS),
    "sd_sociable": (0.80, "log odds, a person's liking for networks at all", _GUESS),
    "sd_presence_hours": (0.25, _LOG, _GUESS),
    "sd_pull": (0.40, _LOG, _GUESS),
    "surveyed": (480.0, "people asked", _GUESS),
    "fewest_surveyed": (36.0, "people asked in each segment", _GUESS),
    "public_size": (2.4, "people who may care for the trade / followers at home", _GUESS),
    "public_flatter": (0.4, "exponent on the followers' shares of segments", _GUESS),
    "sd_public_share": (0.35, _LOG, _GUESS),
    "follows_share": (0.42, "share of the public that follows the brand", _GUESS),
    "buys_share_low": (0.25, "share of a segment that bought in the year, lowest", _GUESS),
    "buys_share_high": (0.65, "share of a segment that bought in the year, highest", _GUESS),
    "orders_year": (3.0, "orders a year and customer, median of segments", _GUESS),
    "sd_orders_year": (1.0, _LOG, _GUESS),
    "favourite_share": (0.55, "share of a segment that gives its commonest answer", _GUESS),
    "morning_share": (0.15, "share of people who are online before work instead", _GUESS),
    "sd_hour": (1.7, "hours, around the segment's peak", _GUESS),
    "elsewhere_share": (0.25, "share of people for whom a stage was on no network", _GUESS),
    "told_share": (0.60, "share of customers who recommended the brand", _GUESS),
    "edge_share": (
        0.25,
        "share of the youngest, and of the oldest, that like the odd item",
        _GUESS,
    ),
    "edge_likes": (0.60, "share of these who want the odd item", _GUESS),
    "middle_likes": (0.03, "share of those between who want the odd item", _GUESS),
}

# The inbox: smmkit.brand.messages. Share of messages to a firm that sells to people, and to one
# that sells to firms; how a unit of log mood tilts it; share that is written in private.
_INTENTS = {
    "question": (0.270, 0.310, 0.0, 0.40),
    "order problem": (0.110, 0.200, -0.3, 0.72),
    "complaint": (0.090, 0.110, -2.0, 0.35),
    "refund": (0.030, 0.030, -1.0, 0.75),
    "objection": (0.040, 0.040, -0.5, 0.15),
    "praise": (0.150, 0.080, 1.0, 0.12),
    "thanks": (0.055, 0.060, 0.7, 0.55),
    "tag a friend": (0.070, 0.015, 0.7, 0.00),
    "sarcasm": (0.040, 0.025, -2.0, 0.08),
    "spam": (0.055, 0.060, 0.0, 0.55),
    "insult": (0.020, 0.010, -1.5, 0.12),
    "press": (0.006, 0.006, -0.5, 0.92),
    "partnership": (0.018, 0.018, 0.3, 0.90),
    "job": (0.014, 0.014, 0.3, 0.90),
    "privacy": (0.008, 0.008, 0.0, 0.80),
    "safety": (0.007, 0.006, 0.0, 0.50),
    "legal": (0.007, 0.004, -1.0, 0.60),
    "off topic": (0.010, 0.004, 0.0, 0.15),
}
_INBOX_COLUMNS = (
    ("inbox_share.consumer", "share of messages"),
    ("inbox_share.business", "share of messages"),
    ("inbox_tilt", "d log messages / d log mood"),
    ("inbox_private", "share of these messages that are private"),
)
_ABOUT_INCIDENTS = {
    **{"complaint": 0.54, "question": 0.15, "sarcasm": 0.10, "insult": 0.06, "refund": 0.05},
    **{"praise": 0.05, "press": 0.02, "legal": 0.015, "safety": 0.015},
}
_INBOX = {
    **{
        f"{name}.{intent}": (number, unit, _GUESS)
        for intent, numbers in _INTENTS.items()
        for (name, unit), number in zip(_INBOX_COLUMNS, numbers, strict=True)
    },
    **{
        f"incident_share.{intent}": (share, "share of messages about an incident", _GUESS)
        for intent, share in _ABOUT_INCIDENTS.items()
    },
    "incident_messages": (2.0, "usual weeks of messages / log mood of an incident", _GUESS),
    "incident_kept": (0.45, "messages of a day / those of the day before", _GUESS),
    "incident_short": (0.5, "share of these messages that use the short name", _GUESS),
    "inbox_weekend.consumer": (1.10, "messages of a weekend day / of a weekday", _GUESS),
    "inbox_weekend.business": (0.25, "messages of a weekend day / of a weekday", _GUESS),
    "inbox_review": (0.40, "share of public verdicts on Facebook that are reviews", _GUESS),
    "inbox_hurry": (0.16, "share of questions and problems that cannot wait", _GUESS),
    "inbox_french": (0.15, "share of messages, in French-speaking towns", _GUESS),
    "inbox_short_forms": (0.08, "share of messages", _GUESS),
    "inbox_capitals": (0.03, "share of negative messages", _GUESS),
    "inbox_typos.curt": (0.20, "share of messages with a slip", _GUESS),
    "inbox_typos.plain": (0.12, "share of messages with a slip", _GUESS),
    "inbox_typos.letter": (0.05, "share of messages with a slip", _GUESS),
    "inbox_emoji.comment": (0.20, "share of messages", _GUESS),
    "inbox_emoji.other": (0.08, "share of messages", _GUESS),
    "inbox_overlooked": (0.04, "share of messages that need an answer", _GUESS),
    "sd_inbox_answer": (0.9, _LOG, _GUESS),
}

# Customers' journeys: smmkit.brand.journeys. Touches in eight weeks of a customer of usual intent,
# how intent tilts them, and what a touch adds to the hazard of an order, in hazards.
_CHANNELS = {
    "organic": (1.20, 0.2, 1.00),
    "paid": (2.00, 0.0, 1.60),
    "retargeting": (0.35, 0.9, 0.25),
    "email": (1.00, 0.6, 0.80),
    "search": (0.10, 0.7, 0.10),
}
_CHANNEL_COLUMNS = (
    ("journey_touches", "touches in eight weeks"),
    ("journey_tilt", "d log touches / sd of intent"),
    ("journey_effect", "hazards that a touch adds on its day, median of brands"),
)
_JOURNEYS = {
    **{
        f"{name}.{channel}": (number, unit, _GUESS)
        for channel, numbers in _CHANNELS.items()
        for (name, unit), number in zip(_CHANNEL_COLUMNS, numbers, strict=True)
    },
    "journey_near.retargeting": (8.0, "times likelier, less one, before an order", _GUESS),
    "journey_near.search": (70.0, "times likelier, less one, before an order", _GUESS),
    "journey_near_days.retargeting": (10.0, "days before the order", _GUESS),
    "journey_near_days.search": (3.0, "days before the order", _GUESS),
    "journey_hazard": (0.0010, "orders a day, median of customers", _GUESS),
    "sd_journey_intent": (0.9, "log hazard, of customers", _GUESS),
    "journey_memory": (0.80, "share of a touch's effect left the next day", _GUESS),
    "sd_journey_effect": (0.6, "log, of brands", _GUESS),
}

# Tests with a known truth: smmkit.brand.trials, batches and reposts.
_TRIALS = {
    "trial_rate_low": (0.030, "clicks / people, lowest of brands", _GUESS),
    "trial_rate_high": (0.060, "clicks / people, highest of brands", _GUESS),
    "trial_people": (330.0, "people a day and variant, median of brands", _GUESS),
    "sd_trial_people": (0.2, _LOG, _GUESS),
    "trial_lift_low": (-0.05, "true B / A, less one, lowest", _GUESS),
    "trial_lift_high": (0.35, "true B / A, less one, highest", _GUESS),
    "trial_lost": (0.08, "share of people that a slow variant loses uncounted", _GUESS),
    "trial_best": (0.50, "true best / control, less one, of several variants", _GUESS),
    "coin_clicks": (45.0, "clicks a post, mean", _GUESS),
    "coin_effect": (2.2, "true ratio of means, where there is an effect", _GUESS),
    "coin_owner": (1.8, "mean of the posts an owner picks / of all", _GUESS),
    "evergreen_people": (300.0, "weight of the usual rate among evergreen posts", _GUESS),
    "evergreen_reach": (600.0, "accounts, median of evergreen posts", _GUESS),
    "sd_evergreen_reach": (1.1, _LOG, _GUESS),
}

_OTHERS = {
    **_PUBLIC,
    "home_followers": (8000.0, "accounts, median of brands", _GUESS),
    "sd_home_followers": (0.7, _LOG, _GUESS),
    "budget_growth": (0.6, "d log budget / d log followers at home", _GUESS),
    "budget": (350.0, "euro / month, times the price level", _GUESS),
    "budget_business": (2.0, "times the budget of a firm that sells to people", _GUESS),
    "sd_budget": (0.4, _LOG, _GUESS),
    "posts_per_week.home": (7.0, "posts", _GUESS),
    "posts_per_week.other": (2.0, "posts", _GUESS),
    "sd_post_hour": (3.5, "hours", _GUESS),
    "plan_r2": (0.36, "share of variance", "0.23 by OLS, " + _UCI + "; 0.2-0.5 wanted"),
    "paid_reach": (0.34, _LOG, _UCI),
    "paid_er": (0.55, _LOG, "assumption: an ad is shown to people picked by interest"),
    "elasticity": (0.66, "d log engagements / d log reach", _UCI),
    "hour_height": (1.00, _LOG, _GUESS),
    "hour_rise": (2.5, "hours", _GUESS),
    "hour_fall": (4.5, "hours", _GUESS),
    "weekend_reach.consumer": (0.10, _LOG, _GUESS),
    "weekend_reach.business": (-0.40, _LOG, _GUESS),
    "pillar_share.product": (0.30, "share of posts", _GUESS),
    "pillar_share.people": (0.22, "share of posts", _GUESS),
    "pillar_share.advice": (0.26, "share of posts", _GUESS),
    "pillar_share.offer": (0.22, "share of posts", _GUESS),
    "pillar_reach.product": (0.00, _LOG, _GUESS),
    "pillar_reach.people": (0.15, _LOG, _GUESS),
    "pillar_reach.advice": (0.10, _LOG, _GUESS),
    "pillar_reach.offer": (-0.20, _LOG, _GUESS),
    "pillar_er.product": (0.00, _LOG, _GUESS),
    "pillar_er.people": (0.20, _LOG, _GUESS),
    "pillar_er.advice": (0.05, _LOG, _GUESS),
    "pillar_er.offer": (-0.20, _LOG, _GUESS),
    "sd_brand_effect": (0.12, _LOG, _GUESS),
    "sd_brand_level": (0.20, _LOG, _GUESS),
    "profile_rate": (0.01, "accounts a day that see the profile / followers", _GUESS),
    "mix_concentration": (40.0, "Dirichlet", _GUESS),
    "link_ctr": (0.020, "clicks / reach of a post with a link", _GUESS),
    "other_ctr": (0.004, "clicks / reach of a post without one", _GUESS),
    "video_start": (0.55, "plays / impressions", _GUESS),
    "follow_rate": (0.002, "follows / reach", _GUESS),
    "video_seconds": (25.0, "seconds, median", _GUESS),
    "sd_video_seconds": (0.6, _LOG, _GUESS),
    "churn_week": (0.003, "share of followers", "assumption within 0.2-0.5 % a week"),
    "growth_half_year": (0.06, "share of followers, in 26 weeks", _GUESS),
    "day_share.0": (0.74, "share of a post's feedback", "UCI News Popularity, 24 h of 48 h"),
    "day_share.1": (0.17, "share of a post's feedback", _GUESS),
    "day_share.2": (0.06, "share of a post's feedback", _GUESS),
    "day_share.3": (0.03, "share of a post's feedback", _GUESS),
    "sd_growth": (0.5, _LOG, _GUESS),
    "profile_visit_rate": (0.03, "visits / daily reach", _GUESS),
    "ad_frequency": (1.35, "impressions / reach of an ad day", _GUESS),
    "sd_ad_spend": (0.25, _LOG, _GUESS),
    "sd_ad_price": (0.15, _LOG, _GUESS),
    "campaign_weeks": (0.67, "share of weeks a campaign runs", _GUESS),
    "least_standing": (0.3, "share of the budget", _GUESS),
    "main_platform_share": (0.65, "share of the budget", _GUESS),
    **{
        f"campaign_{name}.{campaign}": (number, unit, _GUESS)
        for campaign, numbers in _CAMPAIGNS.items()
        for (name, unit), number in zip(_CAMPAIGN_COLUMNS, numbers, strict=True)
    },
    **{
        f"format_hours.{form}": (hours, "hours of work a post", _GUESS)
        for form, hours in _HOURS.items()
    },
    "routine.reading": (2.5, "hours a week", "assumption: half an hour on each of five days"),
    "routine.report": (1.0, "hours a week", _GUESS),
    "routine.answers": (0.15, "share of the team's hours", _GUESS),
    "plan.load": (0.8, "share of the hours that a promise may take", _GUESS),
    "messages_per_follower": (0.004, "messages a week / followers", _GUESS),
    "fewest_messages": (25.0, "messages a week expected at least", _GUESS),
    "message_hour_spread": (3.0, "hours, around each segment's peak", _GUESS),
    "night_messages": (0.08, "share of messages at any hour at all", _GUESS),
    "wage": (16.0, "euro / hour, times the price level", _GUESS),
    "order_shape": (4.0, "shape of the gamma of one order's value", _GUESS),
    "highest_order_rate": (0.15, "orders / clicks, never reached", _GUESS),
    "lead_rate": (0.06, "leads / clicks", _GUESS),
    "roas": (2.8, "revenue / spend, median of brands", _GUESS),
    "sd_roas": (0.3, _LOG, _GUESS),
    "mentions_per_follower": (0.012, "messages a month / followers", _GUESS),
    "sd_competitor_size": (0.5, _LOG, _GUESS),
    "sd_mentions": (0.15, _LOG, _GUESS),
    "fewest_mentions": (80.0, "messages a month expected at least", _GUESS),
    "tone_concentration": (40.0, "Dirichlet", _GUESS),
    "positive_share": (0.42, "share of mentions", _GUESS),
    "negative_share": (0.14, "share of mentions", _GUESS),
    **_SEASON,
    **_INBOX,
    **_JOURNEYS,
    **_TRIALS,
}


def _rows() -> list[tuple[str, float, str, str]]:
    rows = [
        (f"{name}.{platform}", number, unit, source)
        for name, (unit, entries) in _BY_PLATFORM.items()
        for platform, (number, source) in entries.items()
    ]
    for platform, (*shares, source) in _MIX.items():
        for name, share in zip(REACTIONS, shares, strict=True):
            rows.append((f"mix.{platform}.{name}", share, "share of engagements", source))
    for platform, forms in _BY_FORMAT.items():
        for form, numbers in forms.items():
            for (name, unit), number in zip(_FORMAT_COLUMNS, numbers, strict=True):
                measured = platform == "facebook" and name == "format_reach"
                source = _UCI + ", against links" if measured else _GUESS
                rows.append((f"{name}.{platform}.{form}", number, unit, source))
    return rows + [(name, *rest) for name, rest in _OTHERS.items()]


NETWORKS = tuple(_BY_FORMAT)

_VALUES = MappingProxyType({name: number for name, number, _, _ in _rows()})


def parameters() -> pd.DataFrame:
    """
    Return every number of the brand's world.

    Returns
    -------
    pandas.DataFrame
        Index name; columns value, unit, source ("assumption" where nothing was measured).

    Examples
    --------
    >>> parameters().loc["elasticity", "value"]
    np.float64(0.66)
    """
    return pd.DataFrame(_rows(), columns=["name", "value", "unit", "source"]).set_index("name")


def value(name: str) -> float:
    """Return one number of the world by its name."""
    return _VALUES[name]


def values(name: str, keys: Iterable[str]) -> np.ndarray:
    """Return the numbers ``name.key`` for a sequence of keys, as an array."""
    return np.array([_VALUES[f"{name}.{key}"] for key in keys])


def formats(platform: str) -> tuple[str, ...]:
    """Return the formats that brands use on a platform."""
    return tuple(_BY_FORMAT[platform])
