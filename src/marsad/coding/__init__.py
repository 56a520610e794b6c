"""What was read, in the codes of event data sets: ACLED, PLOVER, CAMEO. A view of statements and events, never a step of reading."""
