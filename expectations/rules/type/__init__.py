"""Rules on tilbudstype (the legal basis) and the form of the firm."""
