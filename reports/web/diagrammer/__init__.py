"""Pictures of the register as SVG: pure functions from figures to a picture, its words and the table behind it."""
