"""What the practice says about referrals, as pure functions."""
