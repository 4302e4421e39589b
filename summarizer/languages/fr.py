"""French."""

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
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTH = "|".join(_MONTHS)
_UPPER = "A-ZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜ"
_NAME = (
    rf"((?:[{_UPPER}][\wÀ-ÿ’'&.-]*)(?:\s+(?:de\s+|du\s+|des\s+|la\s+|le\s+)?[{_UPPER}][\wÀ-ÿ’'&.-]*){{0,3}})"
)
_SAID = (
    r"(?:a (?:déclaré|indiqué|affirmé|annoncé|précisé|expliqué|ajouté|dit|rapporté|"
    r"confirmé|fait savoir|estimé|assuré)|"
    r"ont (?:déclaré|indiqué|affirmé|annoncé|précisé|expliqué|ajouté|dit|rapporté|confirmé|fait savoir|estimé|assuré)|"
    r"déclare|indique|affirme|annonce|précise|explique|rapporte|assure|estime|indiquent|précisent|expliquent)"
)

LANGUAGE = Language(
    code="fr",
    stemmer="french",
    stop_words=words(
        """a à afin ai ainsi alors après as au aucun aucune aujourd'hui aura auraient aurait auront aussi
            autre autres aux avaient avait avant avec avez avoir avons ayant beaucoup bien c ça car ce ceci
            cela celle celles celui cependant certains certaines ces cet cette ceux chaque chez ci comme
            comment contre d dans de déjà depuis dernier dernière des donc dont du elle elles en encore
            entre est et étaient était étant été être eu eux fait faire faut fois furent fut grâce ici il
            ils j je jusqu jusque l la laquelle le lequel les lesquelles lesquels leur leurs lors lorsque
            lui m ma mais malgré me même mêmes mes moi moins mon n ne ni non nos notre nous on ont or ou où
            par parce parmi pas pendant peu peut peuvent plus plusieurs plutôt pour pourquoi près puis qu
            quand que quel quelle quelles quels quelque quelques qui quoi s sa sans se selon sera seraient
            serait seront ses si sien soit son sont sous souvent sur t ta tandis tant te tel telle tels tes
            toi ton toujours tous tout toute toutes très trop tu un une vers voici voilà vos votre vous y
            déclaré indiqué affirmé annoncé précisé expliqué ajouté dit mm m mme monsieur madame notamment
            ainsi plutôt va vont doit doivent""",
    ),
    common=words(
        """an ans année années jour jours semaine semaines mois heure heures temps personne personnes pays
            ville france français française nouveau nouvelle nouveaux nouvelles premier première deux trois
            million millions milliard milliards euros euro cent nombre part fin cas question grand grande
            petit petite gouvernement président ministre police entreprise groupe autorités porte parole
            lundi mardi mercredi jeudi vendredi samedi dimanche matin soir hier environ travail place mis
            mise prochain prochaine""",
    ),
    months=_MONTHS,
    short_months=(
        "janv.",
        "févr.",
        "mars",
        "avril",
        "mai",
        "juin",
        "juil.",
        "août",
        "sept.",
        "oct.",
        "nov.",
        "déc.",
    ),
    weekdays=_WEEKDAYS,
    date_form="{day} {month} {year}",
    thousands="\u202f",
    splitting=Splitting(
        abbreviations=words(
            """etc env apr av bd boul ch cf chap cie co coll dép éd ed ex fig hab inc ltd max min n.b n.d.l.r
            p.-d.g réf s.a s.a.r.l st ste suiv t.t.c h.t tél vol janv févr juil sept oct nov déc sq p.s"""
        ),
        titles=words("M MM Mme Mmes Mlle Mlles Me Mes Mgr Dr Drs Pr Prof Gal Col Cdt St Ste Sr R.P"),
        goes_on=words("p.ex p ex c.-à-d cf env av apr ibid id op.cit vs"),
        numbering=words(
            "lun mer jeu ven sam dim n no art p pp chap fig vol t al env janv févr juil sept oct nov déc"
        ),
        openers=words(
            """a à afin ainsi alors après au aucun aucune aujourd'hui aussi autre aux avant avec beaucoup c ce
            cela celle celui cependant certains ces cet cette ceux chaque chez comme contre d dans de depuis
            des dès deux deuxième donc dont du elle elles en enfin ensuite entre et grâce hier il ils j
            jusqu l la le les leur leurs lors lorsque lui mais malgré mardi même n ni nous on or ou où outre
            par parmi pas pendant personne plus plusieurs pour pourquoi pourtant près puis quand quant que
            quelque quelques qui s sa sans selon ses seul si son sous sur tandis tant tous tout toutefois
            toute trois un une vers voilà vous"""
        ),
    ),
    quotation=Quotation(
        opens="«\u00a0",
        closes="\u00a0»",
        inner=("“", "”"),
        pairs=(("«", "»"), ("“", "”")),
    ),
    dating=Dating(
        weekday=pattern(
            rf"(?<![-\w’'])(?:dans la nuit de (?:{'|'.join(_WEEKDAYS)}) à )?(?<!le )(?<!chaque )(?<!les )(?P<day>"
            rf"{'|'.join(_WEEKDAYS)})\b(?P<last> dernier\b)?(?: (?:soir|matin|midi|"
            r"après-midi|dernier)\b)?"
            r"(?![’'-]|\s+(?:\d|prochain|1er|et\s|ou\s|à\s(?:\w+di|dimanche)\b)|\s*\()"
        ),
        past=pattern(
            r"\b(?:a|ont|avait|avaient|est|sont|était|étaient|s['’]est|se sont|"
            r"a été|ont été|ayant)\s+(?:\w+ment\s+|été\s+|aussi\s+|fait\s+|également\s+)*"
            r"(?!lieu\b|plus\b|peu\b|tenu[es]? de\b)\w+(?:é|ée|és|ées|i|ie|is|ies|"
            r"it|its|u|ue|us|ues|ert|erts|erte|mort|morts|morte|mortes|int)\b",
            r"\b(?:fut|furent|étaient|était|avait|avaient|\w{3,}(?:èrent|irent))\b",
        ),
        ahead=pattern(
            r"\b(?:\w{3,}(?:era|eront|erait|ira|iront|dra|dront|vra|vront)|sera|"
            r"seront|serait|aura|auront|ira|va|vont|doit|doivent|"
            r"devait|devaient|devrait|devraient|pourrait|pourraient|prévue?s?|attendue?s?|"
            r"prochaine?s?|d['’]ici|avant|jusqu['’](?:à|au)|chaque)\b"
        ),
        near=(
            (pattern(r"(?<![-\w])hier\b(?! et aujourd)"), -1),
            (pattern(r"(?<![-\w])avant-hier\b"), -2),
            (pattern(r"\bce matin\b|\bcet après-midi\b|\bce soir\b"), 0),
        ),
        years=(
            (pattern(r"\bl['’]an (?:dernier|passé)\b|\bl['’]année (?:dernière|passée)\b"), -1),
            (pattern(r"\bl['’]an prochain\b|\bl['’]année prochaine\b"), 1),
        ),
        form="{day} {month}",
    ),
    leaning=Leaning(
        pronoun=pattern(
            r"(?:(?:mais|et|or|car|puis|pourtant)\s+)?(?:il|ils|elle|elles|lui|"
            r"eux|celui-ci|celle-ci|ceux-ci|celles-ci|leurs?|son|sa|ses|l['’]un|"
            r"l['’]une)\b"
            r"(?!\s+(?:y a|y avait|y aura|n['’]y a|s['’]agit|s['’]agissait|faut|"
            r"fallait|faudra|est (?:possible|probable|important|nécessaire|prévu|"
            r"clair|difficile|temps|interdit|impossible)|reste|pleut|manque)\b)",
        ),
        points_back=pattern(
            r"(?:(?:mais|et|or|car)\s+)?(?:cela|ceci|ça|c['’](?:est|était|en est)|"
            r"ce (?:qui|sont|dernier|n['’]est|fut|sera)|cette dernière|ces derniers?|"
            r"ces dernières)\b",
            r"(?:ce|cet|cette|ces)\s+(?!(?:semaine|mois|année|matin|soir|après-midi|"
            r"jour|été|hiver|week-end|printemps|automne|lundi|mardi|mercredi|jeudi|"
            r"vendredi|samedi|dimanche|nuit|fois-ci|weekend)\b)",
            r"(?:les deux|les autres|d['’]autres|certains d['’]entre eux|tous deux|"
            r"toutes deux|aucun d['’]eux|ni l['’]un)\b",
            r"(?:la (?:décision|mesure|nouvelle|hausse|baisse)|les (?:mesures|accusations|"
            r"chiffres)|l['’](?:annonce|incident|homme)|le (?:couple|suspect))\b(?!\s+(?:de|"
            r"du|des|d['’]|à|au|aux|contre|en|dans|pour|sur|qui|que|âgé|par)\b|"
            r"\s+d['’]|,)",
        ),
        continues=pattern(
            r"(?:cependant|toutefois|néanmoins|pourtant|en revanche|en outre|de plus|"
            r"par ailleurs|par conséquent|ainsi|donc|alors|ensuite|enfin|"
            r"puis|d['’]autre part|d['’]une part|de son côté|de leur côté|à l['’]inverse|"
            r"au contraire|par exemple|en effet|d['’]ailleurs|"
            r"à cette occasion|dans ce contexte|à ce titre|pour cela|pour sa part|"
            r"pour leur part|malgré cela|auparavant|entre-temps|dans le même temps|"
            r"en conséquence|c['’]est pourquoi|là|y compris|du coup|or|ni|résultat)\b",
            r"(?:quelques|deux|trois|plusieurs) (?:jours|heures|semaines|mois|minutes) (?:plus tard|"
            r"après|auparavant)\b",
            r"(?:le lendemain|la veille|le même jour|peu après|plus tard|un peu plus tard)\b",
        ),
        reporting=pattern(
            r"\bn['’](?:a|ont) pas (?:souhaité|voulu|immédiatement|encore|répondu|donné suite|réagi)\b",
            r"\b(?:contactée?s?|sollicitée?s?|jointe?s?)\b.{0,40}\bn['’](?:a|ont)\b",
        ),
        person=pattern(
            r"(?<![\w-])(?:je|nous|notre|nos|moi|mon|mes|me|vous|votre|vos|tu|j['’]\w+|m['’]\w+)(?![\w-])",
        ),
    ),
    crediting=Crediting(
        credits=(
            cased(
                r"\b(?:[Ss]elon|d['’]après|[Dd]['’]après|cité(?:e|s)? par|rapporté(?:e|"
                r"s)? par|révélé(?:e|s)? par)\s+(?:le\s+|la\s+|les\s+|l['’])?(?:journal\s+|"
                rf"quotidien\s+|agence\s+|site\s+|chaîne\s+|magazine\s+)?{_NAME}"
            ),
            cased(
                r"\b(?:a|ont)\s+(?:déclaré|indiqué|confié|dit|expliqué|affirmé|"
                r"précisé)\s+(?:à|au)\s+(?:l['’])?(?:la\s+)?(?:journal\s+|quotidien\s+|"
                rf"agence\s+|chaîne\s+)?{_NAME}"
            ),
            cased(
                r"\b(?:rapporte|rapportent|révèle|indique|relate)\s+(?:le\s+|la\s+|"
                rf"l['’])(?:journal\s+|quotidien\s+|agence\s+)?{_NAME}"
            ),
            cased(r"\b[Ll]['’][Aa]gence\s+(\w[\w-]*(?:\s[A-Z]\w+)?)"),
            cased(r"\((AFP|Reuters|AP|ATS|Belga)(?:/\w+)*\)"),
        ),
        outlets=pattern(
            r"\b(?:le monde|monde|figaro|libération|parisien|ouest-france|dépêche|"
            r"progrès|voix|courrier|gazette|journal|"
            r"quotidien|nouvelles|télégramme|matin|soir|tribune|échos|radio|télévision|"
            r"france info|franceinfo|info|rfi|bfm|tf1|"
            r"presse|agence|afp|reuters|ap|belga|ats|républicain|dauphiné|times|post|écho|hebdo)\b"
        ),
        attributions=(
            (
                ("elon", "après", "source"),
                according_to(
                    "selon|d['’]après|de sources?",
                    "le|la|les|l['’]|des|un|une",
                    "a|ont|est|sont|était|étaient|avait",
                ),
            ),
            (
                (
                    "éclar",
                    "indiqu",
                    "affirm",
                    "annonc",
                    "précis",
                    "expliqu",
                    "ajout",
                    "rapport",
                    "confirm",
                    "estim",
                    "assur",
                    "savoir",
                ),
                pattern(
                    rf",\s+{_SAID}\s+[^,;«»“”\"]{{2,90}}(?=[,.;]|$)",
                    rf",\s+(?:comme )?[^,;«»“”\"]{{2,70}}\s+{_SAID}(?=[,.;]|$)",
                    rf"^[^,;«»“”\"]{{2,80}}\s+{_SAID}(?:\s+(?:hier|lundi|mardi|"
                    r"mercredi|jeudi|vendredi|samedi|dimanche))?\s+qu(?:e\s+|['’])",
                ),
            ),
        ),
    ),
    counting=Counting(
        glosses="""
            two: deux
            three: trois
            four: quatre
            five: cinq
            six: six
            seven: sept
            eight: huit
            nine: neuf
            ten: dix
            eleven: onze
            twelve: douze
            thirteen: treize
            fourteen: quatorze
            fifteen: quinze
            sixteen: seize
            twenty: vingt
            thirty: trente
            forty: quarante
            fifty: cinquante
            sixty: soixante
            hundred: cent cents
            thousand: mille
            million: million millions
            billion: milliard milliards
            trillion: billion billions
            dozen: douzaine
            dozens: dizaines
            hundreds: centaines
            thousands: milliers
            half: moitié demi
            percent: pourcent pourcentage pour_cent
            euro: euro euros
            dollar: dollar dollars
            franc: franc francs
            km: kilomètre kilomètres km
            metres: mètre mètres
            cm: centimètre centimètres
            kg: kilo kilos kilogramme kilogrammes
            tonne: tonne tonnes
            litre: litre litres
            hectare: hectare hectares
            hours: heure heures
            minutes: minute minutes
            days: jour jours
            weeks: semaine semaines
            months: mois
            years: an ans année années
            megawatts: mégawatt mégawatts
            celsius: celsius
            dead: mort morts mortes décès
            killed: tué tués tuée tuées tuant décédé décédés décédée
            injured: blessé blessés blessée blessées blessant
            missing: disparu disparus disparue disparues
            arrested: arrêté arrêtés arrêtée interpellé interpellés interpellée
            rescued: secouru secourus sauvé sauvés
            evacuated: évacué évacués évacuées évacuée
            people: personnes personne gens
            the: le la les l un une
            and: et
            at: à au aux
            of: de du des d
            in: dans en
            on: sur
            with: avec
            not: pas ne n
            never: jamais
            no: aucun aucune non
            without: sans
            before: avant
            after: après
            but: mais
            while: tandis
            about: environ
            than: que
            other: autre autres
            expected: attendu attendus attendue prévu prévus prévue prévision prévisions
            could: pourrait pourraient devrait devraient doit doivent sera seront possible
            last: dernier dernière derniers
            earlier: auparavant précédent précédemment
            daily: quotidien quotidiennement
            monthly: mensuel
            annually: annuel annuellement
            average: moyenne
            long: long longue longs longueur
            tall: haut haute hauteur
            wide: large largeur
            deep: profond profondeur
            raised: augmenté augmentent augmente relevé hausse
            lowered: baissé baisse baissent réduit
            won: gagné remporté
            lost: perdu
            approved: approuvé adopté voté validé
            rejected: rejeté refusé
            guilty: coupable condamné
            acquitted: acquitté relaxé
            open: ouvert ouverte rouvert rouverte
            closed: fermé fermée
            confirmed: confirmé
            denied: démenti nié
            votes: voix
            flight: vol
            page: page pages
            article: article
            """,
        bounds=(
            ("least", "plus de|plus d['’]|au moins|au-delà de|supérieur à"),
            ("nearly", "presque|près de|près d['’]|quasiment"),
            ("most", "moins de|moins d['’]|jusqu['’]à|au plus|au maximum"),
            ("about", "environ|quelque|autour de|à peu près|une"),
        ),
        ranges="à|et|ou",
        rate=pattern(r"\s?\w{0,14}\spar\s(?:an|jour|semaine|mois|heure|minute|personne|habitant|tête)\b"),
        dates=pattern(rf"\b(?P<day>[12]\d|3[01]|[1-9])(?:er)? (?P<month>{_MONTH})\b(?: \d{{4}})?"),
        clock=pattern(
            r"(?P<vague>(?:vers|peu avant|peu après|avant|après|aux environs de) )?\b(?P<hour>[01]?\d|"
            r"2[0-3]) ?(?:h(?P<minute>[0-5]\d)?|heures(?: (?P<late>[0-5]\d))?)\b"
        ),
    ),
    furniture=Furniture(
        lines=lines(
            """publicité
            partager
            partager l'article
            imprimer
            commenter
            commentaires
            réagir
            accueil
            menu
            rechercher
            se connecter
            s'inscrire
            s'abonner
            je m'abonne
            lire aussi
            à lire aussi
            à lire également
            lire plus tard
            lire la suite
            voir aussi
            à voir aussi
            sur le même sujet
            sur le même thème
            articles liés
            les plus lus
            articles les plus lus
            à la une
            newsletter
            mentions légales
            données personnelles
            gestion des cookies
            partager sur facebook
            partager sur twitter
            partager sur whatsapp
            envoyer par e-mail
            envoyer par mail
            copier le lien
            écouter l'article
            retour en haut
            article précédent
            article suivant
            mots-clés
            thèmes associés
            écouter
            contenu sponsorisé"""
        ),
        notes=pattern(
            r"(?:nous|ce site|notre site|nos partenaires|en poursuivant|en continuant|"
            r"avec votre accord)\b[^.]{0,160}\bcookies?\b.{0,300}",
            r"(?:tout )?(?:accepter|refuser)(?: (?:tout|et continuer|les cookies|"
            r"tous les cookies|et fermer))?|(?:paramétrer|gérer|politique d['’]utilisation des|"
            r"politique de) (?:les |mes )?cookies",
            r"(?:abonnez-vous|inscrivez-vous|recevez|suivez-nous|rejoignez-nous|téléchargez|retrouvez-nous)\b.{0,200}",
            r"(?:déjà abonné|pas encore abonné|cet article est réservé|article réservé|"
            r"réservé) ?(?:e|\(e\))?\b.{0,120}",
            r"(?:la suite|le reste) (?:de cet article )?est réservée?\b.{0,80}|il vous reste \d+.{0,80}",
            r"votre adresse e-?mail ne sera pas publiée\b.{0,80}|(?:laisser|poster|"
            r"écrire|ajouter) un commentaire\b.{0,60}|\d+ commentaires?|commentaires? \(\d+\)",
            r"(?:tous droits (?:de reproduction )?réservés|©|copyright)\b.{0,120}|.{0,60}\btous droits réservés",
            r"(?:veuillez|merci d['’]) ?(?:activer|autoriser)\b.{0,20}\b(?:javascript|cookies?)\b.{0,120}",
        ),
        reported=pattern(
            r"[«»“\"]",
            r"\b(?:a|ont) (?:déclaré|indiqué|affirmé|annoncé|précisé|expliqué|ajouté|dit)\b",
            r"\bselon\b",
        ),
        related=pattern(
            r"\W{0,3}(?:(?:à )?(?:lire|voir|écouter) (?:aussi|également|notre|nos|"
            r"l['’]article|le dossier)\b[\w ’']{0,20}|sur le même sujet|en images|"
            r"vidéo|podcast|"
            r"entretien|analyse|éditorial|tribune|dossier|pour aller plus loin|"
            r"mots-clés|thèmes|tags)\s{0,2}[:|>»›→].{0,200}",
            r"\W{0,3}(?:à )?lire (?:aussi|également)\b[^.!?]{3,140}",
        ),
        captions=cased(
            r"\W{0,3}(?:Photo|Photos|Image|Crédit|Crédits|Crédit photo|Illustration|"
            r"Légende|Source|Infographie)\s?(?::|/|©|d['’]illustration).{0,120}",
            r"\W{0,3}(?:[Pp]hoto|[Ii]mage) d['’](?:illustration|archives?)\W{0,3}",
            r"[^.!?]{5,200}(?:[.!?]\s?)?(?:\(?(?:Photo|Crédit|Crédit photo|Image)\s?[:/©]\s?[^.!?()]{2,60}\)?|"
            r"©\s?[^.!?]{2,60})",
        ),
        bylines=cased(
            rf"(?:[Pp]ar|PAR)\s(?:[{_UPPER}][\wÀ-ÿ.’-]*(?:\s|,\s|\set\s|$)){{1,6}}(?:\W{{0,3}}[\w ’]{{0,30}})?",
        ),
        stamps=pattern(
            r"(?:(?:publiée?|mise? à jour|modifiée?|mis en ligne|date|écrit)\b\W{0,3})?(?:le\s|"
            r"il y a\s)?(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s)?"
            rf"\d{{1,2}}(?:er)?(?:\s(?:{_MONTH})|/\d{{1,2}}/)\s?(?:\d{{4}})?(?:\W{{0,4}}(?:à\s)?\d{{1,2}}\s?[h:]\s?\d\d)?",
            r"(?:temps de lecture|lecture)\b.{0,30}|\d{1,2}\s?min(?:utes)?(?: de lecture)?|"
            r"il y a \d{1,3} (?:minutes?|heures?|jours?)",
        ),
    ),
    elisions=pattern(r"(?:[ldcjmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’](?=\w)"),
    first_day="1er",
    phrases={
        "English": "anglais",
        "German": "allemand",
        "French": "français",
        "Spanish": "espagnol",
        "Portuguese": "portugais",
        "Italian": "italien",
        "Dutch": "néerlandais",
        "{first} and {last}": "{first} et {last}",
        "A single source": "Une seule source",
        "{n} source": "{n} source",
        "{n} sources": "{n} sources",
        "{n} independent report": "{n} récit indépendant",
        "{n} independent reports": "{n} récits indépendants",
        "both independent": "toutes deux indépendantes",
        "all independent": "toutes indépendantes",
        "the source's own words": "dans les mots de la source",
        "the sources' own words": "dans les mots des sources",
        "condensed, every statement checked against its source": (
            "condensé, chaque énoncé vérifié d'après sa source"
        ),
        "condensed, every statement checked against its sources": (
            "condensé, chaque énoncé vérifié d'après ses sources"
        ),
        "condensed, {n} of {total} replaced by the source's words": (
            "condensé, {n} sur {total} remplacés par les mots de la source"
        ),
        "{n} statement": "{n} énoncé",
        "{n} statements": "{n} énoncés",
        "{n} article was read": "{n} article a été lu",
        "{n} articles were read": "{n} articles ont été lus",
        "{read}, all of them one report": "{read}, qui sont tous un seul récit",
        "{read}, {n} of them independent reports": "{read}, dont {n} récits indépendants",
        "{read}; {n} source was left out.": "{read}\xa0; {n} source a été laissée de côté.",
        "{read}; {n} sources were left out.": "{read}\xa0; {n} sources ont été laissées de côté.",
        "Sources {numbers} reprint one text: counted once.": (
            "Les sources {numbers} reprennent un même texte\xa0: comptées une fois."
        ),
        "{n} sentence said what another had said and stands as evidence beside it.": (
            "{n} phrase disait la même chose qu'une autre et lui sert de preuve."
        ),
        "{n} sentences said what another had said and stand as evidence beside it.": (
            "{n} phrases disaient la même chose qu'une autre et lui servent de preuve."
        ),
        (
            "{n} of {total}, as condensed, was not carried by the evidence and was replaced by the "
            "source's own words."
        ): (
            "{n} sur {total}, sous sa forme condensée, n'était pas étayé par les preuves et a été "
            "remplacé par les mots de la source."
        ),
        (
            "{n} of {total}, as condensed, were not carried by the evidence and were replaced by the "
            "source's own words."
        ): (
            "{n} sur {total}, sous leur forme condensée, n'étaient pas étayés par les preuves et ont "
            "été remplacés par les mots de la source."
        ),
        "Source {numbers} is not cited: {reason}": "La source {numbers} n'est pas citée\xa0: {reason}",
        "Sources {numbers} are not cited: {reason}": "Les sources {numbers} ne sont pas citées\xa0: {reason}",
        "{n} sources are not cited: {reason}": "{n} sources ne sont pas citées\xa0: {reason}",
        "no reason is recorded": "aucune raison n'est notée",
        "mentioned under “Also today” alone": "mentionnée seulement sous «\xa0Aussi aujourd'hui\xa0»",
        "outside the stories for which the brief has room": (
            "hors des sujets pour lesquels la synthèse a de la place"
        ),
        "no sentence of article text was found there": "aucune phrase d'article n'y a été trouvée",
        "less central than what is told, or not to be understood alone": (
            "moins central que ce qui est rapporté, ou incompréhensible isolément"
        ),
        "says nothing that was not told before": "ne dit rien qui n'ait déjà été rapporté",
        "there are no words in it": "elle ne contient aucun mot",
        "The model {subject} was stopped ({reason}); what it had not reached is quoted.": (
            "Le modèle {subject} a été arrêté ({reason})\xa0; ce qu'il n'avait pas atteint est cité."
        ),
        "Left out while {stage}: {subject} — {reason}": "Laissé de côté\xa0: {subject} — {reason}",
        (
            "The sources are in several languages: {languages}. Each story is told in its own, and "
            "none is merged with one in another."
        ): (
            "Les sources sont en plusieurs langues\xa0: {languages}. Chaque sujet est rapporté dans la "
            "sienne, et aucun n'est fusionné avec un sujet dans une autre."
        ),
        "its stories are quoted, not condensed: the model does not know the language": (
            "ses sujets sont cités et non condensés\xa0: le modèle ne connaît pas la langue"
        ),
        "No statement could be drawn from these sources; the coverage says why.": (
            "Aucun énoncé n'a pu être tiré de ces sources\xa0; la couverture dit pourquoi."
        ),
        "Where the sources differ": "Où les sources divergent",
        "Also today": "Aussi aujourd'hui",
        "Other stories": "Autres sujets",
        "Sources": "Sources",
        "Coverage": "Couverture",
        "not cited": "non citée",
        "the same text as {n}": "le même texte que {n}",
        "p. {n}": "p. {n}",
        "page {n}": "page {n}",
        "characters {start}–{end}": "caractères {start}–{end}",
        "for the words in brackets": "pour les mots entre crochets",
        "words in brackets from": "mots entre crochets de",
        "Evidence in": "Preuves dans",
        "A number opens the words that carry the statement before it.": (
            "Un numéro ouvre les mots qui étayent l'énoncé qui le précède."
        ),
        "Statements are the sources’ own words": "Les énoncés sont les mots mêmes des sources",
        "Statements are the sources' own words": "Les énoncés sont les mots mêmes des sources",
        "Statements are condensed from the sources and checked against them": (
            "Les énoncés sont condensés à partir des sources et vérifiés d'après elles"
        ),
        "words in [brackets] are insertions. Made by summarizer {version}.": (
            "les mots entre [crochets] sont ajoutés. Fait par summarizer {version}."
        ),
        "Shortened, so that your mail program shows it to its end. Left out: {what}.": (
            "Raccourci, pour que votre messagerie l'affiche jusqu'au bout. Laissé de côté\xa0: {what}."
        ),
        "Read the whole brief": "Lire la synthèse entière",
        "The whole brief: {where}": "La synthèse entière\xa0: {where}",
        "The plain-text version of this mail has every statement and every source.": (
            "La version texte de ce message contient chaque énoncé et chaque source."
        ),
        "single source": "source unique",
        "a single source for each statement": "une seule source par énoncé",
        "blurb only": "simple chapô",
        "quoted": "cité",
        "condensed": "condensé",
        "replaced": "remplacé",
        "disputed": "contesté",
        "new": "nouveau",
        "update": "mis à jour",
        "updated": "mis à jour",
        "corrected": "corrigé",
        "Untitled": "Sans titre",
        "Standard input": "Entrée standard",
        "Nothing to tell": "Rien à rapporter",
        "{title}, and {n} more stories": "{title} et {n} autres sujets",
        "Number of {what}": "Nombre\xa0: {what}",
        "Number of dead": "Nombre de morts",
        "Number of injured": "Nombre de blessés",
        "Number of missing": "Nombre de disparus",
        "Number of arrested": "Nombre d'arrestations",
        "Number of rescued": "Nombre de personnes secourues",
        "Number of displaced": "Nombre de personnes évacuées",
        "dead": "morts",
        "injured": "blessés",
        "missing": "disparus",
        "arrested": "arrêtés",
        "rescued": "secourus",
        "displaced": "évacués",
        "Age of {who}": "Âge\xa0: {who}",
        "Length of {what}": "Longueur\xa0: {what}",
        "Height of {what}": "Hauteur\xa0: {what}",
        "Width of {what}": "Largeur\xa0: {what}",
        "Depth of {what}": "Profondeur\xa0: {what}",
        "Weight of {what}": "Poids\xa0: {what}",
        "Speed of {what}": "Vitesse\xa0: {what}",
        "Temperature": "Température",
        "Duration": "Durée",
        "Date": "Date",
        "Day": "Jour",
        "Time": "Heure",
        "Year": "Année",
        "Votes": "Voix",
        "Share": "Part",
        "Outcome": "Issue",
        "Area": "Superficie",
        "Volume": "Volume",
        "Power": "Puissance",
        "Amount": "Montant",
        "Cited: {names}": "Cités\xa0: {names}",
        "nobody": "personne",
        "Filled: cited in the story.": "Plein\xa0: cité dans le sujet.",
        "Marked: cited in the story.": "Marqué\xa0: cité dans le sujet.",
        "and {n} more": "et {n} autres",
        "the passages quoted in the list of sources": "les passages cités dans la liste des sources",
        "the sources that are not cited": "les sources non citées",
        "the links of what sources differ on": "les liens de ce sur quoi les sources divergent",
        "the table of who is cited for what": "le tableau de qui est cité pour quoi",
        "the last line of the coverage": "la dernière ligne de la couverture",
        "the last {n} lines of the coverage": "les {n} dernières lignes de la couverture",
        "the last line of “Also today”": "la dernière ligne de «\xa0Aussi aujourd'hui\xa0»",
        "the last {n} lines of “Also today”": "les {n} dernières lignes de «\xa0Aussi aujourd'hui\xa0»",
        "the links of the last statement": "les liens du dernier énoncé",
        "the links of the last {n} statements": "les liens des {n} derniers énoncés",
        "the last statement": "le dernier énoncé",
        "the last {n} statements": "les {n} derniers énoncés",
        "the last source": "la dernière source",
        "the last {n} sources": "les {n} dernières sources",
        "the last difference between sources": "la dernière divergence entre sources",
        "the last {n} differences between sources": "les {n} dernières divergences entre sources",
        "{n} statement is new": "{n} énoncé est nouveau",
        "{n} statements are new": "{n} énoncés sont nouveaux",
        "“{text}” is told otherwise": "«\xa0{text}\xa0» est rapporté autrement",
        "{change} (since {date})": "{change} (depuis le {date})",
        "{change} (its source was edited after {date})": "{change} (la source a été modifiée après le {date})",
        "{weekday}, {date}": "{weekday} {date}",
        "From {date} on": "À partir du {date}",
        "no brief was made before this one, which covers all days since": (
            "aucune synthèse n'a été faite avant celle-ci, qui couvre tous les jours depuis"
        ),
        "The mail of {date}": "Le courriel du {date}",
        "may not have arrived: the run that sent it did not see the server's answer": (
            "n'est peut-être pas arrivé\xa0: le passage qui l'a envoyé n'a pas vu la réponse du serveur"
        ),
        "told on {date}; its source was edited and no longer says so": (
            "rapporté le {date}\xa0; la source a été modifiée et ne le dit plus"
        ),
    },
)
