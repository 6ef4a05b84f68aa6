"""driftcheck itself, as its users run it."""
import json
import shutil
from collections import Counter
from pathlib import Path

from figures import Figures
from running import run_measured
from systems import Systems


class Driftcheck:
    """`driftcheck check` as a company's administrator runs it, with a report in JSON."""

    def __init__(self, program: Path, systems: Systems, folder: Path):
        self.systems = systems
        self.state = folder / f"state-{systems.word}"
        shutil.rmtree(self.state, ignore_errors=True)
        file = folder / f"driftcheck-{systems.word}.yaml"
        file.write_text(systems.configuration(self.state))
        self.command = [str(program), "check", "--config", str(file), "--format", "json"]
        self.environment = {"KUBECONFIG": str(systems.cluster.kubeconfig), "HOME": str(folder)}

    def run(self, size: int) -> Figures:
        """One check, which must find `size` Projects, no difference and nothing unreadable, and exit with 0."""
        if self.systems.cold:
            shutil.rmtree(self.state, ignore_errors=True)
        has_copies = self.state.exists()
        for server in self.systems.servers:
            server.take()
        figures, output = run_measured(self.command, "driftcheck", self.environment)
        report = json.loads(output)
        summary = report["summary"]
        if (summary["projects"], summary["findings"], summary["settling"], report["unreadable"]) != (size, 0, 0, []):
            raise SystemExit(f"benchmark: driftcheck did not find {size} Projects in order: {summary}")
        if self.systems.repositories:
            self.judge(self.systems.repositories.server.take(), has_copies)
        return figures

    def judge(self, requests: list[str], has_copies: bool) -> None:
        """With copies it must only have asked where the branches are; without, for the objects too, once."""
        asked = [f"GET /{name}.git/info/refs" for name in self.systems.remotes]
        if not has_copies:
            asked += [f"POST /{name}.git/git-upload-pack" for name in self.systems.remotes]
        if sorted(requests) != sorted(asked):
            raise SystemExit(f"benchmark: driftcheck asked git for something else: {sorted(requests)}")

    def asked_of_gitlab(self) -> list[str]:
        """What it has asked GitLab for in the one run before: all groups and tokens, and what became of no password."""
        gitlab = self.systems.gitlab
        if not gitlab:
            return []
        targets = [exchange.target for exchange in gitlab.take()]
        if sorted(targets) != sorted(gitlab.targets()):
            other = sorted((Counter(targets) - Counter(gitlab.targets())) | (Counter(gitlab.targets()) - Counter(targets)))
            raise SystemExit(f"benchmark: driftcheck asked GitLab for something else: {other[:5]} ...")
        return targets
