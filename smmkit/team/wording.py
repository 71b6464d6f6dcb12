"""Words that can be tested and words that cannot: vagueness, measures, sizes, placeholders."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

__all__ = [
    "MONEY_NAMES",
    "VAGUE",
    "has_date",
    "has_number",
    "is_filled",
    "measure",
    "own_words",
    "size",
    "vague_words",
]

VAGUE = {
    "praise": (
        "amazing|appealing|attractive|awesome|beautiful|beautifully|best|better|catchy|clean|cool|"
        "creative|cute|dynamic|elegant|engaging|eye-catching|fresh|fun|good|great|high-quality|"
        "impactful|inspiring|interesting|modern|nice|nicely|nicer|perfect|pretty|premium|"
        "professional|professionally|quality|stylish|trendy|viral|wow|"
        "accrocheur|accrocheuse|accrocheurs|accrocheuses|attrayant|attrayante|beau|beaux|belle|"
        "belles|bien|bon|bonne|bons|bonnes|bonne qualité|créatif|créative|créatifs|créatives|"
        "de qualité|élégant|élégante|impactant|impactante|joli|jolie|jolis|jolies|moderne|modernes|"
        "original|originale|originaux|parfait|parfaite|percutant|percutante|professionnel|"
        "professionnelle|professionnels|professionnelles|qualitatif|qualitative|réussi|réussie|"
        "soigné|soignée|sympa|sympas|tendance|viral|virale"
    ),
    "number": (
        "a bit|a couple of|a few|a lot of|about right|enough|etc|few|lots of|many|more or less|"
        "numerous|several|some|various|assez|beaucoup de|certains|certaines|de nombreux|divers|"
        "diverses|plusieurs|quelques|suffisamment"
    ),
    "time": (
        "asap|as soon as possible|frequently|often|on time|quickly|regularly|shortly|soon|timely|"
        "when ready|au plus vite|bientôt|dans les meilleurs délais|dès que possible|"
        "fréquemment|rapidement|régulièrement|souvent"
    ),
    "agreement": (
        "and so on|appropriate|appropriately|as agreed|as discussed|as needed|as usual|fair|"
        "if needed|reasonable|reasonably|relevant|suitable|the usual|until we are happy|"
        "until you are happy|adapté|adaptée|approprié|appropriée|comme convenu|comme d'habitude|"
        "raisonnable|selon les besoins|si besoin|si nécessaire"
    ),
}
"""Words that no two people read alike, by what they should have told, in English and French."""

MONEY_NAMES = {
    "EUR": r"€|\beuros?\b",
    "GBP": r"£|\bpounds?\b",
    "USD": r"\$|\bdollars?\b",
    "AUD": r"\$|\bdollars?\b",
    "CAD": r"\$|\bdollars?\b",
    "CHF": r"\bfr\b|\bfrancs?\b",
    "CZK": r"\bkč|\bcrowns?\b|\bkorun",
    "PLN": r"\bzł|\bzlot",
    "SEK": r"\bkr\b|\bcrowns?\b|\bkron",
}
"""What people write for a currency's code, as patterns."""

_EMPTY = (
    r"tbd|tba|tbc|t\.b\.d\.|todo|to do|to be (?:defined|agreed|confirmed|decided)|xx+|n/?a|\?+|"
    r"lorem ipsum.*|à (?:définir|préciser|convenir|confirmer)|a définir|sera précisé.*"
)
_PLACEHOLDER = re.compile(rf"\s*(?:{_EMPTY})\s*[.!]?\s*", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\]\n]*\]|<[^<>\n@]*>|\{[^}\n]*\}|_{3,}")

