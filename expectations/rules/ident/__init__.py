"""Rules on who the tilbud is: name, CVR, P-nummer and the firm behind it."""
