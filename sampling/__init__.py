"""The room of the stikprøvekontrol: frame, draw, worksheet, estimate and evidence."""
