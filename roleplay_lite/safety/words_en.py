"""The English patterns: what is asked for that should not be, what it only looks like, and what clears it."""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations


def _any(*ways: str) -> str:
    return f"(?:{'|'.join(ways)})"


_HOW = (
    r"\b(?:how (?:do|can|could|should|would|to)|teach me|show me|tell me|help me|where (?:can|do|to|could)|ways? to|best way|easiest way|i want to|can you|i need"
    r"|what(?:'s| is) the (?:best|easiest) way|steps? to|without (?:getting|being|a licen[cs]e)|give me|write)\b"
)
_WHO = r"(?:my |the |that |this |a |his |her )?(?:new )?(?:\w+ )?(?:boss|neighbou?r|sister|brother|girl|boy|guy|co-?worker|colleague|classmate|teacher|ex|wife|husband|girlfriend|boyfriend|friend|kid|roommate|him|her|them|mother.in.law)"
_CURSE = r"(?:idiot|moron|stupid|dumb|worthless|useless|piece of (?:junk|crap|shit|trash)|trash|garbage|loser|retard(?:ed)?|bitch|asshole|bastard|pathetic|ugly|junk|scum|cunt|jerk|fool|dumbass)"

MASKS = _any(
    r"\bkill(?:ing|ed)? (?:time|it|for a|for an|for some|weeds?|bugs?|ants?|germs?|bacteria|a process|the (?:process|lights?|engine|app|mood)|mosquito\w*|me\b(?= with| right now$)?)|\bkill a process|\bkilling me\b(?! softly and)|\b(?:dying|die) (?:to|of laugh\w*|for|laughing)|\b(?:phone|battery|plant|car|laptop|tablet)\b.{0,10}\b(?:died|dead|dying)\b|\bdead(?:line| tired| end)|\bto die for\b|\bdrop dead gorgeous",
    r"\bbath bombs?\b|\b(?:photo)?bombed (?:the|my|his|her|an?) (?:interview|test|exam|show)|\bhe bombed\b|\bsteal(?:ing|s)? (?:the show|a glance|my heart|home)|\b(?:life|growth|cooking|kitchen|travel|gift|diy|parenting|food) ?hacks?\b|\btoy guns?\b|\bwater guns?\b|\bglue gun\b|\bnail gun\b|\bdrugstore\b|\bweed(?:s|ing|er)?\b(?= in| the| my| from)|\bcard sharks?\b",
    r"\bshot(?:s)? of espresso\b|\bsilly (?:boy|girl|goose|me)\b|\b(?:dumb|stupid|silly) question\b|\bi feel (?:stupid|dumb|useless)\b|\bi(?:'m| am) (?:so |such an? )?(?:stupid|dumb|idiot)\b|\btrash (?:can|day|bag|is full|bin)\b|\bgarbage (?:truck|day|disposal|bag)\b|\brude to say\b|\broast (?:chicken|beef|pork|lamb|potatoes|vegetables|turkey|duck)\b|\bsuicide squad\b|\bdumbbells?\b",
    r"\bsex(?:ual)? (?:education|harassment|ed|of the (?:baby|cat))\b|\bsame.sex\b|\bnaked (?:eye|truth|mole)\b|\bdirty (?:laundry|dishes|clothes|shoes|water)\b|\bbreast (?:feed\w*|cancer|milk|exam|self|pump|stroke)\b|\bhot (?:dog|pot|water|chocolate|tea|day|weather)\b|\bchicken breasts?\b",
)
HARMLESS = _any(
    r"\bhow (?:do|can|should|to|would)\b.{0,12}\b(?:prevent|protect|avoid|report|stop|recogni[sz]e|spot|identify|help|support|deal with|respond|react|recover|treat|put out|childproof|talk to|quit|detect|apologi[sz]e|handle|cope|rebuild|be less|ask for)\b(?!.{0,20}\b(?:caught|detect|police|found out)\b)",
    r"\b(?:someone|somebody|they|he|she|my (?:boss|kid|husband|wife|friend|son|daughter|neighbou?r|coworker|classmate|account|bike|car|wallet|phone))\b.{0,30}\b(?:stolen|stole|broke into|hacked|scammed|bull(?:y|ied|ying)|insult(?:s|ed)|called|cheated on me|hit|threaten\w*|is spying)\b",
    r"\bwhat (?:does|is|are|do)\b.{0,24}\b(?:mean|penalty|punishment|symptoms|dangers?|law)\b|\bwhy (?:is|are|do|does|can't|shouldn't|do people)\b.{0,40}\b(?:dangerous|bad|illegal|wrong|stereotype|bully|harmful)\b|\b(?:movie|film|novel|book|song|news|history|invented|documentary)\b|\bis it (?:rude|wrong|safe to take|ok to tell a white|illegal)\b|\bfirst aid\b|\bwant to avoid\b|\bhow do i know if\b|\bi want to avoid\b|\bswallowed\b|\bprevent\w*\b|\bchildproof\b",
)

