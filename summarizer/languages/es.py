"""Spanish."""

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
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
    "diciembre",
)  # fmt: skip
_WEEKDAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
_MONTH = "|".join((*_MONTHS, "setiembre"))
_UPPER = "A-ZÁÉÍÓÚÑÜ"
_NAME = rf"((?:[{_UPPER}][\wÀ-ÿ&.-]*)(?:\s+(?:de\s+|del\s+|la\s+|el\s+)?[{_UPPER}][\wÀ-ÿ&.-]*){{0,3}})"
_SAID = (
    r"(?:dijo|dijeron|afirmó|afirmaron|declaró|declararon|explicó|explicaron|señaló|"
    r"señalaron|indicó|indicaron|informó|"
    r"informaron|aseguró|aseguraron|añadió|agregó|anunció|anunciaron|confirmó|confirmaron|"
    r"precisó|ha (?:dicho|afirmado|"
    r"explicado|señalado|indicado|informado|asegurado|anunciado|confirmado|precisado)|"
    r"han (?:dicho|informado|explicado|"
    r"indicado|confirmado))"
)

LANGUAGE = Language(
    code="es",
    stemmer="spanish",
    stop_words=words(
        """a al algo algunas alguno algunos ante antes aquel aquella aquellos así aún aunque bajo bien cada
            casi como cómo con contra cual cuál cuales cuando cuándo cuya cuyo da dan de debe deben del
            desde después donde dónde dos durante e el él ella ellas ello ellos en entonces entre era eran
            eres es esa esas ese eso esos esta está estaba estaban estado están estar estas este esto estos
            estuvo fue fueron ha haber había habían habrá hace hacer hacia han hasta hay he hemos hizo hubo
            iba incluso la las le les lo los luego más me mediante mejor menos mi mientras mis mismo misma
            mucha muchas mucho muchos muy nada ni ninguno ninguna no nos nosotros nuestra nuestro nunca o os
            otra otras otro otros para parte pero poco pocos podrá podría poder por porque pese pudo puede
            pueden pues que qué quien quién quienes se sea sean según ser será serán sería si sí sido
            siempre siendo sin sino sobre solo sólo son su sus suyo también tampoco tan tanto te tenía
            tenían tener tiene tienen toda todas todavía todo todos tras tu tus un una unas uno unos va van
            varias varios ya yo además dijo dijeron afirmó declaró explicó señaló indicó informó aseguró
            añadió agregó anunció ayer hoy sr sra""",
    ),
    common=words(
        """año años día días semana semanas mes meses hora horas tiempo persona personas país ciudad españa
            español española nuevo nueva nuevos nuevas primer primera primero segundo tres millón millones
            mil euros euro ciento número fin caso grande gran pequeño último última gobierno presidente
            presidenta ministro ministra policía empresa grupo autoridades portavoz lunes martes miércoles
            jueves viernes sábado domingo mañana tarde noche alrededor trabajo lugar próximo próxima pasado
            total""",
    ),
    months=_MONTHS,
    short_months=(
        "ene.",
        "feb.",
        "mar.",
        "abr.",
        "may.",
        "jun.",
        "jul.",
        "ago.",
        "sept.",
        "oct.",
        "nov.",
        "dic.",
    ),
    weekdays=_WEEKDAYS,
    date_form="{day} de {month} de {year}",
    thousands=".",
    splitting=Splitting(
        abbreviations=words(
            """párrf mt hs km etc ee uu ee.uu jj oo ccaa cía admón a.c d.c apdo aprox art arts av avda cap cf
            cfr cía co col dcha depto dpto ed edit ej entlo fig izda kg máx min mín ntra núm núms pág págs
            párr pbro pdte pl prov ref s.a s.l s.a.u sig sigs ss sta sto tel teléf ult vol ene feb mar abr
            jun jul ago sep sept oct nov dic rr hh rr.hh ff aa ff.aa cc cc.oo oo p.d q.e.p.d n.e u.e"""
        ),
        titles=words(
            """Sr Sra Sres Sras Srta Srtas Dr Dra Dres D Dña Da Ud Uds Vd Vds Prof Profa Lic Licda Ing Arq Gral
            Cnel Cap Cmdte Mons Fr
            Excmo Excma Ilmo Ilma Rvdo Sto Sta Pdte"""
        ),
        goes_on=words("p.ej p ej aprox cf cfr vs v.gr vid entlo"),
        numbering=words(
            """lun mié jue vie sáb dom párrf párr n nº núm núms no pág págs p pp art arts cap vol fig tel ene
            feb mar abr jun jul ago sep sept oct nov dic"""
        ),
        openers=words(
            """a además ahora al algunas algunos allí ante antes así asimismo aún aunque ayer cada casi como
            con contra cuando cuatro de del desde después dice dos durante el él ella ellas ellos en
            entonces entre era es esa ese eso esta estaba está estas este esto estos fue ha había hace hasta
            hay hoy la las le les lo los luego mañana más mientras muchas muchos nada nadie ni ningún
            ninguna no otra otras otro otros para pero pese poco por porque pues que quien quienes se según
            ser si sí sin sobre solo son su sus también tampoco tanto tiene todas todo todos tras tres tu un
            una unas uno unos varias varios ya"""
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
            rf"(?<![-\w])(?:el|este|del) (?P<last>pasado )?"
            rf"(?P<day>{'|'.join(_WEEKDAYS)})\b(?: pasado\b)?(?: por la (?:noche|"
            r"tarde|mañana)\b)?"
            r"(?!\s*,?\s*(?:día\s)?\(?\d|\s+(?:próximo|que viene|y el|o el|siguiente))"
        ),
        past=pattern(
            r"\b(?:ha|han|había|habían|hubo) \w+(?:do|to|cho)\b",
            r"\b(?:fue|fueron|dijo|dijeron|hizo|hicieron|pudo|pudieron|tuvo|tuvieron|"
            r"murió|murieron|pidió|pidieron|puso|vino|"
            r"hubo|estuvo|estaba|estaban|era|eran|produjo|produjeron|[a-záéíóúñ]{2,}(?:ó|aron|ieron|ió|jeron))\b",
        ),
        ahead=pattern(
            r"\b(?:\w{2,}(?:ará|arán|erá|erán|irá|irán|aría|arían|ería|erían|iría|"
            r"irían)|será|serán|habrá|tendrá|tendrán|podrá|hará|"
            r"va a|van a|debe|deben|previsto|prevista|prevé|próxim[oa]s?|antes del|hasta el|cada|está prevista?)(?!\w)"
        ),
        near=(
            (pattern(r"(?<![-\w])ayer\b(?! y hoy)"), -1),
            (pattern(r"(?<![-\w])(?:anteayer|antier)\b"), -2),
            (pattern(r"\b(?:esta mañana|esta tarde|esta noche)\b"), 0),
        ),
        years=(
            (pattern(r"\bel año pasado\b|\bdel año pasado\b|\bel pasado año\b|\bdel pasado año\b"), -1),
            (pattern(r"\b(?:el|del) (?:próximo año|año que viene|año próximo)\b"), 1),
        ),
        form="{day} de {month}",
    ),
    leaning=Leaning(
        pronoun=pattern(
            r"(?:(?:pero|y|aunque|pues|sin embargo)\s+)?(?:él|ella|ellos|ellas|"
            r"suy[oa]s?|sus?|les?|lo|los|las)\s+(?=[a-záéíóúñ])"
            r"(?<!lo )(?<!los )(?<!las )",
            r"(?:(?:pero|y)\s+)?(?:él|ella|ellos|ellas)\b",
            r"(?:dijo|añadió|agregó|explicó|señaló|afirmó|aseguró|indicó|insistió|"
            r"recordó|precisó|subrayó|concluyó)\s+(?:que|también|además)\b",
            r"(?:ha|había|han|habían)\s+(?:dicho|añadido|explicado|señalado|afirmado|asegurado|indicado)\s+que\b",
        ),
        points_back=pattern(
            r"(?:(?:pero|y|pues)\s+)?(?:esto|eso|ello|aquello|éste|ésta|éstos|éstas|"
            r"este último|esta última|estos últimos)\b",
            r"(?:este|esta|estos|estas|ese|esa|esos|esas|dicho|dicha|dichos|dichas|tal|tales)\s+"
            r"(?!(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo|semana|"
            r"mes|año|mañana|tarde|noche|verano|invierno|otoño|primavera|fin|curso|"
            r"madrugada|jornada)\b)",
            r"(?:ambos|ambas|los dos|las dos|otros|otras|algunos de ellos|ninguno de|"
            r"los demás|las demás)\b(?!\s+(?:partidos|gobiernos|países)\b)",
            r"(?:la (?:decisión|medida|noticia|subida|bajada)|las (?:medidas|acusaciones|"
            r"cifras)|el (?:anuncio|incidente|suceso|hombre|detenido|aumento|acuerdo)|"
            r"la (?:mujer|pareja))\b(?!\s+(?:de|del|a|al|contra|en|para|por|sobre|"
            r"que|con|entre)\b|,)",
        ),
        continues=pattern(
            r"(?:sin embargo|no obstante|además|asimismo|por tanto|por lo tanto|"
            r"por eso|por ello|en cambio|por otra parte|por otro lado|"
            r"por su parte|por ejemplo|de hecho|en efecto|así|entonces|luego|después|"
            r"también|tampoco|finalmente|por último|"
            r"en consecuencia|a su vez|al mismo tiempo|mientras tanto|en este sentido|"
            r"en ese sentido|en este contexto|de este modo|"
            r"de esta manera|de ahí|allí|ahí|previamente|a continuación|en total|"
            r"es decir|o sea)\b(?!\s+(?:de que|que)\b)",
            r"(?:unos|pocos|dos|tres|varios|varias|unas) (?:días|horas|semanas|"
            r"meses|minutos) (?:después|más tarde|antes)\b",
            r"(?:al día siguiente|el día anterior|ese mismo día|poco después|más tarde|horas después|días después)\b",
        ),
        reporting=pattern(
            r"\bno (?:ha|han|quiso|quisieron|respondió|respondieron|hizo|hicieron) ?(?:querido|"
            r"respondido|hecho)?\b.{0,30}\b(?:comentarios?|declaraciones|valorar|"
            r"preguntas|peticiones)\b",
        ),
        person=pattern(
            r"(?<![\w-])(?:yo|nosotros|nosotras|nuestr[oa]s?|nos|me|mi|mis|conmigo|"
            r"usted|ustedes|tú|vosotros|os|hemos|somos|estamos|tenemos|queremos|"
            r"creemos)(?![\w-])",
        ),
    ),
    crediting=Crediting(
        credits=(
            cased(
                r"\b(?:[Ss]egún|citad[oa]s? por|informó|publicó|publica|recoge)\s+(?:informó\s+|"
                r"informa\s+|publica\s+|recoge\s+)?(?:el\s+|la\s+|los\s+)?(?:diario\s+|"
                rf"periódico\s+|agencia\s+|cadena\s+|revista\s+)?{_NAME}"
            ),
            cased(
                r"\b(?:dijo|declaró|explicó|aseguró|confirmó|ha dicho)\s+a\s+(?:la\s+)?(?:agencia\s+|"
                rf"cadena\s+)?{_NAME}"
            ),
            cased(rf"\b(?:dijo|declaró|explicó|aseguró|confirmó)\s+al\s+(?:diario\s+|periódico\s+)?{_NAME}"),
            cased(r"\b[Aa]gencia\s+(\w[\w-]*(?:\s[A-Z]\w+)?)"),
            cased(r"\((EFE|Efe|AFP|Reuters|AP|EP|Europa Press)(?:/\w+)*\)"),
        ),
        outlets=pattern(
            r"\b(?:el país|país|mundo|abc|vanguardia|periódico|diario|noticias|"
            r"heraldo|voz|correo|prensa|agencia|cadena|radio|"
            r"televisión|rtve|cope|efe|afp|reuters|ap|europa press|faro|sur|levante|"
            r"razón|confidencial|tribuna|gaceta|clarín|"
            r"nación|universal|comercio|mercurio|times|post|news|eco)\b"
        ),
        attributions=(
            (
                ("egún", "acuerdo con"),
                according_to("según|de acuerdo con", "el|la|los|las|un|una", "ha|han|fue|fueron|hay|hubo"),
            ),
            (
                (
                    "dij",
                    "firm",
                    "eclar",
                    "xplic",
                    "eñal",
                    "ndic",
                    "nform",
                    "segur",
                    "ñadi",
                    "greg",
                    "nunci",
                    "recis",
                    "dicho",
                ),
                pattern(
                    rf",\s+(?:según\s+)?{_SAID}\s+[^,;«»“”\"]{{2,90}}(?=[,.;]|$)",
                    rf",\s+(?:como\s+)?[^,;«»“”\"]{{2,70}}\s+{_SAID}(?=[,.;]|$)",
                    rf"^[^,;«»“”\"]{{2,80}}\s+{_SAID}(?:\s+(?:ayer|el\s+\w+|este\s+\w+))?\s+que\s+",
                ),
            ),
        ),
    ),
    counting=Counting(
        glosses="""
            two: dos
            three: tres
            four: cuatro
            five: cinco
            six: seis
            seven: siete
            eight: ocho
            nine: nueve
            ten: diez
            eleven: once
            twelve: doce
            thirteen: trece
            fourteen: catorce
            fifteen: quince
            sixteen: dieciséis
            seventeen: diecisiete
            eighteen: dieciocho
            nineteen: diecinueve
            twenty: veinte
            thirty: treinta
            forty: cuarenta
            fifty: cincuenta
            sixty: sesenta
            seventy: setenta
            eighty: ochenta
            ninety: noventa
            hundred: cien ciento
            thousand: mil
            million: millón millones
            trillion: billón billones
            dozen: docena
            dozens: docenas decenas
            hundreds: cientos centenares
            thousands: miles millares
            half: mitad medio media
            percent: porcentaje por_ciento
            euro: euro euros
            dollar: dólar dólares
            peso: peso pesos
            km: kilómetro kilómetros km
            metres: metro metros
            cm: centímetro centímetros
            kg: kilo kilos kilogramo kilogramos
            tonne: tonelada toneladas
            litre: litro litros
            hectare: hectárea hectáreas
            hours: hora horas
            minutes: minuto minutos
            days: día días
            weeks: semana semanas
            months: mes meses
            years: año años
            megawatts: megavatio megavatios
            celsius: celsius
            dead: muerto muertos muerta muertas fallecido fallecidos fallecida fallecidas muertes víctimas
            killed: murió murieron falleció fallecieron matado mató
            injured: herido heridos herida heridas lesionados
            missing: desaparecido desaparecidos desaparecidas desaparecida
            arrested: detenido detenidos detenida detenidas arrestado arrestados
            rescued: rescatado rescatados rescatadas
            evacuated: evacuado evacuados evacuadas evacuada
            people: personas persona gente
            the: el la los las un una unos unas lo
            and: y e
            to: a al
            of: de del
            in: en
            on: sobre
            with: con
            not: no
            never: nunca
            no: ningún ninguna ninguno
            without: sin
            before: antes
            after: tras después
            but: pero sino
            while: mientras
            about: unos unas aproximadamente
            than: que
            other: otro otra otros otras
            expected: previsto prevista previstos esperado espera esperan previsión previsiones prevé
            could: podría podrían puede pueden será serán deberá deberán
            last: último última pasado pasada
            earlier: anterior anteriormente
            daily: diario diarios diariamente
            monthly: mensual mensuales
            annually: anual anuales
            average: media promedio
            long: largo larga longitud
            tall: alto alta altura
            wide: ancho ancha anchura
            deep: profundo profundidad
            raised: subió subieron aumentó aumentaron elevó sube aumenta subida
            lowered: bajó bajaron redujo redujeron baja reduce bajada
            won: ganó ganaron
            lost: perdió perdieron
            approved: aprobó aprobaron aprobado aprobada respaldó
            rejected: rechazó rechazaron rechazado rechazada
            guilty: culpable condenado condenada
            acquitted: absuelto absuelta
            open: abierto abierta reabierto reabierta reabrió abrió
            closed: cerrado cerrada cerró
            confirmed: confirmó confirmado
            denied: negó desmintió
            votes: votos
            flight: vuelo
            page: página páginas
            article: artículo
            """,
        bounds=(
            ("least", "más de|al menos|por lo menos|como mínimo|por encima de"),
            ("nearly", "casi|cerca de"),
            ("most", "menos de|hasta|como máximo|por debajo de"),
            ("about", "unos|unas|alrededor de|aproximadamente|en torno a"),
        ),
        ranges="a|y|o",
        rate=pattern(
            r"\s?\w{0,14}\s(?:al|por|cada)\s(?:año|día|semana|mes|hora|minuto|persona|habitante|cabeza)\b"
        ),
        dates=pattern(
            rf"\b(?P<day>[12]\d|3[01]|[1-9])(?:\.?º)? de (?P<month>{_MONTH})\b(?: (?:de|del) \d{{4}})?"
        ),
        clock=pattern(
            r"(?P<vague>(?:hacia|sobre|poco antes de|poco después de|antes de|después de|"
            r"alrededor de) )?\blas (?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?(?P<late>)\b(?!,\d|"
            r" (?:personas|empresas))"
        ),
    ),
    furniture=Furniture(
        lines=lines(
            """publicidad
            compartir
            compartir noticia
            imprimir
            comentar
            comentarios
            inicio
            portada
            menú
            buscar
            iniciar sesión
            registrarse
            suscríbete
            suscribirse
            leer más
            seguir leyendo
            lee también
            lea también
            le puede interesar
            te puede interesar
            también te puede interesar
            más información
            noticias relacionadas
            artículos relacionados
            lo más leído
            más leídas
            más noticias
            temas
            etiquetas
            archivado en
            aviso legal
            política de privacidad
            política de cookies
            compartir en facebook
            compartir en twitter
            compartir en whatsapp
            enviar por correo
            copiar enlace
            escuchar noticia
            volver arriba
            noticia anterior
            noticia siguiente
            contenido patrocinado
            boletín"""
        ),
        notes=pattern(
            r"(?:utilizamos|usamos|este sitio|esta web|nuestra web|nuestros socios|"
            r"si continúa navegando|al continuar)\b[^.]{0,160}\bcookies?\b.{0,300}",
            r"(?:aceptar|rechazar|configurar)(?: (?:todo|todas|y continuar|cookies|"
            r"las cookies|todas las cookies|y cerrar))?|(?:configuración|política) de cookies",
            r"(?:suscríbete|suscríbase|apúntate|regístrate|regístrese|recibe|reciba|"
            r"síguenos|síganos|descarga|descárgate)\b.{0,200}",
            r"(?:ya eres|¿ya eres|si ya eres|aún no eres)\b.{0,20}\b(?:suscriptor|"
            r"usuario|socio)\b.{0,80}|(?:contenido )?(?:solo|exclusivo) para suscriptores\b.{0,60}",
            r"(?:su|tu) (?:dirección de )?correo electrónico no será publicad[oa]\b.{0,80}|"
            r"(?:deja|dejar|escribe|escribir|añadir) (?:un|tu) comentario\b.{0,60}|"
            r"\d+ comentarios?|comentarios? \(\d+\)",
            r"(?:todos los derechos reservados|©|copyright)\b.{0,120}|.{0,60}\btodos los derechos reservados",
            r"(?:por favor, )?(?:activa|active|habilita|habilite)\b.{0,20}\b(?:javascript|cookies?)\b.{0,120}",
        ),
        reported=pattern(r"[«»“\"]", rf"\b{_SAID}\b", r"\bsegún\b"),
        related=pattern(
            r"\W{0,3}(?:(?:lee|lea|leer|ver|vea|mira) (?:también|además|más)|te puede interesar|"
            r"le puede interesar|más información|relacionad[oa]s?|vídeo|video|podcast|"
            r"entrevista|análisis|opinión|editorial|temas|etiquetas|archivado en)\s{0,2}[:|>»›→].{0,200}",
            r"\W{0,3}(?:lee|lea) también\b[^.!?]{3,140}",
        ),
        captions=cased(
            r"\W{0,3}(?:Foto|Fotos|Imagen|Imágenes|Fotografía|Crédito|Fuente|Gráfico|"
            r"Infografía)\s?(?::|/|©|de archivo\b).{0,120}",
            r"\W{0,3}(?:[Ff]oto|[Ii]magen) de archivo\W{0,3}",
            r"[^.!?]{5,200}(?:[.!?]\s?)?(?:\(?(?:Foto|Imagen|Crédito|Fuente)\s?[:/©]\s?[^.!?()]{2,60}\)?|"
            r"©\s?[^.!?]{2,60})",
        ),
        bylines=cased(
            rf"(?:[Pp]or|POR|Texto:)\s(?:[{_UPPER}][\wÀ-ÿ.-]*(?:\s|,\s|\sy\s|$)){{1,6}}(?:\W{{0,3}}[\w ]{{0,30}})?",
        ),
        stamps=pattern(
            r"(?:(?:publicad[oa]|actualizad[oa]|última actualización|fecha)\b\W{0,3})?(?:el\s)?(?:(?:lunes|"
            r"martes|miércoles|jueves|viernes|sábado|domingo),?\s)?"
            rf"\d{{1,2}}(?:\s(?:de\s)?(?:{_MONTH})|/\d{{1,2}}/)"
            rf"\s?(?:(?:de\s|del\s)?\d{{4}})?(?:\W{{0,4}}(?:a las\s)?\d{{1,2}}[:.]\d\d(?:\s?h)?)?",
            r"(?:tiempo de lectura|lectura)\b.{0,30}|\d{1,2}\s?min(?:utos)?(?: de lectura)?|"
            r"hace \d{1,3} (?:minutos?|horas?|días?)",
        ),
    ),
    phrases={
        "English": "inglés",
        "German": "alemán",
        "French": "francés",
        "Spanish": "español",
        "Portuguese": "portugués",
        "Italian": "italiano",
        "Dutch": "neerlandés",
        "{first} and {last}": "{first} y {last}",
        "A single source": "Una sola fuente",
        "{n} source": "{n} fuente",
        "{n} sources": "{n} fuentes",
        "{n} independent report": "{n} información independiente",
        "{n} independent reports": "{n} informaciones independientes",
        "both independent": "ambas independientes",
        "all independent": "todas independientes",
        "the source's own words": "en palabras de la fuente",
        "the sources' own words": "en palabras de las fuentes",
        "condensed, every statement checked against its source": (
            "condensado, cada afirmación cotejada con su fuente"
        ),
        "condensed, every statement checked against its sources": (
            "condensado, cada afirmación cotejada con sus fuentes"
        ),
        "condensed, {n} of {total} replaced by the source's words": (
            "condensado, {n} de {total} sustituidas por las palabras de la fuente"
        ),
        "{n} statement": "{n} afirmación",
        "{n} statements": "{n} afirmaciones",
        "{n} article was read": "Se leyó {n} artículo",
        "{n} articles were read": "Se leyeron {n} artículos",
        "{read}, all of them one report": "{read}, todos son una misma información",
        "{read}, {n} of them independent reports": "{read}, de ellos {n} informaciones independientes",
        "{read}; {n} source was left out.": "{read}; se omitió {n} fuente.",
        "{read}; {n} sources were left out.": "{read}; se omitieron {n} fuentes.",
        "Sources {numbers} reprint one text: counted once.": (
            "Las fuentes {numbers} reproducen un mismo texto: cuentan una vez."
        ),
        "{n} sentence said what another had said and stands as evidence beside it.": (
            "{n} frase decía lo mismo que otra y figura junto a ella como prueba."
        ),
        "{n} sentences said what another had said and stand as evidence beside it.": (
            "{n} frases decían lo mismo que otra y figuran junto a ella como prueba."
        ),
        (
            "{n} of {total}, as condensed, was not carried by the evidence and was replaced by the "
            "source's own words."
        ): (
            "{n} de {total}, en su forma condensada, no quedaba respaldada por las pruebas y se "
            "sustituyó por las palabras de la fuente."
        ),
        (
            "{n} of {total}, as condensed, were not carried by the evidence and were replaced by the "
            "source's own words."
        ): (
            "{n} de {total}, en su forma condensada, no quedaban respaldadas por las pruebas y se "
            "sustituyeron por las palabras de la fuente."
        ),
        "Source {numbers} is not cited: {reason}": "La fuente {numbers} no se cita: {reason}",
        "Sources {numbers} are not cited: {reason}": "Las fuentes {numbers} no se citan: {reason}",
        "{n} sources are not cited: {reason}": "{n} fuentes no se citan: {reason}",
        "no reason is recorded": "no consta el motivo",
        "mentioned under “Also today” alone": "solo se menciona en «También hoy»",
        "outside the stories for which the brief has room": "queda fuera de los temas para los que hay espacio",
        "no sentence of article text was found there": "no se encontró allí ninguna frase de artículo",
        "less central than what is told, or not to be understood alone": (
            "menos central que lo que se cuenta, o no se entiende por sí solo"
        ),
        "says nothing that was not told before": "no dice nada que no se haya contado ya",
        "there are no words in it": "no contiene palabras",
        "The model {subject} was stopped ({reason}); what it had not reached is quoted.": (
            "El modelo {subject} se detuvo ({reason}); lo que no había alcanzado se cita."
        ),
        "Left out while {stage}: {subject} — {reason}": "Omitido: {subject} — {reason}",
        (
            "The sources are in several languages: {languages}. Each story is told in its own, and "
            "none is merged with one in another."
        ): (
            "Las fuentes están en varios idiomas: {languages}. Cada tema se cuenta en el suyo y "
            "ninguno se une a otro de distinto idioma."
        ),
        "its stories are quoted, not condensed: the model does not know the language": (
            "sus temas se citan sin condensar: el modelo no conoce el idioma"
        ),
        "No statement could be drawn from these sources; the coverage says why.": (
            "No se pudo extraer ninguna afirmación de estas fuentes; la cobertura dice por qué."
        ),
        "Where the sources differ": "En qué difieren las fuentes",
        "Also today": "También hoy",
        "Other stories": "Otros temas",
        "Sources": "Fuentes",
        "Coverage": "Cobertura",
        "not cited": "no citada",
        "the same text as {n}": "el mismo texto que {n}",
        "p. {n}": "pág. {n}",
        "page {n}": "página {n}",
        "characters {start}–{end}": "caracteres {start}–{end}",
        "for the words in brackets": "para las palabras entre corchetes",
        "words in brackets from": "palabras entre corchetes de",
        "Evidence in": "Pruebas en",
        "A number opens the words that carry the statement before it.": (
            "Un número abre las palabras que respaldan la afirmación anterior."
        ),
        "Statements are the sources’ own words": "Las afirmaciones son palabras de las propias fuentes",
        "Statements are the sources' own words": "Las afirmaciones son palabras de las propias fuentes",
        "Statements are condensed from the sources and checked against them": (
            "Las afirmaciones se condensan de las fuentes y se cotejan con ellas"
        ),
        "words in [brackets] are insertions. Made by summarizer {version}.": (
            "las palabras entre [corchetes] son añadidas. Hecho con summarizer {version}."
        ),
        "Shortened, so that your mail program shows it to its end. Left out: {what}.": (
            "Abreviado, para que su correo lo muestre hasta el final. Omitido: {what}."
        ),
        "Read the whole brief": "Leer el resumen completo",
        "The whole brief: {where}": "El resumen completo: {where}",
        "The plain-text version of this mail has every statement and every source.": (
            "La versión de texto de este correo tiene todas las afirmaciones y fuentes."
        ),
        "single source": "fuente única",
        "a single source for each statement": "una sola fuente por afirmación",
        "blurb only": "solo un avance",
        "quoted": "citado",
        "condensed": "condensado",
        "replaced": "sustituido",
        "disputed": "discrepante",
        "new": "nuevo",
        "update": "actualizado",
        "updated": "actualizado",
        "corrected": "corregido",
        "Untitled": "Sin título",
        "Standard input": "Entrada estándar",
        "Nothing to tell": "Nada que contar",
        "{title}, and {n} more stories": "{title} y {n} temas más",
        "Number of {what}": "Número: {what}",
        "Number of dead": "Número de muertos",
        "Number of injured": "Número de heridos",
        "Number of missing": "Número de desaparecidos",
        "Number of arrested": "Número de detenidos",
        "Number of rescued": "Número de rescatados",
        "Number of displaced": "Número de evacuados",
        "dead": "muertos",
        "injured": "heridos",
        "missing": "desaparecidos",
        "arrested": "detenidos",
        "rescued": "rescatados",
        "displaced": "evacuados",
        "Age of {who}": "Edad: {who}",
        "Length of {what}": "Longitud: {what}",
        "Height of {what}": "Altura: {what}",
        "Width of {what}": "Anchura: {what}",
        "Depth of {what}": "Profundidad: {what}",
        "Weight of {what}": "Peso: {what}",
        "Speed of {what}": "Velocidad: {what}",
        "Temperature": "Temperatura",
        "Duration": "Duración",
        "Date": "Fecha",
        "Day": "Día",
        "Time": "Hora",
        "Year": "Año",
        "Votes": "Votos",
        "Share": "Porcentaje",
        "Outcome": "Resultado",
        "Area": "Superficie",
        "Volume": "Volumen",
        "Power": "Potencia",
        "Amount": "Importe",
        "Cited: {names}": "Citados: {names}",
        "nobody": "nadie",
        "Filled: cited in the story.": "Relleno: citado en el tema.",
        "Marked: cited in the story.": "Marcado: citado en el tema.",
        "and {n} more": "y {n} más",
        "the passages quoted in the list of sources": "los pasajes citados en la lista de fuentes",
        "the sources that are not cited": "las fuentes no citadas",
        "the links of what sources differ on": "los enlaces de aquello en que difieren las fuentes",
        "the table of who is cited for what": "la tabla de quién se cita para qué",
        "the last line of the coverage": "la última línea de la cobertura",
        "the last {n} lines of the coverage": "las últimas {n} líneas de la cobertura",
        "the last line of “Also today”": "la última línea de «También hoy»",
        "the last {n} lines of “Also today”": "las últimas {n} líneas de «También hoy»",
        "the links of the last statement": "los enlaces de la última afirmación",
        "the links of the last {n} statements": "los enlaces de las últimas {n} afirmaciones",
        "the last statement": "la última afirmación",
        "the last {n} statements": "las últimas {n} afirmaciones",
        "the last source": "la última fuente",
        "the last {n} sources": "las últimas {n} fuentes",
        "the last difference between sources": "la última diferencia entre fuentes",
        "the last {n} differences between sources": "las últimas {n} diferencias entre fuentes",
        "{n} statement is new": "{n} afirmación es nueva",
        "{n} statements are new": "{n} afirmaciones son nuevas",
        "“{text}” is told otherwise": "«{text}» se cuenta de otro modo",
        "{change} (since {date})": "{change} (desde el {date})",
        "{change} (its source was edited after {date})": "{change} (la fuente se modificó después del {date})",
        "{weekday}, {date}": "{weekday}, {date}",
        "From {date} on": "Desde el {date}",
        "no brief was made before this one, which covers all days since": (
            "no se hizo ningún resumen antes de este, que abarca todos los días desde entonces"
        ),
        "The mail of {date}": "El correo del {date}",
        "may not have arrived: the run that sent it did not see the server's answer": (
            "quizá no haya llegado: la ejecución que lo envió no vio la respuesta del servidor"
        ),
        "told on {date}; its source was edited and no longer says so": (
            "contado el {date}; la fuente se modificó y ya no lo dice"
        ),
    },
)
