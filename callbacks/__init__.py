"""Every callbacks module. A new one is one more name here."""

from callbacks import board, client, deal, home, metric, shell

ALL = (shell, board, home, metric, client, deal)
