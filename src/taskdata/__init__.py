"""taskdata makes fine-tuning data whose labels are proven."""

__version__ = "0.1.0"
