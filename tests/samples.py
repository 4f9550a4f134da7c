"""Collections for the tests of pages: one a reader could meet, a big one, and a hostile one.

All sentences are our own. Offsets are those of `TEXT`, so the evidence is as in a real build.
"""

from __future__ import annotations

from maps.features import (
    Attribution,
    Base,
    Candidates,
    Casualty,
    Event,
    EventPlace,
    Evidence,
    FeatureCollection,
    Kind,
    Mark,
    MarkRole,
    Mention,
    Personnel,
    SourceDocument,
    Status,
    sorted_events,
)
from maps.place import BBox

_ARTICLE = """
Photo: Leaders of the alliance meet in Dushanbe, September 15, 2015.

In early September armed men attacked police posts in Dushanbe and in the nearby town of Vahdat;
at least 22 people were killed. Courts say that a dismissed deputy minister led the attackers,
which his family denies.

On Tuesday a summit of the alliance opened in Dushanbe. There the Russian president promised the
country further military help.

Since June, border guards have been reinforcing their posts on the river Panj.

In May 2014 crowds set fire to a police station in Khorugh, in Gorno-Badakhshan.

Kyrgyzstan passed a law on foreign troops in 2014. Parliament ratified the base treaty on 1
October 2013.

An exercise is planned in the Khatlon region for October. Leaders fear that fighting could spill
over from Afghanistan.

Villagers near Isfara spoke of shots across the border. A rumour that the airport had closed was
denied on September 5.

On 10 September the alliance's secretariat published a report on smuggling.

Russia keeps a 6,000-strong base in Tajikistan, besides an air base in neighbouring Kyrgyzstan.
"""
PARAGRAPHS = tuple(" ".join(part.split()) for part in _ARTICLE.split("\n\n"))
TEXT = "\n\n".join(PARAGRAPHS)
DOCUMENT = SourceDocument(
    id="5f1c0a9be201",
    name="article.txt",
    title="Alliance stands by Dushanbe after September fighting",
    url="https://news.example/2015/alliance",
    publisher="News Example",
    dct="2015-09-15",
    dct_source="caption",
    dct_reason="The caption has the full date, and it is a Tuesday as the text says.",
)
SECOND = SourceDocument(
    id="a07d33c4f518",
    name="wire.txt",
    title="Shots near Isfara",
    publisher="Valley Wire",
    dct=None,
    dct_reason="No full date in the text, its name or its metadata.",
)


def evidence(quote: str, **marks: str) -> Evidence:
    """The sentence `quote` of TEXT in its paragraph, with one mark for each `role="words"`."""
    start = TEXT.index(quote)
    context = next(paragraph for paragraph in PARAGRAPHS if quote in paragraph)
    begin = TEXT.index(context)
    found = []
    for role, words in marks.items():
        at = TEXT.index(words, start)
        found.append(Mark(at, at + len(words), _ROLES[role]))
    return Evidence(
        DOCUMENT.id, start, start + len(quote), quote, context, begin, tuple(sorted_marks(found))
    )


def sentence(beginning: str) -> str:
    """The sentence of TEXT that begins so."""
    start = TEXT.index(beginning)
    return TEXT[start : TEXT.index(".", start) + 1]


_ROLES: dict[str, MarkRole] = {
    "date": "date", "place": "place", "place2": "place", "figure": "figure",
    "trigger": "trigger", "actor": "actor",
}  # fmt: skip


def sorted_marks(marks: list[Mark]) -> list[Mark]:
    return sorted(marks, key=lambda mark: mark.start)


