"""Rules on where the afdeling lies, judged by form and postcode lists; silent on protected addresses."""
