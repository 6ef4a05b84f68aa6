import Foundation

/// Several kubeconfig files merged as kubectl does: of two entries with one name the first file's counts.
package struct Kubeconfig: Sendable {
  /// An entry and the file that it stands in.
  struct Located<Value: Sendable>: Sendable {
    let value: Value
    let file: KubeconfigFile
  }

  private let files: [KubeconfigFile]
  private let clusters: [String: Located<KubeconfigDocument.Cluster>]
  private let contexts: [String: Located<KubeconfigDocument.Context>]
  private let users: [String: Located<KubeconfigDocument.User>]

  /// Reads every one of the files that exists.
  ///
  /// - Throws: `KubeconfigError` if none exists, or one of them cannot be read or understood.
  package init(reading paths: [String]) throws(KubeconfigError) {
    var files: [KubeconfigFile] = []
    for path in paths {
      if let file = try KubeconfigFile.read(path) { files.append(file) }
    }
    guard !files.isEmpty else { throw .noFile(paths) }
    self.init(merging: files)
  }

  init(merging files: [KubeconfigFile]) {
    self.files = files
    clusters = Self.merge(files) { $0.clusters?.map { ($0.name, $0.cluster) } }
    contexts = Self.merge(files) { $0.contexts?.map { ($0.name, $0.context) } }
    users = Self.merge(files) { $0.users?.map { ($0.name, $0.user) } }
  }

  private static func merge<Value>(
    _ files: [KubeconfigFile],
    _ entries: (KubeconfigDocument) -> [(String, Value?)]?
  ) -> [String: Located<Value>] {
    var merged: [String: Located<Value>] = [:]
    for file in files {
      for (name, value) in entries(file.document) ?? [] where merged[name] == nil {
        merged[name] = value.map { Located(value: $0, file: file) }
      }
    }
    return merged
  }

  /// Says how to reach the cluster of a context, and as whom; certificates and keys in files are read now.
  ///
  /// - Parameter name: The context; nil or empty for the current one.
  /// - Throws: `KubeconfigError` for every mistake in what the context needs, and for nothing else.
  package func access(context name: String? = nil) throws(KubeconfigError) -> ClusterAccess {
    let (entry, context) = try self.context(name)
    let clusterName = try context.value.cluster.orMissing(KubeconfigField(entry: entry, name: "cluster"))
    guard let cluster = clusters[clusterName] else {
      throw .unknownReference(.cluster, clusterName, by: entry, known: Array(clusters.keys))
    }
    var access = try ClusterReader(name: clusterName, cluster: cluster).access()
    access.origin = "\(entry)"
    access.namespace = context.value.namespace.nonEmpty
    // Without a user kubectl asks anonymously.
    guard let userName = context.value.user.nonEmpty else { return access }
    guard let user = users[userName] else {
      throw .unknownReference(.user, userName, by: entry, known: Array(users.keys))
    }
    let reader = UserReader(name: userName, user: user)
    access.identity = try reader.identity()
    access.credential = try reader.credential(for: ExecCluster(access, cluster.value))
    return access
  }

  private func context(
    _ name: String?
  ) throws(KubeconfigError) -> (KubeconfigEntry, Located<KubeconfigDocument.Context>) {
    let paths = files.map(\.path)
    let known = Array(contexts.keys)
    let current = files.lazy.compactMap(\.document.currentContext.nonEmpty).first
    guard let wanted = name.nonEmpty ?? current else { throw .noCurrentContext(files: paths, known: known) }
    guard let context = contexts[wanted] else { throw .unknownContext(wanted, files: paths, known: known) }
    return (KubeconfigEntry(.context, wanted, file: context.file.path), context)
  }
}

extension String? {
  /// The text, or nil where it is empty: kubectl makes no difference.
  var nonEmpty: String? {
    flatMap { $0.isEmpty ? nil : $0 }
  }

  func orMissing(_ field: KubeconfigField) throws(KubeconfigError) -> String {
    guard let text = nonEmpty else { throw .missingField(field) }
    return text
  }
}
