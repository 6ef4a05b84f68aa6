package import Git
package import Model

/// The deployment repository at the tip of its branch.
package struct DeploymentRepository: Sendable {
  /// What is known of it so far.
  package private(set) var seen: Snapshot.Deployment
  /// Nil where it could not be fetched.
  private let tip: Tip?

  /// The tree of a folder that holds an empty placeholder alone, as most do: it need not be read.
  private static let emptyFolder = ObjectID("d564d0bc3dd917926892c55e3706cc116d5b165e")
  /// An application file takes a few KB; what is far larger is none.
  private static let largestFile = 1 << 20

  /// Fetches the branch of `mirror`, and lists application files and folders of manifests.
  ///
  /// Nothing is thrown: what could not be read is unreadable.
  package init(fetching mirror: Mirror) async {
    do {
      let tip = try await mirror.fetch()
      self.tip = tip
      seen = await Snapshot.Deployment(
        applications: DeploymentRepository.applications(at: tip),
        manifests: DeploymentRepository.manifests(at: tip)
      )
    } catch {
      tip = nil
      seen = Snapshot.Deployment(
        unreadable: Unreadable(.deployment, reading: "branch \(mirror.remote.branch)", error)
      )
    }
  }

  /// Reads the text of each file in `applications/` that is not the one wished for.
  ///
  /// - Parameter wished: what git calls the file that is wished for, by NAME; nil where that is not known. Other files
  ///   are not read.
  package mutating func readTexts(besides wished: some Sequence<(key: String, value: BlobID?)>) async {
    guard let tip else { return }
    for (name, wish) in wished {
      guard let blob = seen.applications[name].value, blob != wish, seen.texts[blob] == nil else { continue }
      seen.texts[blob] = await DeploymentRepository.text(of: blob, named: name, at: tip)
    }
  }

  private static func applications(at tip: Tip) async -> Listing<String, BlobID> {
    do {
      var blobs: [String: BlobID] = [:]
      for entry in try await tip.entries(in: Application.folder) where entry.kind != .folder {
        guard entry.name.hasSuffix(Application.fileExtension) else { continue }
        blobs[String(entry.name.dropLast(Application.fileExtension.count))] = BlobID(entry.id)
      }
      return .read(blobs)
    } catch {
      return .unreadable(Unreadable(.deployment, reading: Application.folder, error))
    }
  }

  private static func manifests(at tip: Tip) async -> Listing<String, ManifestsFolder> {
    do {
      var folders: [String: ManifestsFolder] = [:]
      for entry in try await tip.entries(in: Application.manifestsFolder) where entry.kind == .folder {
        if entry.id == emptyFolder {
          folders[entry.name] = ManifestsFolder(hasPlaceholder: true, holdsMore: false)
        } else {
          folders[entry.name] = ManifestsFolder(try await tip.entries(ofFolder: entry.id))
        }
      }
      return .read(folders)
    } catch {
      return .unreadable(Unreadable(.deployment, reading: Application.manifestsFolder, error))
    }
  }

  /// What is no UTF-8 is read with marks in its place: it differs from what is wished all the same.
  private static func text(of blob: BlobID, named name: String, at tip: Tip) async -> Sighting<String> {
    let path = "\(Application.folder)/\(name)\(Application.fileExtension)"
    guard let id = ObjectID(blob.description) else { return .absent }
    do {
      return .present(String(decoding: try await tip.blob(id, limit: largestFile), as: UTF8.self))
    } catch {
      return .unreadable(Unreadable(.deployment, reading: path, error))
    }
  }
}

extension ManifestsFolder {
  fileprivate init(_ entries: [TreeEntry]) {
    let isPlaceholder = { (entry: TreeEntry) in
      entry.name == Application.placeholderName && entry.kind != .folder
    }
    self.init(hasPlaceholder: entries.contains(where: isPlaceholder), holdsMore: !entries.allSatisfy(isPlaceholder))
  }
}

extension BlobID {
  fileprivate init?(_ id: ObjectID) {
    self.init(id.bytes)
  }
}
