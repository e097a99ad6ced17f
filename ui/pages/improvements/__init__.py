"""The improvement register: from complaint to improvement, with a verdict."""
