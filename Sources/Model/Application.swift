/// The files that a Project asks for in the deployment repository.
package struct Application: Sendable, Hashable {
  /// NAME of the Project.
  package var name: String
  /// What the file `applications/NAME.yaml` is to hold.
  package var manifest: Manifest

  package init(name: String, manifest: Manifest) {
    self.name = name
    self.manifest = manifest
  }

  /// The file of the manifest, from the top of the repository: `applications/NAME.yaml`.
  package var path: String {
    Application.path(of: name)
  }

  /// The empty file that keeps the folder of the Project's manifests: `manifests/NAME/.gitkeep`.
  package var placeholder: String {
    Application.placeholder(of: name)
  }

  /// `applications/NAME.yaml` of the NAME `name`.
  package static func path(of name: String) -> String {
    "\(folder)/\(name)\(fileExtension)"
  }

  /// `manifests/NAME/.gitkeep` of the NAME `name`.
  package static func placeholder(of name: String) -> String {
    "\(manifestsFolder)/\(name)/\(placeholderName)"
  }

  /// The folder of all application files.
  package static let folder = "applications"
  /// How the name of an application file ends, behind NAME.
  package static let fileExtension = ".yaml"
  /// The folder of all Projects' manifests folders.
  package static let manifestsFolder = "manifests"
  /// The name of the file that keeps a folder which is empty else.
  package static let placeholderName = ".gitkeep"

  /// A rendered text, held in parts, because all Projects share most of it.
  package struct Manifest: Sendable, Hashable {
    package enum Part: Sendable, Hashable {
      case literal(String)
      /// The value at this place among those of the Project.
      case value(Int)
    }

    private let parts: [Part]
    private let values: [String]

    /// Takes over the parts, and the values that the parts name by their place.
    package init(_ parts: [Part], _ values: [String]) {
      self.parts = parts
      self.values = values
    }

    /// The whole text.
    package var text: String {
      var text = ""
      for part in parts {
        switch part {
        case .literal(let literal): text += literal
        case .value(let place): text += values[place]
        }
      }
      return text
    }
  }
}

/// What a folder `manifests/NAME` holds.
package struct ManifestsFolder: Sendable, Hashable {
  package var hasPlaceholder: Bool
  /// Whether anything stands beside the placeholder: what people put there is never removed.
  package var holdsMore: Bool

  package init(hasPlaceholder: Bool, holdsMore: Bool) {
    self.hasPlaceholder = hasPlaceholder
    self.holdsMore = holdsMore
  }
}
