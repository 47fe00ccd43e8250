"""What others have named, on a terminal."""


def on_one_line(text: str) -> str:
    """A name of a file may hold line ends, turn letters around and worse; whatever cannot be printed is written out."""
    return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in text)
