"""How much a card has room for."""

MOST_BARS = 12
MOST_DESCRIBED = 24
LABEL_LETTERS = 24
PIXELS_A_LETTER = 6
