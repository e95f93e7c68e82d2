SILENT_AFTER = 3  # whole working days without a word: more than two
