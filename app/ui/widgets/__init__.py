"""What pages and dialogs share."""
