"""What somebody should know: warnings of their own cases, escalations that come to their level."""
