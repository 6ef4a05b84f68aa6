"""The deployment and the Flux repository, which hold exactly what the company's Projects ask for."""
import subprocess
from pathlib import Path

from company import google_group, name
from git_server import PLAIN_GIT, GitServer

BRANCH = "main"
ARGO_FILE = "namespaces/argocd/argocd-operator/rbac.yaml"
VAULT_FILE = "namespaces/vault/vault/rbac_values.yaml"
ARGO_RIGHTS = [
    ("applications", "get"), ("applications", "sync"), ("applications", "update"), ("logs", "get"), ("exec", "create"),
]  # fmt: skip

# The file of a Project's application as the operator makes it; @…@ stands for what differs.
APPLICATION = """\
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata:
  name: '@name@'
  namespace: argocd
spec:
  description: 'Kyotu Technology @nameCapitalized@ Projects'
  sourceRepos:
    - '@url@'
  destinations:
    - name: '*'
      server: https://kubernetes.default.svc
      namespace: '@name@'
---
@apps@
---
@configs@
"""
APPLICATION_SET = """\
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata:
  name: '@name@-@suffix@'
  namespace: argocd
spec:
  generators:
    - git:
        repoURL: '@url@'
        revision: '@branch@'
        directories:
          - path: 'manifests/@name@/@folders@'
  template:
    metadata:
      name: '@application@'
    spec:
      project: '@name@'
      source:
        repoURL: '@url@'
        targetRevision: '@branch@'
        path: '{{path}}'
      destination:
        server: https://kubernetes.default.svc
        namespace: '@name@'
      syncPolicy:
        automated:
          prune: true
        syncOptions:
          - CreateNamespace=true
          - PruneLast=true
        retry:
          limit: 5
          backoff:
            duration: 5s
            factor: 2
            maxDuration: 3m0s"""


class Repositories:
    """Both for `size` Projects, served over HTTP; they end with the block that they are used in."""

    NAMES = ["deployment", "flux"]

    def __init__(self, folder: Path, size: int):
        self.folder = folder / f"repositories-{size}"
        self.folder.mkdir()
        self.size = size
        self.server = GitServer(self.folder)
        self.urls = {name: f"{self.server.url}/{name}.git" for name in self.NAMES}

    def __enter__(self):
        self.server.__enter__()
        numbers = range(self.size)
        self.make("deployment", deployment_files(numbers, self.urls["deployment"]))
        self.make("flux", [(ARGO_FILE, argo_rbac(numbers)), (VAULT_FILE, vault_rbac(numbers))])
        return self

    def __exit__(self, *_):
        self.server.__exit__()

    def make(self, title: str, files) -> None:
        """Makes a bare repository of one commit, packed as a server keeps it."""
        path = self.folder / f"{title}.git"
        git("init", "--quiet", "--bare", f"--initial-branch={BRANCH}", str(path))
        git("-C", str(path), "config", "http.receivepack", "true")
        git("-C", str(path), "fast-import", "--quiet", stdin=fast_import(files))
        git("-C", str(path), "repack", "-a", "-d", "--quiet", "--write-bitmap-index")


def git(*arguments: str, stdin: bytes = b"") -> None:
    subprocess.run(["git", *arguments], input=stdin, env=PLAIN_GIT, check=True)


def fast_import(files) -> bytes:
    """One commit as `git fast-import` reads it."""
    lines = [f"commit refs/heads/{BRANCH}\ncommitter driftcheck <driftcheck@example.com> 1790000000 +0000\ndata 0\n"]
    lines += [f"M 100644 inline {path}\ndata {len(text.encode())}\n{text}\n" for path, text in files]
    return "".join(lines).encode()


def deployment_files(numbers, url: str):
    template = application_template(url)
    for number in numbers:
        its_name = name(number)
        values = {"name": its_name, "nameCapitalized": its_name[:1].upper() + its_name[1:]}
        yield f"applications/{its_name}.yaml", filled(template, values)
        yield f"manifests/{its_name}/.gitkeep", ""


def application_template(url: str) -> str:
    """The file of any Project, with `@name@` and `@nameCapitalized@` where its name belongs."""
    apps = {"suffix": "apps", "folders": "*", "application": "{{path.basename}}-{{path[1]}}"}
    configs = {"suffix": "configs", "folders": "*/*", "application": "{{path.basename}}-{{path[2]}}"}
    text = APPLICATION.replace("@apps@", filled(APPLICATION_SET, apps))
    text = text.replace("@configs@", filled(APPLICATION_SET, configs))
    return filled(text, {"url": url, "branch": BRANCH})


def filled(text: str, values: dict[str, str]) -> str:
    for key, value in values.items():
        text = text.replace(f"@{key}@", value)
    return text


def argo_rbac(numbers) -> str:
    """Argo CD's policy, in the ConfigMap that Argo CD reads it from."""
    lines = ["apiVersion: v1", "kind: ConfigMap", "metadata:", "  name: argocd-rbac-cm", "  namespace: argocd", "data:"]
    lines += ["  policy.default: role:readonly", "  policy.csv: |"]
    for number in numbers:
        role = f"role:{name(number)}"
        lines += [f"    p, {role}, {resource}, {action}, {name(number)}/*, allow" for resource, action in ARGO_RIGHTS]
        lines.append(f"    g, {google_group(number)}, {role}")
    return "\n".join(lines) + "\n"


def vault_rbac(numbers) -> str:
    """The values of Vault's chart, as bank-vaults reads them."""
    # The environments of a projectId share one googleGroup.
    policies_of = {}
    lines = ["vault:", "  externalConfig:", "    policies:"]
    for number in numbers:
        stem = name(number).replace("-", "_")
        policies_of.setdefault(google_group(number), []).append(f"{stem}_access")
        lines += [
            f"      - name: {stem}_access",
            "        rules: |",
            f'          path "secret/{stem}/*" {{',
            '            capabilities = ["create", "read", "update", "delete", "list"]',
            "          }",
        ]
    lines.append("    groups:")
    for group, policies in policies_of.items():
        lines += [f"      - name: {group}", "        type: external", "        policies:"]
        lines += [f"          - {policy}" for policy in policies]
    lines.append("    group-aliases:")
    for group in policies_of:
        lines += [f"      - name: {group}", "        mountpath: oidc", f"        group: {group}"]
    return "\n".join(lines) + "\n"
