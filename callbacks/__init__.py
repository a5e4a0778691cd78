"""Every callbacks module. A new one is one more name here."""

from callbacks import board, shell

ALL = (shell, board)