_UNITS = (
    r"%|per ?cent|px|pixels?|dpi|fps|kbit/s|kbps|mbps|k[bo]|m[bo]|g[bo]|cm|mm|s|sec|seconds?|"
    r"secondes?|min|minutes?|h|hours?|heures?|days?|jours?|weeks?|semaines?|months?|mois|"
    r"working days?|jours? ouvrés?|words?|mots?|characters?|caractères?|signes|lines?|lignes?|"
    r"sentences?|phrases?|photos?|pictures?|images?|videos?|vidéos?|films?|reels?|stories|story|"
    r"posts?|publications?|slides?|frames?|files?|fichiers?|hashtags?|links?|liens?|people|"
    r"personnes?|persons?|faces?|visages?|bookings?|réservations?|orders?|commandes?|clicks?|"
    r"clics?|leads?|contacts?|comments?|commentaires?|followers?|abonnés|products?|produits?|"
    r"mistakes?|errors?|fautes?|colou?rs?|couleurs?|rounds?|tours?|versions?|"
    r"eur|usd|gbp|chf|cad|aud|czk|pln|sek|rub|€|\$|£"
)
_NUMBER = (
    r"(?:\d+(?:[.,\u00a0\u202f ]\d+)*|\b(?:no|zero|one|two|three|four|five|six|seven|eight|nine|"
    r"ten|aucune?|une?|deux|trois|quatre|cinq|sept|huit|neuf|dix)\b)"
)
_QUANTITY = re.compile(rf"{_NUMBER}[\s\u00a0-]*(?:\w+[\s-]+)?(?:{_UNITS})(?!\w)", re.IGNORECASE)
_BARE = re.compile(rf"\d+(?:[.,\u00a0\u202f ]\d+)*[\s\u00a0-]*(?:{_UNITS})", re.IGNORECASE)
_RATIO = re.compile(
    r"\b\d+ ?: ?\d+\b|\b\d+ ?[x×] ?\d+\b|"
    r"\b(?:half|thirds?|quarters?) (?:of|the)\b|\b(?:moitié|tiers|quarts?) (?:de|du|des)\b",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"\b(?:jpe?g|png|webp|gif|svg|pdf|tiff?|psd|mp4|mov|h\.?264|srt|vtt|docx?|odt|txt|csv|xlsx?|"
    r"s?rgb|utf-?8)\b",
    re.IGNORECASE,
)
_ASKS = (
    r"(?:is|are|does|do|did|has|have|can|could|will|was|were|chaque|le|la|les|peut-on)\b|l'|"
    r"(?:est-(?:ce|il|elle)|sont-(?:ils|elles)|y a-t-il|a-t-(?:il|elle|on))\b"
)
_QUESTION = re.compile(
    rf"\s*(?:(?:yes or no|yes/no|oui ou non|oui/non)\s*[:,].*|(?:{_ASKS}).*\?)\s*",
    re.IGNORECASE | re.DOTALL,
)
# A part that a piece has or has not, said of every piece.
_PART = re.compile(
    r"\b(?:subtitles?|captions?|alt[ -]texts?|logos?|watermarks?|consents?|sous-titres?|"
    r"légendes?|textes? alternatifs?|filigranes?)\b",
    re.IGNORECASE,
)
_EACH = re.compile(r"\b(?:each|every|all(?: the)?|chaque|tous les|toutes les)\s+\w", re.IGNORECASE)
_ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_DIGITS = re.compile(r"\d")


def is_filled(value: object) -> bool:
    """
    Tell whether a text says anything: no blank, no placeholder, nothing left in brackets.

    Examples
    --------
    >>> [is_filled(words) for words in ("two rounds", " ", "TBD", "[name of the brand]")]
    [True, False, False, False]
    """
    if not isinstance(value, str):
        return False
    bare = _BRACKETS.sub(" ", value)
    return bool(re.search(r"\w", bare)) and not _PLACEHOLDER.fullmatch(bare)


def vague_words(text: str, own: Iterable[str] = ()) -> list[str]:
    """
    Find the words of `VAGUE` in a text.

    Parameters
    ----------
    text : str
        Any text.
    own : iterable of str, optional
        Names that are left alone, such as a firm called "Clean Offices".

    Returns
    -------
    list of str
        As the text writes them, in its order, each once.

    Examples
    --------
    >>> vague_words("Make it nice, and send some photos asap")
    ['nice', 'some', 'asap']
    """
    bare = _composed(text)
    for name in sorted(own, key=len, reverse=True):
        bare = re.sub(re.escape(_composed(name)), " ", bare, flags=re.IGNORECASE)
    return list(dict.fromkeys(found.group().casefold() for found in _VAGUE.finditer(bare)))


