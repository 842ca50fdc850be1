"""The head of the journal as people read it aloud: sixteen letters in four groups."""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O or U to be misread
GROUPS, SIZE = 4, 4
_READ_AS = str.maketrans("ILOU", "110V")


def journal_letters(head: str) -> str:
    """The first 80 bits of a hash in hexadecimal: two journals that differ show it but once in 10²⁴."""
    bits = int(head[:20] or "0", 16)
    letters = [ALPHABET[bits >> 5 * n & 31] for n in reversed(range(GROUPS * SIZE))]
    return "-".join("".join(letters[n : n + SIZE]) for n in range(0, len(letters), SIZE))


def same_letters(typed: str, head: str) -> bool:
    """Whether typed letters are those of a hash; case, groups and look-alikes do not matter."""
    plain = "".join(c for c in typed.upper() if c.isalnum()).translate(_READ_AS)
    return plain == journal_letters(head).replace("-", "")
