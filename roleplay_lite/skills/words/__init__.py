"""What a character does with words: idioms in a chain, riddles, poems, stories at bedtime, a word in English, what a
word means. The words are data, the character's way of giving them is the persona's."""
