"""How many letters apart two names are: left out, put in, changed, or two neighbours swapped (each counts one)."""


class Maaler:
    """Measures one name against many: Hyyrö's bit-parallel form of the optimal string alignment distance.

    The work per name is one round of a few integer operations per letter, whatever the length of the first.
    """

    def __init__(self, navn: str) -> None:
        """Prepare the letters' positions in the name once."""
        self._laengde = len(navn)
        self._steder: dict[str, int] = {}
        for plads, tegn in enumerate(navn):
            self._steder[tegn] = self._steder.get(tegn, 0) | (1 << plads)

    def measure(self, andet: str) -> int:
        """Give the number of letters wrong between the name and another."""
        if not self._laengde:
            return len(andet)
        sidste = 1 << (self._laengde - 1)
        maske = (1 << self._laengde) - 1
        op, ned, nul, forrige, score = maske, 0, 0, 0, self._laengde
        for tegn in andet:
            her = self._steder.get(tegn, 0)
            byttet = (((~nul) & her) << 1) & forrige
            nul = ((((her & op) + op) ^ op) | her | ned | byttet) & maske
            vandret_op = ned | (~(nul | op) & maske)
            vandret_ned = nul & op
            score += bool(vandret_op & sidste) - bool(vandret_ned & sidste)
            vandret_op = (vandret_op << 1) | 1
            vandret_ned <<= 1
            op = (vandret_ned | ~(nul | vandret_op)) & maske
            ned = vandret_op & nul & maske
            forrige = her
        return score


def letter_mask(navn: str) -> int:
    """Give the set of a name's letters as bits: two names k letters apart differ in at most k of them either way."""
    maske = 0
    for tegn in navn:
        maske |= 1 << (ord(tegn) % 61)
    return maske
