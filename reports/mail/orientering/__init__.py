"""The weekly mails to the five socialtilsyn and to kommuner: what their tilbud's faults and cases stand at."""
