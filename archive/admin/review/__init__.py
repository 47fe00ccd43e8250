"""The review queue: what the machine proposed, judged by article or by name, one by one or many at once."""
