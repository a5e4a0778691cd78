"""Customer segments and scores. They take answers and return answers, so that notes and exports are kept."""
