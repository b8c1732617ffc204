"""The sample region, and the main job played over HTTP."""
