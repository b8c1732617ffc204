"""The main job, played over HTTP against a running stack, each claim read back as the other person."""
