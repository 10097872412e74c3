"""Words that reading must know besides the vocabulary: empty ones, and those that look like something else."""

# Words that carry no subject, in English and Spanish. A word of the directory's that stands here ("out",
# "new") is found by its neighbours.
EMPTY_WORDS = frozenset(
    # English
    "a able about after again all also always am an and any anyone anything anywhere are around as ask asked asking at "
    "away back be because been before being both but by call called calling came can cannot cant case city client "
    "clients come comes contact could county did didnt do does doesnt doing done dont during each else even ever "
    "every few find for found from gave get gets getting girl give go goes going gone good got had has have having he "
    "hello help helping helps her here hers hi him his how however i id if ill im in into is isnt it its ive just know "
    "knows last let like likes live lived lives living long looking lot made make many may me might more most "
    "much must "
    "my name near nearby need needed needing needs never new no non nor not nothing now of off old on once one only or "
    "other our out outside over own people person place please put really recently right said same say says see she "
    "should since so some somebody someone something somewhere speak speaking speaks state still such take talk tell "
    "than thank thanks that thats the their them then there these they thing things this those through to today "
    "together "
    "told too try trying under until up upon us use using very via wanna want wanted wants was way we well went were "
    "what when where which while who whom whose why will with within without woman wont would year years yes yet you "
    "your yours "
    # Spanish
    "acerca ademas ahi ahora al algo alguien algun alguna alla alli alguno antes aqui aunque ayuda ayudar ayudarla "
    "ayudarlo ayudarme bien buena bueno busca buscamos buscan buscando buscar busco cada caso cerca ciudad como con "
    "condado contacto cual cualquier cuando de debe decir del desde despues dice donde dos e el ella ellas ellos en "
    "encontrar entre era eran eres es esa ese eso esta estaba estado estamos estan estar este esto estos estoy favor "
    "fue gente gracias gran ha haber habla hablan hablar hablo hace hacer hacia han hasta hay hola hombre hoy "
    "ir joven la "
    "las le les lo los luego mas me mi mis mucha mucho mujer muy nada necesita necesitamos necesitan necesitar "
    "necesito "
    "ni no nos nuestra nuestro nunca o os otra otro para pero persona personas poco podemos poder por porque "
    "puede pueden "
    "puedo pues que queremos quien quiere quieren quiero se sea ser si sin sino sobre solo son soy su sus tambien "
    "tampoco tan tener tenemos tengo tiene tienen toda todo tras tu tus u un una uno unos usted va vamos van "
    "vive vivir "
    "vivo voy y ya yo".split()
)

# What may stand before a place. After the second sort a person's name stands as easily.
IN = frozenset("in near from around outside nearby en cerca desde downtown greater north south east west".split())
TOWARDS = frozenset("to at de of hacia a for para serving".split())

# What follows a person rather than a place: "Charlotte needs a lawyer".
DOES = frozenset(
    "needs is was has wants said says lives asked told needed fled escaped ran called came had works worked "
    "necesita tiene quiere esta vive busca dice fue".split()
)
# What somebody did to another: "Austin beats her".
DONE = frozenset(
    "hurting hurts hurt hits hit hitting beats beat beating beaten rapes raped raping abuses abused abusing molests "
    "molested molesting touches touched touching grabbed grabs attacked attacks attacking assaulted assaults "
    "assaulting "
    "threatens threatened threatening follows followed following stalks stalked stalking chokes choked strangled "
    "strangles controls controlled controlling sells sold selling forces forced forcing makes made making holds held "
    "holding locks locked keeps kept keeping takes took taken taking buys bought drugged exploits exploited exploiting "
    "tricked arrested arrests arresting detained detains detaining raided deported deports chases chased".split()
)
PEOPLE = frozenset(
    "woman women man men girl girls boy boys child children teen teens teenager teenagers youth minor minors person "
    "people national nationals citizen citizens client clients survivor survivors victim victims worker workers nurse "
    "mother mom father family families immigrant immigrants refugee refugees migrant migrants student students "
    "daughter son wife husband sister brother male female lady community domestic massage farm".split()
)

# Postal codes that are words; in small letters they are that word, whatever stands before.
WORD_CODES = frozenset("al as co de hi id in la ma me mi no oh ok or pa va".split())
NEVER_CODES = frozenset("hi in me ok or".split())  # not even at the end of a text
OPERATORS = frozenset({"IN", "OR", "ME"})  # with words on both sides they are those words: "shelter OR housing"
DOUBTFUL_CODES = frozenset({"ID", "OK", "HI"})  # in capitals too they need a place, or the word "in", before them

# Acronyms that are no word in English or Spanish, so that small letters cannot mean anything else.
PLAIN_ACRONYMS = frozenset(
    "aapi bipoc csec csam cvc daca dmst dv emdr esl fbi fqhc ged hiv hsi ipv lgbt lgbtq lpr mmip mmiw ngo ptsd "
    "rhy sij sijs "
    "ssdi ssi std sti tanf tlp uac urm vawa".split()
)

# Names of languages that are first names or other words: a language only where speaking is spoken of.
WARY_LANGUAGES = frozenset("karen dine quiche mam polish dari om yue lao trique thai".split()) - {"thai"}
SPEAKING = frozenset(
    "speaks speak speaking spoke speakers speaker language languages interpreter interpreters interpretation "
    "translator "
    "translation habla hablan hablo idioma interprete lengua in en".split()
)

