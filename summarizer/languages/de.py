"""German."""

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
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
    "Dezember",
)  # fmt: skip
_WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_MONTH = "|".join((*_MONTHS, "Jänner"))
_NAME = r"((?:[A-ZÄÖÜ][\wäöüß’&.-]*)(?:\s+(?:des\s+|der\s+|von\s+|für\s+)?[A-ZÄÖÜ][\wäöüß’&.-]*){0,3})"
_SAID = (
    r"(?:sagte|sagten|sagt|teilte|teilten|teilt|erklärte|erklärten|erklärt|berichtete|berichteten|berichtet|"
    r"hieß|betonte|schrieb|meldete|meldeten|meldet|bestätigte|bestätigten|kündigte|gab|gaben)"
)

LANGUAGE = Language(
    code="de",
    stemmer="german",
    stop_words=words(
        """aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes
            anders auch auf aus bei beim beide beiden bereits bis bisher bin bist bleiben bleibt da dabei
            dadurch dafür dagegen daher damals damit danach daneben dann daran darauf darüber darum darunter
            das dass dazu davon davor dein deine dem demnach den denen denn dennoch der deren des deshalb
            dessen dich die dies diese diesem diesen dieser dieses dir doch dort du durch dürfen dürfte ein
            eine einem einen einer eines einige einigen einmal er erst es etwa etwas euch euer für gab gegen
            geht gewesen gibt haben habe hat hatte hatten her heute hier hin hinter ich ihm ihn ihnen ihr
            ihre ihrem ihren ihrer ihres im immer in indem ins ist ja je jede jedem jeden jeder jedes jedoch
            jene jetzt kann kein keine keinem keinen keiner können könnte könnten laut lassen machen man
            mehr mein mit muss müssen musste nach nachdem nicht nichts noch nun nur ob obwohl oder ohne
            schon sehr sei seien sein seine seinem seinen seiner seines seit sich sie sind so sogar solche
            soll sollen sollte sollten sondern sonst sowie trotz über um und uns unser unter viel viele
            vielen vom von vor während wann war waren warum was weg weil weiter weitere weiteren weiterhin
            welche welcher wenig weniger wenn wer werde werden wie wieder will wir wird wo wobei wohl wollen
            wollte wollten worden wurde wurden würde würden zu zudem zum zur zwar zwischen sagte sagten sagt
            teilte mit mitteilte erklärte erklärten hieß berichtete berichteten berichtet angaben herr frau
            z b d h bzw""",
    ),
    common=words(
        """jahr jahre jahren jahres neue neuen neuer neues tag tage tagen woche wochen monat monate monaten
            zeit mensch menschen land stadt teil prozent million millionen milliarde milliarden euro zahl
            erste ersten zweite zweiten letzte letzten große großen kleine kleinen deutsche deutschen
            deutschland ende frage fall rund knapp mehrere sprecher sprecherin unternehmen regierung polizei
            behörde behörden montag dienstag mittwoch donnerstag freitag samstag sonntag abend morgen
            gestern uhr kommen kommt kam gehen stehen steht geben arbeit haus gut insgesamt zuvor
            vergangenen nächsten außerdem""",
    ),
    months=_MONTHS,
    short_months=(
        "Jan.",
        "Febr.",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "Aug.",
        "Sept.",
        "Okt.",
        "Nov.",
        "Dez.",
    ),
    weekdays=_WEEKDAYS,
    date_form="{day}. {month} {year}",
    thousands=".",
    splitting=Splitting(
        abbreviations=words(
            """abb abs abt allg anm aufl bd betr bez bspw dt einschl engl etc evtl exkl fa fam ff fr frz geb
            gegr gest ggf ggü hg hrsg hl inkl insb insbes int jh jhdt kath kfm lfd lt max min mind mio mrd
            nachm nr od österr prov qm resp rd röm s schweiz sen std str tel tgl tsd u.a u.ä usw u.s.w v.a
            verh verm vorm z.t zzgl zzt jan feb febr mär apr jun jul aug sep sept okt nov dez mo di mi do sa
            so st o.ä e.v"""
        ),
        titles=words(
            """Hr Fr Dr Prof Dipl Ing Hon Mag Med Rer Nat Phil Jur Pol Priv Doz Gen Lt Hptm Abg Min Präs St
            Msgr Dres"""
        ),
        goes_on=words(
            """z.b d.h i.d.r u.u bzw vgl ca sog bzgl gem max min lt evtl ggf bspw inkl exkl insb insbes mind
            einschl
            zzgl rd geb gest verh bez dipl-ing z d i dr prof"""
        ),
        numbering=words(
            """nr art abs s bd kap ziff abb tab § ff mio mrd ca rd lt jan feb febr aug sept okt nov dez"""
        ),
        openers=words(
            """aber alle allerdings als also am an andere auch auf aus außerdem bei beide bereits bis da dabei
            dafür dagegen daher damit danach dann daraufhin darüber das dass davon dazu dem den denn dennoch
            der derzeit des deshalb die dies diese dieser dieses doch dort drei durch ein eine einem einen
            einer eines einige er erst es etwa für gegen gestern heute hier hinzu ich ihr ihre im in
            insgesamt ist jede jeder jedoch jetzt kein keine man mehr mehrere mit nach nachdem nicht noch
            nun nur ob obwohl ohne rund schon sein seine seit sie so sollte sowohl später trotz trotzdem
            über um und unter viele vom von vor während wann warum was weil weitere wenn wer wie wir wo zu
            zudem zuletzt zum zur zuvor zwar zwei zwischen"""
        ),
        ordinal_before=words(
            "am dem den der das die vom zum bis ab seit im beim ihr ihre ihrem ihren ihrer sein seine seinem seinen "
            "seiner jeder jeden jedem jede jedes ein einen einem Am Der Die Das Den Dem Vom Zum Bis Ab Seit Im Beim "
            "Ihr Ihren Sein Seinen Jeder Jede Jedes"
        ),
        ordinal_after=words(
            """januar jänner februar märz april mai juni juli august september oktober november dezember
            jahrhundert jahrhunderts jahrestag jahrestags jahrestages geburtstag geburtstags todestag
            weltkrieg weltkriegs stock stockwerk etage klasse liga bundesliga spieltag spieltags minute
            runde platz rang auflage lebensjahr schuljahr mal tag tages monat quartal kapitel armee division
            wahlperiode legislaturperiode sitzung symphonie sinfonie etappe jan feb febr aug sept okt nov
            dez"""
        ),
    ),
    quotation=Quotation(
        opens="„",
        closes="“",
        inner=("‚", "‘"),
        pairs=(("„", '“”"'), ("“", "”"), ("»", "«"), ("«", "»")),
    ),
    dating=Dating(
        weekday=pattern(
            r"(?<![-\w])(?:am|seit|vom|am frühen|am späten|(?:am |vom )?(?P<last>vergangenen|letzten|vorigen)|"
            rf"(?:in der )?nacht (?:auf|zum)) (?P<day>{'|'.join(_WEEKDAYS)}|Sonnabend)"
            r"(?=abend|morgen|mittag|nacht|nachmittag|vormittag|\b)"
            r"(?![’'-]|,?\s*(?:den\s|dem\s|der\s|\()?\s*\d|\s+(?:und|oder|bis)\s+\w+tag\b)"
        ),
        past=pattern(
            r"\b(?:hat|haben|hatte|hatten|war|waren|wurde|wurden|worden|[a-zäöüß]{2,}(?:te|ten)|kam|kamen|ging|gingen|"
            r"gab|gaben|starb|starben|fiel|fielen|stieg|stiegen|beschloss|beschlossen|fand|fanden|trat|traten|begann|"
            r"begannen|lief|liefen|brach|brachen|schloss|schlossen|hielt|hielten|rief|riefen|traf|trafen|nahm|nahmen|"
            r"stand|standen|sank|sanken|ließ|ließen|blieb|blieben|verlor|verloren|"
            r"gewann|gewannen|hieß|sprach|sprachen|"
            r"schlug|wies|wiesen|bat|baten|stieß|stießen)\b"
        ),
        ahead=pattern(
            r"\b(?:will|wollen|wird|werden|soll|sollen|sollte|sollten|könnte|könnten|müsste|dürfte|dürften|möchte|"
            r"möchten|würde|würden|plant|planen|geplant|kommenden|nächsten|bis (?:zum|spätestens|am)|ab|muss|müssen|"
            r"voraussichtlich|jeden|jedem|eines)\b"
        ),
        near=(
            (pattern(r"(?<![-\w])gestern\b(?!\s+und\s+heute|,? am)"), -1),
            (pattern(r"(?<![-\w])vorgestern\b"), -2),
            (pattern(r"(?<![-\w])heute (?:morgen|früh|vormittag|mittag|nachmittag|abend)\b"), 0),
        ),
        years=(
            (
                pattern(
                    r"\b(?:im|des|das|seit dem|vom) (?:vergangenen|letzten|vorigen|"
                    r"vergangene|letzte|vorige) Jahr(?:es|s)?\b",
                    r"\b(?:vergangenes|letztes|voriges) Jahr\b",
                    r"\b(?:im|des) Vorjahr(?:es|s)?\b",
                ),
                -1,
            ),
            (
                pattern(
                    r"\b(?:im|des) (?:kommenden|nächsten) Jahr(?:es|s)?\b",
                    r"\b(?:kommendes|nächstes) Jahr\b",
                ),
                1,
            ),
        ),
        form="{day}. {month}",
    ),
    leaning=Leaning(
        pronoun=pattern(
            r"(?:(?:aber|und|denn|doch|auch|dann|nun)\s+)?"
            r"(?:er|sie|ihm|ihn|ihnen|ihre?[mnrs]?|seine?[mnrs]?|deren|dessen|dieser|dieses|diesem|diesen)\b"
            r"(?!\s+(?:Jahr(?:es)?|Woche|Monats?|Sommer|Winter|Frühjahr|Herbst)\b)",
            r"es\b(?!\s+(?:ist|war|sei|wird|wurde|wurden|werden|bleibt|blieb|gibt|"
            r"gab|sind|waren|handelt|handelte|geht|"
            r"ging|gilt|galt|kam|kommt|heißt|hieß|fehlt|fehlten|dürfte|könnte|brauche|brauchen|herrscht|herrschte)\b)",
        ),
        points_back=pattern(
            r"(?:(?:aber|und|denn|doch|auch)\s+)?(?:das|dies|diese)\b\s+"
            r"(?:ist|war|sei|wäre|hat|habe|hatte|haben|hatten|wird|würde|werden|wurden|kann|könne|könnte|soll|solle|"
            r"sind|seien|waren|gilt|gelte|galt|teilte|sagte|geht|ging|bedeutet|bedeute|zeigt|zeigte|führte|führt|"
            r"betrifft|reicht|stieß|löste|sorgte|entspricht|entspreche|bestätigte)\b",
            r"diese\b(?!\s+(?:Woche|Nacht|Saison)\b)",
            r"(?:beide|beides|andere|einige davon|viele davon|letztere\w*|erstere\w*|"
            r"solche\w*|keiner von|einer von ihnen)\b",
            r"(?:die (?:entscheidung|maßnahme|maßnahmen|ankündigung|nachricht|zahlen|vorwürfe|anschuldigungen|frau)|"
            r"der (?:schritt|vorfall|mann|beschluss|vorschlag|anstieg|rückgang|"
            r"junge)|das (?:urteil|vorhaben|ergebnis|paar))"
            r"\b(?!\s+(?:der|des|die|das|von|vom|zu|zum|zur|für|über|gegen|aus|in|im|am|an|auf|mit|nach|bei)\b)(?!,)",
        ),
        continues=pattern(
            r"(?:dabei|dafür|dagegen|daher|damit|danach|dann|daneben|daran|darauf|"
            r"daraufhin|daraus|darin|darum|darunter|"
            r"darüber|davon|davor|dazu|dadurch|dahinter|demnach|dennoch|deshalb|"
            r"deswegen|stattdessen|trotzdem|somit|folglich|"
            r"allerdings|jedoch|außerdem|zudem|ferner|ebenso|ebenfalls|gleichzeitig|hinzu kommt|hinzu kommen|hingegen|"
            r"schließlich|anschließend|andererseits|einerseits|zum einen|zum anderen|unterdessen|inzwischen|zuvor|"
            r"kurz darauf|kurz danach|wenig später|später|zunächst|im gegensatz dazu|"
            r"im gegenzug|so|hierzu|hierfür|dort|"
            r"anders|ähnlich|zum beispiel|beispielsweise|weiter hieß|dabei)\b(?!\s+wie\b)",
            r"(?:einen|zwei|drei|wenige|einige) (?:tage?|stunden?|wochen?|monate?|"
            r"minuten) (?:später|zuvor|danach|darauf)\b",
            r"am (?:nächsten|folgenden|selben|gleichen) (?:tag|morgen|abend)\b",
        ),
        reporting=pattern(
            r"\bäußerte[n]? sich (?:zunächst )?nicht\b",
            r"\bwar (?:zunächst )?nicht (?:zu erreichen|für eine stellungnahme)\b",
            r"\b(?:reagierte[n]?|antwortete[n]?) (?:zunächst )?nicht auf\b",
            r"\bwollte[n]? (?:sich )?(?:dazu )?(?:nicht|keine stellung|keinen kommentar)\b.{0,40}\b(?:äußern|"
            r"nehmen|abgeben|kommentieren)\b",
            r"\bzuerst (?:hatte|hatten|berichtete)\b",
        ),
        person=cased(
            r"(?<![\w-])(?:[Ii]ch|[Ww]ir|[Uu]ns|[Uu]nser(?:e[mnrs]?)?|[Mm]ir|[Mm]ich|"
            r"[Mm]eine?[mnrs]?|du|[Dd]ir|[Dd]ich|[Dd]eine?[mnrs]?|[Ee]uch|[Ee]ure?)(?![\w-])",
            r"(?<=[a-zäöüß,] )(?:Sie|Ihnen|Ihre?[mnrs]?)(?![\w-])",
        ),
    ),
    crediting=Crediting(
        credits=(
            cased(
                r"\b(?:[Ll]aut|[Nn]ach [Aa]ngaben (?:der|des)|[Nn]ach [Ii]nformationen (?:der|"
                r"des)|[Uu]nter [Bb]erufung auf)\s+(?:einem Bericht (?:der|des)\s+|"
                r"(?:der|die|das|den|dem|des)\s+)?(?:Nachrichtenagentur\s+|Zeitung\s+|"
                rf"Sender\s+|Magazin\s+)?[„»\"]?{_NAME}"
            ),
            cased(
                r"\b(?:wie|[Dd]as sagte|sagte|sagten|berichtete|berichtet|meldete|"
                r"meldet|zitierte)\s+(?:er\s+|sie\s+)?(?:die|der|das|dem|den)\s+(?:Nachrichtenagentur\s+|"
                rf"Zeitung\s+|Zeitungen\s+|Sender\s+|Magazin\s+)?[„»\"]?{_NAME}"
            ),
            cased(r"\b(?:Nachrichtenagentur|Agentur)\s+(\w[\w-]*)"),
            cased(r"\((dpa|afp|AFP|Reuters|AP|epd|KNA|sid|APA|SDA)(?:/\w+)*\)"),
        ),
        outlets=pattern(
            r"\b(?:zeitung|nachrichten|tagblatt|tageblatt|blatt|anzeiger|kurier|"
            r"rundschau|morgenpost|abendblatt|spiegel|"
            r"focus|stern|zeit|welt|bild|presse|post|bote|echo|funk|rundfunk|fernsehen|"
            r"ard|zdf|ndr|wdr|mdr|swr|rbb|sender|"
            r"journal|merkur|tageszeitung|allgemeine|dpa|afp|reuters|times|news)\b"
        ),
        attributions=(
            (
                ("laut", "Laut", "Angaben", "angaben", "zufolge", "mitteil", "Mitteil"),
                according_to(
                    "laut|nach angaben|nach worten|nach aussage",
                    "der|des|von|einer|eines|dem|den",
                    "hat|haben|ist|sind|wurde|wurden|war|waren|sei|soll|sollen|wird|werden|beläuft|liegt|liegen|kam|kamen",
                ),
            ),
            (
                ("zufolge",),
                pattern(r"^[^,.;]{3,60} zufolge\b,?", r",\s*[^,.;]{3,60} zufolge(?=[,.;]|$)"),
            ),
            (
                ("sagt", "teilt", "erklär", "bericht", "meldet", "hieß", "bestätig"),
                pattern(
                    rf",\s+(?:wie\s+)?(?:{_SAID})\b[^,;„“”\"]{{2,90}}(?=[,.;]|$)",
                    rf",\s+wie\s+[^,;„“”\"]{{2,80}}\s+{_SAID}(?=[,.;]|$)",
                    r",\s+so\s+[^,;„“”\"]{2,80}(?=[,.;]|$)",
                    rf"^[^,;„“”\"]{{2,80}}\s+{_SAID}(?:\s+am\s+\w+tag)?(?:\s+mit)?,\s+(?:dass\s+)?",
                ),
            ),
        ),
    ),
    counting=Counting(
        glosses="""
            two: zwei zweien
            three: drei
            four: vier
            five: fünf
            six: sechs
            seven: sieben
            eight: acht
            nine: neun
            ten: zehn
            eleven: elf
            twelve: zwölf
            thirteen: dreizehn
            fourteen: vierzehn
            fifteen: fünfzehn
            sixteen: sechzehn
            seventeen: siebzehn
            eighteen: achtzehn
            nineteen: neunzehn
            twenty: zwanzig
            thirty: dreißig
            forty: vierzig
            fifty: fünfzig
            sixty: sechzig
            seventy: siebzig
            eighty: achtzig
            ninety: neunzig
            hundred: hundert
            thousand: tausend tsd
            million: million millionen mio
            billion: milliarde milliarden mrd
            trillion: billion billionen
            dozen: dutzend
            hundreds: hunderte hunderten
            thousands: tausende tausenden
            dozens: dutzende dutzenden
            half: hälfte halbe halben
            percent: prozent prozentpunkte prozentpunkten
            euro: euro eur
            dollar: dollar us-dollar
            franc: franken
            km: kilometer kilometern km
            metres: meter metern
            cm: zentimeter zentimetern
            kg: kilogramm kilo
            tonne: tonne tonnen
            litre: liter litern
            hectare: hektar
            mile: meile meilen
            hours: stunde stunden
            minutes: minute minuten
            days: tag tage tagen
            weeks: woche wochen
            months: monat monate monaten
            years: jahr jahre jahren
            old: alt alte alten alter altes
            megawatts: megawatt
            kilowatts: kilowatt
            celsius: celsius
            dead: tote toten toter todesopfer todesopfern tot
            killed: getötet getötete umgekommen gestorben starben starb ums leben
            injured: verletzt verletzte verletzten verletzter verwundet verwundete
            missing: vermisst vermisste vermissten
            arrested: festgenommen festgenommene verhaftet
            rescued: gerettet gerettete
            evacuated: evakuiert evakuierte
            people: menschen personen leute
            the: der die das den dem des ein eine einen einem einer eines
            and: und
            to: bis
            of: von vom
            in: in im
            at: an am bei beim
            on: auf
            with: mit
            not: nicht kein keine keinen keiner keinem
            never: nie niemals
            no: nein
            without: ohne
            before: vor zuvor
            after: nach nachdem
            but: aber sondern
            while: während
            about: etwa rund ungefähr circa ca
            than: als
            other: andere anderen anderer
            another: weitere weiteren weiterer
            expected: erwartet erwarten prognose prognosen voraussichtlich geplant geplante geplanten
            could: könnte könnten soll sollen wird werden will wollen dürfte dürften möglich
            last: letzten letzte vergangenen vergangene vorigen
            earlier: zuletzt früher zuvor bisher vorjahr
            per: pro je
            daily: täglich
            annually: jährlich
            monthly: monatlich
            average: durchschnitt durchschnittlich schnitt mittel
            long: lang lange langen langer
            tall: hoch hohe hohen hoher
            wide: breit breite breiten
            deep: tief tiefe tiefen
            raised: erhöhte erhöht erhöhen stieg stiegen steigt steigen anhebt anhob gestiegen
            lowered: senkte senkt senken sank sanken sinkt gesenkt fiel fielen gesunken
            won: gewann gewannen gewonnen siegte
            lost: verlor verloren unterlag
            approved: billigte billigten gebilligt genehmigte genehmigt genehmigten angenommen zugestimmt
            rejected: lehnte lehnten abgelehnt ablehnte verwarf verworfen
            guilty: schuldig verurteilt
            acquitted: freigesprochen
            open: geöffnet eröffnet öffnete wiedereröffnet
            closed: geschlossen gesperrt schloss
            confirmed: bestätigte bestätigt
            denied: bestritt dementierte bestreitet dementiert
            votes: stimmen
            votes: abstimmung
            flight: flug
            page: seite seiten
            article: artikel
            """,
        bounds=(
            ("least", "mehr als|mindestens|über|wenigstens|nicht weniger als"),
            ("nearly", "fast|knapp|beinahe|nahezu|annähernd"),
            ("most", "weniger als|unter|bis zu|höchstens|maximal|nicht mehr als"),
            ("about", "etwa|rund|ungefähr|circa|ca\\.|gut|schätzungsweise"),
        ),
        ranges="bis",
        rate=pattern(
            r"\s?\w{0,14}\s(?:pro|je|im|am|in der)\s(?:Jahr|Tag|Woche|Monat|Stunde|Minute|Kopf|Einwohner)\b"
        ),
        dates=pattern(rf"\b(?P<day>[12]\d|3[01]|[1-9])\. ?(?P<month>{_MONTH})\b(?: \d{{4}})?"),
        clock=pattern(
            r"(?P<vague>(?:gegen|kurz vor|kurz nach|etwa um|vor|nach) )?\b(?P<hour>[01]?\d|"
            r"2[0-4])(?:[:.](?P<minute>[0-5]\d))?\s?Uhr\b(?:\s(?P<late>[0-5]\d)\b)?"
        ),
    ),
    furniture=Furniture(
        lines=lines(
            """anzeige
            werbung
            teilen
            artikel teilen
            drucken
            merken
            kommentieren
            kommentare
            kommentar schreiben
            zur startseite
            startseite
            menü
            suche
            anmelden
            abmelden
            registrieren
            mehr zum thema
            mehr dazu
            mehr lesen
            weiterlesen
            auch interessant
            das könnte sie auch interessieren
            das könnte dich auch interessieren
            lesen sie auch
            lesen sie mehr
            zum thema
            verwandte artikel
            ähnliche artikel
            meistgelesen
            meistgelesene artikel
            empfohlene artikel
            newsletter
            impressum
            datenschutz
            per e-mail teilen
            auf facebook teilen
            auf twitter teilen
            auf whatsapp teilen
            link kopieren
            link kopiert
            artikel anhören
            vorlesen
            nach oben
            zurück
            vorheriger artikel
            nächster artikel
            schlagworte
            themen
            vor 1 stunde"""
        ),
        notes=pattern(
            r"(?:wir|diese (?:web)?seite|unsere (?:web)?seite|diese website|unsere partner)\b[^.]{0,80}"
            r"\bcookies?\b.{0,300}",
            r"(?:um diesen (?:inhalt|artikel)|mit (?:der|ihrer) (?:nutzung|zustimmung)|"
            r"durch (?:die )?nutzung)\b.{0,200}\b(?:cookies?|zustimm\w+|einverstanden|"
            r"datenschutz\w*)\b.{0,160}",
            r"(?:alle )?(?:cookies? )?(?:akzeptieren|ablehnen|zustimmen)(?: und weiter)?|"
            r"cookie-?(?:einstellungen|richtlinie|hinweis)\w*",
            r"(?:jetzt )?(?:abonnieren|bestellen|testen|melden)(?: sie)?\b.{0,80}\b(?:newsletters?|"
            r"abo|push-?nachrichten|digital)\b.{0,120}",
            r"(?:melden sie sich|hier anmelden|jetzt anmelden|kostenlos anmelden)\b.{0,120}",
            r"(?:unser(?:en?)?|mit unserem) (?:kostenlose[rn]? )?newsletter\b.{0,200}",
            r".{0,80}\b(?:app|newsletter)\b.{0,40}\b(?:herunterladen|abonnieren)\b.{0,60}",
            r"(?:folgen sie uns|folge uns|besuchen sie uns)\b.{0,120}|(?:laden sie|jetzt) .{0,40}\bapp\b.{0,80}",
            r"(?:sie sind|noch kein|bereits|schon) (?:abonnent\w*|abo|kunde|mitglied)\b.{0,80}|"
            r"nur für abonnenten\b.{0,60}",
            r"ihre e-?mail-?adresse wird nicht veröffentlicht\b.{0,80}|schreiben sie (?:den ersten|"
            r"einen) kommentar\b.{0,60}|kommentare? \(\d+\)|\d+ kommentare?",
            r"(?:alle rechte vorbehalten|©|copyright)\b.{0,120}|.{0,60}\balle rechte vorbehalten",
            r"(?:bitte )?(?:aktivieren sie|erlauben sie)\b.{0,20}\b(?:javascript|cookies?)\b.{0,120}",
        ),
        reported=pattern(
            r"[„“»\"]",
            r"\b(?:sagte|sagten|teilte|teilten|erklärte|erklärten|berichtete|laut|zufolge|angaben)\b",
        ),
        related=pattern(
            r"\W{0,3}(?:lesen sie (?:auch|hier|mehr|dazu)|lesen sie dazu auch|auch interessant|"
            r"mehr zum thema|mehr dazu|siehe auch|hintergrund|"
            r"passend dazu|das könnte sie (?:auch )?interessieren|video|podcast|"
            r"fotostrecke|kommentar|interview|themen|schlagworte|tags)\s{0,2}[:|>»›→].{0,200}",
            r"\W{0,3}lesen sie (?:auch|hier|mehr)\b[^.!?]{3,140}",
        ),
        captions=cased(
            r"\W{0,3}(?:Foto|Fotos|Bild|Bilder|Symbolbild|Symbolfoto|Archivbild|"
            r"Archivfoto|Quelle|Grafik|Montage)\s?(?::|/|©|von\s(?=[A-Z])).{0,120}",
            r"(?:Symbolbild|Symbolfoto|Archivbild|Archivfoto)\W{0,3}",
            r"[^.!?]{5,200}(?:[.!?]\s?)?(?:\(?(?:Foto|Bild|Archivfoto|Symbolbild|"
            r"Quelle)\s?[:/©]\s?[^.!?()]{2,60}\)?|©\s?[^.!?]{2,60})",
        ),
        bylines=cased(
            r"(?:[Vv]on|VON|Text:|Autor(?:in)?:)\s(?:[A-ZÄÖÜ][\wäöüß.’-]*(?:\s|"
            r",\s|\sund\s|$)){1,6}(?:\W{0,3}[\w .]{0,20})?",
        ),
        stamps=pattern(
            r"(?:(?:stand|veröffentlicht|aktualisiert|erstellt|datum|zuletzt (?:geändert|"
            r"aktualisiert)|update)\b\W{0,3})?"
            r"(?:am\s)?(?:(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag),?\s)?"
            rf"\d{{1,2}}\.\s?(?:\d{{1,2}}\.|{_MONTH})\s?(?:\d{{4}})?(?:\W{{0,4}}(?:um\s)?\d{{1,2}}[:.]\d\d(?:\suhr)?)?",
            r"(?:lesezeit|lesedauer)\b.{0,30}|\d{1,2}\s?(?:min\.?|minuten)(?: lesezeit)?|"
            r"vor \d{1,3} (?:minuten?|stunden?|tagen?)",
        ),
    ),
    capital_nouns=True,
    phrases={
        "English": "Englisch",
        "German": "Deutsch",
        "French": "Französisch",
        "Spanish": "Spanisch",
        "Portuguese": "Portugiesisch",
        "Italian": "Italienisch",
        "Dutch": "Niederländisch",
        "{first} and {last}": "{first} und {last}",
        "A single source": "Eine einzige Quelle",
        "{n} source": "{n} Quelle",
        "{n} sources": "{n} Quellen",
        "{n} independent report": "{n} unabhängiger Bericht",
        "{n} independent reports": "{n} unabhängige Berichte",
        "both independent": "beide unabhängig",
        "all independent": "alle unabhängig",
        "the source's own words": "im Wortlaut der Quelle",
        "the sources' own words": "im Wortlaut der Quellen",
        "condensed, every statement checked against its source": "gekürzt, jede Aussage an ihrer Quelle geprüft",
        "condensed, every statement checked against its sources": (
            "gekürzt, jede Aussage an ihren Quellen geprüft"
        ),
        "condensed, {n} of {total} replaced by the source's words": (
            "gekürzt, {n} von {total} durch den Wortlaut der Quelle ersetzt"
        ),
        "{n} statement": "{n} Aussage",
        "{n} statements": "{n} Aussagen",
        "{n} article was read": "{n} Artikel wurde gelesen",
        "{n} articles were read": "{n} Artikel wurden gelesen",
        "{read}, all of them one report": "{read}, alle sind ein einziger Bericht",
        "{read}, {n} of them independent reports": "{read}, davon {n} unabhängige Berichte",
        "{read}; {n} source was left out.": "{read}; {n} Quelle wurde ausgelassen.",
        "{read}; {n} sources were left out.": "{read}; {n} Quellen wurden ausgelassen.",
        "Sources {numbers} reprint one text: counted once.": (
            "Die Quellen {numbers} drucken denselben Text: als ein Bericht gezählt."
        ),
        "{n} sentence said what another had said and stands as evidence beside it.": (
            "{n} Satz sagte, was ein anderer schon gesagt hatte, und steht als Beleg daneben."
        ),
        "{n} sentences said what another had said and stand as evidence beside it.": (
            "{n} Sätze sagten, was ein anderer schon gesagt hatte, und stehen als Belege daneben."
        ),
        (
            "{n} of {total}, as condensed, was not carried by the evidence and was replaced by the "
            "source's own words."
        ): (
            "{n} von {total} war in der gekürzten Fassung nicht durch die Belege gedeckt und wurde "
            "durch den Wortlaut der Quelle ersetzt."
        ),
        (
            "{n} of {total}, as condensed, were not carried by the evidence and were replaced by the "
            "source's own words."
        ): (
            "{n} von {total} waren in der gekürzten Fassung nicht durch die Belege gedeckt und wurden "
            "durch den Wortlaut der Quelle ersetzt."
        ),
        "Source {numbers} is not cited: {reason}": "Quelle {numbers} wird nicht zitiert: {reason}",
        "Sources {numbers} are not cited: {reason}": "Die Quellen {numbers} werden nicht zitiert: {reason}",
        "{n} sources are not cited: {reason}": "{n} Quellen werden nicht zitiert: {reason}",
        "no reason is recorded": "es ist kein Grund vermerkt",
        "mentioned under “Also today” alone": "nur unter „Außerdem heute“ genannt",
        "outside the stories for which the brief has room": (
            "gehört zu keinem der Themen, für die der Überblick Platz hat"
        ),
        "no sentence of article text was found there": "dort fand sich kein Satz eines Artikels",
        "less central than what is told, or not to be understood alone": (
            "weniger zentral als das Berichtete oder nicht für sich verständlich"
        ),
        "says nothing that was not told before": "sagt nichts, was nicht schon berichtet wurde",
        "there are no words in it": "sie enthält keine Wörter",
        "The model {subject} was stopped ({reason}); what it had not reached is quoted.": (
            "Das Modell {subject} wurde angehalten ({reason}); was es nicht erreicht hatte, ist zitiert."
        ),
        "Left out while {stage}: {subject} — {reason}": "Ausgelassen: {subject} — {reason}",
        (
            "The sources are in several languages: {languages}. Each story is told in its own, and "
            "none is merged with one in another."
        ): (
            "Die Quellen sind in mehreren Sprachen: {languages}. Jedes Thema wird in seiner Sprache "
            "berichtet und keines mit einem in einer anderen zusammengelegt."
        ),
        "its stories are quoted, not condensed: the model does not know the language": (
            "die Themen sind zitiert und nicht gekürzt: das Modell kennt die Sprache nicht"
        ),
        "No statement could be drawn from these sources; the coverage says why.": (
            "Aus diesen Quellen ließ sich keine Aussage gewinnen; die Abdeckung nennt den Grund."
        ),
        "Where the sources differ": "Worin sich die Quellen unterscheiden",
        "Also today": "Außerdem heute",
        "Other stories": "Weitere Themen",
        "Sources": "Quellen",
        "Coverage": "Abdeckung",
        "not cited": "nicht zitiert",
        "the same text as {n}": "derselbe Text wie {n}",
        "p. {n}": "S. {n}",
        "page {n}": "Seite {n}",
        "characters {start}–{end}": "Zeichen {start}–{end}",
        "for the words in brackets": "für die Wörter in Klammern",
        "words in brackets from": "Wörter in Klammern aus",
        "Evidence in": "Belege in",
        "A number opens the words that carry the statement before it.": (
            "Eine Nummer öffnet die Worte, die die Aussage davor tragen."
        ),
        "Statements are the sources’ own words": "Die Aussagen stehen im Wortlaut der Quellen",
        "Statements are the sources' own words": "Die Aussagen stehen im Wortlaut der Quellen",
        "Statements are condensed from the sources and checked against them": (
            "Die Aussagen sind aus den Quellen gekürzt und an ihnen geprüft"
        ),
        "words in [brackets] are insertions. Made by summarizer {version}.": (
            "Wörter in [Klammern] sind eingefügt. Erstellt mit summarizer {version}."
        ),
        "Shortened, so that your mail program shows it to its end. Left out: {what}.": (
            "Gekürzt, damit Ihr Mailprogramm es bis zum Ende zeigt. Ausgelassen: {what}."
        ),
        "Read the whole brief": "Den ganzen Überblick lesen",
        "The whole brief: {where}": "Der ganze Überblick: {where}",
        "The plain-text version of this mail has every statement and every source.": (
            "Die Textfassung dieser Mail enthält jede Aussage und jede Quelle."
        ),
        "single source": "eine einzige Quelle",
        "a single source for each statement": "je Aussage eine einzige Quelle",
        "blurb only": "nur ein Anreißer",
        "quoted": "zitiert",
        "condensed": "gekürzt",
        "replaced": "ersetzt",
        "disputed": "umstritten",
        "new": "neu",
        "update": "aktualisiert",
        "updated": "aktualisiert",
        "corrected": "berichtigt",
        "Untitled": "Ohne Titel",
        "Standard input": "Standardeingabe",
        "Nothing to tell": "Nichts zu berichten",
        "{title}, and {n} more stories": "{title} und {n} weitere Themen",
        "Number of {what}": "Anzahl: {what}",
        "Number of dead": "Zahl der Toten",
        "Number of injured": "Zahl der Verletzten",
        "Number of missing": "Zahl der Vermissten",
        "Number of arrested": "Zahl der Festgenommenen",
        "Number of rescued": "Zahl der Geretteten",
        "Number of displaced": "Zahl der Evakuierten",
        "dead": "tot",
        "injured": "verletzt",
        "missing": "vermisst",
        "arrested": "festgenommen",
        "rescued": "gerettet",
        "displaced": "evakuiert",
        "Age of {who}": "Alter: {who}",
        "Length of {what}": "Länge: {what}",
        "Height of {what}": "Höhe: {what}",
        "Width of {what}": "Breite: {what}",
        "Depth of {what}": "Tiefe: {what}",
        "Weight of {what}": "Gewicht: {what}",
        "Speed of {what}": "Geschwindigkeit: {what}",
        "Temperature": "Temperatur",
        "Duration": "Dauer",
        "Date": "Datum",
        "Day": "Tag",
        "Time": "Uhrzeit",
        "Year": "Jahr",
        "Votes": "Stimmen",
        "Share": "Anteil",
        "Outcome": "Ausgang",
        "Area": "Fläche",
        "Volume": "Menge",
        "Power": "Leistung",
        "Amount": "Betrag",
        "Cited: {names}": "Zitiert: {names}",
        "nobody": "niemand",
        "Filled: cited in the story.": "Gefüllt: im Thema zitiert.",
        "Marked: cited in the story.": "Markiert: im Thema zitiert.",
        "and {n} more": "und {n} weitere",
        "the passages quoted in the list of sources": "die Zitate in der Quellenliste",
        "the sources that are not cited": "die nicht zitierten Quellen",
        "the links of what sources differ on": "die Links zu dem, worin sich Quellen unterscheiden",
        "the table of who is cited for what": "die Tabelle, wer wofür zitiert wird",
        "the last line of the coverage": "die letzte Zeile der Abdeckung",
        "the last {n} lines of the coverage": "die letzten {n} Zeilen der Abdeckung",
        "the last line of “Also today”": "die letzte Zeile von „Außerdem heute“",
        "the last {n} lines of “Also today”": "die letzten {n} Zeilen von „Außerdem heute“",
        "the links of the last statement": "die Links der letzten Aussage",
        "the links of the last {n} statements": "die Links der letzten {n} Aussagen",
        "the last statement": "die letzte Aussage",
        "the last {n} statements": "die letzten {n} Aussagen",
        "the last source": "die letzte Quelle",
        "the last {n} sources": "die letzten {n} Quellen",
        "the last difference between sources": "der letzte Unterschied zwischen Quellen",
        "the last {n} differences between sources": "die letzten {n} Unterschiede zwischen Quellen",
        "{n} statement is new": "{n} Aussage ist neu",
        "{n} statements are new": "{n} Aussagen sind neu",
        "“{text}” is told otherwise": "„{text}“ wird anders berichtet",
        "{change} (since {date})": "{change} (seit dem {date})",
        "{change} (its source was edited after {date})": "{change} (die Quelle wurde nach dem {date} geändert)",
        "{weekday}, {date}": "{weekday}, {date}",
        "From {date} on": "Ab dem {date}",
        "no brief was made before this one, which covers all days since": (
            "ein früherer Überblick wurde nicht erstellt; dieser umfasst alle Tage seither"
        ),
        "The mail of {date}": "Die Mail vom {date}",
        "may not have arrived: the run that sent it did not see the server's answer": (
            "ist vielleicht nicht angekommen: der Lauf, der sie gesendet hat, sah keine Antwort des Servers"
        ),
        "told on {date}; its source was edited and no longer says so": (
            "am {date} berichtet; die Quelle wurde geändert und sagt es nicht mehr"
        ),
    },
)
