"""The whole road over a source that is not ours: other tables, text keys, and no organisation column."""
