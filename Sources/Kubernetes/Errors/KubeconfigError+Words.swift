extension KubeconfigError: CustomStringConvertible {
  /// One sentence that names file and entry, what is wrong, and the way out.
  package var description: String {
    switch self {
    case .noFile(let paths):
      "no kubeconfig at \(paths.joined(separator: ", ")): correct the path or KUBECONFIG."
    case .unreadableFile(let path, nil, let reason):
      "the kubeconfig \(path) cannot be read, \(reason): correct the path or the permissions."
    case .unreadableFile(let path, let field?, let reason):
      "\(path), which \(field) names, cannot be read, \(reason): correct the path or the permissions."
    case .malformedYAML(let file, let line, let problem):
      "the kubeconfig \(file) is not valid YAML\(line.map { " in line \($0)" } ?? ""), \(problem): correct it there."
    case .malformedDocument(let file, let reason):
      "the kubeconfig \(file) does not have the form of one, \(reason): correct it there."
    case .noCurrentContext(let files, let known):
      "\(files.joined(separator: ", ")) names no current-context: configure a context, \(Self.choice(known))."
    case .unknownContext(let name, let files, let known):
      "there is no context '\(name)' in \(files.joined(separator: ", ")): configure another, \(Self.choice(known))."
    case .unknownReference(let kind, let name, let entry, let known):
      "\(entry) names a \(kind.rawValue) '\(name)' that does not exist: correct it there, \(Self.choice(known))."
    case .missingField(let field):
      "\(field.entry) has no \(field.name): add it there."
    case .malformedField(let field, let reason):
      "\(field) \(reason): correct it there."
    case .authProvider(let entry, let provider):
      "\(entry) uses the auth-provider '\(provider)', which Kubernetes has dropped: replace it by an exec plugin"
        + " (for gcp: gke-gcloud-auth-plugin; for azure: kubelogin; for oidc: kubectl oidc-login)."
    case .plugin(let failure):
      failure.description
    case .serviceAccount(let reason):
      "the service account of this pod cannot be used, \(reason): look at the pod's automountServiceAccountToken."
    case .unreadableTokenFile(let path, let reason):
      "the token file \(path) cannot be used, \(reason): write the token into it, or correct the path."
    case .nothingFound(let places):
      "nothing tells which cluster to read, looked for \(places.joined(separator: ", ")): "
        + "configure a kubeconfig, set KUBECONFIG, or run in a pod with a service account."
    }
  }

  private static func choice(_ known: [String]) -> String {
    known.isEmpty ? "there are none yet" : "there are \(known.sorted().joined(separator: ", "))"
  }
}

extension KubeconfigEntry: CustomStringConvertible {
  /// The entry in words: `user 'admin' in /home/me/.kube/config`.
  package var description: String { "\(kind.rawValue) '\(name)' in \(file)" }
}

extension KubeconfigField: CustomStringConvertible {
  /// The field in words: `client-key-data of user 'admin' in /home/me/.kube/config`.
  package var description: String { "\(name) of \(entry)" }
}

extension ExecFailure: CustomStringConvertible {
  /// One sentence that names the plugin and its user, what it did, and the way out.
  package var description: String {
    let plugin = "the credential plugin '\(command)' of \(entry)"
    switch reason {
    case .notFound(let hint):
      let advice = hint.map { ": \($0)" } ?? ": install it or correct its path."
      return "\(plugin) was not found\(advice)"
    case .notStarted(let detail):
      return "\(plugin) could not be started, \(detail): check its path and permissions."
    case .exited(let code, let errors):
      return "\(plugin) ended with code \(code)\(Self.said(errors)): run it by hand to see what it needs."
    case .timedOut(let seconds, let errors):
      return
        "\(plugin) did not end within \(seconds) s\(Self.said(errors)): it may wait for somebody to log in; "
        + "do that by hand first."
    case .cancelled:
      return "\(plugin) was stopped, because the run was."
    case .tooMuchOutput(let limit):
      return "\(plugin) wrote more than \(limit) bytes: check that it is a credential plugin."
    case .malformedAnswer(let detail):
      return "\(plugin) gave no usable ExecCredential, \(detail): check its version."
    case .needsTerminal:
      return
        "\(plugin) has interactiveMode Always, and nobody can be asked here: use a login that needs no terminal."
    }
  }

  private static func said(_ errors: String) -> String {
    errors.isEmpty ? " and wrote nothing to stderr" : " and wrote “\(errors)”"
  }
}
