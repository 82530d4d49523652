"""The words of the translation grammar: English and Chinese side by side, and which word goes with which.

The words are in words.txt, one a line; `_` joins words that stay together in English ("ice_cream"). The tags at the
end of a line say what may be done with the thing (a noun's tag names the verbs that take it as object),
so that the grammar never makes a sentence nobody would say.
"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Noun:
    """A countable thing: English singular and plural, Chinese word and its classifier (量词)."""

    one: str
    many: str
    classifier: str
    zh: str
    tags: frozenset


@dataclass(frozen=True)
class Mass:
    """A thing not counted by itself: English, Chinese, and its measures as (one, many, zh), e.g. (cup of, cups of, 杯)."""

    en: str
    zh: str
    measures: tuple
    tags: frozenset


@dataclass(frozen=True)
class Verb:
    """An English verb with its five forms and its Chinese counterpart.

    `zh` is the verb or, in an activity, verb and object ("踢 足球"); `result` is the complement used in a
    把-sentence (关 → 上); `takes` names the noun tags of its objects; `places` the place tags where it is done.
    """

    base: str
    third: str
    past: str
    participle: str
    gerund: str
    rest: str  # English words after the verb, {poss} is the subject's possessive
    zh: tuple
    takes: tuple
    places: tuple
    flags: frozenset
    result: str = ""


@dataclass(frozen=True)
class Adjective:
    en: str
    more: str  # comparative, "" when the grammar never compares with it
    zh: str
    link: bool  # attributive use needs 的 (漂亮的花, but 大房子)
    sorts: frozenset


@dataclass(frozen=True)
class Place:
    at: str  # "in the library"
    to: str  # "to the library"
    name: str  # "the library"
    zh: str
    inside: bool  # 厨房里 rather than 厨房 when something happens there
    tags: frozenset


def read_sections(path: Path) -> dict[str, list[str]]:
    """Lines under each [heading] of words.txt, without blank ones."""
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            lines = sections[line.strip("[]")] = []
        elif line.strip():
            lines.append(line)
    return sections


SECTIONS = read_sections(Path(__file__).with_name("words.txt"))


def rows(section: str) -> list[list[str]]:
    """Lines of a section as lists of columns, `_` restored to a space."""
    return [[c.replace("_", " ") for c in line.split()] for line in SECTIONS[section]]


NOUNS = [Noun(a, b, c, z, frozenset(t)) for a, b, c, z, *t in rows("nouns")]

MASSES = [
    Mass(a, z, tuple(tuple(m.split("/")) for m in ms.split(",") if m != "-"), frozenset(t))
    for a, z, ms, *t in rows("masses")
]

# plural nouns in the mass table: "these shoes", "the shoes are", never "this shoes"
PLURAL_MASSES = {"noodles", "vegetables", "dumplings", "shoes", "trousers", "socks", "glasses", "clothes"}

IRREGULAR = {b: (p, q) for b, p, q in rows("irregular")}


def inflect(base: str) -> tuple[str, str, str, str, str]:
    """(base, third person, past, past participle, -ing form) of an English verb."""
    sibilant = base.endswith(("s", "sh", "ch", "x", "o"))
    y = base.endswith("y") and base[-2] not in "aeiou"
    third = "has" if base == "have" else base + "es" if sibilant else base[:-1] + "ies" if y else base + "s"
    double = base in {"swim", "run", "get", "put", "stop", "sit", "chat", "shop"}
    regular = base + "d" if base.endswith("e") else base[:-1] + "ied" if y else base + base[-1] * double + "ed"
    past, participle = IRREGULAR.get(base, (regular, regular))
    gerund = base[:-1] + "ing" if base.endswith("e") and not base.endswith("ee") else base + base[-1] * double + "ing"
    return base, third, past, participle, gerund


def verbs(section: str) -> list[Verb]:
    """Columns: English verb and what follows it | Chinese | objects' tags | places' tags | flags, 把-complement as ba:上."""
    out = []
    for line in SECTIONS[section]:
        en, zh, takes, places, flags = [c.strip() for c in line.split("|")]
        head, _, rest = en.partition(" ")
        marks = flags.split()
        result = next((m[3:] for m in marks if m.startswith("ba:")), "")
        names = frozenset(m.split(":")[0] for m in marks)
        out.append(
            Verb(*inflect(head), rest, tuple(zh.split()), tuple(takes.split()), tuple(places.split()), names, result)
        )
    return out


# flags: exp "have V-ed" is an experience (过) · ba takes 把 in the past when the object is definite ·
# skill "can" is 会 · noprog no progressive · past only the past is natural
TRANSITIVE = verbs("transitive")

STATIVE = verbs("stative")

ACTIVITIES = verbs("activities")

# with a person as object; `give` marks the coverb that puts the person before the verb
TO_PERSON = verbs("to_person")
COVERB = verbs("coverb")

ADJECTIVES = [Adjective(a, "" if m == "-" else m, z, k == "的", frozenset(s)) for a, m, z, k, *s in rows("adjectives")]

COLOURS = [(a, z, frozenset(s)) for a, z, *s in rows("colours")]

# nobody's own: no "my bus", no "our panda"
NOT_OWNED = {"bus", "taxi", "train", "plane", "tiger", "monkey", "panda", "snake", "elephant", "tree"}

# things that may be said to be a colour; maps, photos and tickets are not
COLOURED = {n.one for n in NOUNS if n.tags & {"garment", "vehicle"}} | {
    "table",
    "chair",
    "sofa",
    "umbrella",
    "bag",
    "box",
    "cup",
    "bowl",
    "plate",
    "ball",
    "pen",
    "pencil",
    "phone",
    "door",
    "lamp",
    "cat",
    "dog",
    "bird",
    "rabbit",
    "horse",
    "cow",
    "duck",
    "sheep",
    "flower",
    "fridge",
} - {"train", "plane"}

FEELINGS = [Adjective(a, "" if m == "-" else m, z, True, frozenset(s)) for a, m, z, *s in rows("feelings")]

PLACES = [Place(a, b, c, z, i == "里", frozenset(t)) for a, b, c, z, i, *t in rows("places")]

NAMES = rows("names")
SURNAMES = rows("surnames")
TITLES = rows("titles")

KIN = rows("kin")
ROLES = rows("roles")
FEMALE = {
    "mary",
    "anna",
    "lily",
    "lucy",
    "emma",
    "fang",
    "mrs",
    "miss",
    "woman",
    "girl",
    "nurse",
    "mother",
    "sister",
    "grandmother",
    "aunt",
    "daughter",
    "wife",
}
MALE = {
    "tom",
    "john",
    "jack",
    "david",
    "peter",
    "ming",
    "mr",
    "man",
    "boy",
    "policeman",
    "father",
    "brother",
    "grandfather",
    "uncle",
    "son",
    "husband",
}
SORTS = {"text", "tale", "paper", "garment", "thing", "vehicle", "animal", "food", "drink", "plant"}
JOBS = [r for r in ROLES if r[2] not in {"孩子", "男孩", "女孩", "男人", "女人"}]
COMPANIONS = rows("companions")

NUMBERS = rows("numbers")
HOURS = rows("hours")
AGES = rows("ages")
WEEKDAYS = rows("weekdays")
SEASONS = rows("seasons")
MONTHS = rows("months")
RELATIONS = rows("relations")
