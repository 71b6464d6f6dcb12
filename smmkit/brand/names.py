"""The words that brands are made of: countries, trades, invented names.

Brand names are put together from invented syllables, so that none is meant to be a
company that exists. Price levels are rough and only make amounts look usual; they are not
exchange rates.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["COUNTRIES", "HEADS", "TAILS", "TRADES", "Country", "Segment", "Trade", "written"]


@dataclass(frozen=True)
class Country:
    """Where a brand trades: ISO codes, rough price level (euro area = 1), towns."""

    code: str
    currency: str
    price_level: float
    towns: tuple[str, ...]


@dataclass(frozen=True)
class Segment:
    """A part of the audience: its ages and the hour of day it is most active."""

    name: str
    ages: str
    peak_hour: int


@dataclass(frozen=True)
class Trade:
    """What a brand sells: usual order (euro), margin range, words for its posts."""

    name: str
    b2b: bool
    order_eur: float
    margin: tuple[float, float]
    nouns: tuple[str, ...]
    items: tuple[str, ...]
    people: tuple[str, ...]
    topics: tuple[str, ...]
    tags: tuple[str, ...]
    segments: tuple[Segment, ...]


COUNTRIES = (
    Country("AU", "AUD", 1.6, ("Ballarat", "Bendigo", "Hobart", "Newcastle")),
    Country("CA", "CAD", 1.5, ("Guelph", "Halifax", "Kelowna", "Sherbrooke")),
    Country("CH", "CHF", 1.3, ("Bienne", "Chur", "Lausanne", "Winterthur")),
    Country("CZ", "CZK", 18.0, ("Brno", "Liberec", "Olomouc", "Plzeň")),
    Country("DE", "EUR", 1.0, ("Erfurt", "Freiburg", "Kassel", "Münster")),
    Country("ES", "EUR", 0.8, ("Burgos", "Gijón", "Logroño", "Murcia")),
    Country("FR", "EUR", 1.0, ("Angers", "Besançon", "Limoges", "Nantes")),
    Country("GB", "GBP", 0.9, ("Derby", "Exeter", "Lancaster", "Norwich")),
    Country("IE", "EUR", 1.1, ("Cork", "Galway", "Kilkenny", "Sligo")),
    Country("IT", "EUR", 0.9, ("Bergamo", "Ferrara", "Lecce", "Trento")),
    Country("NL", "EUR", 1.0, ("Arnhem", "Breda", "Groningen", "Zwolle")),
    Country("PL", "PLN", 3.2, ("Gdynia", "Lublin", "Rzeszów", "Toruń")),
    Country("PT", "EUR", 0.7, ("Aveiro", "Braga", "Coimbra", "Évora")),
    Country("SE", "SEK", 11.0, ("Gävle", "Linköping", "Umeå", "Västerås")),
    Country("US", "USD", 1.2, ("Asheville", "Boise", "Duluth", "Madison")),
)

HEADS = (
    *("Abel", "Ansel", "Bram", "Brin", "Cald", "Corv", "Dorn", "Dun", "Elm", "Esk", "Fell"),
    *("Garr", "Gorl", "Hald", "Harl", "Istr", "Jorr", "Kest", "Kirr", "Lorn", "Lund", "Marl"),
    *("Merr", "Nell", "Norr", "Oland", "Orv", "Pell", "Quill", "Rav", "Rusk", "Sorr", "Tarn"),
    *("Tav", "Thorn", "Ull", "Vell", "Vorr", "Wend", "Yarr", "Zell"),
)
TAILS = (
    *("abry", "aven", "bourne", "by", "dale", "den", "ester", "fold", "gate", "hythe", "holt"),
    *("icka", "ilo", "ing", "ista", "lea", "mere", "mont", "ora", "ova", "ridge", "sby", "stow"),
    *("umi", "vane", "well", "wick", "worth"),
)

_YOUNG = Segment("students and first jobs", "18-24", 21)
_FAMILY = Segment("parents", "30-44", 20)
_LOCAL = Segment("regulars nearby", "35-54", 12)
_SENIOR = Segment("retired", "60-74", 10)
_WORKERS = Segment("office workers", "25-39", 18)
_OWNERS = Segment("owners of small firms", "35-54", 9)
_OFFICE = Segment("office managers", "28-44", 11)
_FINANCE = Segment("bookkeepers and finance", "30-49", 14)
_BUYERS = Segment("purchasing staff", "28-49", 10)

TRADES = (
    Trade(
        "bakery", False, 11, (0.45, 0.65), ("Bakehouse", "Bakery", "Breads"),
        ("sourdough loaf", "cardamom bun", "rye bread", "apple tart"),
        ("our night baker", "the oven team", "our apprentice"),
        ("keep bread fresh for four days", "feed a starter", "freeze a loaf well"),
        ("bakery", "sourdough", "freshbread"), (_LOCAL, _FAMILY, _WORKERS, _SENIOR),
    ),
    Trade(
        "bike repair", False, 62, (0.40, 0.60), ("Cycles", "Bike Works", "Wheelhouse"),
        ("spring service", "puncture repair", "brake set", "winter check"),
        ("our mechanic", "the Saturday crew", "our wheel builder"),
        ("stop a chain from squeaking", "set a saddle height", "check your brakes at home"),
        ("bikerepair", "cycling", "commute"), (_WORKERS, _YOUNG, _FAMILY, _LOCAL),
    ),
    Trade(
        "language school", False, 240, (0.40, 0.60), ("Languages", "Language School", "Tongues"),
        ("evening course", "conversation class", "exam course", "summer week"),
        ("our Spanish teacher", "the exam team", "our newest tutor"),
        ("learn ten words a day", "get over the fear of speaking", "read your first novel"),
        ("languages", "learnenglish", "study"), (_YOUNG, _WORKERS, _FAMILY, _SENIOR),
    ),
    Trade(
        "florist", False, 42, (0.45, 0.60), ("Flowers", "Blooms", "Flower Room"),
        ("spring bouquet", "dried wreath", "peony bunch", "table arrangement"),
        ("our florist", "the workshop", "our grower"),
        ("make cut tulips last a week", "pick flowers for a desk", "dry hydrangeas"),
        ("florist", "flowers", "bouquet"), (_FAMILY, _LOCAL, _WORKERS, _SENIOR),
    ),
    Trade(
        "yoga studio", False, 78, (0.50, 0.70), ("Yoga", "Movement", "Yoga Rooms"),
        ("ten-class pass", "morning flow", "beginner course", "weekend retreat"),
        ("our morning teacher", "the front desk", "our breathing coach"),
        ("loosen a stiff back", "start with five minutes a day", "breathe before a meeting"),
        ("yoga", "movement", "mindful"), (_WORKERS, _FAMILY, _YOUNG, _SENIOR),
    ),
    Trade(
        "dental clinic", False, 150, (0.40, 0.60), ("Dental", "Dental Care", "Smiles"),
        ("check-up", "cleaning visit", "children's visit", "whitening"),
        ("our hygienist", "the reception team", "our dentist"),
        ("brush behind the last tooth", "calm a nervous child", "choose a toothbrush"),
        ("dentist", "healthysmile", "teeth"), (_FAMILY, _WORKERS, _SENIOR, _LOCAL),
    ),
    Trade(
        "coffee roaster", False, 24, (0.45, 0.65), ("Coffee", "Roasters", "Coffee Works"),
        ("filter roast", "espresso blend", "tasting box", "cold brew"),
        ("our roaster", "the bar team", "our green buyer"),
        ("grind for a French press", "store beans", "descale a machine"),
        ("coffee", "roastery", "filtercoffee"), (_WORKERS, _YOUNG, _LOCAL, _FAMILY),
    ),
    Trade(
        "hair salon", False, 58, (0.45, 0.65), ("Hair", "Hair Rooms", "Barbers"),
        ("colour refresh", "summer cut", "beard trim", "bridal styling"),
        ("our colourist", "the Friday team", "our junior stylist"),
        ("wash coloured hair", "tame a fringe", "stretch a cut by two weeks"),
        ("hairsalon", "haircut", "colour"), (_WORKERS, _YOUNG, _FAMILY, _LOCAL),
    ),
    Trade(
        "climbing gym", False, 34, (0.50, 0.70), ("Climbing", "Boulder Hall", "Walls"),
        ("day ticket", "starter course", "kids' club", "technique clinic"),
        ("our route setter", "the belay team", "our youth coach"),
        ("fall safely", "choose first shoes", "care for torn skin"),
        ("bouldering", "climbing", "climbinggym"), (_YOUNG, _WORKERS, _FAMILY, _LOCAL),
    ),
    Trade(
        "bookshop", False, 27, (0.30, 0.42), ("Books", "Bookshop", "Pages"),
        ("novel of the month", "children's box", "cookbook", "reading-club seat"),
        ("our night reader", "the till team", "our children's buyer"),
        ("find time to read", "choose a book for a ten-year-old", "start a reading club"),
        ("bookshop", "reading", "booklovers"), (_LOCAL, _FAMILY, _SENIOR, _YOUNG),
    ),
    Trade(
        "dog grooming", False, 52, (0.50, 0.70), ("Grooming", "Dog Parlour", "Paws"),
        ("full groom", "puppy's first visit", "nail trim", "wash and dry"),
        ("our groomer", "the drying team", "our puppy handler"),
        ("brush a double coat", "get a dog used to the dryer", "check paws in winter"),
        ("doggrooming", "dogs", "puppy"), (_FAMILY, _LOCAL, _WORKERS, _SENIOR),
    ),
    Trade(
        "ceramics studio", False, 66, (0.45, 0.65), ("Ceramics", "Clay Rooms", "Pottery"),
        ("wheel evening", "stoneware mug", "gift voucher", "glaze workshop"),
        ("our potter", "the kiln team", "our glaze maker"),
        ("centre clay", "look after a handmade cup", "pick a glaze"),
        ("ceramics", "pottery", "handmade"), (_WORKERS, _FAMILY, _YOUNG, _SENIOR),
    ),
    Trade(
        "natural cosmetics", False, 38, (0.50, 0.70), ("Botanics", "Skincare", "Soaps"),
        ("oat soap", "face oil", "sun cream", "travel set"),
        ("our formulator", "the packing table", "our tester"),
        ("read a label", "patch-test a cream", "layer in winter"),
        ("skincare", "naturalcosmetics", "soap"), (_YOUNG, _WORKERS, _FAMILY, _LOCAL),
    ),
    Trade(
        "accounting software", True, 620, (0.65, 0.85), ("Ledger", "Accounts", "Books Online"),
        ("invoice module", "year-end package", "payroll add-on", "yearly plan"),
        ("our support lead", "the tax team", "our newest developer"),
        ("close a month in a day", "chase a late invoice", "prepare for an audit"),
        ("accounting", "smallbusiness", "invoicing"), (_OWNERS, _FINANCE, _OFFICE, _BUYERS),
    ),
    Trade(
        "office cleaning", True, 430, (0.25, 0.40), ("Cleaning", "Facility Care", "Clean Offices"),
        ("evening contract", "window round", "deep clean", "move-out clean"),
        ("our site lead", "the early shift", "our planner"),
        ("compare two cleaning quotes", "keep a kitchen clean", "plan a move"),
        ("facilities", "officelife", "cleaning"), (_OFFICE, _OWNERS, _BUYERS, _FINANCE),
    ),
    Trade(
        "packaging supply", True, 310, (0.28, 0.42), ("Packaging", "Cartons", "Box Works"),
        ("mailer box", "printed tape", "paper filler", "sample kit"),
        ("our print operator", "the loading bay", "our sample maker"),
        ("cut parcel damage", "choose a box size", "print in two colours"),
        ("packaging", "ecommerce", "logistics"), (_BUYERS, _OWNERS, _OFFICE, _FINANCE),
    ),
)  # fmt: skip

_WRITTEN = {"x": "X", "tiktok": "TikTok", "linkedin": "LinkedIn", "youtube": "YouTube", "vk": "VK"}


def written(platform: str) -> str:
    """
    Return a platform's name as it is written in a text.

    Examples
    --------
    >>> written("tiktok"), written("facebook")
    ('TikTok', 'Facebook')
    """
    return _WRITTEN.get(platform, platform.title())
