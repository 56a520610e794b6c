"""Parts into mentions: times, places, actors, persons, quantities, things, earlier reports."""