DUSHANBE = EventPlace(
    "Dushanbe", 68.77905, 38.53575, "Dushanbe", None, "city", 12.0, "geonames:1221874", "TJ",
    "same sentence", "The capital of Tajikistan; no other place of that name is as prominent.",
)  # fmt: skip
VAHDAT = EventPlace(
    "Vahdat", 69.01354, 38.55632, "Vahdat", None, "city", 4.0, "geonames:1220855", "TJ",
    "same sentence", "Of three places named Vahdat the one nearest to Dushanbe, named beside it.",
)  # fmt: skip
KHORUGH = EventPlace(
    "Khorugh", 71.55337, 37.49039, "Khorugh", None, "city", 3.0, "geonames:1221328", "TJ"
)
KHATLON = EventPlace(
    "Khatlon", 69.0, 37.9, "Khatlon region", BBox(67.8, 36.7, 70.5, 38.6), "state", 130.0,
    "geonames:1347488", "TJ",
)  # fmt: skip
KYRGYZSTAN = EventPlace(
    "Kyrgyzstan", 75.0, 41.5, "Kyrgyzstan", BBox(69.26, 39.18, 80.23, 43.27), "country", 450.0,
    "geonames:1527747", "KG",
)  # fmt: skip
AFGHANISTAN = EventPlace(
    "Afghanistan", 66.0, 33.0, "Afghanistan", BBox(60.5, 29.4, 74.9, 38.5), "country", 600.0,
    "geonames:1149361", "AF",
)  # fmt: skip
PANJ = EventPlace(
    "Panj", 70.2, 37.6, "river Panj", BBox(68.0, 36.7, 74.6, 38.5), "water", 250.0,
    "region:panj", None,
)  # fmt: skip
ISFARA = EventPlace(
    "Isfara", 70.62526, 40.12649, "near Isfara", None, "city", 15.0, "geonames:1514896", "TJ"
)


