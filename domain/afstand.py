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


def count_edits(en: str, anden: str) -> int:
    """Give the letters wrong when a swapped pair may be changed again (Damerau and Levenshtein, without restriction).

    `gd` for `deg` is two letters wrong here, one left out and two swapped; Maaler counts three. Slow: for the few names
    where it matters.
    """
    hoejst = len(en) + len(anden)
    sidst: dict[str, int] = {}
    tabel = {(-1, -1): hoejst}
    for i in range(len(en) + 1):
        tabel[i, -1], tabel[i, 0] = hoejst, i
    for j in range(len(anden) + 1):
        tabel[-1, j], tabel[0, j] = hoejst, j
    for i, tegn in enumerate(en, 1):
        ens_ved = 0
        for j, andet in enumerate(anden, 1):
            i_foer, j_foer = sidst.get(andet, 0), ens_ved
            er_ens = tegn == andet
            if er_ens:
                ens_ved = j
            tabel[i, j] = min(
                tabel[i - 1, j - 1] + (not er_ens),
                tabel[i, j - 1] + 1,
                tabel[i - 1, j] + 1,
                tabel[i_foer - 1, j_foer - 1] + (i - i_foer - 1) + 1 + (j - j_foer - 1),
            )
        sidst[tegn] = i
    return tabel[len(en), len(anden)]
