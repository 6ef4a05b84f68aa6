"""Which systems a check looks at."""
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Systems:
    """The cluster, and what else is in the configuration."""

    title: str
    # In the names of its files.
    word: str
    cluster: object
    gitlab: object = None
    repositories: object = None
    # Whether each check begins without a copy of the repositories.
    cold: bool = False

    @property
    def remotes(self) -> dict[str, str]:
        """The repositories' URLs by name."""
        return self.repositories.urls if self.repositories else {}

    @property
    def servers(self) -> list:
        """Those that say what they were asked for since they were asked before."""
        return [server for server in [self.gitlab, self.repositories and self.repositories.server] if server]

    def configuration(self, state: Path) -> str:
        """What driftcheck is told of them; a system that is not in it is not looked at."""
        text = "kubernetes: {}\nregistry: {host: registry.example.com}\nprojects: {settle: 0s}\n"
        if self.gitlab:
            text += f'gitlab: {{url: "{self.gitlab.url}", tokenFile: "{self.gitlab.token_file}"}}\n'
        for name, url in self.remotes.items():
            text += f'{name}: {{url: "{url}"}}\n'
        return text + (f'state: {{directory: "{state}"}}\n' if self.repositories else "")
