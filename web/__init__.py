"""The web chat: what app.py wires together. Nothing else imports this package."""
