"""Some forty families of the sample region, by how far they have come."""

from stack.demo.region.stories import accompanied, arriving, beginning, finished, helped

STORIES = (*arriving.STORIES, *beginning.STORIES, *accompanied.STORIES, *helped.STORIES, *finished.STORIES)
