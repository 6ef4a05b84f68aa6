import Desired
import Formats
import Model

/// The deployment repository of a ``World``.
struct WorldDeployment {
  static let url = "https://gitlab.example.com/operations/deployment.git"

  /// What every application file is rendered from; nil where the built-in template cannot be read, which fails all tests.
  static let template = try? ApplicationTemplate(deploymentURL: url, branch: "main")

  /// The texts of all files by their paths.
  var files: [String: String] = [:]
  /// Why the repository could not be read; nil where it was.
  var failure: Unreadable?
  /// Application files whose text could not be read, by NAME.
  var unreadableTexts: [String: Unreadable] = [:]

  /// The files that `projects` ask for.
  init(of projects: [Project]) {
    for project in projects {
      guard let application = WorldDeployment.template.map({ Application(of: project, from: $0) }) else { continue }
      files[application.path] = application.manifest.text
      files[application.placeholder] = ""
    }
  }

  /// The text of the file `applications/NAME.yaml`, for edits.
  subscript(name: String) -> String {
    get { files["applications/\(name).yaml"] ?? "" }
    set { files["applications/\(name).yaml"] = newValue }
  }

  var seen: Snapshot.Deployment {
    if let failure { return Snapshot.Deployment(unreadable: failure) }
    var blobs: [String: BlobID] = [:]
    var texts: [BlobID: Sighting<String>] = [:]
    var folders: [String: ManifestsFolder] = [:]
    for (path, text) in files {
      let parts = path.split(separator: "/").map(String.init)
      if parts.count == 2, parts[0] == "applications", let blob = BlobID(of: text) {
        let name = String(parts[1].dropLast(".yaml".count))
        blobs[name] = blob
        texts[blob] = unreadableTexts[name].map(Sighting.unreadable) ?? .present(text)
      } else if parts.count > 2, parts[0] == "manifests" {
        var folder = folders[parts[1]] ?? ManifestsFolder(hasPlaceholder: false, holdsMore: false)
        if parts[2...] == [".gitkeep"] { folder.hasPlaceholder = true } else { folder.holdsMore = true }
        folders[parts[1]] = folder
      }
    }
    return Snapshot.Deployment(applications: .read(blobs), manifests: .read(folders), texts: texts)
  }
}

extension World {
  /// A wished world whose deployment repository is looked at, too.
  static func withDeployment(_ names: [String] = ["shop-dev", "crew-prod", "web-qa"]) -> World {
    var world = World(names)
    world.deployment = WorldDeployment(of: world.roster.served)
    return world
  }
}
