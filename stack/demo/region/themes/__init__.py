"""What work with families is about, in a few kinds: what an assessment finds, what a plan wants, what helps."""