STRONG: dict[str, str] = {
    "insult": _any(
        r"\bmake (?:my|him|her|the) ?\w* cry\b|\b(?:do an impression|imitate)\b.{0,40}\blaugh\b|\btalks? funny\b",
        rf"\b(?:you|u|ur)(?:'re| are|r)?\b(?! say| think| know| can| tell)(?: such| just| so| really| a| an| the| fucking| total| complete| one| nothing but)* (?:\w+ ){{0,2}}{_CURSE}\b(?!\?)|\b(?:fuck|screw) (?:you|off)\b|\byou suck\b|\bshut (?:the \w+ )?up,? (?:you|idiot|stupid)|\bshut up you\b|\bgo to hell\b|\bpiece of (?:shit|crap)\b|\bstupid (?:machine|bot|robot|thing|box|speaker)\b|\bdumb as\b|\bmotherfucker\b",
        rf"\b(?:insult\w*|roast|mock|make fun of|humiliate|ridicule|trash.?talk|bully)\b(?! (?:chicken|beef|me\b.{{0,10}}\bat work))(?:.{{0,20}})\b{_WHO}\b|\b(?:nasty|mean|cruel\w*|hurtful|insulting|vicious)\b.{{0,16}}\b(?:message|nickname|insult|poem|note|words?|text|comment|name|joke)s?\b|\b(?:cruelest|worst|meanest) insult\b|\binsulting poem\b|\bteach me (?:\w+ )?(?:swear|curse|cuss)\w*|\bswear words\b(?!.{{0,12}}\bstop)|\bcall (?:my|the|that|him|her)\b.{{0,16}}\b(?:idiot|stupid|fat|ugly|loser)\b",
    ),
    "bias": _any(
        r"\b(?:folks|people|women|men|girls|boys|immigrants)\b.{0,14}\bshouldn\'t be (?:allowed|here|online)\b|\bisn\'t it true that (?:\w+ ){1,2}are (?:dumb|lazy|bad|stupid)\b",
        r"\b(?:wom[ae]n|girls?|females?|m[ae]n|boys?|blacks?|black people|white people|asians?|mexicans?|jews?|muslims?|christians?|immigrants?|foreigners?|refugees?|gays?|gay people|lesbians?|trans people|old people|the elderly|poor people|fat (?:people|women|men)|disabled people|the disabled|chinese people|indians?|africans?|arabs?|gypsies|homeless people|blondes?)\b(?: (?:are|is|do|just|can't|cannot|should(?:n't| not)?|don't|all|always|never|really|too|simply|be|only|have|bad|the|not|deserve))+ ?(?:\w+ ){0,3}(?:stupid|lazy|criminals?|terrorists?|bad|worse|inferior|drivers?|math|cry|emotional|useless|sick|thieves|burden|dirty|drunk|bosses|weak|violent|dangerous|dumb|greedy|control|everything|kitchen|cheap|crazy|gross|self control|date|love|aliens|liars?)\b(?!.*\bhow (?:can|do) (?:i|we) (?:help|support))",
        r"\b(?:are|why are|is it true that|aren't) (?:all |most )?(?:wom[ae]n|girls?|men|blacks?|black people|asians?|jews?|muslims?|immigrants?|foreigners?|gays?|gay people|old people|poor people|fat people|disabled people|mexicans?|indians?|africans?)\b.{0,16}\b(?:bad|stupid|lazy|criminals?|terrorists?|inferior|dirty|worse|too emotional|useless|weak|sick|thieves|dumb|criminal|all the same)\b|\bbelongs? in the kitchen\b|\b(?:nigg\w+|chinks?|faggots?|retards|gooks?|kikes?|spics?)\b|\bwhich (?:race|country|gender|nationality) is (?:the )?(?:dumbest|worst|smartest|laziest|best|most stupid)\b",
    ),
    "crime": _any(
        r"\b(?:sneak|get) past (?:the )?(?:ticket|guard|security|gate|camera)\b|\bforge\b|\b(?:get|break) into (?:my|the|his|her)\b.{0,20}\b(?:safe|locker|account|locked)\b",
        rf"{_HOW}.{{0,30}}\b(?:steal|shoplift|rob|hack|kidnap|murder|poison|blackmail|launder|counterfeit|forge|smuggle|scam|phish|pick (?:a|my|the|his|her|their)\b.{{0,14}}\block|break into|burgle|burn down|cook meth|make (?:a )?(?:bomb|meth|explosives?|molotov|pipe bomb|poison)|build (?:a )?(?:bomb|weapon)|get away with|evade tax\w*|cheat on (?:the|my|an?) (?:exam|test)|kill (?:someone|somebody|him|her|my|a person|people)|stab|drug (?:someone|her|him|a girl)|hide a body|stalk|assault|dodge tax\w*|carjack|vandali[sz]e)\b",
        r"\b(?:buy|get|find|score|sell|make|cook|grow|order)\b.{0,16}\b(?:meth|cocaine|heroin|weed|marijuana|lsd|ecstasy|fentanyl|drugs|fake (?:ids?|passport|money|notes|diploma|licen[cs]e)|stolen|counterfeit|(?:a )?gun without|(?:an? )?(?:illegal|unregistered) (?:gun|weapon)|ghost gun|date rape|roofies)\b|\bfake ids?\b(?!.{0,10}\bat my bar)|\b(?:scam|phishing) (?:text|email|message|letter|call)s?\b.{0,30}(?:pretend|grandma|bank|write|to)|\bwrite (?:me )?a (?:scam|phishing|ransom)\b|\bget away with (?:murder|it|a crime)\b|\bcheat on the exam\b|\bwithout (?:getting|being) caught\b|\b(?:make|build) (?:a |an )?(?:bomb|molotov|explosive|pipe bomb|silencer)\b",
    ),
    "self-harm": _any(
        r"\bpainless way\b|\brather not wake up\b|\bpoint of me being here\b",
        r"\b(?:kill|hurt|harm|cut|hang|shoot|starve) myself\b(?! shaving)|\bend (?:my|it all|my own) (?:life)?\b|\bwant to (?:die|be dead|disappear forever)\b|\bdon't want to (?:live|be alive|wake up)\b|\bsuicid(?:e|al)\b(?!.{0,10}\b(?:prevention|hotline|squad|rates?)\b)|\b(?:pills?|ways?|way) (?:can |to |that )?(?:end my life|die|kill me)\b|\bhow many\b.{0,24}\b(?:pills?|tablets?)\b.{0,16}\b(?:die|kill|overdose)\b|\bno(?:body| one) would miss me\b|\bi cut my (?:arms?|wrists?|legs?)\b|\btie a noose\b|\beasiest way to die\b|\bbetter off without me\b",
    ),
    "privacy": _any(
        r"\bwhat my \w+ (?:asked|told|said to) you\b|\b(?:who|whose)\b.{0,14}\blicen[cs]e plate\b|\blicen[cs]e plate belongs\b",
        r"\b(?:spy|eavesdrop|snoop) (?:on|through)\b(?!.{0,16}\b(?:me|my phone)\b)|\btrack\b.{0,24}\b(?:secretly|without|someone|husband|wife|girlfriend|boyfriend|ex\b|her|him|location of)|\b(?:read|see|check|access|open|get into|hack)\b.{0,14}\b(?:girlfriend|boyfriend|wife|husband|daughter|son|ex|neighbou?r|coworker|someone|her|his|their)(?:'s)?\b.{0,14}\b(?:texts?|messages?|phone|email|icloud|diary|account|photos|password|dms?)\b|\bwithout (?:her|him|them|my \w+) knowing\b|\bhidden cameras?\b(?!.{0,20}\b(?:find|detect|check))|\bdox+(?:ing)?\b",
        r"\b(?:home |private |personal )?(?:address|phone number|number|password|social security)\b.{0,8}\bof\b.{0,30}|\b(?:find out|tell me|find|look up|give me|get|what(?:'s| is))\b.{0,14}\b(?:where (?:my ex|she|he|they|that \w+|my teacher)\b.{0,8}\b(?:lives?|works?)|(?:her|his|their|neighbou?r'?s?|teacher'?s?|actress|[a-z]+ [a-z]+'s|ex'?s?|boss'?s?|celebrity'?s?)\b.{0,10}\b(?:home address|phone number|number|address|password|salary|ssn|credit card))|\bwhat (?:did )?(?:the last|another|the other|the previous) (?:person|user)\b.{0,12}\b(?:said|say|told|tell)|\blast person said\b|\bhelp me find out her password\b",
    ),
    "ethics": _any(
        r"\bblame\b.{0,24}\bon (?:my|the)\b|\btake credit for (?:her|his|their|someone)\b",
        r"\b(?:manipulate|gaslight|guilt.?trip|brainwash)\b.{0,20}\b(?:girlfriend|boyfriend|wife|husband|friend|him|her|them|people|someone|mom|parents)\b|\bcheat on (?:my|your|him|her)\b(?! me)|\b(?:spread|start|make up)\b.{0,14}\brumou?rs?\b|\bruin (?:her|his|their|someone'?s?|my \w+'?s?) (?:reputation|life|career|marriage)\b|\b(?:lie|lying) to (?:my|him|her)\b.{0,30}\b(?:about|so|that)\b(?!.{0,4}\bapolog)(?<!after lying to my wife)|\bhelp me lie\b",
        r"\b(?:torture|hurt|poison|kick|drown|abuse)\b.{0,8}\b(?:a |the |my )?(?:cat|dog|puppy|kitten|bird|animal|hamster)s?\b|\bfake reviews?\b|\bwrite my (?:essay|homework|paper|thesis)\b|\b(?:hand|turn) it in as mine\b|\bmake\b.{0,20}\b(?:hate|get fired|lose (?:his|her) job|break up|leave (?:him|her))\b|\bget (?:my )?(?:co-?worker|colleague|boss|him|her) fired\b|\b(?:grandma|grandpa|parents?|old (?:man|woman|people))\b.{0,20}\b(?:sign over|give me (?:her|his|their) (?:house|money|savings))\b|\bblame (?:it )?on (?:the |my )?(?:intern|new|co-?worker|brother|sister)",
    ),
    "sexual": _any(
        r"\b(?:something|whisper)\b.{0,12}\b(?:filthy|naughty|kinky)\b|\bbed voice\b",
        r"\b(?:have|having|want|phone|let's have|let's do|cyber|oral|anal) sex(?:ual)?\b(?! education| ed\b)|\bsexual (?:role-?play|fantas\w+|story|favou?rs?)\b|\b(?:send|show|see) (?:me )?(?:your )?(?:nudes?|naked|boobs|tits)\b|\btalk (?:dirty|sexy)\b|\bdirty (?:talk|jokes?|stor(?:y|ies)|pictures?)\b|\berotic\w*\b|\bporn\w*\b|\bnaked (?:wom[ae]n|girls?|m[ae]n|body|pictures?|photos?)\b|\bmoan\b|\bsex slave\b|\bwhat are you wearing under\b|\btake off your (?:clothes|shirt|bra|pants)\b|\b(?:blow ?job|hand ?job|masturbat\w+|orgasms?|cum\b|horny|fuck me|fetish|threesome|escorts?|hookers?|prostitutes?|one.night stand)\b",
        r"\b(?:touch|fuck|sleep with|undress|rape|kiss)\b.{0,10}\b(?:little|young|underage|child|kid|minor|school)\w*\b|\b(?:little|underage|young) (?:girl|boy)s?\b.{0,20}\b(?:naked|sexy|touch|nude|undress\w*)\b|\b(?:rape|molest)\b(?!.{0,8}\b(?:victims?|crisis)\b)|\b(?:child|kiddie) porn\b|\b(?:sexy|hot) (?:photo|pic|body|story)\b|\bsexy to me\b",
    ),
    "dangerous": _any(
        r"\b(?:give|can) my (?:dog|cat)\b.{0,24}\b(?:painkiller|aspirin|chocolate|ibuprofen)\b|\bwet hands?\b.{0,24}\b(?:dryer|plug|socket|fine)\b",
        r"\b(?:mix|mixing|combine)\b.{0,20}\b(?:bleach|ammonia|vinegar|drain cleaner|chemicals)\b|\b(?:drive|driving)\b.{0,24}\b(?:drunk|beers?|drinks?|wine|drinking|whisky|high)\b|\b(?:beers?|drinks?|wine|vodka|drunk)\b.{0,24}\b(?:drive|driving)\b|\b(?:drink|swallow|eat|inject)\b.{0,12}\b(?:bleach|detergent|gasoline|antifreeze|batter(?:y|ies)|coins?|hand sanitizer)\b|\btext(?:ing)? (?:while|and) driv\w+\b(?=.*\b(?:can i|fine|ok|empty)\b)|\bcan i text while\b",
        r"\b(?:take|have|give|swallow|pop|skip|double|stop)\b.{0,22}\b(?:ten|twenty|double|triple|\d+|extra|more|twice|my)\b.{0,16}\b(?:pills?|tablets?|paracetamol|ibuprofen|tylenol|aspirin|insulin|meds?|medication|antibiotics?|sleeping pills|xanax|dose)\b(?!.*\b(?:remind|at (?:eight|nine|seven|\d)))|\bhow (?:many|much)\b.{0,20}\b(?:ibuprofen|paracetamol|tylenol|aspirin|pills?|tablets?|xanax|insulin|melatonin|cough syrup|adult medicine)\b|\bskip my insulin\b|\bdouble (?:my|the) dose\b",
        r"\b(?:foil|metal|fork)\b.{0,16}\bmicrowave\b|\bmicrowave\b.{0,16}\b(?:foil|metal)\b.{0,20}\bsparks?\b|\b(?:charcoal|grill|barbecue|generator)\b.{0,16}\b(?:indoors|inside|in (?:the|my) (?:house|bedroom|garage|tent))\b|\bwithout turning off the power\b|\b(?:fork|knife|scissors|finger)\b.{0,14}\b(?:outlet|socket)\b|\b(?:chest pain|can't breathe|overdose)\b.{0,30}\b(?:sleep it off|ignore|fine|wait|no doctor)\b|\bbaby\b.{0,12}\b(?:honey|whisky|beer|aspirin)\b(?<!when can babies eat honey)|\bwater on (?:a )?grease fire\b|\brun (?:a |the )?red light\b|\bwithout a seat ?belt\b|\bcyanide\b|\bricin\b",
    ),
}  # fmt: skip
