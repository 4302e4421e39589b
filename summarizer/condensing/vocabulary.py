"""Words by what they do in a sentence: what opens a phrase, what binds, who speaks, when something was."""

from __future__ import annotations

from summarizer.lexicon import AGENCIES, MONTHS, WEEKDAYS

DETERMINERS = frozenset(
    "the a an this that these those his her its their our my your some any each every no another such".split()
)
PREPOSITIONS = frozenset(
    "of in on at to for with by from into onto over under about after before during against between among "
    "amid through across near since despite towards toward via per as like than within without upon "
    "behind".split()
)
CONJUNCTIONS = frozenset("and or but nor so yet".split())
RELATIVES = frozenset(
    "which who whom whose when where while because although though if unless whether what how".split()
)
AUXILIARIES = frozenset(
    "is are was were be been being has have had will would can could may might must shall should do does "
    "did".split()
)
FUNCTION = DETERMINERS | PREPOSITIONS | CONJUNCTIONS | AUXILIARIES
CLOSED = (
    FUNCTION
    | RELATIVES
    | frozenset("not never according including such due more less most least very".split())
)
"""Words that lean on what follows them."""

BOUNDARIES = PREPOSITIONS | CONJUNCTIONS | RELATIVES | {"that", "including", "according", "saying", "adding"}
"""What opens a phrase that can be left out; so does a mark."""

BINDING = frozenset(
    "contrary not n't no never none nobody nothing nor neither without unless until except than only cannot denied "
    "denies deny unable failed fails fail refused refuses unlikely if hardly barely both other another "
    "all most half first last same almost nearly about around less more fewer least former alleged "
    "suspected so-called".split()
)
"""Words that turn, limit or count what is said: never left out."""

TELLING_ADVERBS = frozenset(
    "simply nearly partly partially only hardly barely allegedly reportedly likely possibly probably "
    "family early mostly mainly largely roughly daily weekly monthly yearly fully formerly previously "
    "recently newly potentially falsely wrongly apparently presumably supposedly slightly moderately "
    "marginally generally usually typically normally occasionally temporarily tentatively provisionally "
    "conditionally initially permanently indefinitely accidentally unintentionally intentionally "
    "deliberately illegally unlawfully legally sexually fatally mortally terminally critically seriously "
    "severely gravely mentally physically chronically unanimously secretly voluntarily involuntarily "
    "forcibly unofficially independently jointly immediately briefly directly indirectly automatically "
    "retroactively remotely anonymously seemingly ostensibly purportedly evidently arguably essentially "
    "virtually practically relatively comparatively effectively technically theoretically primarily "
    "purposely knowingly willfully unwittingly inadvertently mistakenly erroneously implicitly publicly "
    "privately openly "
    "collectively individually separately respectively predominantly exclusively solely "
    "specifically particularly especially disproportionately".split()
)
"""Words in -ly that say how far something holds, or when, or without which it was another deed or state, or that are
no adverbs."""

SAYING = frozenset(
    "said says say saying told tells tell added adds according reported reports wrote writes explained "
    "noted stated confirmed confirms learned concluded concludes recalled announced tweeted testified".split()
)
CONTESTED = frozenset(
    "insists insisted alleges alleged allegedly claims claimed denies denied believes believed thinks "
    "thought blames blamed accused accuses suspects suspected argues argued reportedly apparently may "
    "might could would".split()
)
"""Words that make a claim of what would be a fact without them."""

ACCUSING = frozenset(
    "murder murdered murdering murderer raped rape rapist molested molesting abused abusing assaulted "
    "assaulting stabbed stabbing robbed robbing robbery robber stole stolen stealing theft thief burglary "
    "burgled kidnapped kidnapping abducted strangled poisoned plotted plotting conspired threatened "
    "threatening bribed bribes bribery embezzled laundering laundered defrauded fraud trafficking "
    "trafficked smuggled smuggling extorted forged porn pornography meth cocaine heroin gunman gunmen "
    "attacker attackers suspect suspects assailant assailants arson arsonist drunk hacked hackers spied".split()
)
"""Words for what somebody is accused of: whose word it is may not be left out, even if it is "police said"."""

NAMELESS = frozenset("the a an officials police authorities sources experts analysts".split())
"""How a speaker without a name is told of, whose word is not needed."""

OPENERS = frozenset("but and also yet so meanwhile however still now then moreover separately".split())
SUBORDINATORS = frozenset("if when while because although though should after as since before unless".split())
MONTH_NAMES = frozenset((*MONTHS, *(f"{month[:3]}." for month in MONTHS), "sept."))
WHEN = frozenset(
    (*WEEKDAYS, *MONTH_NAMES, *"today yesterday tomorrow tonight year month week day night hour time".split())
)
ANONYMOUS_NAMES = frozenset(
    (*AGENCIES, "us", "u.s.", "un", "eu", "uk", "reuters", "ap", "afp", *WEEKDAYS, *MONTHS)
)
"""Capitalised words that are no speaker's name."""

