"""Every callbacks module. A new one is one more name here."""

from callbacks import arranging, board, client, deal, home, metric, palette, shell

ALL = (shell, palette, board, arranging, home, metric, client, deal)
