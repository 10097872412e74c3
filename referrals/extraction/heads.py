"""Words that make a run of capitalised words the name of an organization, and the kind each suggests.

General English (and Spanish) organization words; no organization is named here.
"""

from collections.abc import Iterable

HEAD_KINDS: dict[str, str] = {
    **dict.fromkeys(("hotline", "helpline", "lifeline", "safeline", "warmline", "talkline", "línea"), "hotline"),
    **dict.fromkeys(("patrol", "police", "sheriff", "enforcement", "marshals", "prosecutor"), "law-enforcement"),
    **dict.fromkeys(("investigation", "investigations"), "law-enforcement"),
    **dict.fromkeys(("institute", "university", "college", "observatory", "universidad"), "research"),
    **dict.fromkeys(("department", "dept", "bureau", "office", "agency", "administration"), "government-agency"),
    **dict.fromkeys(("commission", "division", "ministry", "authority", "board", "oficina"), "government-agency"),
    **dict.fromkeys(("coalition", "network", "alliance", "taskforce", "force", "council"), "state-organization"),
    **dict.fromkeys(("federation", "consortium", "collaborative", "red", "alianza"), "state-organization"),
    **dict.fromkeys(("house", "shelter", "haven", "refuge", "casa", "safehouse"), "shelter-program"),
    **dict.fromkeys(("clinic", "hospital", "clínica"), "health-provider"),
    **dict.fromkeys(("kitchen", "bank", "library", "corps", "guild", "cooperative"), "community-organization"),
    **dict.fromkeys(("healthcare", "hospice"), "health-provider"),
    **dict.fromkeys(("campaign", "toolkit", "curriculum", "handbook", "directory", "tool"), "training-tool"),
    **dict.fromkeys(("church", "union", "league", "ministries", "charities"), "community-organization"),
    **dict.fromkeys(("center", "centre", "project", "program", "services", "society"), "victim-services"),
    **dict.fromkeys(("foundation", "association", "initiative", "fund", "mission"), "victim-services"),
    **dict.fromkeys(("partnership", "advocates", "centro", "fundación", "proyecto"), "victim-services"),
    **dict.fromkeys(("organization", "aid", "corporation", "outreach", "team", "connection"), "victim-services"),
    **dict.fromkeys(("collective", "circle", "asociación", "coalición", "programa"), "victim-services"),
    **dict.fromkeys(
        ("connections", "alternatives", "solutions", "organización", "partners", "ywca", "ymca", "caucus"),
        "victim-services",
    ),
    **dict.fromkeys(("home", "homes", "lodge", "sanctuary", "hogar", "albergue", "refugio"), "shelter-program"),
    **dict.fromkeys(
        ("ministry", "club", "comité", "parish", "pantry", "fellowship", "tabernacle"), "community-organization"
    ),
    **dict.fromkeys(
        ("consulado", "consulate", "departamento", "fiscalía", "defensoría", "instituto"), "government-agency"
    ),
}

# "Office of …", "Coalition to …", "Centro de …": the organization word comes first.
FIRST_HEADS = frozenset(
    "office department dept center centre institute coalition bureau university council campaign alliance "
    "association division fund project friends society network commission centro casa red fundación línea oficina "
    "alianza consulado asociación coalición hogar refugio albergue instituto comedor comité clínica departamento "
    "fiscalía partnership defensoría programa proyecto unión servicios organización federación ministerio".split()
)
# With "of" or "de" behind it any organization word makes a name: "House of Hope", "Womens Refuge of the Bay".
OF_LINKS = frozenset({"of", "de", "del"})
FIRST_LINKS = frozenset({"of", "for", "on", "to", "against", "de", "para", "contra"})

# Words that may stand inside a name in lower case.
CONNECTORS = frozenset("of the for and to against on de del el la las los y para contra por que al sobre".split())

# Words that begin a sentence in capitals without belonging to the name after them.
OPENERS = frozenset(
    "the a an in at on for from to by with and or but if as also perhaps maybe please then your our my this that "
    "these those contact call try visit see use ask email text check refer join consult recommend read when while "
    "some many most other others we you they he she it is are was were do did does can could may might would should "
    "hi hello dear thanks thank yes no not however although through via within mr ms mrs dr re eg go write email "
    "phone ring dial free what en tambien también antes approach coordinate establish llame el las los consulte send "
    "tell envíe envie mande marque visite pregunte acuda comuníquese busque also both since once after before until "
    "because according local currently today recently meanwhile additionally furthermore dialing calling texting "
    "visiting contacting emailing marcar llamar enviar visitar".split()
)

