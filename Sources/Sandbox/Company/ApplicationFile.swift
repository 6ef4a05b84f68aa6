/// The file `applications/NAME.yaml` in the shape in which the operator makes it.
enum ApplicationFile {
  static func path(_ name: String) -> String { "applications/\(name).yaml" }

  /// The file that keeps the folder of a Project's manifests, which is empty at first.
  static func placeholder(_ name: String) -> String { "manifests/\(name)/.gitkeep" }

  /// An AppProject, and two ApplicationSets that make an application of each folder with manifests.
  static func text(_ name: String) -> String {
    """
    \(appProject(name))
    ---
    \(applicationSet(name, "apps", folders: "*", application: "{{path.basename}}-{{path[1]}}"))
    ---
    \(applicationSet(name, "configs", folders: "*/*", application: "{{path.basename}}-{{path[2]}}"))

    """
  }

  private static func appProject(_ name: String) -> String {
    """
    apiVersion: argoproj.io/v1alpha1
    kind: AppProject
    metadata:
      name: '\(name)'
      namespace: argocd
    spec:
      description: 'Kyotu Technology \(name.prefix(1).uppercased() + name.dropFirst()) Projects'
      sourceRepos:
        - '\(GitWorld.Repository.deployment.address)'
      destinations:
        - name: '*'
          server: https://kubernetes.default.svc
          namespace: '\(name)'
    """
  }

  private static func applicationSet(_ name: String, _ suffix: String, folders: String, application: String) -> String {
    """
    apiVersion: argoproj.io/v1alpha1
    kind: ApplicationSet
    metadata:
      name: '\(name)-\(suffix)'
      namespace: argocd
    spec:
      generators:
        - git:
            repoURL: '\(GitWorld.Repository.deployment.address)'
            revision: '\(GitWorld.branch)'
            directories:
              - path: 'manifests/\(name)/\(folders)'
      template:
        metadata:
          name: '\(application)'
        spec:
          project: '\(name)'
          source:
            repoURL: '\(GitWorld.Repository.deployment.address)'
            targetRevision: '\(GitWorld.branch)'
            path: '{{path}}'
          destination:
            server: https://kubernetes.default.svc
            namespace: '\(name)'
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
                maxDuration: 3m0s
    """
  }
}
