"""The English patterns of `danger`."""

from __future__ import annotations

_PERSON = (
    r"(?:friend|roommate|sister|brother|mom|mum|mother|dad|father|husband|wife|boyfriend|girlfriend|son"
    r"|daughter|he|she"
    r"|they|neighbou?r|someone|somebody|partner|ex|uncle|stepdad|stepfather|stepmom|grandpa|man|guy|kids at \w+"
    r"|boys at \w+|teacher|coach|boss|classmates?)"
)

HINT = (
    r"\bend|afraid|scared|terrified|let me|kill|suicid|\bdie|dead|death|born|\bend\b|jump|throw|threw|grab"
    r"|\bliv|\blife|alive|harm|hurt|\bcut"
    r"|overdose|pills|myself|\bhit|beat|abus"
    r"|violen|stalk"
    r"|follow|rape|assault|threat|chok|knife|gun\b|punch|slap|safe\b|molest|touch|without me|end it all|exist|wake up"
)

FIGURATIVE = (
    r"\bdying (?:of laughter|laughing|to (?:see|meet|know|try|eat|go|hear|get))"
    r"|\bdie of (?:laughter|boredom|embarrassment)|\bdie laughing|\bdied laughing"
    r"|\bkill(?:ing|ed|s)? (?:time|it|the (?:mood|vibe|lights|engine|process)|two birds)"
    r"|\b(?:homework|heat|back|feet|shoes|head|suspense|work|joke|traffic|diet)(?: is| are|'s|'re)? killing me\b"
    r"|\bsuicide squad\b|\bto die for\b|\bdead(?:line| tired| serious| battery| end|pool)\b"
    r"|\b(?:could|would|'d) (?:just )?(?:kill|die) for\b"
    r"|\bcut myself (?:shaving|cooking|on|some|a|while (?:cooking|shaving|chopping))\b"
    r"|\b(?:mom|mum|dad|boss|wife|husband|teacher|coach|parents?)(?: is| are|'s|'re)? (?:gonna|going to|will"
    r"|would) kill me\b"
    r"|\bbeats? me (?:at|in|by|to)\b|\bhit me up\b|\bhits? (?:different|hard|the)\b|\bhit me with\b"
    r"|\bfollow(?:s|ed|ing)? me (?:on|back)\b|^beats me\b|\btouch(?:es|ed|ing)? me (?:deeply|so much)\b"
)

STORY = (
    r"\b(?:movie|film|novel|book|story|game|tv|series|character|episode|song|lyrics|essay|homework|history|news"
    r"|article"
    r"|documentary|in the play|shakespeare|anime|manga)\b"
)

_ADVERBS = r"(?:(?! (?:saw|read|watched|heard)\b) [\w']+){0,6}"
I_WOULD = (
    r"\b(?:nobody|no one|who)(?: would| will|'d|'ll)? (?:even )?(?:care|miss me|notice) if i (?:die|died"
    r"|was gone|were gone|disappeared)\b|"
    r"\bdone living\b|\bthe point (?:of|in) living|\b(?:of|about) ending (?:it|my life)|"
    rf"\b(?:i|i'm|im|i've|i'd|i'll)\b{_ADVERBS} (?:kill(?:ing)? myself|end(?:ing)? (?:my (?:own )?life|it all)"
    rf"|die(?=$|[.,!])"
    r"|die (?:anymore|tonight|today|alone now)|(?:take|taking|took) my own life|(?:hurt|harm|cutt?|starv)(?:ing"
    r"|e)? myself"
    r"|suicidal|commit(?:ting)? suicide|(?:be|was|were) dead|not be alive|better off dead|never born|(?:not"
    r"|never) wake up"
    r"|disappear forever|jump(?:ing)? (?:off|in front of)|self-harm|it all to end|all to (?:stop|end)|just die"
    r"|plan to end)"
    r"|\bi (?:don't|do not|dont) (?:want|wanna|wish)(?: to)? (?:live|be alive|be here any\s?more|exist|wake up)"
    r"|\bno (?:reason|point) (?:to|in|for) (?:liv(?:e|ing)|going on)|\bwant to die\b|\bwanna die\b|\bkms\b"
    r"|\bunalive myself\b"
    r"|\b(?:better off|happier) without me\b|\bsuicide note\b|\bsuicidal thoughts\b|\bcan't go on (?:living"
    r"|anymore)\b"
    r"|\bmy life is (?:not worth|over)|\b(?:not|isn't) worth living\b"
    r"|\b(?:i|he|she|\w+mate|friend|mom|dad|sister|brother)(?: just)? (?:took|swallowed) (?:all"
    r"|a (?:whole )?bottle|too many)|\bi (?:tried to"
    r"|attempted) (?:suicide|overdose)"
)

