"""The administrator's site: organisations, officers, calendars."""
