import Formats
package import Model

/// A whole file that is written or removed.
package struct FileEdit: Sendable, Equatable {
  /// What is left to do.
  package enum Step: Sendable, Equatable {
    case write(String)
    case remove
  }

  /// From the top of the repository.
  package let path: String
  /// What the file held when it was judged; nil where there was none.
  package let judged: BlobID?
  /// What it is to hold; nil where it is to go.
  package let text: String?
  /// Whether it goes only while nothing else is in its folder.
  package let mustBeAlone: Bool

  package init(path: String, judged: BlobID?, text: String?, mustBeAlone: Bool = false) {
    self.path = path
    self.judged = judged
    self.text = text
    self.mustBeAlone = mustBeAlone
  }

  /// What is left to do where the file holds `live`, nil where there is none; nil where it is as wished already.
  ///
  /// - Parameter isAlone: whether nothing else is in its folder.
  package func remaining(over live: BlobID?, isAlone: Bool = true) throws(EditRefusal) -> Step? {
    if mustBeAlone, !isAlone { throw .folderFilled(path: path) }
    let wished = text.flatMap { BlobID(of: $0) }
    if live == wished, (wished == nil) == (text == nil) { return nil }
    guard live == judged else { throw .fileChanged(path: path) }
    return text.map(Step.write) ?? .remove
  }
}

extension Application {
  /// Creates the files that are not there.
  func creations(in deployment: Snapshot.Deployment) -> [FileEdit] {
    var edits: [FileEdit] = []
    switch deployment.applications[name] {
    case .absent: edits.append(FileEdit(path: path, judged: nil, text: manifest.text))
    case .present, .unreadable: break
    }
    switch deployment.manifests[name] {
    case .absent: edits.append(FileEdit(path: placeholder, judged: nil, text: ""))
    case .present(let folder):
      if !folder.hasPlaceholder { edits.append(FileEdit(path: placeholder, judged: nil, text: "")) }
    case .unreadable: break
    }
    return edits
  }

  /// Writes the application file anew in the place of the one that was judged.
  func rewriting(in deployment: Snapshot.Deployment) -> [FileEdit] {
    guard let judged = deployment.applications[name].value else { return [] }
    return [FileEdit(path: path, judged: judged, text: manifest.text)]
  }
}

extension Removal.ApplicationFiles {
  /// What takes away the file, and the folder where it holds its placeholder alone, which is empty if it is ours.
  var edits: [FileEdit] {
    let (manifest, placeholder) = (Application.path(of: name), Application.placeholder(of: name))
    return paths.map { path in
      path == manifest
        ? FileEdit(path: path, judged: file, text: nil)
        : FileEdit(path: placeholder, judged: BlobID(of: ""), text: nil, mustBeAlone: true)
    }
  }
}