def sample_events() -> tuple[Event, ...]:
    attack = evidence(
        sentence("In early September armed men"),
        date="early September",
        place="Dushanbe",
        place2="Vahdat",
        figure="at least 22",
        trigger="attacked",
    )
    return sorted_events(
        (
            Event(
                "e01attack",
                "Armed men attacked police posts in Dushanbe and Vahdat",
                "assault",
                edtf="2015-09-01/2015-09-10",
                start="2015-09-01",
                end="2015-09-10",
                when_text="early September",
                when_rule="same sentence",
                when_reason="The first third of September in the article's year, 2015.",
                places=(DUSHANBE, VAHDAT),
                actors=("armed men", "police"),
                casualties=(Casualty("killed", 22, "at_least", "the article", "2015-09-15"),),
                evidence=(attack,),
                importance=0.9,
                confidence=0.9,
                sources=2,
                candidates=Candidates(
                    places=("Vahdat (Sughd): 200 km from the other place named",)
                ),
            ),
            Event(
                "e02summit",
                "The alliance's summit opened in Dushanbe",
                "consult",
                edtf="2015-09-15",
                start="2015-09-15",
                end="2015-09-15",
                when_text="Tuesday",
                when_rule="same sentence",
                when_reason="The day of the article, a Tuesday.",
                places=(DUSHANBE,),
                importance=0.8,
                confidence=0.92,
                evidence=(
                    evidence(
                        "On Tuesday a summit of the alliance opened in Dushanbe.",
                        date="Tuesday",
                        place="Dushanbe",
                        trigger="summit",
                    ),
                ),
            ),
            Event(
                "e03pledge",
                "Russian president promised further military help",
                "support",
                edtf="2015-09-15",
                start="2015-09-15",
                end="2015-09-15",
                when_text="Tuesday",
                when_rule="sentence before",
                when_reason="Told of the same summit.",
                places=(DUSHANBE,),
                actors=("the Russian president",),
                importance=0.7,
                confidence=0.8,
                evidence=(
                    evidence(
                        sentence("There the Russian"),
                        actor="the Russian president",
                        trigger="promised",
                    ),
                ),
            ),
            Event(
                "e04posts",
                "Border guards reinforce posts on the Panj",
                "mobilize",
                "ongoing",
                edtf="2015-06/2015-09-15",
                start="2015-06-01",
                end="2015-09-15",
                when_text="Since June",
                when_reason="From June of the article's year to the article's day.",
                places=(PANJ,),
                importance=0.5,
                confidence=0.7,
                evidence=(evidence(PARAGRAPHS[3], date="Since June", place="river Panj"),),
            ),
            Event(
                "e05khorugh",
                "Crowds set fire to a police station in Khorugh",
                "protest",
                edtf="2014-05",
                start="2014-05-01",
                end="2014-05-31",
                when_text="May 2014",
                places=(KHORUGH,),
                importance=0.6,
                confidence=0.85,
                evidence=(
                    evidence(PARAGRAPHS[4], date="May 2014", place="Khorugh", trigger="set fire"),
                ),
            ),
            Event(
                "e06law",
                "Kyrgyzstan passed a law on foreign troops",
                "legal",
                edtf="2014",
                start="2014-01-01",
                end="2014-12-31",
                when_text="2014",
                places=(KYRGYZSTAN,),
                importance=0.5,
                confidence=0.75,
                evidence=(
                    evidence(
                        "Kyrgyzstan passed a law on foreign troops in 2014.",
                        date="2014",
                        place="Kyrgyzstan",
                        trigger="passed",
                    ),
                ),
            ),
            Event(
                "e07treaty",
                "Parliament ratified the base treaty",
                "agree",
                edtf="2013-10-01",
                start="2013-10-01",
                end="2013-10-01",
                when_text="1 October 2013",
                places=(DUSHANBE,),
                importance=0.6,
                confidence=0.6,
                evidence=(
                    evidence(
                        "Parliament ratified the base treaty on 1 October 2013.",
                        date="1 October 2013",
                        trigger="ratified",
                    ),
                ),
            ),
            Event(
                "e08exercise",
                "Exercise planned in the Khatlon region",
                "mobilize",
                "planned",
                edtf="2015-10",
                start="2015-10-01",
                end="2015-10-31",
                when_text="October",
                places=(KHATLON,),
                importance=0.4,
                confidence=0.7,
                evidence=(
                    evidence(
                        "An exercise is planned in the Khatlon region for October.",
                        date="October",
                        place="Khatlon region",
                    ),
                ),
            ),
            Event(
                "e09spill",
                "Fighting could spill over from Afghanistan",
                "assault",
                "possible",
                when_reason="No date is given.",
                places=(AFGHANISTAN,),
                importance=0.3,
                confidence=0.6,
                attribution=(Attribution("leaders", "Leaders fear"),),
                evidence=(
                    evidence(
                        "Leaders fear that fighting could spill over from Afghanistan.",
                        place="Afghanistan",
                    ),
                ),
            ),
            Event(
                "e10led",
                "A dismissed deputy minister led the attackers",
                "accuse",
                "claimed",
                edtf="2015-09-01/2015-09-10",
                start="2015-09-01",
                end="2015-09-10",
                when_text="early September",
                places=(DUSHANBE,),
                importance=0.5,
                confidence=0.5,
                attribution=(Attribution("courts", "Courts say"),),
                evidence=(evidence(sentence("Courts say"), trigger="led"),),
            ),
            Event(
                "e11shots",
                "Villagers spoke of shots near Isfara",
                "assault",
                when_reason="No date is given in the text, and the document has none.",
                places=(ISFARA,),
                importance=0.4,
                confidence=0.5,
                evidence=(
                    evidence(
                        "Villagers near Isfara spoke of shots across the border.",
                        place="Isfara",
                        trigger="shots",
                    ),
                ),
            ),
            Event(
                "e12airport",
                "The airport had closed",
                "other",
                "denied",
                edtf="2015-09-05",
                start="2015-09-05",
                end="2015-09-05",
                when_text="September 5",
                places=(),
                importance=0.2,
                confidence=0.5,
                evidence=(
                    evidence(
                        "A rumour that the airport had closed was denied on September 5.",
                        date="September 5",
                    ),
                ),
            ),
            Event(
                "e13report",
                "The secretariat published a report on smuggling",
                "other",
                edtf="2015-09-10",
                start="2015-09-10",
                end="2015-09-10",
                when_text="10 September",
                importance=0.3,
                confidence=0.7,
                notes=("The sentence names no place.",),
                evidence=(evidence(PARAGRAPHS[8], date="10 September", trigger="published"),),
            ),
        )
    )


def sample_bases() -> tuple[Base, ...]:
    sentence = PARAGRAPHS[9]
    start = TEXT.index(sentence)
    mention = Mention(DOCUMENT.id, start, start + len(sentence), sentence, sentence, start)
    return (
        Base(
            "base:201-military-base", "201st Military Base", 68.78, 38.56, ("201st base",), "army",
            "Ground Forces", ("RU",), "TJ", "2004", None, "exists", Personnel(6000), True, 0.85,
            15.0, "register", "Russia's only army base in Tajikistan.", (), (mention,),
        ),
        Base(
            "base:kant", "Kant Air Base", 74.8467, 42.8531, (), "air", "Aerospace Forces", ("RU",),
            "KG", "2003", None, "exists", None, True, 0.9, 2.0, "register",
            "Russia's only air base in Kyrgyzstan.", (), (mention,),
        ),
        Base(
            "base:ayni", "Gissar (Ayni) Air Base", 68.6703, 38.5128, (), "air", None, ("TJ", "IN"),
            "TJ", None, None, "exists", None, False, 0.95, 2.0, "register", "Named in the text.",
        ),
    )  # fmt: skip


