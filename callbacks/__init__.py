"""Every callbacks module. To add one, add its name here."""

from callbacks import board, client, deal, home, layout_editor, metric, palette, shell

ALL = (shell, palette, board, layout_editor, home, metric, client, deal)
