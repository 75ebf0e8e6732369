"""Search: titles and bodies by Chinese words of any length, without a word list."""