def sample_collection() -> FeatureCollection:
    """Thirteen events of every status and precision, undated and unplaced ones, and three bases."""
    return FeatureCollection(
        "Tajikistan, September 2015", "0.1", (DOCUMENT, SECOND), sample_events(), sample_bases()
    )


_KINDS: tuple[Kind, ...] = ("assault", "protest", "agree", "disaster", "legal", "culture")
_STATUSES: tuple[Status, ...] = ("happened", "happened", "happened", "ongoing", "planned")


def big_collection(count: int) -> FeatureCollection:
    """`count` events spread over the world and over the years from 1990, always the same ones."""
    events = []
    for number in range(count):
        lon = (number * 137.508) % 340 - 170
        lat = (number * 61.803) % 120 - 55
        year = 1990 + number % 35
        month = number * 7 % 12 + 1
        day = number * 11 % 28 + 1
        first = f"{year}-{month:02d}-{day:02d}"
        last = f"{year}-{month:02d}-28" if number % 5 == 0 else first
        quote = f"Event {number} happened near place {number % 997}."
        place = EventPlace(f"Place {number % 997}", round(lon, 4), round(lat, 4), level="city")
        events.append(
            Event(
                f"big{number:06d}", f"Event {number} near place {number % 997}",
                _KINDS[number % len(_KINDS)], _STATUSES[number % len(_STATUSES)],
                first if first == last else f"{first}/{last}", first, last, first,
                places=(place,), evidence=(Evidence("bigdoc", 0, len(quote), quote),),
                confidence=0.5 + number % 50 / 100,
            )
        )  # fmt: skip
    document = SourceDocument("bigdoc", "big.txt", "Many events", dct="2024-12-31")
    return FeatureCollection(f"{count} events", "0.1", (document,), sorted_events(events))


#: Each sets `window.hacked` when something executes it.
HOSTILE_STRINGS = (
    "<script>window.hacked=1</script>",
    "</script><script>window.hacked=1</script>",
    '<img src="x" onerror="window.hacked=1">',
    "${window.hacked=1}",
    "`;window.hacked=1;//",
    "';window.hacked=1;//",
    '"><svg onload=window.hacked=1>',
    "<a href=\"javascript:window.hacked=1\">click</a>",
    "<!--<script>window.hacked=1",
    "{{ cycler.__init__ }}{% raw %}",
    "]]>&lt;script&gt;window.hacked=1&lt;/script&gt;",
    "\u2028window.hacked=1\u2029",
)  # fmt: skip


def hostile_collection() -> FeatureCollection:
    """Every string a reader sees is an attempt to run something; two links are scripts."""
    joined = " ".join(HOSTILE_STRINGS)
    events = []
    for number, text in enumerate(HOSTILE_STRINGS):
        place = EventPlace(
            text, 60.0 + number, 38.0, text, level="city", gazetteer_id=text, rule=text, reason=text
        )
        events.append(
            Event(
                f"hostile{number}", text, "assault", "happened", "2015-09-15", "2015-09-15",
                "2015-09-15", text, text, text, places=(place,), actors=(text,),
                attribution=(Attribution(text, text),),
                casualties=(Casualty("killed", 1, "exact", text),),
                evidence=(
                    Evidence("bad", 0, len(text), text, joined, 0, (Mark(0, len(text), "date"),)),
                ),
                candidates=Candidates((text,), (text,)), notes=(text,),
            )
        )  # fmt: skip
    mention = Mention("bad", 0, len(joined), joined, joined)
    base = Base(
        "base:hostile", joined, 65.0, 38.0, (joined,), "air", joined, ("RU",), "TJ", source=joined,
        reason=joined, mentions=(mention,),
    )  # fmt: skip
    documents = (
        SourceDocument(
            "bad", joined, joined, "javascript:window.hacked=1", joined, joined, None, joined,
            joined,
        ),
        SourceDocument("worse", "x", joined, "data:text/html,<script>window.hacked=1</script>"),
    )  # fmt: skip
    return FeatureCollection(joined, "0.1", documents, tuple(events), (base,))
