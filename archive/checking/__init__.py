"""Whether the archive is what it was: originals, rows and index, each looked at by a module of its own."""
