"""Italian."""

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
    "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
    "novembre", "dicembre",
)  # fmt: skip
_WEEKDAYS = ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica")
_MONTH = "|".join(_MONTHS)
_UPPER = "A-ZÀÈÉÌÒÙ"
_NAME = rf"((?:[{_UPPER}][\wÀ-ÿ’'&.-]*)(?:\s+(?:di\s+|del\s+|della\s+)?[{_UPPER}][\wÀ-ÿ’'&.-]*){{0,3}})"
_SAID = (
    r"(?:ha (?:detto|dichiarato|affermato|spiegato|aggiunto|annunciato|riferito|precisato|confermato|sottolineato|"
    r"comunicato|reso noto|fatto sapere)|hanno (?:detto|dichiarato|affermato|spiegato|annunciato|riferito|precisato|"
    r"confermato|comunicato|reso noto|fatto sapere)|dice|afferma|spiega|riferisce|riferiscono|annuncia|conferma)"
)

LANGUAGE = Language(
    code="it",
    stemmer="italian",
    stop_words=words(
        """a abbia abbiamo abbiano ad agli ai al alcune alcuni all alla alle allo allora altra altre altri
            altro anche ancora appena attraverso avere aveva avevano avrà avranno avrebbe avrebbero bene c
            che chi ci ciascuno cioè circa coi col come con contro cosa così cui d da dagli dai dal dall
            dalla dalle dallo degli dei del dell della delle dello dentro di dopo dove dovrà dovrebbe due
            durante e è ebbe ecco ed era erano essere fa fanno fare fino fra fu furono già gli ha hai hanno
            ho i il in infatti inoltre intanto invece io l la là lì le lei li lo loro lui lungo ma mai me
            meno mentre mi mia mio molta molte molti molto ne né negli nei nel nell nella nelle nello nessun
            nessuna niente noi non nostra nostro nulla o ogni oltre oppure ora per perché però più po poco
            poi possono potrà potrebbe presso prima proprio può qualche quale quali quando quanto quasi
            quella quelle quelli quello quest questa queste questi questo qui quindi sarà saranno sarebbe
            sarebbero se secondo sembra sempre senza si sia siamo siano solo sono sopra sotto sta stata
            state stati stato stesso stessa su sua sue sugli sui sul sull sulla sulle sullo suo suoi tale
            tali tanto te ti tra tramite troppo tu tutta tutte tutti tutto un una uno va vanno verso vi via
            voi vostra vostro detto dichiarato affermato spiegato aggiunto annunciato riferito precisato
            ieri oggi""",
    ),
    common=words(
        """anno anni giorno giorni settimana settimane mese mesi ore tempo persona persone paese città
            italia italiano italiana nuovo nuova nuovi nuove primo tre milione milioni miliardo miliardi
            mila euro cento numero parte fine caso grande piccolo ultimo ultima governo presidente ministro
            ministra polizia carabinieri azienda gruppo autorità portavoce lunedì martedì mercoledì giovedì
            venerdì sabato domenica mattina sera notte lavoro posto prossimo prossima scorso scorsa totale""",
    ),
    months=_MONTHS,
    short_months=(
        "gen.",
        "feb.",
        "mar.",
        "apr.",
        "mag.",
        "giu.",
        "lug.",
        "ago.",
        "set.",
        "ott.",
        "nov.",
        "dic.",
    ),
    weekdays=_WEEKDAYS,
    date_form="{day} {month} {year}",
    thousands=".",
    splitting=Splitting(
        abbreviations=words(
            """psicol econ amm idraul st ecc a.c d.c all art artt avv c.a c.so c.v cap capp cfr cit co cod coll
            d.l d.lgs d.p.r dir ed es fig figg geom id ing int l n.b n.d.r on op p.za p.zza pag pagg par
            prot r.d s.p.a s.r.l sec sen seg segg sez sigg tab tel trad v.le vol voll gen feb mar apr mag
            giu lug ago sett ott nov dic u.s s.n.c mons"""
        ),
        titles=words(
            """Sig Sigg Sigra Dott Dottssa Dr Drssa Prof Profssa Avv Ing Arch Geom Rag On Sen Mons Gen Col Cap
            Ten Mar Cav Comm Don S SS
            sig sigg dott prof avv ing arch on sen mons gen col cav comm dott.ssa prof.ssa sig.ra"""
        ),
        goes_on=words("p.es p es ad.es cfr vs all artt ca"),
        numbering=words(
            """lun mart merc giov ven sab dom n nn no pag pagg p pp art artt cap vol fig tel gen feb mar apr
            mag giu lug ago sett ott nov dic"""
        ),
        openers=words(
            """a ad adesso agli ai al alcune alcuni all alla alle allo allora altri anche ancora anzi appena c
            che chi ci ciò come con contro così cosa da dagli dai dal dall dalla dalle dello degli dei del
            dell della delle di dopo dove due durante e è ecco ed era erano fino forse già gli ha hanno i
            ieri il in infatti infine inoltre insieme intanto invece io l la le lei lo loro lui ma mentre
            molte molti ne né nei nel nell nella nelle nello nessun nessuna nessuno nessun noi non
            nonostante nulla o oggi ogni ora oltre per perché però più poi prima proprio quale quando quanto
            quasi quattro quella quelli quello quest questa queste questi questo qui quindi se secondo
            sempre senza si sono sotto su sugli sui sul sull sulla sulle sullo tanti tra tre tutta tutte
            tutti tutto un una uno"""
        ),
    ),
    quotation=Quotation(
        opens="«",
        closes="»",
        inner=("“", "”"),
        pairs=(("«", "»"), ("“", "”")),
    ),
    dating=Dating(
        weekday=pattern(
            r"(?<![-\w])(?<!il )(?<!la )(?<!ogni )(?<!di )(?:(?P<last>lo scorso |"
            rf"scorso |la scorsa |scorsa ))?(?P<day>{'|'.join(_WEEKDAYS)})(?!\w)(?: (?:scors[oa]|"
            r"sera|mattina|pomeriggio|notte)\b)?"
            r"(?!\s*,?\s*\(?\d|\s+(?:prossim[oa]|e |o |sera e ))"
        ),
        past=pattern(
            r"\b(?:ha|hanno|aveva|avevano|è|sono|era|erano|è stat[oa]|sono stat[ie]|"
            r"si è|si sono)\s+(?:\w+mente\s+|già\s+|poi\s+|stat[oaie]\s+|anche\s+)*"
            r"(?!previst|attes)\w+(?:ato|ata|ati|ate|uto|uta|uti|ute|ito|ita|iti|ite|so|sa|si|se|to|ta|ti|te)\b",
            r"\b(?:fu|furono|disse|dissero|\w{3,}(?:arono|irono|erono))\b",
        ),
        ahead=pattern(
            r"\b(?:\w{2,}(?:rà|ranno|rebbe|rebbero)|deve|devono|dovrà|potrà|prevista?|"
            r"previsto|attesa?|prossim[oa]|entro|fino a|ogni|sta per|stanno per)(?!\w)"
        ),
        near=(
            (pattern(r"(?<![-\w])(?<!altro )(?<!l['’]altro )ieri\b(?! e oggi)"), -1),
            (pattern(r"\b(?:l['’]altro ieri|l['’]altroieri|avantieri)\b"), -2),
            (
                pattern(
                    r"\b(?:stamattina|stamani|questa mattina|questa sera|stasera|questo pomeriggio|oggi pomeriggio)\b"
                ),
                0,
            ),
        ),
        years=(
            (
                pattern(
                    r"\b(?:l['’]anno scorso|lo scorso anno|dell['’]anno scorso|dello scorso anno|nello scorso anno)\b"
                ),
                -1,
            ),
            (
                pattern(
                    r"\b(?:l['’]anno prossimo|il prossimo anno|del prossimo anno|"
                    r"nel prossimo anno|dell['’]anno prossimo)\b"
                ),
                1,
            ),
        ),
        form="{day} {month}",
    ),
    leaning=Leaning(
        pronoun=pattern(
            r"(?:(?:ma|e|però|poi)\s+)?(?:egli|lui|lei|essi|esse|loro|ella|costui|"
            r"costei|costoro|gli stessi|lo stesso|la stessa)\b",
            r"(?:il suo|la sua|i suoi|le sue|il loro|la loro|i loro|le loro|suo|sua)\b",
            r"(?:ha|hanno|aveva|avevano)\s+(?:poi |inoltre |anche )?(?:detto|dichiarato|"
            r"affermato|spiegato|aggiunto|annunciato|riferito|precisato|sottolineato|"
            r"ricordato|concluso)\b",
        ),
        points_back=pattern(
            r"(?:(?:ma|e|però)\s+)?(?:ciò|questo|questa|questi|queste|quello|quella|"
            r"quest['’]ultim[oaie]|quegli|quelli|quelle)\b"
            r"(?!\s+(?:settimana|mattina|sera|notte|estate|pomeriggio|anno|mese|"
            r"inverno|autunno|primavera|weekend|fine settimana)\b)",
            r"(?:entrambi|entrambe|i due|le due|altri|altre|alcuni di loro|nessuno dei due|"
            r"tali?|quest['’]\w+)\b(?!\s+(?:milioni|paesi)\b)(?<!quest'anno)(?<!quest’anno)",
            r"(?:la (?:decisione|misura|notizia|donna|coppia)|le (?:misure|accuse|"
            r"cifre)|l['’](?:annuncio|incidente|uomo|aumento|accordo)|il (?:provvedimento|"
            r"calo|sospettato))\b(?!\s+(?:di|del|della|dei|degli|delle|a|al|alla|"
            r"contro|in|nel|nella|per|su|sul|sulla|che|con|tra|fra|da|dal)\b|\s+d(?:i|"
            r"ell)['’]|,)",
        ),
        continues=pattern(
            r"(?:tuttavia|però|inoltre|perciò|pertanto|quindi|dunque|invece|al contrario|"
            r"d['’]altra parte|d['’]altro canto|"
            r"da parte sua|per esempio|ad esempio|infatti|in effetti|così|allora|"
            r"poi|dopo|anche|nemmeno|infine|alla fine|"
            r"di conseguenza|a sua volta|nello stesso tempo|nel frattempo|intanto|"
            r"in questo senso|in questo contesto|in questo modo|"
            r"per questo|da qui|lì|là|precedentemente|in precedenza|in seguito|"
            r"successivamente|in totale|ovvero|cioè)\b(?!\s+(?:che|di|il|la|lo|"
            r"i|gli|le)\b)",
            r"(?:inoltre|tuttavia|quindi|perciò|infatti|infine|intanto|poi|così|pertanto)\b",
            r"(?:qualche|pochi|due|tre|alcuni|alcune|diversi) (?:giorn[oi]|or[ae]|"
            r"settiman[ae]|mes[ei]|minut[oi]) (?:dopo|più tardi|prima)\b",
            r"(?:il giorno dopo|il giorno prima|lo stesso giorno|poco dopo|più tardi|ore dopo|giorni dopo)\b",
        ),
        reporting=pattern(
            r"\bnon (?:ha|hanno) (?:voluto|risposto|rilasciato|commentato)\b.{0,40}",
        ),
        person=pattern(
            r"(?<![\w-])(?:io|noi|nostr[oaie]|mi|mio|mia|miei|mie|voi|vostr[oaie]|"
            r"tu|tuo|tua|siamo|abbiamo|vogliamo|dobbiamo|possiamo)(?![\w-])",
        ),
    ),
    crediting=Crediting(
        credits=(
            cased(
                r"\b(?:[Ss]econdo|citat[oaie] da|riportat[oaie] da|riferisce|riporta|"
                r"scrive)\s+(?:quanto (?:riporta|riferisce|scrive)\s+)?(?:il\s+|"
                rf"la\s+|lo\s+|l['’])?(?:quotidiano\s+|giornale\s+|agenzia\s+|settimanale\s+)?{_NAME}"
            ),
            cased(
                r"\bha(?:nno)?\s+(?:detto|dichiarato|spiegato|confermato|riferito)\s+(?:a|"
                rf"al|alla|all['’])\s*(?:quotidiano\s+|giornale\s+|agenzia\s+)?{_NAME}"
            ),
            cased(r"\b(?:[Ll]['’])?[Aa]genzia\s+(\w[\w-]*(?:\s[A-Z]\w+)?)"),
            cased(r"\((ANSA|Ansa|AFP|Reuters|AP|AGI|Adnkronos|LaPresse)(?:/\w+)*\)"),
        ),
        outlets=pattern(
            r"\b(?:corriere|repubblica|stampa|messaggero|giornale|gazzetta|sole|"
            r"mattino|quotidiano|fatto|avvenire|secolo|tempo|"
            r"resto|nazione|giorno|unità|foglio|libero|manifesto|rai|mediaset|la7|"
            r"tg1|radio|televisione|agenzia|ansa|agi|"
            r"adnkronos|lapresse|afp|reuters|ap|eco|voce|notizie|news|times|post|sera)\b"
        ),
        attributions=(
            (
                ("econdo", "base a"),
                according_to(
                    "secondo|in base a", "il|lo|la|i|gli|le|l['’]|un|una", "ha|hanno|è|sono|ci", bare=False
                ),
            ),
            (
                (
                    "dett",
                    "dichiar",
                    "fferma",
                    "spieg",
                    "ggiun",
                    "nnunci",
                    "rifer",
                    "precis",
                    "onferma",
                    "comunic",
                    "not",
                    "saper",
                    "dice",
                ),
                pattern(
                    rf",\s+(?:come\s+)?{_SAID}\s+[^,;«»“”\"]{{2,90}}(?=[,.;]|$)",
                    rf",\s+(?:come\s+)?[^,;«»“”\"]{{2,70}}\s+{_SAID}(?=[,.;]|$)",
                    rf"^[^,;«»“”\"]{{2,80}}\s+{_SAID}(?:\s+(?:ieri|lunedì|martedì|"
                    r"mercoledì|giovedì|venerdì|sabato|domenica))?\s+che\s+",
                ),
            ),
        ),
    ),
    counting=Counting(
        glosses="""
            two: due
            three: tre
            four: quattro
            five: cinque
            six: sei
            seven: sette
            eight: otto
            nine: nove
            ten: dieci
            eleven: undici
            twelve: dodici
            thirteen: tredici
            fourteen: quattordici
            fifteen: quindici
            sixteen: sedici
            seventeen: diciassette
            eighteen: diciotto
            nineteen: diciannove
            twenty: venti
            thirty: trenta
            forty: quaranta
            fifty: cinquanta
            sixty: sessanta
            seventy: settanta
            eighty: ottanta
            ninety: novanta
            hundred: cento
            thousand: mille mila
            million: milione milioni
            billion: miliardo miliardi
            dozen: dozzina
            dozens: decine dozzine
            hundreds: centinaia
            thousands: migliaia
            half: metà mezzo mezza
            percent: percento percentuale per_cento
            euro: euro
            dollar: dollaro dollari
            km: chilometro chilometri km
            metres: metro metri
            cm: centimetro centimetri
            kg: chilo chili chilogrammo chilogrammi
            tonne: tonnellata tonnellate
            litre: litro litri
            hectare: ettaro ettari
            hours: ora ore
            minutes: minuto minuti
            days: giorno giorni
            weeks: settimana settimane
            months: mese mesi
            years: anno anni
            megawatts: megawatt
            celsius: celsius
            dead: morto morti morta morte vittima vittime decessi
            killed: ucciso uccisi uccisa deceduto deceduti
            injured: ferito feriti ferita ferite
            missing: disperso dispersi dispersa disperse
            arrested: arrestato arrestati arrestata fermato fermati
            rescued: salvato salvati soccorso soccorsi
            evacuated: evacuato evacuati evacuate sfollati
            people: persone persona gente
            the: il lo la i gli le l un uno una
            and: e ed
            at: a ad al alla ai
            of: di del della dei degli delle dell
            in: in nel nella nei nelle
            on: su sul sulla
            with: con
            not: non
            never: mai
            no: nessun nessuna nessuno
            without: senza
            before: prima
            after: dopo
            but: ma
            while: mentre
            about: circa
            than: che
            other: altro altra altri altre
            expected: previsto prevista previsti atteso attesa attesi previsione previsioni
            could: potrebbe potrebbero può possono sarà saranno dovrà dovranno dovrebbe
            last: ultimo ultima scorso scorsa
            earlier: precedente precedentemente
            daily: giornaliero quotidiano quotidianamente
            monthly: mensile mensili
            annually: annuale annuo annui
            average: media
            long: lungo lunga lunghezza
            tall: alto alta altezza
            wide: largo larga larghezza
            deep: profondo profondità
            raised: aumentato aumentata aumentati saliti salito salita alzato aumenta sale
            lowered: diminuito calato scesi calati sceso scesa ridotto cala scende abbassato
            won: vinto
            lost: perso
            approved: approvato approvata approvati
            rejected: respinto respinta bocciato bocciata
            guilty: colpevole condannato condannata
            acquitted: assolto assolta
            open: aperto aperta riaperto riaperta
            closed: chiuso chiusa
            confirmed: confermato
            denied: negato smentito
            votes: voti
            flight: volo
            page: pagina pagine
            article: articolo
            """,
        bounds=(
            ("least", "più di|almeno|oltre|non meno di|minimo"),
            ("nearly", "quasi|poco meno di"),
            ("most", "meno di|fino a|al massimo"),
            ("about", "circa|all['’]incirca|intorno a|attorno a"),
        ),
        ranges="a|e|o",
        rate=pattern(
            r"\s?\w{0,14}\s(?:al|all['’]|alla|per|a)\s?(?:anno|giorno|settimana|"
            r"mese|ora|minuto|persona|abitante|testa)\b"
        ),
        dates=pattern(rf"\b(?P<day>[12]\d|3[01]|[1-9])º? (?P<month>{_MONTH})\b(?: \d{{4}})?"),
        clock=pattern(
            r"(?P<vague>(?:verso|intorno alle|poco prima delle|poco dopo le|prima delle|"
            r"dopo le) )?\b(?:le |alle |delle )(?:ore )?"
            r"(?P<hour>[01]?\d|2[0-3])(?:[:.,](?P<minute>[0-5]\d))?(?P<late>)\b(?! (?:persone|"
            r"aziende|imprese))"
        ),
    ),
    furniture=Furniture(
        lines=lines(
            """pubblicità
            condividi
            condividi l'articolo
            stampa
            commenta
            commenti
            home
            menu
            menù
            cerca
            accedi
            registrati
            abbonati
            leggi anche
            leggi di più
            leggi tutto
            continua a leggere
            vedi anche
            guarda anche
            potrebbe interessarti
            potrebbe interessarti anche
            ti potrebbe interessare
            articoli correlati
            notizie correlate
            i più letti
            più letti
            le più lette
            altre notizie
            argomenti
            tag
            note legali
            privacy
            informativa sulla privacy
            cookie policy
            condividi su facebook
            condividi su twitter
            condividi su whatsapp
            invia per email
            copia link
            ascolta l'articolo
            torna su
            articolo precedente
            articolo successivo
            contenuto sponsorizzato
            newsletter"""
        ),
        notes=pattern(
            r"(?:utilizziamo|usiamo|questo sito|il nostro sito|i nostri partner|"
            r"proseguendo|continuando)\b[^.]{0,160}\bcookies?\b.{0,300}",
            r"(?:accetta|rifiuta|gestisci|personalizza)(?: (?:tutto|tutti|e continua|"
            r"i cookie|tutti i cookie|e chiudi))?|(?:impostazioni|preferenze|informativa sui) (?:dei )?cookie",
            r"(?:iscriviti|iscrivetevi|abbonati|abbonatevi|registrati|ricevi|ricevete|"
            r"seguici|seguiteci|scarica)\b.{0,200}",
            r"(?:sei già|se sei già|hai già)\b.{0,20}\b(?:abbonat[oa]|abbonamento)\b.{0,80}|"
            r"(?:contenuto |articolo )?riservato agli abbonati\b.{0,60}",
            r"il tuo indirizzo e-?mail non sarà pubblicato\b.{0,80}|(?:lascia|scrivi|"
            r"aggiungi) un commento\b.{0,60}|\d+ comment[oi]|commenti \(\d+\)",
            r"(?:tutti i diritti (?:sono )?riservati|riproduzione riservata|©|copyright)\b.{0,120}|"
            r".{0,60}\b(?:tutti i diritti riservati|riproduzione riservata)",
            r"(?:per favore, )?(?:attiva|abilita)\b.{0,20}\b(?:javascript|cookies?)\b.{0,120}",
        ),
        reported=pattern(r"[«»“\"]", rf"\b{_SAID}\b", r"\bsecondo\b"),
        related=pattern(
            r"\W{0,3}(?:(?:leggi|vedi|guarda|ascolta) (?:anche|pure|di più)|potrebbe interessarti|"
            r"approfondimento|video|podcast|"
            r"intervista|analisi|opinione|editoriale|argomenti|tag)\s{0,2}[:|>»›→].{0,200}",
            r"\W{0,3}(?:leggi|vedi|guarda) anche\b[^.!?]{3,140}",
        ),
        captions=cased(
            r"\W{0,3}(?:Foto|Immagine|Immagini|Fotografia|Credito|Crediti|Fonte|"
            r"Grafico|Infografica)\s?(?::|/|©|d['’]archivio\b|di repertorio\b).{0,120}",
            r"\W{0,3}(?:[Ff]oto|[Ii]mmagine) (?:d['’]archivio|di repertorio)\W{0,3}",
            r"[^.!?]{5,200}(?:[.!?]\s?)?(?:\(?(?:Foto|Immagine|Credito|Fonte)\s?[:/©]\s?[^.!?()]{2,60}\)?|"
            r"©\s?[^.!?]{2,60})",
        ),
        bylines=cased(
            rf"(?:[Dd]i|DI|a cura di|A cura di|Testo:)\s(?:[{_UPPER}][\wÀ-ÿ.’-]*(?:\s|"
            rf",\s|\se\s|$)){{1,6}}(?:\W{{0,3}}[\w ]{{0,30}})?",
        ),
        stamps=pattern(
            r"(?:(?:pubblicat[oa]|aggiornat[oa]|ultimo aggiornamento|data)\b\W{0,3})?(?:il\s)?(?:(?:lunedì|"
            r"martedì|mercoledì|giovedì|venerdì|sabato|domenica),?\s)?"
            rf"\d{{1,2}}(?:\s(?:{_MONTH})|/\d{{1,2}}/)\s?(?:\d{{4}})?(?:\W{{0,4}}(?:alle\s|ore\s)?\d{{1,2}}[:.]\d\d)?",
            r"(?:tempo di lettura|lettura)\b.{0,30}|\d{1,2}\s?min(?:uti)?(?: di lettura)?|"
            r"\d{1,3} (?:minut[oi]|or[ae]|giorn[oi]) fa",
        ),
    ),
    elisions=pattern(
        r"(?:(?:d?a|d|co|su|ne|de)?ll|[ldcs]|un|quest|quell|tutt|nient|sant|cent|anch|senz)['’](?=\w)"
    ),
    first_day="1º",
    phrases={
        "English": "inglese",
        "German": "tedesco",
        "French": "francese",
        "Spanish": "spagnolo",
        "Portuguese": "portoghese",
        "Italian": "italiano",
        "Dutch": "olandese",
        "{first} and {last}": "{first} e {last}",
        "A single source": "Una sola fonte",
        "{n} source": "{n} fonte",
        "{n} sources": "{n} fonti",
        "{n} independent report": "{n} resoconto indipendente",
        "{n} independent reports": "{n} resoconti indipendenti",
        "both independent": "entrambe indipendenti",
        "all independent": "tutte indipendenti",
        "the source's own words": "con le parole della fonte",
        "the sources' own words": "con le parole delle fonti",
        "condensed, every statement checked against its source": (
            "condensato, ogni affermazione verificata sulla sua fonte"
        ),
        "condensed, every statement checked against its sources": (
            "condensato, ogni affermazione verificata sulle sue fonti"
        ),
        "condensed, {n} of {total} replaced by the source's words": (
            "condensato, {n} su {total} sostituite dalle parole della fonte"
        ),
        "{n} statement": "{n} affermazione",
        "{n} statements": "{n} affermazioni",
        "{n} article was read": "È stato letto {n} articolo",
        "{n} articles were read": "Sono stati letti {n} articoli",
        "{read}, all of them one report": "{read}, tutti lo stesso resoconto",
        "{read}, {n} of them independent reports": "{read}, di cui {n} resoconti indipendenti",
        "{read}; {n} source was left out.": "{read}; {n} fonte è stata tralasciata.",
        "{read}; {n} sources were left out.": "{read}; {n} fonti sono state tralasciate.",
        "Sources {numbers} reprint one text: counted once.": (
            "Le fonti {numbers} riprendono lo stesso testo: contate una volta."
        ),
        "{n} sentence said what another had said and stands as evidence beside it.": (
            "{n} frase diceva la stessa cosa di un'altra e le sta accanto come prova."
        ),
        "{n} sentences said what another had said and stand as evidence beside it.": (
            "{n} frasi dicevano la stessa cosa di un'altra e le stanno accanto come prova."
        ),
        (
            "{n} of {total}, as condensed, was not carried by the evidence and was replaced by the "
            "source's own words."
        ): (
            "{n} su {total}, nella forma condensata, non era sostenuta dalle prove ed è stata "
            "sostituita dalle parole della fonte."
        ),
        (
            "{n} of {total}, as condensed, were not carried by the evidence and were replaced by the "
            "source's own words."
        ): (
            "{n} su {total}, nella forma condensata, non erano sostenute dalle prove e sono state "
            "sostituite dalle parole della fonte."
        ),
        "Source {numbers} is not cited: {reason}": "La fonte {numbers} non è citata: {reason}",
        "Sources {numbers} are not cited: {reason}": "Le fonti {numbers} non sono citate: {reason}",
        "{n} sources are not cited: {reason}": "{n} fonti non sono citate: {reason}",
        "no reason is recorded": "nessun motivo è annotato",
        "mentioned under “Also today” alone": "citata solo sotto «Anche oggi»",
        "outside the stories for which the brief has room": "fuori dai temi per cui c'è spazio",
        "no sentence of article text was found there": "non vi è stata trovata alcuna frase di articolo",
        "less central than what is told, or not to be understood alone": (
            "meno centrale di quanto si riporta, o non comprensibile da solo"
        ),
        "says nothing that was not told before": "non dice nulla che non sia già stato riportato",
        "there are no words in it": "non contiene parole",
        "The model {subject} was stopped ({reason}); what it had not reached is quoted.": (
            "Il modello {subject} è stato fermato ({reason}); ciò che non aveva raggiunto è citato."
        ),
        "Left out while {stage}: {subject} — {reason}": "Tralasciato: {subject} — {reason}",
        (
            "The sources are in several languages: {languages}. Each story is told in its own, and "
            "none is merged with one in another."
        ): (
            "Le fonti sono in più lingue: {languages}. Ogni tema è riportato nella sua e nessuno è "
            "unito a uno in un'altra."
        ),
        "its stories are quoted, not condensed: the model does not know the language": (
            "i suoi temi sono citati e non condensati: il modello non conosce la lingua"
        ),
        "No statement could be drawn from these sources; the coverage says why.": (
            "Non è stato possibile ricavare alcuna affermazione da queste fonti; la copertura dice perché."
        ),
        "Where the sources differ": "Dove le fonti divergono",
        "Also today": "Anche oggi",
        "Other stories": "Altri temi",
        "Sources": "Fonti",
        "Coverage": "Copertura",
        "not cited": "non citata",
        "the same text as {n}": "lo stesso testo di {n}",
        "p. {n}": "pag. {n}",
        "page {n}": "pagina {n}",
        "characters {start}–{end}": "caratteri {start}–{end}",
        "for the words in brackets": "per le parole tra parentesi quadre",
        "words in brackets from": "parole tra parentesi quadre da",
        "Evidence in": "Prove in",
        "A number opens the words that carry the statement before it.": (
            "Un numero apre le parole che sostengono l'affermazione che precede."
        ),
        "Statements are the sources’ own words": "Le affermazioni sono parole delle fonti stesse",
        "Statements are the sources' own words": "Le affermazioni sono parole delle fonti stesse",
        "Statements are condensed from the sources and checked against them": (
            "Le affermazioni sono condensate dalle fonti e verificate su di esse"
        ),
        "words in [brackets] are insertions. Made by summarizer {version}.": (
            "le parole tra [parentesi quadre] sono aggiunte. Fatto con summarizer {version}."
        ),
        "Shortened, so that your mail program shows it to its end. Left out: {what}.": (
            "Abbreviato, perché il suo programma di posta lo mostri fino in fondo. Tralasciato: {what}."
        ),
        "Read the whole brief": "Leggere la sintesi completa",
        "The whole brief: {where}": "La sintesi completa: {where}",
        "The plain-text version of this mail has every statement and every source.": (
            "La versione di testo di questo messaggio contiene ogni affermazione e ogni fonte."
        ),
        "single source": "fonte unica",
        "a single source for each statement": "una sola fonte per affermazione",
        "blurb only": "solo un'anteprima",
        "quoted": "citato",
        "condensed": "condensato",
        "replaced": "sostituito",
        "disputed": "controverso",
        "new": "nuovo",
        "update": "aggiornato",
        "updated": "aggiornato",
        "corrected": "corretto",
        "Untitled": "Senza titolo",
        "Standard input": "Standard input",
        "Nothing to tell": "Nulla da riportare",
        "{title}, and {n} more stories": "{title} e altri {n} temi",
        "Number of {what}": "Numero: {what}",
        "Number of dead": "Numero dei morti",
        "Number of injured": "Numero dei feriti",
        "Number of missing": "Numero dei dispersi",
        "Number of arrested": "Numero degli arrestati",
        "Number of rescued": "Numero delle persone soccorse",
        "Number of displaced": "Numero degli sfollati",
        "dead": "morti",
        "injured": "feriti",
        "missing": "dispersi",
        "arrested": "arrestati",
        "rescued": "soccorsi",
        "displaced": "sfollati",
        "Age of {who}": "Età: {who}",
        "Length of {what}": "Lunghezza: {what}",
        "Height of {what}": "Altezza: {what}",
        "Width of {what}": "Larghezza: {what}",
        "Depth of {what}": "Profondità: {what}",
        "Weight of {what}": "Peso: {what}",
        "Speed of {what}": "Velocità: {what}",
        "Temperature": "Temperatura",
        "Duration": "Durata",
        "Date": "Data",
        "Day": "Giorno",
        "Time": "Ora",
        "Year": "Anno",
        "Votes": "Voti",
        "Share": "Quota",
        "Outcome": "Esito",
        "Area": "Superficie",
        "Volume": "Volume",
        "Power": "Potenza",
        "Amount": "Importo",
        "Cited: {names}": "Citati: {names}",
        "nobody": "nessuno",
        "Filled: cited in the story.": "Pieno: citato nel tema.",
        "Marked: cited in the story.": "Segnato: citato nel tema.",
        "and {n} more": "e altri {n}",
        "the passages quoted in the list of sources": "i passi citati nell'elenco delle fonti",
        "the sources that are not cited": "le fonti non citate",
        "the links of what sources differ on": "i link di ciò su cui le fonti divergono",
        "the table of who is cited for what": "la tabella di chi è citato per cosa",
        "the last line of the coverage": "l'ultima riga della copertura",
        "the last {n} lines of the coverage": "le ultime {n} righe della copertura",
        "the last line of “Also today”": "l'ultima riga di «Anche oggi»",
        "the last {n} lines of “Also today”": "le ultime {n} righe di «Anche oggi»",
        "the links of the last statement": "i link dell'ultima affermazione",
        "the links of the last {n} statements": "i link delle ultime {n} affermazioni",
        "the last statement": "l'ultima affermazione",
        "the last {n} statements": "le ultime {n} affermazioni",
        "the last source": "l'ultima fonte",
        "the last {n} sources": "le ultime {n} fonti",
        "the last difference between sources": "l'ultima divergenza tra fonti",
        "the last {n} differences between sources": "le ultime {n} divergenze tra fonti",
        "{n} statement is new": "{n} affermazione è nuova",
        "{n} statements are new": "{n} affermazioni sono nuove",
        "“{text}” is told otherwise": "«{text}» è riportato diversamente",
        "{change} (since {date})": "{change} (dal {date})",
        "{change} (its source was edited after {date})": "{change} (la fonte è stata modificata dopo il {date})",
        "{weekday}, {date}": "{weekday} {date}",
        "From {date} on": "A partire dal {date}",
        "no brief was made before this one, which covers all days since": (
            "non è stata fatta alcuna sintesi prima di questa, che copre tutti i giorni da allora"
        ),
        "The mail of {date}": "La mail del {date}",
        "may not have arrived: the run that sent it did not see the server's answer": (
            "potrebbe non essere arrivata: l'esecuzione che l'ha inviata non ha visto la risposta del server"
        ),
        "told on {date}; its source was edited and no longer says so": (
            "riportato il {date}; la fonte è stata modificata e non lo dice più"
        ),
    },
)