# "ED of Harbor House": a title, then the body.
TITLES = frozenset("ed ceo director president coordinator founder chair head manager member".split())

# Before a capitalised phrase these say that no particular body is meant: "your local Legal Aid Office".
UNNAMING = frozenset(
    "local your any nearest every each some other another several their area certain these many different".split()
)

# Words that, with words of the vocabulary, make a generic phrase: "Counseling Services".
GENERIC_WORDS = frozenset(
    "service services organization organizations center centers centre agency agencies hotline hotlines helpline "
    "program programs provider providers unit units office offices clinic clinics shelter shelters group groups "
    "benefits and of the for or in a crisis victim victims survivor survivors support help general local system care "
    "emergency social community officer officers department departments home homes team free needs basic assistance "
    "justice".split()
)

# Words that say which detail of a contact follows: "24-hour crisis line:", "Toll free", "Sitio web".
DETAIL_WORDS = frozenset(
    "shelter whatsapp nurse unit pin phone phones telephone tel ph cell mobile fax hotline hotlines line lines "
    "crisis helpline helplines office main business admin administrative administration toll tollfree free local "
    "direct voice text texts texting sms tty tdd ttd ttytdd vp videophone video relay email e-mail mail mailing web "
    "website websites site url internet online chat address addresses street location locations hours hour hr hrs "
    "24hour 24-hour 24hr 24-hr 24 7 open days languages language services service eligibility fees fee cost costs "
    "contact contacts number numbers no call calls for information info more intake after emergency emergencies and "
    "or the in by to of spanish english español espanol inglés day night daytime weekdays weekends nights client "
    "clients general resource appointment appointments reports reporting serves serving area areas served county "
    "counties coverage population populations description program programs notes note type city state zip person "
    "counselor teléfono telefono teléfonos tel correo electrónico electronico sitio página pagina dirección "
    "direccion horario horas línea linea oficina gratis gratuito gratuita celular texto mensaje mensajes servicios "
    "idiomas crisis emergencia emergencias contacto fax ayuda llame al de y o para urgencias domicilio web facebook "
    "twitter instagram linkedin skype whatsapp toll-free primary secondary backup alternate confidential questions "
    "non-emergency source corrections intake after-hours conmutador citas confidencial ok okay only hoh "
    "albergue".split()
)

# Capitals that name no body: the field's own abbreviations, titles, emphasis, clock and mail words.
COMMON_CAPITALS = frozenset(
    "US USA UK EU LE ED CEO NGO NGOS RCC DA ADA AG DV IPV SA HIV STD STI AIDS PTSD ID TV FAQ URL PDF OK AM PM ET EST "
    "PST CST MST EDT PDT ASAP FYI RE PS II III IV VI VII PO BOX NE NW SE SW FREE FINAL NOTE AND OR NOT ONLY ALL ANY "
    "MUST KEY NEW THE IT IS IF NO YES WHO HOW WHY RN MSW LCSW PHD JD MD MOU TA QA SMS TTY TDD TRS FAX TEL COVID ESL "
    "GED DOB SSN CV HR IT TIP CAP MDT SOP EG IE ETC VP PIN TEXT CALL WEB EMAIL LMSW LBSW".split()
)


LANGUAGES = frozenset(
    "spanish english creole mandarin cantonese chinese korean vietnamese tagalog nepali hindi urdu bangla bengali "
    "arabic farsi dari pashto swahili somali oromo amharic tigrinya hmong karen burmese russian ukrainian portuguese "
    "french mixtec mixteco mam akateko".split()
)


def has_head_word(words: Iterable[str]) -> bool:
    """Whether any of the words is an organization word, in the plural too."""
    return any(singular(word) in HEAD_KINDS for word in words)


def singular(word: str) -> str:
    """The word in lower case without a plural s ("Hotlines" → "hotline"); "services" stays."""
    lower = word.lower()
    if lower.endswith("ies") and lower not in HEAD_KINDS and lower[:-3] + "y" in HEAD_KINDS:
        return lower[:-3] + "y"
    return lower if lower in HEAD_KINDS or not lower.endswith("s") else lower[:-1]
