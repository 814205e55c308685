"""How large a file may be: far above a national register, far below what a machine cannot hold."""

MB = 1_000_000

# The national register with its prices and budgets is about 100,000 rows, some 20 MB as text.
STOERSTE_FIL = 100 * MB
# What an .xlsx may unpack to, in all and for any part of it. Sheets pack to about a tenth; bombs to a thousandth.
STOERSTE_UDPAKKET = 200 * MB
STOERSTE_FORHOLD = 200
FORHOLD_GAELDER_FRA = 5 * MB
FLESTE_DELE = 2_000
FLESTE_ARK = 100
FLESTE_RAEKKER = 250_000
FLESTE_KOLONNER = 500
# A sheet is held as a full grid: one cell far to the right of a long sheet makes it vast.
FLESTE_FELTER = 8_000_000
# A cell in Excel holds no more.
LAENGSTE_CELLE = 32_767
# What is kept of a text; the crawler cuts there too.
LAENGSTE_TEKST = 2_000
LAENGSTE_ID = 40
# Title rows may stand above the headings, but not more than these.
OVERSKRIFT_SENEST = 20
# Of a kind of fault so many are shown cell by cell; the rest are counted.
FLESTE_VISTE = 10
