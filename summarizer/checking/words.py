"""Reads a text into words for the checker's rules: each with its place, its plain form and a key for its meaning.

Words with one key are taken for the same word: inflections of one verb, a country and its people, "6" and
"six". Nothing here imports more than the stemmer, so that a check costs a fraction of a millisecond.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

import Stemmer

from summarizer.languages import OTHERS, load_language
from summarizer.lexicon import MONTHS, STOP_WORDS

_WORD = re.compile(
    r"(?<![^\W\d_])(?:[^\W\d_]\.){2,}|[^\W\d_]+\d\w*|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*"
)
_SENTENCE_END = re.compile(r"[.!?…]")
_CLAUSE_END = re.compile(r"[,;:()\[\]–—]|--| - |\n")
_OPENING = re.compile(r"[\n:“\"«„‘(\[•*]|``|(?:^|\s)'")
_BRACKETS = re.compile(r" \[[^\][]*\]")


class Word(NamedTuple):
    """One word of a text.

    Attributes:
        start: code-point offset of its first character.
        end: offset behind its last.
        form: in lower case, without accents and possessive.
        key: the same for words that mean the same.
        capital: whether it begins with a capital letter.
        initial: whether a capital letter says nothing, because a sentence or a quotation begins here.
        clause: number of its clause: punctuation ends one.
        sentence: number of its sentence.
    """

    start: int
    end: int
    form: str
    key: str
    capital: bool
    initial: bool
    clause: int
    sentence: int


_JOINED = {
    ("united", "states"): "@us",
    ("united", "kingdom"): "@uk",
    ("great", "britain"): "@uk",
    ("european", "union"): "eu",
    ("united", "nations"): "un",
    ("per", "cent"): "percent",
}
"""Two words that are read as one."""

_PEOPLES = """afghanistan:afghan,afghans albania:albanian,albanians algeria:algerian,algerians
    argentina:argentine,argentinian australia:australian,australians austria:austrian,austrians
    belarus:belarusian,belarusians belgium:belgian,belgians brazil:brazilian,brazilians bulgaria:bulgarian
    cambodia:cambodian canada:canadian,canadians chile:chilean chechnya:chechen china:chinese
    colombia:colombian,colombians croatia:croatian cuba:cuban,cubans cyprus:cypriot denmark:danish,danes
    egypt:egyptian,egyptians england:english ethiopia:ethiopian europe:european,europeans finland:finnish,finns
    france:french germany:german,germans greece:greek,greeks haiti:haitian,haitians hungary:hungarian
    iceland:icelandic india:indian,indians indonesia:indonesian iran:iranian,iranians iraq:iraqi,iraqis
    ireland:irish israel:israeli,israelis italy:italian,italians japan:japanese jordan:jordanian kenya:kenyan
    korea:korean,koreans kuwait:kuwaiti lebanon:lebanese libya:libyan,libyans malaysia:malaysian
    mexico:mexican,mexicans morocco:moroccan nepal:nepali,nepalese netherlands:dutch nigeria:nigerian,nigerians
    norway:norwegian,norwegians pakistan:pakistani,pakistanis palestine:palestinian,palestinians peru:peruvian
    philippines:filipino,filipinos,philippine poland:polish,poles portugal:portuguese qatar:qatari
    romania:romanian,romanians russia:russian,russians scotland:scottish,scots serbia:serbian,serbs
    singapore:singaporean somalia:somali,somalis spain:spanish,spaniards sudan:sudanese sweden:swedish,swedes
    switzerland:swiss syria:syrian,syrians taiwan:taiwanese thailand:thai,thais tunisia:tunisian
    turkey:turkish,turks,turkiye ukraine:ukrainian,ukrainians vatican:holysee venezuela:venezuelan,venezuelans
    vietnam:vietnamese wales:welsh yemen:yemeni,yemenis zimbabwe:zimbabwean africa:african,africans
    asia:asian,asians kyiv:kiev islam:islamic,muslim,muslims"""
"""A country and its people: "the French president" is carried by "France's president", and the other way round.
The countries that English-language news names most; any other adjective has to stand in the evidence as it is."""

_ALIASES = {
    "america": "@us", "american": "@us", "americans": "@us", "usa": "@us", "britain": "@uk", "british": "@uk",
    "britons": "@uk", "uk": "@uk", "senator": "sen", "governor": "gov", "representative": "rep",
    "general": "gen", "lieutenant": "lt", "captain": "capt", "colonel": "col", "sergeant": "sgt",
    "professor": "prof", "doctor": "dr", "saint": "st", "mister": "mr", "kph": "kmh", "percentage": "percent",
    "pct": "percent", "corporation": "corp", "incorporated": "inc", "limited": "ltd", "television": "tv",
}  # fmt: skip

_IRREGULAR = """die:died,dies,dying,death,deaths,dead kill:killed,killing win:won,winning,winner
    lose:lost,loss,losing,losses steal:stole,stolen take:took,taken,taking give:gave,given
    go:went,gone,goes,going come:came make:made,making
    find:found buy:bought,purchase,purchased sell:sold,sale,sales hold:held leave:left,leaving meet:met,meeting
    begin:began,begun fall:fell,fallen rise:rose,risen grow:grew,grown,growth know:knew,known see:saw,seen
    speak:spoke,spoken write:wrote,written drive:drove,driven,driver break:broke,broken build:built,building
    bring:brought catch:caught fight:fought teach:taught think:thought shoot:shot,shooting strike:struck
    send:sent spend:spent lead:led,leader pay:paid,payment run:ran hit:hitting cut:cutting beat:beaten
    choose:chose,chosen choice:choices wear:wore,worn throw:threw,thrown fly:flew,flown,flight draw:drew,drawn
    rise:rising forbid:forbade,forbidden feel:felt keep:kept become:became get:got,gotten lay:laid lie:lied,lying
    blow:blew,blown freeze:froze,frozen sing:sang,sung eat:ate,eaten sweep:swept flee:fled feed:fed seek:sought
    deal:dealt withdraw:withdrew,withdrawn undergo:underwent stand:stood sit:sat bear:bore swear:swore,sworn
    hide:hid,hidden ride:rode shake:shook,shaken sink:sank,sunk swim:swam sue:sued,suing tell:told say:said
    arrest:arrested arrive:arrival child:children man:men woman:women person:people,persons foot:feet
    life:lives wife:wives resign:resignation approve:approval refuse:refusal propose:proposal
    injure:injury,injuries explode:explosion,explosions decide:decision announce:announcement"""

_NUMBER_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
SMALL_NUMBERS = {word: value for value, word in enumerate(_NUMBER_WORDS.split())} | {
    word: 10 * tens
    for tens, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
"""The number words up to ninety."""


def _spread(table: str) -> Iterator[tuple[str, str]]:
    for entry in table.split():
        head, _, others = entry.partition(":")
        for form in (head, *others.split(",")):
            yield form, head


_stem = Stemmer.Stemmer("english").stemWord
_KEYS: dict[str, str] = (
    {form: f"@{head}" for form, head in _spread(_PEOPLES)}
    | {form: _stem(head) for form, head in _spread(_IRREGULAR)}
    | {month[:3]: month for month in MONTHS if month not in ("may", "march")}
    | {"sept": "september"}
    | {word: str(value) for word, value in SMALL_NUMBERS.items()}
    | _ALIASES
)


@lru_cache(maxsize=65_536)
def key_of(form: str) -> str:
    """Return the key of a plain form."""
    known = _KEYS.get(form)
    if known is not None:
        return known
    if form[0].isdigit():
        return form.replace(",", "")
    if form in STOP_WORDS or form in MONTHS:
        return form
    stem: str = _stem(form)
    return _KEYS.get(stem, stem)


@lru_cache(maxsize=65_536)
def plain_form(raw: str) -> str:
    """Return a word in lower case, without accents, the dots of an abbreviation and a possessive ending."""
    form = raw.lower()
    if not form.isascii():
        form = "".join(
            mark
            for mark in unicodedata.normalize("NFKD", form.replace("’", "'"))
            if not unicodedata.combining(mark)
        )
    form = form.replace(".", "") if form[0].isalpha() else form
    return form.removesuffix("'s") if form not in STOP_WORDS else form


_ABBREVIATIONS = frozenset(
    """mr mrs ms dr sen gov rep gen lt col sgt capt prof rev st hon jr sr no vs inc corp co ltd jan feb mar apr jun
    jul aug sep sept oct nov dec calif fla ga va pa ill mass mich minn wash wis tenn tex ariz colo conn ala ark del
    kan ky la md mo mont neb nev okla ore""".split()
)
"""Words whose dot ends no sentence."""


@lru_cache(maxsize=4_096)
def read_words(text: str, language: str = "en") -> tuple[Word, ...]:
    """Return the words of a text, in order.

    Of a language that has a record, those that the rules know have the form and key of the English word.
    """
    if language in OTHERS:
        from summarizer.checking.foreign import read_foreign_words

        return read_foreign_words(text, load_language(language))
    words: list[Word] = []
    clause = sentence = end = 0
    for match in _WORD.finditer(text):
        start = match.start()
        raw, between = match[0], text[end:start]
        initial = not words
        if between != " " and words:
            ended = bool(_SENTENCE_END.search(between)) and raw[0].isupper() and not _abbreviates(words[-1])
            sentence += ended
            clause += ended or bool(_CLAUSE_END.search(between))
            initial = ended or bool(_OPENING.search(between))
        end = match.end()
        form = plain_form(raw)
        key = "@us" if form == "us" and raw[0] == "U" and raw[1] in "S." else key_of(form)
        word = Word(start, end, form, key, raw[0].isupper(), initial, clause, sentence)
        joined = words and _JOINED.get((words[-1].form, form))
        if joined:
            word = word._replace(
                start=words[-1].start, key=joined, capital=words[-1].capital, initial=words[-1].initial
            )
            words[-1] = word._replace(form=joined.lstrip("@"))
        else:
            words.append(word)
    return tuple(words)


def _abbreviates(word: Word) -> bool:
    return (word.capital and len(word.form) == 1) or word.form in _ABBREVIATIONS


def hide_brackets(text: str, sources: Sequence[str] = ()) -> str:
    """Return a text of the same length in which what was added in square brackets is blank.

    Brackets that stand in a source were not added.
    """
    if "[" not in text:
        return text

    def hide(found: re.Match[str]) -> str:
        own = any(found[0].strip() in source for source in sources)
        return found[0] if own else " " * len(found[0])

    return _BRACKETS.sub(hide, text)


def fold_space(text: str) -> str:
    """Return a text with every run of white space as one space."""
    return " ".join(text.split())


class Evidence:
    """The evidence of a statement, read once: its sentences' words, and what stands anywhere in it.

    Attributes:
        texts: the evidence, as given.
        sentences: the words of each text.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = tuple(texts)
        self.sentences = tuple(read_words(text) for text in texts)

    @cached_property
    def words(self) -> list[Word]:
        """All words, in order."""
        return [word for sentence in self.sentences for word in sentence]

    @cached_property
    def forms(self) -> frozenset[str]:
        """The plain forms."""
        return frozenset(word.form for word in self.words)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys."""
        return frozenset(word.key for word in self.words)

    @cached_property
    def content(self) -> tuple[frozenset[str], ...]:
        """The keys of each sentence that are no function words."""
        return tuple(
            frozenset(word.key for word in sentence if word.form not in STOP_WORDS)
            for sentence in self.sentences
        )

    @cached_property
    def lower(self) -> frozenset[str]:
        """The forms of words that are written without a capital letter."""
        return frozenset(word.form for word in self.words if not word.capital)

    @cached_property
    def squeezed(self) -> frozenset[str]:
        """The forms with doubled letters as one: "Zelenskyy" and "Zelensky"."""
        return frozenset(map(squeeze, self.forms))

    @cached_property
    def joined(self) -> frozenset[str]:
        """Each two neighbouring forms written as one: "land mines" as "landmines"."""
        return frozenset(
            one.form + other.form for sentence in self.sentences for one, other in pairwise(sentence)
        )

    @cached_property
    def initials(self) -> frozenset[str]:
        """The initials of up to six words in a row that are names, with and without "of", "and" and "the"."""
        found: set[str] = set()
        for sentence in self.sentences:
            for at, word in enumerate(sentence):
                if word.capital:
                    found.update(_initials(sentence[at : at + 8]))
        return frozenset(found)


def _initials(words: Sequence[Word]) -> Iterator[str]:
    short = full = ""
    for word in words:
        linking = word.form in ("of", "and", "the", "for")
        if not word.capital and not linking:
            return
        full += word.form[0]
        short += "" if linking else word.form[0]
        if len(short) > 1:
            yield short
            yield full


@cache
def squeeze(form: str) -> str:
    """Return a form with each doubled letter as one."""
    return re.sub(r"(.)\1+", r"\1", form)


@lru_cache(maxsize=64)
def read_evidence(texts: tuple[str, ...]) -> Evidence:
    """Return evidence, read once however often it is asked about."""
    return Evidence(texts)
