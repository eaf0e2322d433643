"""Growing sets of events: ours beside its peers, step by step."""
