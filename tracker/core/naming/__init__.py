"""Names by sound: letters of five scripts to Latin, tokens, phonetic keys, and how alike two names are."""
