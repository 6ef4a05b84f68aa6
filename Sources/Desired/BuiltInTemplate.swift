extension ApplicationTemplate {
  /// What the operator makes for every Project: an AppProject, and two ApplicationSets that make an application of each
  /// folder, and of each folder in a folder, under `manifests/NAME`.
  static let builtIn = """
    {{=<% %>=}}
    apiVersion: argoproj.io/v1alpha1
    kind: AppProject
    metadata:
      name: '<% name %>'
      namespace: argocd
    spec:
      description: 'Kyotu Technology <% nameCapitalized %> Projects'
      sourceRepos:
        - '<% deploymentUrl %>'
      destinations:
        - name: '*'
          server: https://kubernetes.default.svc
          namespace: '<% name %>'
    ---
    \(applicationSet(suffix: "apps", folders: "*", application: "{{path.basename}}-{{path[1]}}"))
    ---
    \(applicationSet(suffix: "configs", folders: "*/*", application: "{{path.basename}}-{{path[2]}}"))

    """

  /// The two differ in their names, in the folders they look at, and in what they call an application.
  private static func applicationSet(suffix: String, folders: String, application: String) -> String {
    """
    apiVersion: argoproj.io/v1alpha1
    kind: ApplicationSet
    metadata:
      name: '<% name %>-\(suffix)'
      namespace: argocd
    spec:
      generators:
        - git:
            repoURL: '<% deploymentUrl %>'
            revision: '<% branch %>'
            directories:
              - path: 'manifests/<% name %>/\(folders)'
      template:
        metadata:
          name: '\(application)'
        spec:
          project: '<% name %>'
          source:
            repoURL: '<% deploymentUrl %>'
            targetRevision: '<% branch %>'
            path: '{{path}}'
          destination:
            server: https://kubernetes.default.svc
            namespace: '<% name %>'
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