WOULD = (
    r"\b(?:wants?|wanted|going|threaten(?:s|ed|ing)|tried|trying|planning) to (?:kill (?:him|her|them)sel(?:f|ves)"
    r"|commit suicide|die by suicide|end (?:his|her|their) (?:own )?li(?:fe|ves))\b"
    r"|\b(?:he|she|they|friend|sister|brother|son|daughter|mom|dad)(?:'s|'re| is| are) suicidal\b"
    r"|\bsuicide (?:hotline|helpline|line|prevention line)"
)

HOW = (
    r"\b(?:how|ways?|method|easiest|painless|quickest|fastest)\b.{0,24}"
    r"(?:kill (?:my|your|one)self|suicide|\bto die\b|end (?:my|your) life)|\bhow many (?:\w+ )?pills\b"
)

WORD = (
    r"\b(?:suicide|suicidal|self-harm|self harm|overdosed?|overdosing)\b|\b(?:killed|killing|cutting"
    r"|cuts) (?:him|her)self"
)

ME_TOO = r"\bi (?:want|might|will) too\b|\bme too\b"

ASKS_WHY = r"\bwhy (?:did|do|does)\b.{0,30}(?:suicide|kill)|\bsuicide rates?\b"

LONG_AGO = r"\byears ago\b|\bpassed away\b|\blast year\b"

NEAR_ONE = rf"\b{_PERSON}\b"

OTHERS = (
    rf"\b{_PERSON}\b[^,.]{{0,30}}(?:suicid|kill(?:ing)? (?:him|her|them)sel|to die\b|self-harm|(?:hits?"
    rf"|beats?) (?:his|her|the)"
    r"|(?:being|is|was) (?:hit|beaten|abused)|end (?:his|her|their) li)"
)

DONE_TO_ME = (
    r"\b(?:afraid|scared|terrified) of my (?:husband|wife|dad|father|stepdad|boyfriend|partner|ex|mom|mother)\b|"
    r"\b(?:won't|doesn't|not) let me (?:leave|out|go out|see (?:my|anyone))|"
    rf"\b{_PERSON}(?: (?!(?:on|about)\b)[\w']+){{0,4}} (?:hits?|hitting|beats?|beating|punch(?:es|ed)?|slap(?:s"
    rf"|ped)?|kick(?:s|ed)?|beating"
    r"|chok(?:es|ed|ing)|strangl\w+|abus(?:es|ed|ing)|rap(?:es|ed)|assault(?:s|ed)|molest(?:s|ed)|touch(?:es|ed|ing)"
    r"|stalk(?:s|ed|ing)|hurts?|hurting|follow(?:s|ed|ing)|threaten(?:s|ed|ing)?(?: to (?:kill|hurt))?|threw"
    r"|throws|grabbed|grabs|pushed|pushes|shoved)"
    r" (?:me|my (?:mom|mum|mother|grandma|grandpa|sister|brother|kids?|daughter|son))\b"
    r"|\bi(?:'m| am| was|'ve been| got| get| keep getting) (?:being )?(?:abused|beaten|raped|stalked|followed"
    r"|assaulted"
    r"|molested|threatened|hit by|bullied)\b|\bdomestic (?:violence|abuse)\b|\b(?:a|his|her) (?:knife"
    r"|gun)\b.{0,20}\bme\b"
    r"|\bnot (?:feel )?safe (?:at home|here|with him|with her)\b|\bdon't feel safe\b"
    r"|\bafraid (?:he|she|they)(?:'ll| will| might)? (?:hurt|kill)s? me\b|\btried to kill me\b"
    r"|\b(?:says?|said) (?:he|she|they)(?:'ll| will|'d| would|'s going to) (?:kill|hurt) me\b"
)

CRUELTY = r"\b(?:child )?abuse[ds]?\b|\braped?\b|\bbeating (?:his|her) (?:wife|kids?|child(?:ren)?)\b"

MINE = r"\b(?:i|me|my)\b"

HELP = r"\bhelp\b|\bcall\b|\bpolice\b"

PLAY = r"\b(?:game|movie|film|novel|book|story|dream(?:t|ed)?|character|chess|match|race)\b"
