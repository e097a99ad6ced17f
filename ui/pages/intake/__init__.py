"""Recording a complaint: one form, by keyboard."""
