"""Who writes to a page: first names by country, and the names people use on a platform."""

from __future__ import annotations

from collections.abc import Callable, Sequence

__all__ = ["author", "handle"]

_ENGLISH = (
    *("Amy", "Ben", "Callum", "Daisy", "Ellie", "Fergus", "Grace", "Harry", "Isla", "Jack"),
    *("Kate", "Liam", "Megan", "Niamh", "Oscar", "Priya", "Rory", "Sophie", "Tom", "Zara"),
)
_FRENCH = (
    *("Aline", "Bastien", "Camille", "Damien", "Elodie", "Florian", "Gaëlle", "Hugo", "Inès"),
    *("Julien", "Karim", "Léa", "Margaux", "Nicolas", "Océane", "Quentin", "Romane", "Yann"),
)
_GERMAN = (
    *("Anke", "Bernd", "Carla", "Dennis", "Emre", "Frieda", "Gesa", "Hannes", "Ilse", "Jonas"),
    *("Katrin", "Lukas", "Mareike", "Nele", "Ole", "Petra", "Ralf", "Svenja", "Timo", "Uwe"),
)
_SPANISH = (
    *("Alba", "Borja", "Carmen", "Diego", "Elena", "Fermín", "Gloria", "Iker", "Jimena"),
    *("Lola", "Mateo", "Nuria", "Olga", "Pablo", "Rocío", "Sergio", "Teresa", "Vera"),
)
_ITALIAN = (
    *("Alessia", "Bruno", "Chiara", "Dario", "Elisa", "Fabio", "Giulia", "Ivan", "Luca"),
    *("Marta", "Nadia", "Paolo", "Rita", "Simone", "Tiziana", "Ugo", "Viola"),
)
_PORTUGUESE = (
    *("Afonso", "Beatriz", "Catarina", "Duarte", "Filipa", "Gonçalo", "Inês", "João", "Lúcia"),
    *("Mafalda", "Nuno", "Rita", "Sofia", "Tiago", "Vasco"),
)
_DUTCH = (
    *("Anouk", "Bas", "Daan", "Eva", "Femke", "Gijs", "Hanneke", "Joris", "Koen", "Lotte"),
    *("Maaike", "Niels", "Pien", "Roos", "Sander", "Tess", "Wouter"),
)
_POLISH = (
    *("Agnieszka", "Bartek", "Celina", "Dawid", "Ewa", "Filip", "Gosia", "Hania", "Jacek"),
    *("Kasia", "Łukasz", "Marek", "Ola", "Paweł", "Renata", "Tomek", "Zosia"),
)
_CZECH = (
    *("Adéla", "Bára", "David", "Eliška", "Honza", "Iva", "Jana", "Kamil", "Lenka", "Marek"),
    *("Ondra", "Pavla", "Radek", "Šárka", "Tereza", "Vojta", "Zuzka"),
)
_SWEDISH = (
    *("Anders", "Birgitta", "Elin", "Fredrik", "Gunilla", "Hampus", "Ingrid", "Johan", "Klara"),
    *("Lars", "Maja", "Nils", "Oskar", "Pernilla", "Sanna", "Tuva", "Viktor"),
)
# Neighbours from elsewhere, in every town.
_EVERYWHERE = (
    *("Aisha", "Andrei", "Chen", "Fatima", "Hiro", "Ibrahim", "Ivana", "Kofi", "Leila", "Linh"),
    *("Mira", "Nour", "Olena", "Ravi", "Samira", "Tariq", "Yusuf", "Zeynep"),
)
_NAMES = {
    **dict.fromkeys(("AU", "GB", "IE", "US", "CA"), _ENGLISH),
    **dict.fromkeys(("DE", "CH"), _GERMAN),
    **{"FR": _FRENCH, "ES": _SPANISH, "IT": _ITALIAN, "PT": _PORTUGUESE, "NL": _DUTCH},
    **{"PL": _POLISH, "CZ": _CZECH, "SE": _SWEDISH},
}
_LETTERS = "ABCDEFGHIJKLMNOPRSTVWZ"
_HOBBIES = (
    *("runs", "bakes", "reads", "outdoors", "at.home", "on.tour", "knits", "paints", "cooks"),
    *("and.max", "offline", "grows", "travels", "sews", "swims", "hikes", "sings", "writes"),
)
_PLAIN = str.maketrans("äáãàçéèêëěíïłñóôöõřšśúůüýžźŁŠ", "aaaaceeeeeiilnoooorssuuuyzzLS")
_FAKES = ("growth", "promo", "boost", "profit", "winner", "support")

Pick = Callable[[Sequence[str]], str]


def _first(pick: Pick, country: str, french: bool) -> str:
    local = _FRENCH if french else _NAMES[country]
    return pick(pick((local, local, _EVERYWHERE)))


def handle(pick: Pick, country: str, *, french: bool = False) -> str:
    """
    Return the name of a private account, such as ``lea.runs``.

    Parameters
    ----------
    pick : callable
        Chooses one of a sequence.
    country : str
        Where the brand is: most people have names usual there.
    french : bool, default False
        Whether the person writes French.

    Examples
    --------
    >>> handle(lambda words: words[0], "PL")
    'agnieszka.runs'
    """
    return _handle(pick, _first(pick, country, french))


def _handle(pick: Pick, first: str) -> str:
    name = first.lower().translate(_PLAIN)
    letter = pick(_LETTERS).lower()
    two = pick("0123456789") + pick("0123456789")
    shapes = (
        f"{name}.{pick(_HOBBIES)}",
        f"{name}_{letter}",
        f"{name}{two}",
        f"{name}.{letter}{two}",
    )
    return pick((*shapes, f"_{name}_{letter}_"))


def author(pick: Pick, country: str, platform: str, *, spam: bool, french: bool) -> tuple[str, str]:
    """
    Return the name that a message comes under, and the first name it would be signed with.

    Facebook and LinkedIn show names, the others show handles; spam comes from odd ones.

    Examples
    --------
    >>> author(lambda words: words[0], "PL", "linkedin", spam=False, french=False)
    ('Agnieszka A.', 'Agnieszka')
    """
    name = _first(pick, country, french)
    if spam:
        digits = "".join(pick("0123456789") for _ in range(4))
        return f"{pick(_FAKES)}{pick(('_', '.', ''))}{pick(_FAKES)}{digits}", name
    if platform in ("facebook", "linkedin"):
        return f"{name} {pick(_LETTERS)}.", name
    return _handle(pick, name), name
