"""Portuguese."""

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
    "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro",
    "dezembro",
)  # fmt: skip
_WEEKDAYS = (
    "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo",
)  # fmt: skip
_MONTH = "|".join(_MONTHS)
_UPPER = "A-ZÁÂÃÀÇÉÊÍÓÔÕÚ"
_NAME = rf"((?:[{_UPPER}][\wÀ-ÿ&.-]*)(?:\s+(?:de\s+|do\s+|da\s+|dos\s+)?[{_UPPER}][\wÀ-ÿ&.-]*){{0,3}})"
_SAID = (
    r"(?:disse|disseram|afirmou|afirmaram|declarou|declararam|explicou|explicaram|"
    r"indicou|indicaram|informou|informaram|"
    r"garantiu|garantiram|acrescentou|adiantou|anunciou|anunciaram|confirmou|confirmaram|referiu|referiram|sublinhou|"
    r"revelou|revelaram|avançou)"
)

LANGUAGE = Language(
    code="pt",
    stemmer="portuguese",
    stop_words=words(
        """a à ainda além algumas alguns alguém ante antes ao aos apenas após aquela aquelas aquele aqueles
            aquilo as às assim até através bem cada cerca com como contra contudo da dando daquela daquele
            das de dela delas dele deles depois desde dessa desse desta deste disso disto do dos durante e é
            ela elas ele eles em embora enquanto entre era eram essa essas esse esses esta está estão estas
            estava estavam este estes esteve estiveram eu faz fazer foi for foram fosse há haver havia isso
            isto já lhe lhes lo logo mais mas me mediante meio menos mesma mesmo meu minha muita muitas
            muito muitos na nada não nas nela nele nem nenhum nenhuma nessa nesse nesta neste no nos nós
            nossa nosso num numa nunca o onde os ou outra outras outro outros para pela pelas pelo pelos
            perante pode podem poder poderá por porém porque porquê pouca pouco poucos pois qual qualquer
            quando quanto quase que quê quem quer se segundo seja sejam sem sempre sendo ser será serão
            seria seu seus sido só sob sobre sua suas são também tampouco tão tal tanto te tem têm tendo ter
            terá teria teve tinha tinham toda todas todo todos tudo um uma umas uns vai vão você vários
            várias disse disseram afirmou declarou explicou indicou informou garantiu acrescentou anunciou
            referiu ontem hoje sr sra""",
    ),
    common=words(
        """ano anos dia dias semana semanas mês meses hora horas tempo pessoa pessoas país cidade portugal
            brasil português portuguesa nova novo novas novos primeira primeiro segunda dois duas três
            milhão milhões mil euros euro reais cento número parte fim caso grande pequena última último
            governo presidente ministro ministra polícia empresa grupo autoridades porta voz feira segunda
            terça quarta quinta sexta sábado domingo manhã tarde noite trabalho local próxima próximo
            passado passada total""",
    ),
    months=_MONTHS,
    short_months=(
        "jan.",
        "fev.",
        "mar.",
        "abr.",
        "mai.",
        "jun.",
        "jul.",
        "ago.",
        "set.",
        "out.",
        "nov.",
        "dez.",
    ),
    weekdays=_WEEKDAYS,
    date_form="{day} de {month} de {year}",
    thousands=".",
    splitting=Splitting(
        abbreviations=words(
            """etc a.c d.c apart art arts av cap cia cf cód col coord depto dto ed esc est ex fig fl fls hab
            inc jr kg lda ltda lg máx min mín nº núm obs op org pág págs pç pp prof ref rep s.a sr séc tel
            trav vol eua e.u.a jan fev mar abr mai jun jul ago set out nov dez rua r al p.s n.r esq sup"""
        ),
        titles=words(
            """Sr Sra Srs Sras Srta Dr Dra Drs Dras D Exmo Exma Eng Engª Engº Arq Prof Profa Profª Gen Cel Cap
            Maj Ten Sgt Pe Fr Sto Sta S Mons
            Des Dep Sen"""
        ),
        goes_on=words("p.ex p ex v.g cf vs aprox"),
        numbering=words(
            """seg ter qua qui sex sáb dom n nº núm no pág págs p pp art arts cap vol fig tel jan fev mar abr
            mai jun jul ago set out nov dez séc"""
        ),
        openers=words(
            """a à agora ainda além algumas alguns ao aos apesar após aqui as às assim até cada caso com como
            contra contudo da das de depois desde dois dos duas durante e é ela elas ele eles em embora
            enquanto então entre era essa esse esta este estão está eu foi foram há hoje isso isto já lá
            mais mas mesmo muitas muitos na nas não nem nesta neste ninguém no nos o onde ontem os ou outra
            outras outro outros para pela pelo pelos perante pode por porém porque pouco qual quando quanto
            que quem se segundo sem só sob sobre são também todas todo todos três tudo um uma vários várias
            você"""
        ),
    ),
    quotation=Quotation(
        opens="“",
        closes="”",
        inner=("‘", "’"),
        pairs=(("«", "»"), ("“", "”")),
    ),
    dating=Dating(
        weekday=pattern(
            r"(?<![-\w])(?:na|no|nesta|neste|desta|deste|esta|este) (?P<last>passad[oa] |"
            r"últim[oa] )?(?:noite de |manhã de |tarde de |madrugada de )?"
            rf"(?P<day>{'|'.join(_WEEKDAYS)}|segunda|terça|quarta|quinta|sexta)(?![-\w])"
            r"(?: passad[oa]\b)?(?: (?:à noite|"
            r"à tarde|de manhã)\b)?"
            r"(?!\s*,?\s*(?:dia\s)?\(?\d|\s+(?:próxim[oa]|que vem|e |ou |vez|fase|"
            r"parte|edição|volta|posição|maior|geração|via|temporada))"
        ),
        past=pattern(
            r"\b(?:foi|foram|disse|disseram|houve|fez|fizeram|pôde|teve|tiveram|"
            r"morreu|morreram|pediu|pediram|pôs|veio|era|eram|"
            r"estava|estavam|tinha|tinham|[a-záâãéêíóôõúç]{2,}(?:ou|aram|eu|eram|iu|iram))\b",
        ),
        ahead=pattern(
            r"\b(?:\w{2,}(?:ará|arão|erá|erão|irá|irão|aria|ariam|eria|eriam|iria|"
            r"iriam)|será|serão|haverá|terá|terão|poderá|fará|"
            r"vai|vão|deve|devem|prevista|previsto|prevê|próxim[oa]s?|antes de|até|todas as|cada)(?!\w)"
        ),
        near=(
            (pattern(r"(?<![-\w])ontem\b(?! e hoje)"), -1),
            (pattern(r"(?<![-\w])anteontem\b"), -2),
            (pattern(r"\b(?:n?esta manhã|n?esta tarde|n?esta noite|hoje de manhã)\b"), 0),
        ),
        years=(
            (pattern(r"\b(?:n?o|do) ano passado\b|\b(?:n?o|do) passado ano\b"), -1),
            (pattern(r"\b(?:n?o|do) próximo ano\b|\b(?:n?o|do) ano que vem\b"), 1),
        ),
        form="{day} de {month}",
    ),
    leaning=Leaning(
        pronoun=pattern(
            r"(?:(?:mas|e|porém|contudo)\s+)?(?:ele|ela|eles|elas|seus?|suas?|lhes?)\b",
            r"(?:disse|acrescentou|explicou|afirmou|garantiu|indicou|referiu|sublinhou|"
            r"recordou|frisou|concluiu|insistiu)\s+(?:que|também|ainda)\b",
            r"[oa]s?\s+(?:mesm[oa]s?|própri[oa]s?)\s+(?:disse|afirmou|acrescentou|tinha|foi)\b",
        ),
        points_back=pattern(
            r"(?:(?:mas|e|pois)\s+)?(?:isto|isso|aquilo|este último|esta última|"
            r"estes últimos|o que (?:levou|fez|significa|permitiu))\b",
            r"(?:este|esta|estes|estas|esse|essa|esses|essas|tal|tais)\s+"
            r"(?!(?:segunda|terça|quarta|quinta|sexta|sábado|domingo|semana|mês|"
            r"ano|manhã|tarde|noite|verão|inverno|outono|primavera|fim|época|madrugada)\b)",
            r"(?:ambos|ambas|os dois|as duas|outros|outras|alguns deles|nenhum deles|os restantes|as restantes)\b",
            r"(?:a (?:decisão|medida|notícia|subida|descida|mulher)|as (?:medidas|"
            r"acusações)|os números|o (?:anúncio|incidente|homem|suspeito|aumento|"
            r"acordo|casal))\b(?!\s+(?:de|do|da|dos|das|a|ao|à|contra|em|no|na|"
            r"para|por|pelo|pela|sobre|que|com|entre)\b|,)",
        ),
        continues=pattern(
            r"(?:no entanto|contudo|porém|todavia|além disso|além do mais|por isso|"
            r"por conseguinte|portanto|em contrapartida|por outro lado|"
            r"por sua vez|por exemplo|de facto|de fato|com efeito|assim|então|depois|"
            r"também|tampouco|finalmente|por fim|por último|"
            r"em consequência|ao mesmo tempo|entretanto|enquanto isso|nesse sentido|"
            r"neste sentido|neste contexto|deste modo|desta forma|"
            r"daí|ali|lá|anteriormente|em seguida|no total|ou seja|isto é)\b(?!\s+(?:de que|que)\b)",
            r"(?:uns|poucos|dois|duas|três|vários|várias|algumas|alguns) (?:dias|"
            r"horas|semanas|meses|minutos) (?:depois|mais tarde|antes)\b",
            r"(?:no dia seguinte|na véspera|nesse mesmo dia|no mesmo dia|pouco depois|"
            r"mais tarde|horas depois|dias depois)\b",
        ),
        reporting=pattern(
            r"\bnão (?:quis|quiseram|respondeu|responderam|fez|comentou|comentaram)\b.{0,40}\b(?:comentar|"
            r"comentários?|declarações|perguntas|pedidos?)\b",
        ),
        person=pattern(
            r"(?<![\w-])(?:eu|nós|nosso|nossa|nossos|nossas|me|mim|meu|minha|meus|"
            r"minhas|comigo|você|vocês|tu|teu|tua|somos|estamos|temos|queremos|"
            r"vamos)(?![\w-])",
        ),
    ),
    crediting=Crediting(
        credits=(
            cased(
                r"\b(?:[Ss]egundo|[Dd]e acordo com|citad[oa]s? (?:pel[oa]|por)|"
                r"avançou|avança|noticiou|noticia)\s+(?:[oa]s?\s+)?(?:jornal\s+|"
                rf"diário\s+|agência\s+|canal\s+|revista\s+)?{_NAME}"
            ),
            cased(
                r"\b(?:disse|declarou|explicou|garantiu|confirmou|afirmou|adiantou)\s+(?:à|"
                rf"ao)\s+(?:agência\s+|jornal\s+|diário\s+|canal\s+)?{_NAME}"
            ),
            cased(r"\b[Aa]gência\s+(\w[\w-]*(?:\s[A-Z]\w+)?)"),
            cased(r"\((Lusa|AFP|Reuters|AP|EFE)(?:/\w+)*\)"),
        ),
        outlets=pattern(
            r"\b(?:público|expresso|observador|correio|jornal|diário|notícias|folha|"
            r"estadão|globo|estado|gazeta|imprensa|agência|"
            r"canal|rádio|televisão|rtp|sic|tvi|lusa|afp|reuters|ap|efe|sábado|"
            r"visão|negócios|tribuna|voz|times|post|news|sapo|eco)\b"
        ),
        attributions=(
            (
                ("egundo", "acordo com"),
                according_to(
                    "segundo|de acordo com", "o|a|os|as|um|uma", "foi|foram|tem|têm|há|houve", bare=False
                ),
            ),
            (
                (
                    "diss",
                    "firmou",
                    "eclar",
                    "xplic",
                    "ndic",
                    "nform",
                    "garant",
                    "crescent",
                    "diant",
                    "nunci",
                    "onfirm",
                    "refer",
                    "revel",
                    "avanç",
                ),
                pattern(
                    rf",\s+{_SAID}\s+[^,;«»“”\"]{{2,90}}(?=[,.;]|$)",
                    rf",\s+(?:como\s+)?[^,;«»“”\"]{{2,70}}\s+{_SAID}(?=[,.;]|$)",
                    rf"^[^,;«»“”\"]{{2,80}}\s+{_SAID}(?:\s+(?:ontem|na\s+[\w-]+|esta\s+[\w-]+))?\s+que\s+",
                ),
            ),
        ),
    ),
    counting=Counting(
        glosses="""
            two: dois duas
            three: três
            four: quatro
            five: cinco
            six: seis
            seven: sete
            eight: oito
            nine: nove
            ten: dez
            eleven: onze
            twelve: doze
            thirteen: treze
            fourteen: catorze quatorze
            fifteen: quinze
            sixteen: dezasseis dezesseis
            seventeen: dezassete dezessete
            eighteen: dezoito
            nineteen: dezanove dezenove
            twenty: vinte
            thirty: trinta
            forty: quarenta
            fifty: cinquenta
            sixty: sessenta
            seventy: setenta
            eighty: oitenta
            ninety: noventa
            hundred: cem cento
            thousand: mil
            million: milhão milhões
            billion: bilhão bilhões
            dozen: dúzia
            dozens: dezenas dúzias
            hundreds: centenas
            thousands: milhares
            half: metade meio meia
            percent: porcento percentagem por_cento
            euro: euro euros
            dollar: dólar dólares
            km: quilómetro quilómetros quilômetro quilômetros km
            metres: metro metros
            cm: centímetro centímetros
            kg: quilo quilos quilograma quilogramas
            tonne: tonelada toneladas
            litre: litro litros
            hectare: hectare hectares
            hours: hora horas
            minutes: minuto minutos
            days: dia dias
            weeks: semana semanas
            months: mês meses
            years: ano anos
            megawatts: megawatt megawatts
            celsius: celsius
            dead: morto mortos morta mortas mortes vítimas óbitos
            killed: morreu morreram matou mataram
            injured: ferido feridos ferida feridas
            missing: desaparecido desaparecidos desaparecida desaparecidas
            arrested: detido detidos detida detidas preso presos
            rescued: resgatado resgatados resgatadas
            evacuated: retirado retirados retiradas evacuados evacuadas
            people: pessoas pessoa gente
            the: o a os as um uma uns umas
            and: e
            to: ao à aos às
            of: de do da dos das
            in: em no na nos nas num numa
            on: sobre
            with: com
            not: não
            never: nunca
            no: nenhum nenhuma
            without: sem
            before: antes
            after: após depois
            but: mas
            while: enquanto
            about: cerca aproximadamente
            than: que
            other: outro outra outros outras
            expected: previsto prevista previstos previsão previsões prevê esperado espera
            could: poderá poderia podem pode será serão deverá deverão
            last: último última passado passada
            earlier: anterior anteriormente
            daily: diário diários diariamente
            monthly: mensal mensais
            annually: anual anuais
            average: média
            long: comprido comprimento longo longa
            tall: alto alta altura
            wide: largo larga largura
            deep: profundo profundidade
            raised: subiu subiram aumentou aumentaram sobe aumenta subida
            lowered: desceu desceram baixou reduziu reduziram caiu caíram desce
            won: venceu venceram ganhou
            lost: perdeu perderam
            approved: aprovou aprovaram aprovado aprovada
            rejected: rejeitou rejeitaram chumbou rejeitado rejeitada
            guilty: culpado condenado condenada
            acquitted: absolvido absolvida
            open: aberto aberta reaberto reaberta reabriu abriu
            closed: fechado fechada encerrado encerrada fechou
            confirmed: confirmou confirmado
            denied: negou desmentiu
            votes: votos
            flight: voo
            page: página páginas
            article: artigo
            """,
        bounds=(
            ("least", "mais de|pelo menos|no mínimo|acima de"),
            ("nearly", "quase|perto de"),
            ("most", "menos de|até|no máximo|abaixo de"),
            ("about", "cerca de|aproximadamente|por volta de|em torno de|uns|umas"),
        ),
        ranges="a|e|ou|até",
        rate=pattern(
            r"\s?\w{0,14}\s(?:por|ao|à|cada)\s(?:ano|dia|semana|mês|hora|minuto|pessoa|habitante|cabeça)\b"
        ),
        dates=pattern(rf"\b(?P<day>[12]\d|3[01]|[1-9])(?:\.?º)? de (?P<month>{_MONTH})\b(?: de \d{{4}})?"),
        clock=pattern(
            r"(?P<vague>(?:por volta das|cerca das|pouco antes das|pouco depois das|"
            r"antes das|depois das) )?(?:\bàs )?\b(?P<hour>[01]?\d|2[0-3])(?:h|"
            r":)(?P<minute>[0-5]\d)?(?P<late>)\b"
        ),
    ),
    furniture=Furniture(
        lines=lines(
            """publicidade
            pub
            partilhar
            compartilhar
            partilhar artigo
            imprimir
            comentar
            comentários
            início
            menu
            pesquisar
            buscar
            iniciar sessão
            entrar
            registar
            assinar
            assine já
            ler mais
            leia mais
            saiba mais
            leia também
            ler também
            veja também
            continuar a ler
            continue lendo
            artigos relacionados
            notícias relacionadas
            mais lidas
            as mais lidas
            mais notícias
            temas
            tópicos
            etiquetas
            tags
            termos e condições
            política de privacidade
            política de cookies
            partilhar no facebook
            partilhar no twitter
            partilhar no whatsapp
            compartilhar no whatsapp
            compartilhar no facebook
            enviar por email
            enviar por e-mail
            copiar link
            ouvir artigo
            voltar ao topo
            notícia anterior
            próxima notícia
            conteúdo patrocinado
            newsletter"""
        ),
        notes=pattern(
            r"(?:utilizamos|usamos|este site|este sítio|o nosso site|os nossos parceiros|"
            r"ao continuar)\b[^.]{0,160}\bcookies?\b.{0,300}",
            r"(?:aceitar|rejeitar|recusar|configurar|gerir)(?: (?:tudo|todos|e continuar|"
            r"cookies|os cookies|todos os cookies|e fechar))?|(?:definições|política) de cookies",
            r"(?:subscreva|assine|inscreva-se|registe-se|cadastre-se|receba|siga-nos|descarregue|baixe)\b.{0,200}",
            r"(?:já é|ainda não é)\b.{0,20}\b(?:assinante|subscritor)\b.{0,80}|"
            r"(?:conteúdo |artigo )?(?:exclusivo|só) para (?:assinantes|subscritores)\b.{0,60}",
            r"o seu (?:endereço de )?e-?mail não será publicado\b.{0,80}|(?:deixe|"
            r"deixar|escreva|escrever) (?:um|o seu) comentário\b.{0,60}|\d+ comentários?|"
            r"comentários? \(\d+\)",
            r"(?:todos os direitos reservados|©|copyright)\b.{0,120}|.{0,60}\btodos os direitos reservados",
            r"(?:por favor, )?(?:ative|active|habilite)\b.{0,20}\b(?:javascript|cookies?)\b.{0,120}",
        ),
        reported=pattern(r"[«»“\"]", rf"\b{_SAID}\b", r"\bsegundo\b"),
        related=pattern(
            r"\W{0,3}(?:(?:leia|ler|veja|ver|ouça) (?:também|ainda|mais)|saiba mais|relacionad[oa]s?|vídeo|podcast|"
            r"entrevista|análise|opinião|editorial|temas|tópicos|tags)\s{0,2}[:|>»›→].{0,200}",
            r"\W{0,3}(?:leia|ler|veja) também\b[^.!?]{3,140}",
        ),
        captions=cased(
            r"\W{0,3}(?:Foto|Fotos|Imagem|Imagens|Fotografia|Crédito|Créditos|Fonte|"
            r"Gráfico|Infografia)\s?(?::|/|©|de arquivo\b).{0,120}",
            r"\W{0,3}(?:[Ff]oto|[Ii]magem|[Ff]otografia) de arquivo\W{0,3}",
            r"[^.!?]{5,200}(?:[.!?]\s?)?(?:\(?(?:Foto|Imagem|Crédito|Fonte)\s?[:/©]\s?[^.!?()]{2,60}\)?|"
            r"©\s?[^.!?]{2,60})",
        ),
        bylines=cased(
            rf"(?:[Pp]or|POR|Texto:)\s(?:[{_UPPER}][\wÀ-ÿ.-]*(?:\s|,\s|\se\s|$)){{1,6}}(?:\W{{0,3}}[\w ]{{0,30}})?",
        ),
        stamps=pattern(
            r"(?:(?:publicad[oa]|atualizad[oa]|última atualização|data)\b\W{0,3})?(?:em\s)?(?:(?:segunda|"
            r"terça|quarta|quinta|sexta)(?:-feira)?,?\s|(?:sábado|domingo),?\s)?"
            rf"\d{{1,2}}(?:\s(?:de\s)?(?:{_MONTH})|/\d{{1,2}}/)\s?(?:(?:de\s)?\d{{4}})?(?:\W{{0,4}}(?:às\s)?\d{{1,2}}\s?[:h.]\s?\d\d)?",
            r"(?:tempo de leitura|leitura)\b.{0,30}|\d{1,2}\s?min(?:utos)?(?: de leitura)?|"
            r"há \d{1,3} (?:minutos?|horas?|dias?)",
        ),
    ),
    phrases={
        "English": "inglês",
        "German": "alemão",
        "French": "francês",
        "Spanish": "espanhol",
        "Portuguese": "português",
        "Italian": "italiano",
        "Dutch": "neerlandês",
        "{first} and {last}": "{first} e {last}",
        "A single source": "Uma única fonte",
        "{n} source": "{n} fonte",
        "{n} sources": "{n} fontes",
        "{n} independent report": "{n} relato independente",
        "{n} independent reports": "{n} relatos independentes",
        "both independent": "ambas independentes",
        "all independent": "todas independentes",
        "the source's own words": "nas palavras da fonte",
        "the sources' own words": "nas palavras das fontes",
        "condensed, every statement checked against its source": (
            "condensado, cada afirmação conferida com a sua fonte"
        ),
        "condensed, every statement checked against its sources": (
            "condensado, cada afirmação conferida com as suas fontes"
        ),
        "condensed, {n} of {total} replaced by the source's words": (
            "condensado, {n} de {total} substituídas pelas palavras da fonte"
        ),
        "{n} statement": "{n} afirmação",
        "{n} statements": "{n} afirmações",
        "{n} article was read": "Foi lido {n} artigo",
        "{n} articles were read": "Foram lidos {n} artigos",
        "{read}, all of them one report": "{read}, todos o mesmo relato",
        "{read}, {n} of them independent reports": "{read}, dos quais {n} relatos independentes",
        "{read}; {n} source was left out.": "{read}; foi omitida {n} fonte.",
        "{read}; {n} sources were left out.": "{read}; foram omitidas {n} fontes.",
        "Sources {numbers} reprint one text: counted once.": (
            "As fontes {numbers} reproduzem o mesmo texto: contam uma vez."
        ),
        "{n} sentence said what another had said and stands as evidence beside it.": (
            "{n} frase dizia o mesmo que outra e figura ao lado dela como prova."
        ),
        "{n} sentences said what another had said and stand as evidence beside it.": (
            "{n} frases diziam o mesmo que outra e figuram ao lado dela como prova."
        ),
        (
            "{n} of {total}, as condensed, was not carried by the evidence and was replaced by the "
            "source's own words."
        ): (
            "{n} de {total}, na forma condensada, não era sustentada pelas provas e foi substituída "
            "pelas palavras da fonte."
        ),
        (
            "{n} of {total}, as condensed, were not carried by the evidence and were replaced by the "
            "source's own words."
        ): (
            "{n} de {total}, na forma condensada, não eram sustentadas pelas provas e foram "
            "substituídas pelas palavras da fonte."
        ),
        "Source {numbers} is not cited: {reason}": "A fonte {numbers} não é citada: {reason}",
        "Sources {numbers} are not cited: {reason}": "As fontes {numbers} não são citadas: {reason}",
        "{n} sources are not cited: {reason}": "{n} fontes não são citadas: {reason}",
        "no reason is recorded": "não consta o motivo",
        "mentioned under “Also today” alone": "mencionada apenas em “Também hoje”",
        "outside the stories for which the brief has room": "fora dos temas para os quais há espaço",
        "no sentence of article text was found there": "não se encontrou ali nenhuma frase de artigo",
        "less central than what is told, or not to be understood alone": (
            "menos central do que o que se conta, ou não se entende por si só"
        ),
        "says nothing that was not told before": "não diz nada que não tenha já sido contado",
        "there are no words in it": "não contém palavras",
        "The model {subject} was stopped ({reason}); what it had not reached is quoted.": (
            "O modelo {subject} foi interrompido ({reason}); o que não tinha alcançado é citado."
        ),
        "Left out while {stage}: {subject} — {reason}": "Omitido: {subject} — {reason}",
        (
            "The sources are in several languages: {languages}. Each story is told in its own, and "
            "none is merged with one in another."
        ): (
            "As fontes estão em várias línguas: {languages}. Cada tema é contado na sua e nenhum é "
            "junto a outro de língua diferente."
        ),
        "its stories are quoted, not condensed: the model does not know the language": (
            "os seus temas são citados e não condensados: o modelo não conhece a língua"
        ),
        "No statement could be drawn from these sources; the coverage says why.": (
            "Não foi possível extrair nenhuma afirmação destas fontes; a cobertura diz porquê."
        ),
        "Where the sources differ": "Onde as fontes divergem",
        "Also today": "Também hoje",
        "Other stories": "Outros temas",
        "Sources": "Fontes",
        "Coverage": "Cobertura",
        "not cited": "não citada",
        "the same text as {n}": "o mesmo texto que {n}",
        "p. {n}": "p. {n}",
        "page {n}": "página {n}",
        "characters {start}–{end}": "caracteres {start}–{end}",
        "for the words in brackets": "para as palavras entre parênteses retos",
        "words in brackets from": "palavras entre parênteses retos de",
        "Evidence in": "Provas em",
        "A number opens the words that carry the statement before it.": (
            "Um número abre as palavras que sustentam a afirmação anterior."
        ),
        "Statements are the sources’ own words": "As afirmações são palavras das próprias fontes",
        "Statements are the sources' own words": "As afirmações são palavras das próprias fontes",
        "Statements are condensed from the sources and checked against them": (
            "As afirmações são condensadas das fontes e conferidas com elas"
        ),
        "words in [brackets] are insertions. Made by summarizer {version}.": (
            "as palavras entre [parênteses retos] são acrescentadas. Feito com summarizer {version}."
        ),
        "Shortened, so that your mail program shows it to its end. Left out: {what}.": (
            "Abreviado, para que o seu correio o mostre até ao fim. Omitido: {what}."
        ),
        "Read the whole brief": "Ler o resumo completo",
        "The whole brief: {where}": "O resumo completo: {where}",
        "The plain-text version of this mail has every statement and every source.": (
            "A versão em texto desta mensagem tem todas as afirmações e fontes."
        ),
        "single source": "fonte única",
        "a single source for each statement": "uma única fonte por afirmação",
        "blurb only": "apenas um resumo breve",
        "quoted": "citado",
        "condensed": "condensado",
        "replaced": "substituído",
        "disputed": "contestado",
        "new": "novo",
        "update": "atualizado",
        "updated": "atualizado",
        "corrected": "corrigido",
        "Untitled": "Sem título",
        "Standard input": "Entrada padrão",
        "Nothing to tell": "Nada a contar",
        "{title}, and {n} more stories": "{title} e mais {n} temas",
        "Number of {what}": "Número: {what}",
        "Number of dead": "Número de mortos",
        "Number of injured": "Número de feridos",
        "Number of missing": "Número de desaparecidos",
        "Number of arrested": "Número de detidos",
        "Number of rescued": "Número de resgatados",
        "Number of displaced": "Número de evacuados",
        "dead": "mortos",
        "injured": "feridos",
        "missing": "desaparecidos",
        "arrested": "detidos",
        "rescued": "resgatados",
        "displaced": "evacuados",
        "Age of {who}": "Idade: {who}",
        "Length of {what}": "Comprimento: {what}",
        "Height of {what}": "Altura: {what}",
        "Width of {what}": "Largura: {what}",
        "Depth of {what}": "Profundidade: {what}",
        "Weight of {what}": "Peso: {what}",
        "Speed of {what}": "Velocidade: {what}",
        "Temperature": "Temperatura",
        "Duration": "Duração",
        "Date": "Data",
        "Day": "Dia",
        "Time": "Hora",
        "Year": "Ano",
        "Votes": "Votos",
        "Share": "Percentagem",
        "Outcome": "Resultado",
        "Area": "Área",
        "Volume": "Volume",
        "Power": "Potência",
        "Amount": "Montante",
        "Cited: {names}": "Citados: {names}",
        "nobody": "ninguém",
        "Filled: cited in the story.": "Preenchido: citado no tema.",
        "Marked: cited in the story.": "Marcado: citado no tema.",
        "and {n} more": "e mais {n}",
        "the passages quoted in the list of sources": "as passagens citadas na lista de fontes",
        "the sources that are not cited": "as fontes não citadas",
        "the links of what sources differ on": "as ligações daquilo em que as fontes divergem",
        "the table of who is cited for what": "a tabela de quem é citado para quê",
        "the last line of the coverage": "a última linha da cobertura",
        "the last {n} lines of the coverage": "as últimas {n} linhas da cobertura",
        "the last line of “Also today”": "a última linha de “Também hoje”",
        "the last {n} lines of “Also today”": "as últimas {n} linhas de “Também hoje”",
        "the links of the last statement": "as ligações da última afirmação",
        "the links of the last {n} statements": "as ligações das últimas {n} afirmações",
        "the last statement": "a última afirmação",
        "the last {n} statements": "as últimas {n} afirmações",
        "the last source": "a última fonte",
        "the last {n} sources": "as últimas {n} fontes",
        "the last difference between sources": "a última divergência entre fontes",
        "the last {n} differences between sources": "as últimas {n} divergências entre fontes",
        "{n} statement is new": "{n} afirmação é nova",
        "{n} statements are new": "{n} afirmações são novas",
        "“{text}” is told otherwise": "“{text}” é contado de outro modo",
        "{change} (since {date})": "{change} (desde {date})",
        "{change} (its source was edited after {date})": "{change} (a fonte foi alterada depois de {date})",
        "{weekday}, {date}": "{weekday}, {date}",
        "From {date} on": "Desde {date}",
        "no brief was made before this one, which covers all days since": (
            "não foi feito nenhum resumo antes deste, que abrange todos os dias desde então"
        ),
        "The mail of {date}": "O e-mail de {date}",
        "may not have arrived: the run that sent it did not see the server's answer": (
            "pode não ter chegado: a execução que o enviou não viu a resposta do servidor"
        ),
        "told on {date}; its source was edited and no longer says so": (
            "contado em {date}; a fonte foi alterada e já não o diz"
        ),
    },
)
