"""Plain Python that every room uses: changes, sessions, actions, clocks, errors, paging."""
