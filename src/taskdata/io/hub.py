"""The only door to the Hugging Face Hub."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from taskdata.foundation.errors import InputError

if TYPE_CHECKING:
    from huggingface_hub import HfApi

_KIND = "dataset"
_SERVER_ERROR = 500
_REASONS = {
    401: "the token is not valid; log in anew with `hf auth login`, or set HF_TOKEN",
    402: "the account has no room for it; see its storage on the Hub",
    403: "the token has no right to do this; take one with the right to write there, or another repository",
    404: "there is no such repository, or the token may not see it",
    409: "the Hub has another repository of this name in the way; name another one",
    413: "the files are too large for the Hub",
    429: "the Hub is asked too often; try again later",
}


class Hub:
    """The Hub, as the user who is logged in. Every method raises InputError, in one sentence, where the Hub refuses."""

    def __init__(self) -> None:
        self._api = _connect()

    def find_user(self) -> str:
        """The name of the user who is logged in."""
        with _translating("the Hub does not tell who is logged in"):
            return str(self._api.whoami()["name"])

    def find_visibility(self, repository: str) -> Literal["private", "public"] | None:
        """Whether a dataset repository is private or public; None where there is none that the user may see."""
        from huggingface_hub.errors import RepositoryNotFoundError

        with _translating(f"{repository}: cannot be looked at"):
            try:
                info = self._api.repo_info(repository, repo_type=_KIND)
            except RepositoryNotFoundError as error:
                if error.response.status_code == 404:
                    return None
                raise
        return "private" if info.private else "public"

    def create(self, repository: str, *, private: bool) -> None:
        """Make a dataset repository that is not there yet."""
        with _translating(f"{repository}: cannot be made"):
            self._api.create_repo(repository, repo_type=_KIND, private=private)

    def commit(self, repository: str, files: Mapping[str, Path], message: str) -> str:
        """Send files in one commit, all or none, and give the address of the commit."""
        from huggingface_hub import CommitOperationAdd

        added = [CommitOperationAdd(name, path) for name, path in files.items()]
        with _translating(f"{repository}: nothing was sent"):
            sent = self._api.create_commit(repository, added, commit_message=message, repo_type=_KIND)
        return str(sent.commit_url)


def _connect() -> "HfApi":
    """The client, with the token that the user has logged in with. Raises InputError where there is none."""
    try:
        from huggingface_hub import HfApi, get_token
        from huggingface_hub.utils.tqdm import disable_progress_bars
    except ImportError as error:
        raise InputError("the Hub needs huggingface_hub; install it with `pip install 'taskdata[hub]'`") from error
    if not get_token():
        raise InputError("nobody is logged in to the Hub; log in with `hf auth login`, or set HF_TOKEN")
    # What is told of it is told in the words of taskdata.
    disable_progress_bars()
    logging.getLogger("huggingface_hub").setLevel(logging.ERROR)
    return HfApi()


@contextmanager
def _translating(what: str) -> Iterator[None]:
    """Tell an error of the Hub, or on the way there, as one of the user: raises InputError."""
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError

    # The client raises the errors of its own HTTP library where it gets no answer; their base is this one.
    without_answer: Any = HfHubHTTPError.__mro__[1]
    try:
        yield
    except HFValidationError as error:
        raise InputError(f"{what}: this is no name of a repository; write it as NAME or USER/NAME") from error
    except HfHubHTTPError as error:
        raise InputError(f"{what}: {_explain(error)}") from error
    except (without_answer, OSError) as error:
        raise InputError(f"{what}: the Hub cannot be reached ({_shorten(error)}); try again later") from error
    except ValueError as error:
        raise InputError(f"{what}: {_shorten(error)}") from error
    except RuntimeError as error:
        # Of what it does in threads of its own, the client tells that it failed, with the reason as the cause.
        cause = error.__cause__
        raise InputError(
            f"{what}: {_explain(cause) if isinstance(cause, HfHubHTTPError) else _shorten(error)}"
        ) from error


def _explain(error: Any) -> str:
    """Why the Hub refuses; nothing of the address, which may hold a signature."""
    status = error.response.status_code
    if status in _REASONS:
        return _REASONS[status]
    if status >= _SERVER_ERROR:
        return f"the Hub has a fault of its own ({status}); try again later"
    return f"the Hub refuses it ({status}: {_shorten(error.server_message or 'no reason is told')})"


def _shorten(error: object) -> str:
    """What an error says, on one line."""
    return " ".join(str(error).split())
