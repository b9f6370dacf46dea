"""The courses that events belong to, as the calendar knows them: the floor above enters them (events.registries)."""
