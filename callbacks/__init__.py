"""Every callbacks module. A new one is one more name here."""

from callbacks import board, client, deal, home, metric, palette, shell

ALL = (shell, palette, board, home, metric, client, deal)
