"""Source texts as structured interviews: documents made of turns."""
