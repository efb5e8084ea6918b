"""What stops a translation."""


class NotTranslatable(Exception):
    """The model says something that Brian 2, or this translator, cannot say."""


class WrongModel(Exception):
    """The model file is not right; brian-run --check says more."""
