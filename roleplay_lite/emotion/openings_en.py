"""First clauses that meet a feeling, in English; see `openings`."""

from __future__ import annotations

from roleplay_lite.emotion.words import Shade

BAD = (
    "I can hear how {feeling} you are.",
    "No wonder you feel {feeling}.",
    "Anyone would be {feeling} after that.",
    "You sound really {feeling}, and that makes sense.",
    "Ah, you're {feeling}. You don't have to hide it here.",
    "I'd be {feeling} too, honestly.",
    "That would leave me feeling {feeling} as well.",
    "Being {feeling} like that is hard.",
)
GOOD = (
    "I can hear how {feeling} you are.",
    "You sound so {feeling}, I love it.",
    "That's lovely, it makes me happy too.",
    "Oh, that's wonderful.",
    "Your good mood is catching.",
    "Ah, that's so nice to hear.",
    "I'm really glad for you.",
    "Well, that just made my day.",
)
CAUSE_BAD = (
    "{cause}, no wonder you're {feeling}.",
    "{cause}, that would hurt anyone.",
    "{cause}? I'd be {feeling} too.",
    "{cause}, of course you feel {feeling}.",
)
CAUSE_GOOD = (
    "{cause}? That's wonderful!",
    "{cause}, I'm so happy for you!",
    "{cause}, no wonder you're {feeling}!",
)

FORMS: dict[Shade, tuple[str, ...]] = {
    Shade.SAD: (
        "I'm so sorry, that really hurts.",
        "That's a heavy thing to carry.",
        "Oh, that's heartbreaking.",
        "It makes sense that you feel like crying.",
    ),
    Shade.WRONGED: (
        "That's so unfair to you.",
        "You didn't deserve to be treated like that.",
        "That must really sting.",
        "I'm on your side, that was unfair.",
    ),
    Shade.ANGRY: (
        "You have every right to be angry.",
        "Ugh, that would make my blood boil.",
        "That's infuriating.",
        "I can feel the heat from here.",
    ),
    Shade.WORRIED: (
        "Waiting and not knowing is the worst.",
        "That's a lot to have on your mind.",
        "My heart would be racing too.",
        "It's hard to breathe easy with that hanging over you.",
    ),
    Shade.AFRAID: (
        "That sounds really scary.",
        "Your heart must still be pounding.",
        "Being scared of that isn't silly at all.",
        "I'm right here with you, I know it's frightening.",
    ),
    Shade.TIRED: (
        "You sound completely worn out.",
        "What a long, long day.",
        "You've been carrying so much, of course you're tired.",
        "I can hear how drained you are.",
    ),
    Shade.LONELY: (
        "That kind of quiet can be so lonely.",
        "It's hard when nobody's there to talk to.",
        "I'm here, you're not alone right now.",
        "Missing people like that really aches.",
    ),
    Shade.LET_DOWN: (
        "You had hoped for so much more, that's a real disappointment.",
        "Ah, that's such a letdown.",
        "After all that effort, that stings.",
        "I know how much you wanted it.",
    ),
    Shade.FED_UP: (
        "That's so annoying, one thing after another.",
        "Ugh, what a mess of a day.",
        "I'd be sick of it too.",
        "That would get on anyone's nerves.",
    ),
    Shade.DOWN: (
        "Sounds like it's been a rough one.",
        "I can tell something's weighing on you.",
        "Some days just sit heavy, don't they.",
        "You don't sound like yourself, I'm sorry it's hard.",
    ),
    Shade.ASHAMED: (
        "That you feel bad shows how much you care.",
        "We've all wished to turn back the clock like that.",
        "Blaming yourself hurts, I know.",
        "I won't laugh, I promise, that's an awkward feeling.",
    ),
    Shade.JEALOUS: (
        "It stings to see others get what you hoped for.",
        "Feeling that little sour twist is only human.",
        "You worked hard too, so of course it hurts.",
        "I get it, that's hard to watch.",
    ),
    Shade.BORED: (
        "Those slow hours really drag.",
        "Nothing to do is its own kind of tiring.",
        "Ah, one of those endless days.",
        "Being bored out of your mind is no fun.",
    ),
    Shade.PROUD: (
        "You did it, I'm so proud of you!",
        "That took real work, well done.",
        "You should be proud of that.",
        "Now that's something to brag about.",
    ),
    Shade.GLAD: (
        "Yay, that's great news!",
        "I'm grinning just hearing it.",
        "You earned that happiness.",
        "That's fantastic, good for you!",
    ),
    Shade.GRATEFUL: (
        "Aw, that warms my heart.",
        "That's so kind of you to say.",
        "It's good to have people like that.",
        "You've got such a grateful heart.",
    ),
    Shade.CALM: (
        "That sounds so peaceful.",
        "Mm, what a nice quiet moment.",
        "It's good to hear you so relaxed.",
        "That's what I call a good day.",
    ),
    Shade.SURPRISED: (
        "Wait, really? I did not see that coming.",
        "Wow, that came out of nowhere.",
        "No way, I'm stunned too.",
        "I'd need a minute to take that in as well.",
        "Oh my, what a surprise.",
        "Hold on, that really happened?",
        "That's a lot to take in all at once.",
        "Goodness, I'm as surprised as you are.",
        "I never would have guessed that.",
        "Well, that's a shock.",
        "My jaw just dropped.",
        "Huh, nobody could have expected that.",
    ),
}
