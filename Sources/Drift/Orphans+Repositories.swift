import Model

extension Orphans {
  /// Files `applications/NAME.yaml` that no Project asks for, each with its folder of manifests, and folders left alone.
  var applications: [Finding] {
    guard let deployment = snapshot.deployment else { return [] }
    let files = deployment.applications.entries.keys.filter(isUnclaimed)
    let folders = deployment.manifests.entries.filter { isUnclaimed($0.key) }
    return Set(files).union(folders.keys).map { name in
      finding(onApplication: name, hasFile: deployment.applications[name].value != nil, folder: folders[name])
    }
  }

  /// Whether `name` has the shape of a NAME and no Project, served or not, stands for it.
  func isUnclaimed(_ name: String) -> Bool {
    !roster.claimedNames.contains(name) && Project.isName(name)
  }

  private func finding(onApplication name: String, hasFile: Bool, folder: ManifestsFolder?) -> Finding {
    let file = "\(Application.folder)/\(name)\(Application.fileExtension)"
    let manifests = "\(Application.manifestsFolder)/\(name)"
    let isKept = folder?.holdsMore ?? false
    let removed = (hasFile ? [file] : []) + (folder != nil && !isKept ? [manifests] : [])
    return Finding(
      kind: .application,
      project: name,
      subject: name,
      fault: .orphaned,
      fields: (hasFile ? [FieldDifference(file, desired: .absent, observed: .text("a file"))] : [])
        + (folder == nil ? [] : [FieldDifference(manifests, desired: .absent, observed: .text("a folder"))]),
      action: removed.isEmpty
        ? nil : ProposedAction("remove \(removed.joined(separator: " and "))", removal: true),
      reason: "no Project asks for it"
        + (isKept ? "; \(manifests) holds more than \(Application.placeholderName), so it stays" : "")
    )
  }
}
