"""Questions go to people who know, to leads when they wait, and into figures of how they fare."""
