"""From a question to exact quotes, or to a refusal."""