_VAGUE = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(
        sorted(
            (re.escape(word) for words in VAGUE.values() for word in words.split("|")),
            key=len,
            reverse=True,
        )
    )
    + r")(?![\w-]| \d)",  # "quality 80" is a setting, and no praise
    re.IGNORECASE,
)


def measure(text: str, own: Iterable[str] = ()) -> str | None:
    """
    Say by what a criterion can be tested.

    Parameters
    ----------
    text : str
        One criterion.
    own : iterable of str, optional
        Names left alone when looking for vague words.

    Returns
    -------
    str or None
        "number" for a number with its unit, or a ratio such as 4:5 or half of it; "format" for
        a kind of file or colour space; "yes or no" for a question that can be answered so, and for
        a part that each piece has or has not, such as subtitles. None if it has nothing of these,
        only a number with its unit and not of what, or a word of `VAGUE`: two people
        could not agree whether it is met.

    Examples
    --------
    >>> measure("Each photo is 1080 px wide"), measure("Files come as PNG")
    ('number', 'format')
    >>> measure("Is the sign over the door readable?"), measure("Is it nice?")
    ('yes or no', None)
    """
    words = _composed(text)
    if vague_words(words, own):
        return None
    if _BARE.fullmatch(words.strip(" .!")):
        return None  # "3 px", of what?
    if _QUANTITY.search(words) or _RATIO.search(words):
        return "number"
    if _FILE.search(words):
        return "format"
    if _QUESTION.fullmatch(words) and len(words.split()) > 2:
        return "yes or no"
    if _PART.search(words) and _EACH.search(words):
        return "yes or no"
    return None


def size(text: object) -> dict[str, tuple[float, float]] | None:
    """
    Read a size.

    Parameters
    ----------
    text : str
        Such as "1080 x 1350 px", "15-30 s" or "at most 120 words". A single number of seconds,
        words or characters is the most allowed; a minute is 60 seconds.

    Returns
    -------
    dict or None
        "px": (width, height); "seconds", "words" or "characters": (least, most). None if the
        text holds no size.

    Examples
    --------
    >>> size("1080 x 1350 px"), size("15-30 s"), size("at most 120 words")
    ({'px': (1080.0, 1350.0)}, {'seconds': (15.0, 30.0)}, {'words': (0.0, 120.0)})
    >>> size("large") is None
    True
    """
    if not isinstance(text, str):
        return None
    found = {}
    if pixels := re.search(r"(\d+)\s*[x×]\s*(\d+)\s*(?:px|pixels?)\b", text, re.IGNORECASE):
        found["px"] = (float(pixels[1]), float(pixels[2]))
    for name, units, factor in (
        ("seconds", r"s|sec|seconds?|secondes?", 1),
        ("seconds", r"min|minutes?", 60),
        ("words", r"words?|mots?", 1),
        ("characters", r"characters?|caractères?|signes", 1),
    ):
        span = re.search(
            rf"(?:(\d+)\s*(?:-|–|to|à)\s*)?(\d+)\s*(?:{units})(?!\w)", text, re.IGNORECASE
        )
        if span:
            low, high = factor * float(span[1] or 0), factor * float(span[2])
            if low <= high:
                found[name] = (low, high)
    return found or None


def own_words(texts: Iterable[str], own: Sequence[str]) -> list[str]:
    """
    List which of a brand's own words stand in texts; capitals and accents don't count.

    Examples
    --------
    >>> own_words(["Six photos of the RYE BREAD"], ["rye bread", "apple tart"])
    ['rye bread']
    """
    heap = " \n ".join(map(_plain, texts))
    return [name for name in own if (bare := _plain(name)) and f" {bare} " in f" {heap} "]


def has_date(text: str) -> bool:
    """Tell whether a text holds a date as 2026-07-31."""
    return bool(_ISO.search(text))


def has_number(text: str) -> bool:
    """Tell whether a text holds a number that is no part of a date."""
    return bool(_DIGITS.search(_ISO.sub(" ", text)))


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("’", "'")


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    letters = (mark if mark.isalnum() else " " for mark in apart if not unicodedata.combining(mark))
    return " ".join("".join(letters).split())
