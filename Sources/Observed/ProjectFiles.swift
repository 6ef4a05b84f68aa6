import Foundation
package import Model
import Yams

/// Projects that stand in files, to try a change before it is merged.
package struct ProjectFiles: Sendable {
  /// `GROUP/VERSION` of the Projects; every other document is passed over.
  package var apiVersion: String
  /// YAML files, or folders whose `.yaml` and `.yml` files are read, without those of inner folders.
  package var paths: [String]

  package init(apiVersion: String, paths: [String]) {
    self.apiVersion = apiVersion
    self.paths = paths
  }

  /// Reads every Project.
  ///
  /// One whose spec is wrong is among them, as it would be in a list of the cluster.
  ///
  /// - Throws: ``ProjectFileError`` for a file that cannot be read or is no YAML, for a path that holds no Project at
  ///   all, and for a Project that stands there twice, which no cluster could hold.
  package func read() throws(ProjectFileError) -> [ProjectResource] {
    var resources: [ProjectResource] = []
    var places: [ObjectReference: String] = [:]
    for path in paths {
      let before = resources.count
      for file in try files(at: path) {
        for found in try projects(in: file) {
          let reference = found.resource.reference
          if let first = places[reference] {
            throw ProjectFileError(path: file, problem: .repeated(reference, line: found.line, first: first))
          }
          places[reference] = "\(file):\(found.line)"
          resources.append(found.resource)
        }
      }
      guard resources.count > before else { throw ProjectFileError(path: path, problem: .noProject(apiVersion)) }
    }
    return resources
  }

  private func files(at path: String) throws(ProjectFileError) -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw ProjectFileError(path: path, problem: .unreadable("no such file or folder"))
    }
    guard isFolder.boolValue else { return [path] }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: path)
    } catch {
      throw ProjectFileError(path: path, problem: .unreadable(error.localizedDescription))
    }
    let files = names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted().map { "\(path)/\($0)" }
    guard !files.isEmpty else { throw ProjectFileError(path: path, problem: .emptyFolder) }
    return files
  }

  private func projects(in file: String) throws(ProjectFileError) -> [(resource: ProjectResource, line: Int)] {
    let text: String
    do {
      text = try String(contentsOfFile: file, encoding: .utf8)
    } catch {
      throw ProjectFileError(path: file, problem: .unreadable(error.localizedDescription))
    }
    do {
      return try documents(of: text).flatMap { items(of: $0) }.compactMap { document in
        ProjectResource(document, apiVersion).map { ($0, document.mark?.line ?? 1) }
      }
    } catch {
      throw ProjectFileError(path: file, problem: .noYAML(error))
    }
  }

  private func documents(of text: String) throws -> [Node] {
    var sequence = try compose_all(yaml: text, .default, .default, .utf8)
    var documents: [Node] = []
    while let document = sequence.next() { documents.append(document) }
    // The sequence ends at the first mistake as it does at the end of the text.
    if let error = sequence.error { throw error }
    return documents
  }

  /// The document itself, or the items of a `List`.
  private func items(of document: Node) -> [Node] {
    guard let kind = document["kind"]?.string, kind.hasSuffix("List"), let items = document["items"]?.sequence else {
      return [document]
    }
    return Array(items)
  }
}

extension ProjectResource {
  /// The Project in a document; nil where it is something else.
  fileprivate init?(_ document: Node, _ apiVersion: String) {
    guard document["kind"]?.string == "Project", document["apiVersion"]?.string == apiVersion else { return nil }
    let metadata = document["metadata"]
    let spec = document["spec"]
    let reference = ObjectReference(
      namespace: metadata?["namespace"]?.string ?? "default",
      name: metadata?["name"]?.string ?? "(nameless)"
    )
    self.init(
      reference: reference,
      uid: reference.description,
      projectID: Entry(spec?["projectId"]),
      environmentType: Entry(spec?["environmentType"]),
      googleGroup: Entry(spec?["googleGroup"]),
      undecodable: spec?.mapping == nil ? "spec is no object" : nil
    )
  }
}

extension ProjectResource.Entry {
  fileprivate init(_ node: Node?) {
    switch node {
    case nil:
      self = .absent
    case .scalar(let scalar):
      switch Resolver.default.resolveTag(of: .scalar(scalar)) {
      case .null: self = .absent
      case .bool: self = .other("a boolean")
      case .int, .float: self = .other("a number")
      case _: self = .text(scalar.string)
      }
    case .sequence: self = .other("a list")
    case .mapping, .alias: self = .other("an object")
    }
  }
}