# Phrases that look like a term and are none.
MISLEADING = frozenset(
    "feel free|feeling free|break free|breaks free|broke free|set free|get free|got free|be free|free from|drug free|"
    "smoke free|toll free|free time|toll free number|free will".split("|")
)

# Cities that are also ordinary words or first and family names, and cities abroad of the same name.
ORDINARY_CITIES = frozenset(
    "ada bend bath butte carolina casper clay cocoa commerce corona defiance elk enterprise faith freedom "
    "friendship golden "
    "grace harmony holiday home homestead hope hotel houma humble independence industry jupiter justice katy key largo "
    "liberty lima madera media mercy mesa mesquite mission mobile navarro normal novi ontario orange paradise "
    "peace plains "
    "plano ponce power price progress protection providence queens reading recovery refuge rescue safe sparks spring "
    "sterling success sunrise surprise temple trinity troy union unity venice vista welcome security".split()
)
ABROAD = frozenset(
    "athens cairo delhi florence lima london manchester melbourne moscow naples palestine paris rome toronto vienna "
    "valencia santiago havana lebanon panama peru cuba mexico poland norway china jamaica jordan".split()
)
FIRST_NAMES = frozenset(
    "abilene ada aiken allen anderson arlington augusta aurora austin beverly boone bowie brandon brooklyn "
    "bryan camden "
    "carlisle carolina carson cary chandler charlotte chelsea chester clayton cleveland clifton clinton conway dallas "
    "dalton darlington denton denver diana dixon douglas easton edison elizabeth elmira eugene everett florence "
    "franklin frederick garland gary geneva georgetown gilbert grant hamilton hammond hampton hayward helena henderson "
    "houston howell hudson irving jackson jasper jefferson jordan katy kelly kent kenner lafayette laredo "
    "laurel lawrence "
    "lincoln logan lynn macon madison mansfield marietta marion marshall mason mckinney melbourne melville "
    "milton monroe "
    "montgomery nelson newton norman odessa olympia orlando paris perris phoenix ponce prescott preston quincy raleigh "
    "randolph reno richardson richmond rosa ross salem sandy santiago savannah shelby sheridan sherman spencer stanley "
    "sterling stuart sydney taylor temple tracy troy tyler vernon victoria vienna virginia georgia montana dakota "
    "carolina warren wayne willow wilson winston".split()
)
NAMED_COUNTRIES = frozenset("jordan chad israel kenya turkey guinea dominica malta india china ireland".split())

# Words of stories that are neither the vocabulary's nor misspelled.
COMMON_WORDS = frozenset(
    "abused abuse abusive accused adult afford alone already although among angry apart arrived aunt baby bank beaten "
    "became begin behind believe below better between birth black blood body book born boss both bought "
    "boyfriend bring "
    "brought brother building business cash change cheated child chance church claim class clean close clothes cold "
    "cook cooking country couple court cousin cover daily dancer dating daughter dead deal death door drink "
    "drive driver "
    "early earn eating employer employee enough escape escaped evening exit face fact factory fake fall fast father "
    "fear feel feels felt fight file filed fine fire first fled follow force forced foreign former found fraud friend "
    "friends front full game gave girlfriend giving grand grandmother great group grow half hand happen happened hard "
    "hate have head hear heard heart held hide hiding hire hired hold hole hope hour hours house houses housing hungry "
    "hurt husband idea inside issue join joined keep kept kick kicked kill killed kind lady land large late later lawn "
    "learn least leave leaving left legally less letter life line link list listen live local locked long lose lost "
    "loud love lover male manager married meal mean meet meeting mental message middle mind mine miss missing mobile "
    "moment money month months morning mother motel mouth move moved name neighbor nanny night nobody north note "
    "number nurse often older open order others owed owes owner page paid pain paper parent part party past "
    "payment pays "
    "phone pick picked place plan plane play please point police pool poor post pregnant problem promise "
    "promised quick "
    "quit quiet raise ready real reason recently record relative release rest restaurant rich ride road room roommate "
    "rule safe sale salon same save school search second seek seeking seem sell selling send sent serve seven several "
    "shop short sick side sign signed single sister sleep slept small smoke social sold soon south speak spend spouse "
    "staff stand start started stay stayed stole stolen stop store story street strong stuff suffer suspect "
    "table taken "
    "taking taught team tell test thought threat threatened three ticket times tired tonight took touch town "
    "track trap "
    "trapped travel treat tried trip trouble true trust truth turn twice uncle under unsafe until upset urgent used "
    "visit voice wage wages wait waiting walk wall warm watch water wear week weekend weeks west white whole wife "
    "wish woke word words work worker working world worry worse worst worth write wrong yard yesterday young younger "
    "abuela abuelo abusada abusado abuso agua amiga amigo ano anos apoyo barrio bebe calle cama casa casada casado "
    "comida companera cosa cosas cuarto cuidado dinero domestica dolor dormir embarazada empleada empleo encerrada "
    "entra escapar escapo escuela esposa esposo familia fabrica frontera golpea golpes hermana hermano hija hijo hijos "
    "hogar hora horas iglesia jefe lejos libre lugar madre mama mano marido meses miedo mundo nina ninas nino "
    "ninos noche "
    "nombre novia novio nuevo obligada obligado padre pagar pago pagan pais papa papeles pareja parte pasaporte patron "
    "peligro primo primera problema pueblo quito salir salud semana semanas siempre sobrina sola solo suegra tarde "
    "nacional contra linea laboral denunciar trata acepta aceptan "
    "tiempo tienda tierra trabaja trabajo trabajar trabajando trato vecina viaje victima victimas vida vieja "
    "violencia".split()
)
