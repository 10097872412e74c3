"""Wordings of generic advice: what opens it, whom it is about, how far it goes."""

import re

# Verbs that send the reader to somebody. Base forms and -ing only: "we reached out to" tells, it does not
# advise.
TURN_TO = re.compile(
    r"\b(?:contact(?:ing)?(?! with| info| number| person)|call(?:ing)?|consult(?:ing)?(?: with)?|"
    r"refer(?:ring)?\b[^.;:,()]{0,60}?\bto|"
    r"(?:work(?:ing)?|partner(?:ing)?|collaborat(?:e|ing)|coordinat(?:e|ing)|team(?:ing)? up)(?: closely|"
    r" collaboratively| together)? with|"
    r"(?:being )?connect(?:ed|ing)?(?: also)? (?:with|to)|mak(?:e|ing) connections with|reach(?:ing)? out to|"
    r"(?:talk|speak)(?:ing)? (?:to|with)|approach(?:ing)?|(?:go|turn|report|apply) to|ask|"
    r"(?:find out|see|check) (?:if|whether) there (?:are|is)|look(?:ing)? for|llame a|consulte (?:a|con)|"
    r"acuda a)\b",
    re.IGNORECASE,
)
# Verbs that get somebody a service; what follows must be a need.
GET = re.compile(
    r"\b(?:get(?:ting)?|assess(?:ing)?|(?P<from>eligib(?:le|ility)) for|apply(?:ing)? for|seek(?:ing)?|"
    r"(?:materials|information|brochures|flyers|posters) (?:on|about)):?[ ]",
    re.IGNORECASE,
)
# Things to set up or to lay out.
SET_UP = re.compile(
    r"\b(?:coordinat(?:e|ing)|build(?:ing)?|creat(?:e|ing)|form(?:ing)?|develop(?:ing)?|hav(?:e|ing)|"
    r"sign(?:ing)?)"
    r" (?:a |an |your )?(?:\w+ ){0,2}?(?:community response|memorand(?:a|ums?) of understanding|MOUs?|"
    r"task force|protocols?)"
    r"|\b(?:leav(?:e|ing)|post(?:ing)?|hang(?:ing)?|distribut(?:e|ing)) (?:\w+ ){0,2}?(?:materials|flyers|"
    r"posters|cards|brochures) (?:at|in)\b",
    re.IGNORECASE,
)
# Whom it can be about: services and people without a name.
PROVIDER = re.compile(
    r"\b(?:law enforcement(?: allies| agenc(?:y|ies))?|police(?: departments?)?|sheriffs?|prosecutors?|911|"
    r"hotlines?|helplines?|"
    r"shelters?|cent(?:er|re)s?|clinics?|hospitals?|organi[sz]ations?|non-?profits?|agenc(?:y|ies)|"
    r"coalitions?|"
    r"(?:service |healthcare |social service )?providers?|law firms?|attorneys?|lawyers?|legal aid|"
    r"(?:legal |social |victim |immigration )?services(?: units?| organi[sz]ations?)?|advocates?|units?|"
    r"(?:DA|district attorney)['’]s office|"
    r"offices?|resources|networks?|(?:faith |community )?leaders|organizers|allies|churches|temples|"
    r"mosques|schools|hotels|"
    r"motels|stores|(?:city )?councilors?|mayors?|consulates?|communities|counselors?|therapists?|"
    r"others who|other survivors|peers|autoridades|policía|abogados?|refugios?|clínicas?)\b",
    re.IGNORECASE,
)
# Before an opening verb these say that it is no advice.
NO_ADVICE = re.compile(
    r"(?:n['’]t|\bnot|\bnever|\bavoid(?:ing)?|\bwithout|\bfears? of|\bafraid (?:to|of)|self-|\binto|\bin|"
    r"\bno|\ba|\bthe|\bwho|\bfor|\bbeen|\bwas|\bwere|\bhad)\s*$",
    re.IGNORECASE,
)
# A sentence that asks the reader.
ASKS = re.compile(
    r"(?:\b(?:would|do|could|should|can) (?:you|we|i)\b|^(?:\W*)(?:what|who|whom|how|why|where|when|which|"
    r"is|are|can|do|does))"
    r".*\?\s*$", re.IGNORECASE | re.DOTALL,
)  # fmt: skip

# How it goes on after the provider: more providers, a place, examples, a purpose.
MORE = re.compile(r"(?:[ ]?(?:,|/|&|\band\b|\bor\b)[ ]?(?:and |or )?)")
PREPOSITION = re.compile(
    r"[ ](?:with|at|in(?! order)|through|within|near|from|on|re:|regarding)[ ]"
    r"(?:(?!(?:to|who|that|which|and|so|because|as|may|can|will|is|are|about|eg)\b)[\w’'/\-]+[ ]?){1,8}"
    r"(?:(?<=[ ])or[ ]\w+)?",
    re.IGNORECASE,
)
ASIDE = re.compile(r"[ ]?\([^()\n]{0,120}\)")
EXAMPLES = re.compile(
    r"[ ]?,?[ ]?(?:e\.?g\.?:?|such as:?|for example,?|for instance,?|including:?|like)[ ][^.;!?\n()]{1,300}?"
    r"(?=,? etc|[.;!?()\n]| --| – |, that| may | can |$)",
    re.IGNORECASE,
)
CLAUSE = re.compile(r"[^.;!?()\n–]{0,300}?(?=[.;!?()\n–]| --|, etc|$)")
PURPOSE = re.compile(r"[ ](?:to|in order to|so that|for)[ ][^.;!?()\n–]{1,200}?(?=[.;!?()\n–]| --|$)", re.IGNORECASE)
DASH_FOR = re.compile(r"[ ](?:–|-|--)[ ]for[ ][^.;!?()\n–]{1,160}?(?=[.;!?()\n–]| Refer\b| --|$)")

# Kind of the search that a piece of advice means, by how its words begin; the first that fits.
_KIND_WORDS = {
    "hotline": r"hotlines?|helplines?|crisis line|911\b",
    "legal-services": r"legal|law firm|attorneys?\b(?!['’]s)|lawyer|abogad|immigration status",
    "law-enforcement": r"law enforcement|police|sheriff|prosecutor|policía",
    "government-agency": r"compensation|benefits|councilor|mayor|consulate|DA['’]s|district attorney",
    "shelter-program": r"shelters?\b|safe house|refugio",
    "health-provider": r"clinic|hospital|health|counsel|therap|wellness",
    "community-organization": r"faith|church|school|hotel|store|communities|network|leaders",
    "victim-services": r"victim|survivor|service|advocate|others who|peers",
}
KINDS = tuple((slug, re.compile(rf"\b(?:{words})", re.IGNORECASE)) for slug, words in _KIND_WORDS.items())
