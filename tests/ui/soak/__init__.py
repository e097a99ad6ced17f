"""A desk that is open all day: what it must not lose, gain or forget."""