SUBJECTS = frozenset("that this these those it he she they we i you there".split())
"""What opens a main clause, which no comma makes a phrase that can go."""

ROUGHLY = frozenset(("general", "principle", "theory", "part"))
"""Behind "in" that opens a sentence, these say that it does not always hold."""

VERBS = AUXILIARIES | frozenset(
    "said says say told tells went came took made got gave found kept left met ran began led paid lost "
    "won sent built bought sold brought fought caught held stood became broke spoke rose fell grew knew "
    "saw put hit cut shot died sank set beat drew flew gave wrote drove threw chose shook struck "
    "hung swept felt heard fled spent taught thought sought i'm it's he's she's that's there's we'll i'll".split()
)
"""Words that make a clause of a phrase, beside those in "-ed"."""

SHARP_DATES = "today yesterday tomorrow tonight".split()
DATES = frozenset((*WEEKDAYS, *MONTH_NAMES, *SHARP_DATES)) - {"may"}
"""Words that say the day or the month."""

SCOPE = frozenset(
    "to depending for under among since until till within between of by except without assuming provided given once "
    "because".split()
)
"""What opens a phrase that says how far, since when or why a sentence holds."""

CONTRASTING = frozenset(
    "but though although while regardless yet or nor except unless despite whereas".split()
)
"""Behind a mark, these open what turns or limits the words before it."""

AFTERWARDS = frozenset("afterward afterwards thereafter then instead".split())
"""Words that mean a time or a deed told before them."""

PERSONAL = frozenset("he she his her him hers they their them theirs it its".split())

LEANING = frozenset(
    "statement statements letter email message familiar similar close responsible subject related aware capable guilty "
    "full result results resulting "
    "resulted involved interested engaged "
    "based located participated consists consisted depends relies led leads".split()
)
"""Words that are nothing without the phrase behind them."""

TAKEN = frozenset(
    "given taken made sent shown known told held built brought paid sold put set seen written driven chosen "
    "drawn".split()
)
"""Participles without "-ed"."""

VAGUE = frozenset(
    "second seconds minute minutes hour hours day days week weeks month months year years decade decades "
    "shortly soon immediately long just right one two three four five six seven eight nine ten eleven twelve".split()
)
"""Behind these, "after" and the like say from when they count."""

UNSURE = frozenset(
    "source sources familiar close briefed anonymity report reports study studies research survey poll "
    "analysis experts analysts critics scientists researchers geologists economists media outlets complaint "
    "lawsuit suit indictment affidavit prosecutors prosecution documents records filing warrant investigators "
    "detectives senior citing cited data people attorney attorneys lawyer lawyers victim victim's victims "
    "family families relatives parents friends neighbors neighbours witness witnesses activists campaigners "
    "opposition rebels militants insurgents union supporters".split()
)
"""Who says so makes it a report, an opinion or a charge, where these say it."""

OFFICES = frozenset(
    "mr mrs ms miss dr sir dame lord lady president minister "
    "secretary senator congressman congresswoman representative governor mayor "
    "chancellor king queen prince princess pope bishop judge justice general colonel captain lieutenant "
    "sergeant officer chief director chairman chairwoman professor doctor lawyer attorney spokesman "
    "spokeswoman spokesperson coach actor actress singer author speaker leader commissioner ambassador "
    "sheriff inspector superintendent detective prosecutor".split()
)
"""Before a name, these say who somebody is."""

SUFFIXES = frozenset("jr jr. sr sr. ii iii iv inc inc. ltd ltd. llc llp m.d. ph.d.".split())
"""Behind a name and a comma, these are part of it."""

PARTICLES = frozenset("de del da di du la le el al bin ibn van von der den ten".split())
"""Small words within a name."""

DASHES = frozenset("-–—")

BOUND = frozenset(
    "of to by since against into with about among between onto upon toward towards under for".split()
)
"""What opens a phrase that is hardly ever told in vain, though no comma stands before it."""

LIMITS = frozenset("some many several certain few rare past terms".split())
"""Words of an opening phrase that say that a sentence does not always hold."""

DEALS = frozenset("exchange return favor favour lieu case order violation connection addition line".split())
"""Behind "in", these say on what terms."""

OFFICIALS = frozenset(
    "police officials official authorities officers sheriff firefighters rescuers deputies".split()
)
"""According to whom a plain fact is one."""

CLAUSAL = RELATIVES | frozenset("that as but so saying adding arguing claiming warning".split())
"""Behind these a clause begins, which needs a verb."""

PREVENTING = frozenset(
    "prevent prevents prevented preventing bar bars barred barring ban bans banned banning block blocks blocked "
    "blocking stop stops stopped stopping keep keeps kept keeping protect protects protected protecting".split()
)
"""Behind these and their object, "from" says what is not to be."""

LONE = frozenset(
    "however too though meanwhile moreover therefore thus indeed instead nonetheless nevertheless furthermore besides "
    "naturally obviously sadly unsurprisingly incidentally".split()
)
"""Words that stand between commas and are no item of a list."""
