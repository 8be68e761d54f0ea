"""The splits of examples, in the order in which they are told; a module of its own, since help needs nothing else."""

TRAIN, BENCHMARK = "train", "benchmark"
OF_A_DATASET = (TRAIN, "validation", "test")
"""The splits of a dataset: what is decided on is kept apart from all of them."""
SPLITS = (*OF_A_DATASET, BENCHMARK)
