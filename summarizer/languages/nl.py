"""Dutch."""

from __future__ import annotations

from summarizer.crediting import Crediting
from summarizer.languages.records import (
    Counting,
    Dating,
    Furniture,
    Language,
    Leaning,
    Quotation,
    Splitting,
    according_to,
    cased,
    lines,
    pattern,
    words,
)

_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MONTH = "|".join(_MONTHS)
_NAME = r"((?:[A-Z][\wÀ-ÿ’'&.-]*)(?:\s+(?:van\s+|de\s+|der\s+|den\s+)?[A-Z][\wÀ-ÿ’'&.-]*){0,3})"
_SAID = (
    r"(?:zei|zeiden|zegt|zeggen|meldde|meldden|meldt|melden|verklaarde|verklaarden|bevestigde|bevestigden|bevestigt|"
    r"vertelde|vertelden|liet weten|lieten weten|laat weten|laten weten|schreef|"
    r"schrijft|stelde|stelt|benadrukte|aldus)"
)

LANGUAGE = Language(
    code="nl",
    stemmer="dutch",
    stop_words=words(
        """aan achter al alle alleen alles als altijd andere anderen anders ben bij bijna binnen boven
            buiten d daar daarbij daardoor daarmee daarna daarom daarop dan dat de deze den dezelfde die dit
            doch doen door dus echter een eens en er erg ergens eerder even gaan gaat ge geen gehad geweest
            had hadden heb hebben hebt heeft heel hem het hier hij hoe hun iedereen ieder iemand iets ik in
            inmiddels is ja je jij jou jullie kan kon konden kunnen laat later maar maken me meer men met
            meteen mij mijn minder moest moesten moet moeten mocht mogen na naar naast nadat namelijk net
            niemand niet niets nieuws nog nu of om omdat onder ondanks ons onze ook op opnieuw over reeds
            rond s samen sinds slechts sommige steeds t te tegen terug terwijl tijdens toch toe toen tot
            tussen u uit uw vaak van vanaf vandaag vanuit vanwege vele veel via volgens voor vooral voordat
            waar waarbij waarin waarop waarom wanneer want waren was wat we weer wel welke werd werden wie
            wij wil wilde wilden willen worden wordt zal ze zeer zei zeiden zegt zelf zelfs zich zij zijn zo
            zoals zonder zou zouden zowel zullen meldde meldt verklaarde bevestigde gisteren""",
    ),
    common=words(
        """jaar jaren dag dagen week weken maand maanden uur tijd mens mensen land stad nederland
            nederlandse belgië belgische vlaamse nieuwe nieuw eerste tweede twee drie miljoen miljard
            duizend euro procent aantal deel einde geval vraag grote groot kleine laatste kabinet regering
            minister president premier politie bedrijf groep autoriteiten woordvoerder woordvoerster maandag
            dinsdag woensdag donderdag vrijdag zaterdag zondag ochtend middag avond nacht ongeveer werk
            plaats komende vorig vorige volgend volgende totaal gemeente staat komt komen krijgt ligt blijft""",
    ),
    months=_MONTHS,
    short_months=(
        "jan.",
        "feb.",
        "mrt.",
        "apr.",
        "mei",
        "juni",
        "juli",
        "aug.",
        "sep.",
        "okt.",
        "nov.",
        "dec.",
    ),
    weekdays=_WEEKDAYS,
    date_form="{day} {month} {year}",
    thousands=".",
    splitting=Splitting(
        abbreviations=words(
            """a.u.b aanv afb afd afk alg art b.v bijl bijz bl blz bv ca dhr dir ed e.a e.d e.v enz etc evt
            excl ex fam fig gebr gem geb ged hfst i.o i.p.v i.v.m incl inz jl jr kath l.g m.a.w m.b.t m.b.v
            m.i.v m.n max min mld mln mr n.a.v n.v nl nr nrs o.a o.b.v o.l.v o.m par p.a p.p pag pct plm
            prov red resp s.v.p sr st str t.a.v t.b.v t.e.m t.g.v t.h.v t.m t.n.v t.o.v t/m tel temp v.a
            v.chr n.chr verz vlg vnl vol vz w.o z.g.a.n zgn z.o.z jan feb mrt apr jun jul aug sep sept okt
            nov dec"""
        ),
        titles=words(
            """Dhr Mevr Mw Mej Dr Drs Mr Ir Ing Prof Ds Gen Kol Kap Lt Sgt St Fam Em Z dhr mevr mw mej dr drs
            mr ir ing prof ds gen kol"""
        ),
        goes_on=words(
            """bijv bv b.v o.a d.w.z m.n m.a.w ca resp vgl i.p.v i.v.m m.b.t m.b.v n.a.v t.a.v t.b.v t.g.v
            t.o.v t.n.v o.b.v o.l.v zgn vnl
            evt incl excl i.h.b v.a max min"""
        ),
        numbering=words(
            """ma di wo do vr za zo nr nrs art blz pag p hfst afb fig vol tel par jan feb mrt apr jun jul aug
            sep sept okt nov dec ca mln mld"""
        ),
        openers=words(
            """aan achter al alle alleen als andere bij bijna binnen bovendien buiten daar daarbij daardoor
            daarmee daarna daarnaast daarom dan dat de deze die dit door drie dus echter een eerder eerst en
            enkele er ervoor geen gisteren haar hen het hier hij hoe hoewel hun ieder iedereen iemand ik in
            inmiddels intussen is je later maar meer men met mijn na naar naast nadat net niemand niet niets
            nog nu of om omdat onder ondanks ongeveer ons onze ook op over rond ruim samen sinds sommige
            tegen terwijl tijdens toch toen tot tussen twee uit van vanaf vandaag vanwege veel verder vier
            volgens voor vooral voordat vorige waar waarom wanneer want wat we weer wegens wel welke wie wij
            ze zelfs zij zijn zo zoals zodra zonder zowel"""
        ),
        clitics=cased(r"['’‘](?:s|t|n|k|r)\s[A-ZÀ-Ý]"),
    ),
    quotation=Quotation(
        opens="“",
        closes="”",
        inner=("‘", "’"),
        pairs=(("„", "”“"), ("“", "”"), ("«", "»")),
    ),
    dating=Dating(
        weekday=pattern(
            r"(?<![-\w])(?<!elke )(?<!iedere )(?<!komende )(?<!volgende )(?<!aanstaande )(?:(?:op|"
            r"sinds|van) )?(?P<last>afgelopen |vorige )?"
            rf"(?P<day>{'|'.join(_WEEKDAYS)})(?=ochtend|middag|avond|nacht|\b)"
            r"(?!['’-]|\s*,?\s*\(?\d|\s+(?:en|of|tot)\s+\w+dag\b)"
        ),
        past=pattern(
            r"\b(?:heeft|hebben|had|hadden|was|waren|werd|werden|zei|zeiden|kwam|"
            r"kwamen|ging|gingen|gaf|gaven|stierf|stierven|viel|"
            r"vielen|steeg|stegen|besloot|besloten|vond|vonden|trad|begon|begonnen|"
            r"liep|liepen|brak|sloot|sloten|hield|hielden|riep|"
            r"trof|troffen|nam|namen|stond|stonden|daalde|daalden|liet|lieten|bleef|"
            r"bleven|verloor|won|wonnen|hees|sprak|spraken|"
            r"maakte|maakten|[a-z]{3,}(?:kte|kten|ste|sten|tte|tten|pte|pten|dde|"
            r"dden|rde|rden|lde|lden|nde|gde|gden|vde|vden|fte)|"
            r"is (?:\w+ ){0,6}ge\w+|zijn (?:\w+ ){0,6}ge\w+)\b"
        ),
        ahead=pattern(
            r"\b(?:zal|zullen|wordt|worden|moet|moeten|wil|willen|kan|kunnen|gaat|"
            r"gaan|zou|zouden|verwacht|gepland|uiterlijk|tot en met|"
            r"komende|volgende|aanstaande|voor aanstaande|vanaf|elke|iedere)\b"
        ),
        near=(
            (pattern(r"(?<![-\w])(?<!eer)gisteren(?=ochtend|middag|avond|nacht|\b)(?! en vandaag)"), -1),
            (pattern(r"(?<![-\w])eergisteren\b"), -2),
            (pattern(r"\b(?:vanochtend|vanmorgen|vanmiddag|vanavond)\b"), 0),
        ),
        years=((pattern(r"\bvorig jaar\b"), -1), (pattern(r"\b(?:volgend|komend) jaar\b"), 1)),
        form="{day} {month}",
    ),
    leaning=Leaning(
        pronoun=pattern(
            r"(?:(?:maar|en|want|toch|ook|dus)\s+)?(?:hij|zij|ze|hem|haar|hen|hun|"
            r"zijn|diens)\b(?!\s+(?:er|de|het|in)\b)",
            r"het\b\s+(?!(?:is|was|werd|wordt|blijft|gaat|ging|gaat om|ging om|"
            r"lijkt|bleek|blijkt|duurt|duurde|komt|kwam|regent|zijn|waren|zou|kan|"
            r"zal)\b)(?=(?:heeft|had|kreeg|krijgt|stelde|liet|wil|weegt|kost|kostte|"
            r"opende|sloot)\b)",
        ),
        points_back=pattern(
            r"(?:(?:maar|en|want|toch|ook)\s+)?(?:dit|dat|die)\b\s+(?:is|was|zijn|"
            r"waren|heeft|had|hebben|hadden|werd|werden|wordt|worden|kan|kon|moet|"
            r"moest|betekent|betekende|blijkt|bleek|zou|gebeurde|geldt|gold|leidde|"
            r"komt|kwam|maakt|maakte|meldde|zei|bevestigde)\b",
            r"(?:deze|dit|die|dat)\s+(?!(?:week|maand|zomer|winter|ochtend|middag|"
            r"avond|nacht|jaar|weekend|weekeinde|herfst|lente|voorjaar|najaar)\b)\w+",
            r"(?:beide|beiden|anderen|sommigen van hen|geen van|laatstgenoemde|"
            r"eerstgenoemde|de twee|het tweetal|het duo|zulke|dergelijke)\b(?!\s+(?:landen|"
            r"partijen)\b)",
            r"(?:de (?:beslissing|maatregel|maatregelen|aankondiging|man|vrouw|"
            r"cijfers|stijging|daling|verdachte)|het (?:besluit|incident|nieuws|"
            r"akkoord|stel|voorstel))\b(?!\s+(?:van|om|over|in|op|tegen|voor|tot|"
            r"die|dat|met|bij|uit|aan|tussen)\b|,)",
        ),
        continues=pattern(
            r"(?:echter|bovendien|daarnaast|daarom|dus|toch|niettemin|desondanks|"
            r"daarentegen|integendeel|bijvoorbeeld|immers|namelijk|"
            r"zo(?!['’]n (?:\d|tien|twaalf|\w+tig\b|honderd|duizend))|dan|toen|"
            r"daarna|daarvoor|daarbij|daardoor|daarmee|daarop|daarin|daarover|daartoe|"
            r"daarvan|daaruit|hierdoor|hierbij|hiermee|hierna|hierover|"
            r"ook|verder|voorts|ten slotte|tenslotte|uiteindelijk|ondertussen|intussen|"
            r"inmiddels|tegelijkertijd|vervolgens|eerst|eerder|later|"
            r"in totaal|aan de andere kant|anderzijds|enerzijds|op zijn beurt|als gevolg daarvan|"
            r"vandaar|evenmin|evenals|er)\b"
            r"(?!\s+(?:zijn|is|was|waren|werd|werden|komt|komen|kwam|kwamen|vielen|"
            r"viel|wordt|worden|moet|dan|heerst|heerste|ligt|staat|lagen|stonden)\b)",
            r"(?:enkele|twee|drie|een paar) (?:dagen|uren|uur|weken|maanden|minuten) (?:later|eerder|daarna)\b",
            r"de (?:volgende|dag erna|dag ervoor|dag daarna) ?(?:dag|ochtend)?\b|"
            r"diezelfde dag\b|kort daarna\b|even later\b",
        ),
        reporting=pattern(
            r"\b(?:wilde|wilden|wil|kon|konden) (?:niet|geen)\b.{0,30}\b(?:reageren|reactie|commentaar)\b",
            r"\bwas (?:niet|vooralsnog niet) bereikbaar\b|\breageerde(?:n)? (?:niet|nog niet)\b",
        ),
        person=pattern(
            r"(?<![\w-])(?:ik|wij|we|ons|onze|mij|mijn|me|je|jij|jou|jouw|jullie|u|uw)(?![\w-])",
        ),
    ),
    crediting=Crediting(
        credits=(
            cased(
                r"\b(?:[Vv]olgens|[Aa]ldus|meldt|meldde|schrijft|schreef|bericht)\s+(?:het\s+|"
                rf"de\s+)?(?:krant\s+|dagblad\s+|persbureau\s+|omroep\s+|weekblad\s+)?{_NAME}"
            ),
            cased(
                r"\b(?:zei|zeiden|vertelde|liet weten|bevestigde|zegt|vertelt)\s+(?:tegen|"
                rf"aan)\s+(?:het\s+|de\s+)?(?:krant\s+|persbureau\s+|omroep\s+)?{_NAME}"
            ),
            cased(r"\b[Pp]ersbureau\s+(\w[\w-]*(?:\s[A-Z]\w+)?)"),
            cased(r"\((ANP|AFP|Reuters|AP|Belga|BELGA|dpa)(?:/\w+)*\)"),
        ),
        outlets=pattern(
            r"\b(?:volkskrant|telegraaf|nrc|trouw|parool|dagblad|algemeen|nieuwsblad|"
            r"standaard|morgen|tijd|laatste nieuws|nos|rtl|"
            r"vrt|vtm|omroep|courant|gelderlander|limburger|stentor|tubantia|eindhovens|"
            r"brabants|persbureau|anp|belga|afp|reuters|"
            r"ap|krant|nieuws|radio|televisie|post|bode|echo|times|news|blad)\b"
        ),
        attributions=(
            (
                ("olgens", "aldus"),
                according_to(
                    "volgens|aldus",
                    "de|het|een",
                    "is|zijn|was|waren|heeft|hebben|had|werd|werden|bedraagt|ligt",
                ),
            ),
            (
                ("zei", "zeg", "meld", "verkla", "bevestig", "verteld", "weten", "schr", "steld", "stelt"),
                pattern(
                    rf",\s+(?:zo\s+)?{_SAID}\s+[^,;„“”\"]{{2,90}}(?=[,.;]|$)",
                    rf",\s+(?:zoals\s+)?[^,;„“”\"]{{2,70}}\s+{_SAID}(?=[,.;]|$)",
                    rf"^[^,;„“”\"]{{2,80}}\s+{_SAID}(?:\s+(?:gisteren|\w+dag))?(?:,)?\s+dat\s+",
                ),
            ),
        ),
    ),
    counting=Counting(
        glosses="""
            two: twee
            three: drie
            four: vier
            five: vijf
            six: zes
            seven: zeven
            eight: acht
            nine: negen
            ten: tien
            eleven: elf
            twelve: twaalf
            thirteen: dertien
            fourteen: veertien
            fifteen: vijftien
            sixteen: zestien
            seventeen: zeventien
            eighteen: achttien
            nineteen: negentien
            twenty: twintig
            thirty: dertig
            forty: veertig
            fifty: vijftig
            sixty: zestig
            seventy: zeventig
            eighty: tachtig
            ninety: negentig
            hundred: honderd
            thousand: duizend
            million: miljoen mln
            billion: miljard mld
            trillion: biljoen
            dozen: dozijn
            dozens: tientallen
            hundreds: honderden
            thousands: duizenden
            half: helft half halve
            percent: procent
            euro: euro
            dollar: dollar
            km: kilometer km
            metres: meter
            cm: centimeter
            kg: kilo kilogram
            tonne: ton
            litre: liter
            hectare: hectare
            hours: uur uren
            minutes: minuut minuten
            days: dag dagen
            weeks: week weken
            months: maand maanden
            years: jaar jaren
            old: oud oude
            megawatts: megawatt
            celsius: celsius
            dead: dode doden slachtoffers dodelijk overleden
            killed: gedood omgekomen gestorven stierven stierf
            injured: gewond gewonde gewonden
            missing: vermist vermiste vermisten
            arrested: aangehouden gearresteerd opgepakt
            rescued: gered geredde
            evacuated: geëvacueerd geëvacueerde
            people: mensen personen
            the: de het een
            and: en
            to: tot
            of: van
            in: in
            at: bij te
            on: op
            with: met
            not: niet geen
            never: nooit
            no: nee
            without: zonder
            before: voor
            after: na nadat
            but: maar
            while: terwijl
            about: ongeveer circa zo'n
            than: dan
            other: andere anderen
            another: nog
            expected: verwacht verwachte verwachten verwachting verwachtingen gepland geplande prognose
            could: kan kon zou zouden zal zullen moet moeten wil
            last: laatste afgelopen vorig vorige
            earlier: eerder vroeger voorheen
            per: per
            daily: dagelijks dagelijkse
            monthly: maandelijks
            annually: jaarlijks
            average: gemiddeld gemiddelde
            long: lang lange lengte
            tall: hoog hoge hoogte
            wide: breed brede breedte
            deep: diep diepte
            raised: verhoogde verhoogd steeg stegen stijgt gestegen
            lowered: verlaagde verlaagd daalde daalden daalt gedaald
            won: won wonnen gewonnen
            lost: verloor verloren
            approved: goedgekeurd aangenomen stemde
            rejected: verworpen afgewezen verwierp
            guilty: schuldig veroordeeld
            acquitted: vrijgesproken
            open: open geopend heropend
            closed: gesloten dicht afgesloten
            confirmed: bevestigde bevestigd
            denied: ontkende ontkent
            votes: stemmen
            flight: vlucht
            page: pagina
            article: artikel
            """,
        bounds=(
            ("least", "meer dan|minstens|ten minste|zeker|ruim|boven de"),
            ("nearly", "bijna|haast|net geen"),
            ("most", "minder dan|tot|hoogstens|maximaal|onder de"),
            ("about", "ongeveer|circa|ca\\.|zo['’]n|rond de|om en nabij de"),
        ),
        ranges="tot|en|of",
        rate=pattern(
            r"\s?\w{0,14}\s(?:per|in de|elke)\s(?:jaar|dag|week|maand|uur|minuut|persoon|inwoner|hoofd)\b"
        ),
        dates=pattern(rf"\b(?P<day>[12]\d|3[01]|[1-9]) (?P<month>{_MONTH})\b(?: \d{{4}})?"),
        clock=pattern(
            r"(?P<vague>(?:rond|omstreeks|kort voor|kort na|voor|na) )?\b(?P<hour>[01]?\d|"
            r"2[0-4])(?:[:.](?P<minute>[0-5]\d))? uur\b(?P<late>)(?!s| (?:lang|"
            r"later|per|in))"
        ),
    ),
    furniture=Furniture(
        lines=lines(
            """advertentie
            delen
            deel dit artikel
            deel artikel
            printen
            reageren
            reacties
            home
            menu
            zoeken
            inloggen
            registreren
            abonneren
            word abonnee
            lees ook
            lees meer
            lees verder
            lees meer over
            bekijk ook
            zie ook
            meer over dit onderwerp
            misschien ook interessant
            gerelateerde artikelen
            gerelateerd
            meest gelezen
            meer nieuws
            onderwerpen
            tags
            trefwoorden
            voorwaarden
            privacybeleid
            privacyverklaring
            cookiebeleid
            deel op facebook
            deel op twitter
            deel op whatsapp
            deel via e-mail
            mail dit artikel
            kopieer link
            luister naar dit artikel
            naar boven
            vorig artikel
            volgend artikel
            gesponsorde inhoud
            nieuwsbrief
            artikel beluisteren"""
        ),
        notes=pattern(
            r"(?:wij gebruiken|we gebruiken|deze (?:web)?site|onze (?:web)?site|"
            r"onze partners|door verder te)\b[^.]{0,160}\bcookies?\b.{0,300}",
            r"(?:alles |alle )?(?:cookies? )?(?:accepteren|weigeren|beheren)(?: en doorgaan)?|"
            r"cookie-?(?:instellingen|voorkeuren|verklaring)",
            r"(?:schrijf je in|schrijf u in|meld je aan|meld u aan|abonneer|ontvang|volg ons|download)\b.{0,200}",
            r"(?:al|ben je al|bent u al|nog geen) abonnee\b.{0,80}|(?:alleen|exclusief) voor abonnees\b.{0,60}",
            r"(?:je|uw) e-?mailadres (?:wordt|zal) niet (?:gepubliceerd|worden gepubliceerd)\b.{0,80}|"
            r"(?:plaats|laat|schrijf) een reactie\b.{0,60}|\d+ reacties?|reacties \(\d+\)",
            r"(?:alle rechten voorbehouden|©|copyright)\b.{0,120}|.{0,60}\balle rechten voorbehouden",
            r"(?:gelieve |schakel )?javascript\b.{0,120}",
        ),
        reported=pattern(r"[„“\"]", rf"\b{_SAID}\b", r"\bvolgens\b"),
        related=pattern(
            r"\W{0,3}(?:(?:lees|bekijk|luister) (?:ook|meer|verder|hier)|zie ook|"
            r"meer over dit onderwerp|achtergrond|video|podcast|"
            r"interview|analyse|opinie|commentaar|onderwerpen|tags)\s{0,2}[:|>»›→].{0,200}",
            r"\W{0,3}(?:lees|bekijk) ook\b[^.!?]{3,140}",
        ),
        captions=cased(
            r"\W{0,3}(?:Foto|Foto['’]s|Beeld|Afbeelding|Bron|Illustratie|Infographic|"
            r"Archieffoto)\s?(?::|/|©|ter illustratie\b).{0,120}",
            r"\W{0,3}(?:[Ff]oto ter illustratie|[Aa]rchieffoto|[Ii]llustratiebeeld)\W{0,3}",
            r"[^.!?]{5,200}(?:[.!?]\s?)?(?:\(?(?:Foto|Beeld|Bron|Archieffoto)\s?[:/©]\s?[^.!?()]{2,60}\)?|"
            r"©\s?[^.!?]{2,60})",
        ),
        bylines=cased(
            r"(?:[Dd]oor|DOOR|Tekst:)\s(?:[A-Z][\wÀ-ÿ.’-]*(?:\s|,\s|\sen\s|$)|(?:van|"
            r"de|der|den)\s){1,7}(?:\W{0,3}[\w ]{0,30})?",
        ),
        stamps=pattern(
            r"(?:(?:gepubliceerd|bijgewerkt|geüpdatet|laatste update|datum)\b\W{0,3})?(?:op\s)?(?:(?:maandag|"
            r"dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag),?\s)?"
            rf"\d{{1,2}}(?:\s(?:{_MONTH})|[-/]\d{{1,2}}[-/])\s?(?:\d{{4}})?(?:\W{{0,4}}(?:om\s)?\d{{1,2}}[:.]\d\d(?:\suur)?)?",
            r"leestijd\b.{0,30}|\d{1,2}\s?min(?:uten)?\.?(?: leestijd)?|\d{1,3} (?:minuten|"
            r"minuut|uur|dagen|dag) geleden",
        ),
    ),
    elisions=pattern(r"[sntk]['’](?=\w{3})"),
    phrases={
        "English": "Engels",
        "German": "Duits",
        "French": "Frans",
        "Spanish": "Spaans",
        "Portuguese": "Portugees",
        "Italian": "Italiaans",
        "Dutch": "Nederlands",
        "{first} and {last}": "{first} en {last}",
        "A single source": "Eén enkele bron",
        "{n} source": "{n} bron",
        "{n} sources": "{n} bronnen",
        "{n} independent report": "{n} onafhankelijk bericht",
        "{n} independent reports": "{n} onafhankelijke berichten",
        "both independent": "beide onafhankelijk",
        "all independent": "alle onafhankelijk",
        "the source's own words": "in de woorden van de bron",
        "the sources' own words": "in de woorden van de bronnen",
        "condensed, every statement checked against its source": (
            "ingekort, elke uitspraak aan haar bron getoetst"
        ),
        "condensed, every statement checked against its sources": (
            "ingekort, elke uitspraak aan haar bronnen getoetst"
        ),
        "condensed, {n} of {total} replaced by the source's words": (
            "ingekort, {n} van {total} vervangen door de woorden van de bron"
        ),
        "{n} statement": "{n} uitspraak",
        "{n} statements": "{n} uitspraken",
        "{n} article was read": "{n} artikel is gelezen",
        "{n} articles were read": "{n} artikelen zijn gelezen",
        "{read}, all of them one report": "{read}, die alle één bericht zijn",
        "{read}, {n} of them independent reports": "{read}, waarvan {n} onafhankelijke berichten",
        "{read}; {n} source was left out.": "{read}; {n} bron is weggelaten.",
        "{read}; {n} sources were left out.": "{read}; {n} bronnen zijn weggelaten.",
        "Sources {numbers} reprint one text: counted once.": (
            "De bronnen {numbers} nemen één tekst over: één keer geteld."
        ),
        "{n} sentence said what another had said and stands as evidence beside it.": (
            "{n} zin zei hetzelfde als een andere en staat er als bewijs naast."
        ),
        "{n} sentences said what another had said and stand as evidence beside it.": (
            "{n} zinnen zeiden hetzelfde als een andere en staan er als bewijs naast."
        ),
        (
            "{n} of {total}, as condensed, was not carried by the evidence and was replaced by the "
            "source's own words."
        ): (
            "{n} van {total} werd in ingekorte vorm niet door het bewijs gedragen en is vervangen door "
            "de woorden van de bron."
        ),
        (
            "{n} of {total}, as condensed, were not carried by the evidence and were replaced by the "
            "source's own words."
        ): (
            "{n} van {total} werden in ingekorte vorm niet door het bewijs gedragen en zijn vervangen "
            "door de woorden van de bron."
        ),
        "Source {numbers} is not cited: {reason}": "Bron {numbers} is niet geciteerd: {reason}",
        "Sources {numbers} are not cited: {reason}": "De bronnen {numbers} zijn niet geciteerd: {reason}",
        "{n} sources are not cited: {reason}": "{n} bronnen zijn niet geciteerd: {reason}",
        "no reason is recorded": "er is geen reden vermeld",
        "mentioned under “Also today” alone": "alleen genoemd onder “Ook vandaag”",
        "outside the stories for which the brief has room": "buiten de onderwerpen waarvoor plaats is",
        "no sentence of article text was found there": "daar is geen zin van een artikel gevonden",
        "less central than what is told, or not to be understood alone": (
            "minder centraal dan wat verteld wordt, of op zichzelf niet te begrijpen"
        ),
        "says nothing that was not told before": "zegt niets wat niet al verteld is",
        "there are no words in it": "er staan geen woorden in",
        "The model {subject} was stopped ({reason}); what it had not reached is quoted.": (
            "Het model {subject} is gestopt ({reason}); wat het niet had bereikt, is geciteerd."
        ),
        "Left out while {stage}: {subject} — {reason}": "Weggelaten: {subject} — {reason}",
        (
            "The sources are in several languages: {languages}. Each story is told in its own, and "
            "none is merged with one in another."
        ): (
            "De bronnen zijn in verschillende talen: {languages}. Elk onderwerp wordt in zijn eigen "
            "taal verteld en geen enkel wordt met een in een andere samengevoegd."
        ),
        "its stories are quoted, not condensed: the model does not know the language": (
            "de onderwerpen zijn geciteerd en niet ingekort: het model kent de taal niet"
        ),
        "No statement could be drawn from these sources; the coverage says why.": (
            "Uit deze bronnen was geen uitspraak te halen; de dekking zegt waarom."
        ),
        "Where the sources differ": "Waar de bronnen verschillen",
        "Also today": "Ook vandaag",
        "Other stories": "Andere onderwerpen",
        "Sources": "Bronnen",
        "Coverage": "Dekking",
        "not cited": "niet geciteerd",
        "the same text as {n}": "dezelfde tekst als {n}",
        "p. {n}": "p. {n}",
        "page {n}": "pagina {n}",
        "characters {start}–{end}": "tekens {start}–{end}",
        "for the words in brackets": "voor de woorden tussen haakjes",
        "words in brackets from": "woorden tussen haakjes uit",
        "Evidence in": "Bewijs in",
        "A number opens the words that carry the statement before it.": (
            "Een nummer opent de woorden die de uitspraak ervoor dragen."
        ),
        "Statements are the sources’ own words": "De uitspraken zijn de eigen woorden van de bronnen",
        "Statements are the sources' own words": "De uitspraken zijn de eigen woorden van de bronnen",
        "Statements are condensed from the sources and checked against them": (
            "De uitspraken zijn uit de bronnen ingekort en aan hen getoetst"
        ),
        "words in [brackets] are insertions. Made by summarizer {version}.": (
            "woorden tussen [haakjes] zijn toegevoegd. Gemaakt met summarizer {version}."
        ),
        "Shortened, so that your mail program shows it to its end. Left out: {what}.": (
            "Ingekort, zodat uw mailprogramma het tot het einde toont. Weggelaten: {what}."
        ),
        "Read the whole brief": "Het hele overzicht lezen",
        "The whole brief: {where}": "Het hele overzicht: {where}",
        "The plain-text version of this mail has every statement and every source.": (
            "De tekstversie van deze mail bevat elke uitspraak en elke bron."
        ),
        "single source": "één bron",
        "a single source for each statement": "één bron per uitspraak",
        "blurb only": "alleen een aankondiging",
        "quoted": "geciteerd",
        "condensed": "ingekort",
        "replaced": "vervangen",
        "disputed": "omstreden",
        "new": "nieuw",
        "update": "bijgewerkt",
        "updated": "bijgewerkt",
        "corrected": "gecorrigeerd",
        "Untitled": "Zonder titel",
        "Standard input": "Standaardinvoer",
        "Nothing to tell": "Niets te vertellen",
        "{title}, and {n} more stories": "{title} en {n} andere onderwerpen",
        "Number of {what}": "Aantal: {what}",
        "Number of dead": "Aantal doden",
        "Number of injured": "Aantal gewonden",
        "Number of missing": "Aantal vermisten",
        "Number of arrested": "Aantal aangehouden",
        "Number of rescued": "Aantal geredden",
        "Number of displaced": "Aantal geëvacueerden",
        "dead": "dood",
        "injured": "gewond",
        "missing": "vermist",
        "arrested": "aangehouden",
        "rescued": "gered",
        "displaced": "geëvacueerd",
        "Age of {who}": "Leeftijd: {who}",
        "Length of {what}": "Lengte: {what}",
        "Height of {what}": "Hoogte: {what}",
        "Width of {what}": "Breedte: {what}",
        "Depth of {what}": "Diepte: {what}",
        "Weight of {what}": "Gewicht: {what}",
        "Speed of {what}": "Snelheid: {what}",
        "Temperature": "Temperatuur",
        "Duration": "Duur",
        "Date": "Datum",
        "Day": "Dag",
        "Time": "Tijd",
        "Year": "Jaar",
        "Votes": "Stemmen",
        "Share": "Aandeel",
        "Outcome": "Uitkomst",
        "Area": "Oppervlakte",
        "Volume": "Hoeveelheid",
        "Power": "Vermogen",
        "Amount": "Bedrag",
        "Cited: {names}": "Geciteerd: {names}",
        "nobody": "niemand",
        "Filled: cited in the story.": "Gevuld: geciteerd in het onderwerp.",
        "Marked: cited in the story.": "Gemarkeerd: geciteerd in het onderwerp.",
        "and {n} more": "en {n} meer",
        "the passages quoted in the list of sources": "de citaten in de bronnenlijst",
        "the sources that are not cited": "de niet geciteerde bronnen",
        "the links of what sources differ on": "de links van waarin bronnen verschillen",
        "the table of who is cited for what": "de tabel van wie waarvoor is geciteerd",
        "the last line of the coverage": "de laatste regel van de dekking",
        "the last {n} lines of the coverage": "de laatste {n} regels van de dekking",
        "the last line of “Also today”": "de laatste regel van “Ook vandaag”",
        "the last {n} lines of “Also today”": "de laatste {n} regels van “Ook vandaag”",
        "the links of the last statement": "de links van de laatste uitspraak",
        "the links of the last {n} statements": "de links van de laatste {n} uitspraken",
        "the last statement": "de laatste uitspraak",
        "the last {n} statements": "de laatste {n} uitspraken",
        "the last source": "de laatste bron",
        "the last {n} sources": "de laatste {n} bronnen",
        "the last difference between sources": "het laatste verschil tussen bronnen",
        "the last {n} differences between sources": "de laatste {n} verschillen tussen bronnen",
        "{n} statement is new": "{n} uitspraak is nieuw",
        "{n} statements are new": "{n} uitspraken zijn nieuw",
        "“{text}” is told otherwise": "“{text}” wordt anders verteld",
        "{change} (since {date})": "{change} (sinds {date})",
        "{change} (its source was edited after {date})": "{change} (de bron is na {date} gewijzigd)",
        "{weekday}, {date}": "{weekday} {date}",
        "From {date} on": "Vanaf {date}",
        "no brief was made before this one, which covers all days since": (
            "er is geen overzicht gemaakt vóór dit, dat alle dagen sindsdien omvat"
        ),
        "The mail of {date}": "De mail van {date}",
        "may not have arrived: the run that sent it did not see the server's answer": (
            "is misschien niet aangekomen: de run die hem verstuurde, heeft het antwoord van de server niet gezien"
        ),
        "told on {date}; its source was edited and no longer says so": (
            "verteld op {date}; de bron is gewijzigd en zegt het niet meer"
        ),
    },
)
