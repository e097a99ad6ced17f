"""The options: how it looks, the property, targets, categories, coach cards, the audit trail."""
