"""The check as a careful engineer writes it in Python on the usual clients, to be compared with driftcheck.

usage: check.py SETTINGS

SETTINGS is a JSON file; see `benchmark/python_script.py`. Lists instead of calls per Project, 16 threads, mirrors that are
kept and fetched, LibYAML's parser, blob ids instead of files. The exit status is 1 where anything differs.
"""
import base64
import hashlib
import json
import logging
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import git
import gitlab
import kubernetes
import requests
import yaml

THREADS = 16
PAGE = {"per_page": 100, "order_by": "id", "sort": "asc"}
TYPE = "kubernetes.io/dockerconfigjson"
SECRET = "gitlab-registry-image-pull-secret"
ARGO_FILE = "namespaces/argocd/argocd-operator/rbac.yaml"
VAULT_FILE = "namespaces/vault/vault/rbac_values.yaml"
RIGHTS = [("applications", "get"), ("applications", "sync"), ("applications", "update"), ("logs", "get"), ("exec", "create")]


def in_pages(function, *arguments, **options):
    """All items of a list of the Kubernetes API."""
    items, token = [], None
    while True:
        page = function(*arguments, limit=500, _continue=token, **options)
        if isinstance(page, dict):
            items += page["items"]
            token = page["metadata"].get("continue")
        else:
            items += page.items
            token = page.metadata._continue
        if not token:
            return items


class World:
    """Reads all systems at once."""

    def __init__(self, settings, pool):
        kubernetes.config.load_kube_config(settings["kubeconfig"])
        session = requests.Session()
        session.trust_env = False
        session.mount("http://", requests.adapters.HTTPAdapter(pool_connections=THREADS, pool_maxsize=THREADS))
        self.gitlab = gitlab.Gitlab(settings["gitlab"], private_token=settings["token"], session=session)
        self.mirrors = Path(settings["mirrors"])
        core, custom = kubernetes.client.CoreV1Api(), kubernetes.client.CustomObjectsApi()
        projects = pool.submit(in_pages, custom.list_cluster_custom_object, "kyotu.tech", "v1", "projects")
        namespaces = pool.submit(in_pages, core.list_namespace)
        selector = f"metadata.name={SECRET}"
        secrets = pool.submit(in_pages, core.list_secret_for_all_namespaces, field_selector=selector)
        deployment = pool.submit(self.deployment, settings["deployment"])
        flux = pool.submit(self.flux, settings["flux"])
        self.groups = self.list_groups(pool)
        self.tokens = dict(zip(self.groups, pool.map(self.tokens_of, self.groups.values())))
        self.projects = projects.result()
        self.namespaces = {each.metadata.name: each for each in namespaces.result()}
        self.secrets = {each.metadata.namespace: each for each in secrets.result()}
        self.files = deployment.result()
        self.policy, self.vault = flux.result()

    def list_groups(self, pool):
        count = self.gitlab.groups.list(iterator=True, **PAGE).total_pages
        pages = pool.map(self.page_of_groups, range(1, count + 1))
        return {group.full_path: group for page in pages for group in page}

    def page_of_groups(self, number):
        return self.gitlab.groups.list(**PAGE, page=number, get_all=False)

    def tokens_of(self, group):
        return [token for token in group.access_tokens.list(per_page=100, get_all=False) if token.active]

    def mirror(self, name, url):
        folder = self.mirrors / name
        if not folder.exists():
            return git.Repo.clone_from(url, folder, bare=True)
        repository = git.Repo(folder)
        repository.git.fetch("--quiet", "origin", "+refs/heads/main:refs/heads/main")
        return repository

    def deployment(self, url):
        lines = self.mirror("deployment", url).git.ls_tree("-r", "main").splitlines()
        return {path: line.split()[2] for line, path in (line.split("\t") for line in lines)}

    def flux(self, url):
        repository = self.mirror("flux", url)
        argo = yaml.load(repository.git.show(f"main:{ARGO_FILE}"), yaml.CSafeLoader)
        vault = yaml.load(repository.git.show(f"main:{VAULT_FILE}"), yaml.CSafeLoader)["vault"]["externalConfig"]
        policy = {}
        for line in argo["data"]["policy.csv"].splitlines():
            fields = [field.strip() for field in line.split(",")]
            policy.setdefault(fields[1] if fields[0] == "p" else fields[2], set()).add(tuple(fields))
        return policy, {
            "policies": {each["name"]: each["rules"] for each in vault["policies"]},
            "groups": {each["name"]: set(each["policies"]) for each in vault["groups"]},
            "aliases": {(each["name"], each["mountpath"]) for each in vault["group-aliases"]},
        }


class Comparison:
    """What of a Project is not as it should be."""

    def __init__(self, world, settings):
        self.world = world
        self.template = Path(settings["template"]).read_text()
        self.placeholder = blob(b"")

    def findings(self, project):
        spec = project["spec"]
        name = f"{spec['projectId']}-{spec['environmentType']}"
        yield name in self.world.namespaces, name, "namespace"
        group = self.world.groups.get(spec["projectId"])
        yield group and group.visibility == "private", name, "group"
        tokens = [each for each in self.world.tokens.get(spec["projectId"], []) if each.name == f"{name}-image-puller"]
        yield len(tokens) == 1 and tokens[0].scopes == ["read_registry"] and tokens[0].access_level == 20, name, "token"
        yield self.holds(self.world.secrets.get(name), tokens), name, "pullSecret"
        wished = self.template.replace("@name@", name).replace("@nameCapitalized@", name[:1].upper() + name[1:])
        files = self.world.files
        yield files.get(f"applications/{name}.yaml") == blob(wished.encode()), name, "application"
        yield files.get(f"manifests/{name}/.gitkeep") == self.placeholder, name, "manifests"
        role = f"role:{name}"
        lines = {("p", role, resource, action, f"{name}/*", "allow") for resource, action in RIGHTS}
        yield self.world.policy.get(role) == lines | {("g", spec["googleGroup"], role)}, name, "argoRbac"
        yield self.vault_grants(name, spec["googleGroup"]), name, "vaultRbac"

    def holds(self, secret, tokens):
        if not secret or not tokens or secret.type != TYPE:
            return False
        entry = json.loads(base64.b64decode(secret.data[".dockerconfigjson"]))["auths"]["registry.example.com"]
        annotations = secret.metadata.annotations
        return (
            entry["username"] == tokens[0].name
            and base64.b64decode(entry["auth"]).decode() == f"{entry['username']}:{entry['password']}"
            and annotations["driftcheck.kyotu.tech/token-id"] == str(tokens[0].id)
            and annotations["driftcheck.kyotu.tech/token-sha256"] == hashlib.sha256(entry["password"].encode()).hexdigest()
        )

    def vault_grants(self, name, group):
        stem = name.replace("-", "_")
        rules = f'path "secret/{stem}/*" {{ capabilities = ["create", "read", "update", "delete", "list"] }}'
        vault = self.world.vault
        return (
            vault["policies"].get(f"{stem}_access", "").split() == rules.split()
            and f"{stem}_access" in vault["groups"].get(group, ())
            and (group, "oidc") in vault["aliases"]
        )


def blob(content):
    """What git calls a file of that content."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


def main():
    logging.disable(logging.WARNING)
    settings = json.loads(Path(sys.argv[1]).read_text())
    with ThreadPoolExecutor(THREADS) as pool:
        world = World(settings, pool)
    comparison = Comparison(world, settings)
    found = [(name, kind) for project in world.projects for right, name, kind in comparison.findings(project) if not right]
    print(json.dumps({"projects": len(world.projects), "findings": len(found), "first": found[:3]}))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
