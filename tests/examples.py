"""How many inputs property tests try: few in each run, many with `--hypothesis-profile=new`."""

from hypothesis import settings

FEW, MANY = 25, 400


def tries(share: float) -> settings:
    """Return settings for a share of the profile's number of examples: less than 1 for what takes long."""
    return settings(max_examples=max(1, round(share * settings().max_examples)))
