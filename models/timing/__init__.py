"""Business time: calendars, due times and the policies that promise them. Pure, no database."""
