package import Formats
package import Git
package import Model

/// Reads the two files of the Flux repository that say who may do what.
package struct FluxReader: Sendable {
  private let mirror: Mirror
  private let argoRbac: FilePlace
  private let vaultRbac: FilePlace

  package init(_ mirror: Mirror, argoRbac: FilePlace, vaultRbac: FilePlace) {
    self.mirror = mirror
    self.argoRbac = argoRbac
    self.vaultRbac = vaultRbac
  }

  /// Fetches the branch and reads both files at its tip.
  ///
  /// Nothing is thrown: what could not be read or understood is unreadable.
  package func read() async -> Snapshot.Flux {
    do {
      let tip = try await mirror.fetch()
      // Not at once: while it is read, a file takes several times its size.
      let policy = await policy(at: tip)
      return await Snapshot.Flux(argoRbac: policy, vaultRbac: config(at: tip))
    } catch {
      return Snapshot.Flux(unreadable: Unreadable(.flux, reading: "branch \(mirror.remote.branch)", error))
    }
  }

  @concurrent private func policy(at tip: Tip) async -> Sighting<LiveArgoPolicy> {
    do throws(Unreadable) {
      let bytes = try await bytes(of: argoRbac, at: tip)
      if let policy = LiveArgoPolicy(plain: bytes, key: argoRbac.key) { return .present(policy) }
      let text = try text(bytes, of: argoRbac)
      do throws(ArgoPolicyFile.Flaw) {
        let file = try ArgoPolicyFile(parsing: text, key: argoRbac.key)
        return .present(LiveArgoPolicy(file.policy, after: file.location?.lineOfFile(0)))
      } catch {
        throw unusable(argoRbac, error.description)
      }
    } catch {
      return .unreadable(error)
    }
  }

  @concurrent private func config(at tip: Tip) async -> Sighting<VaultConfig> {
    do throws(Unreadable) {
      let bytes = try await bytes(of: vaultRbac, at: tip)
      let key = vaultRbac.key ?? VaultConfig.standardKey
      if let config = VaultConfig(plain: bytes, key: key) { return .present(config) }
      let text = try text(bytes, of: vaultRbac)
      do throws(YAMLFlaw) {
        return .present(try VaultConfig(parsing: text, key: key))
      } catch {
        throw unusable(vaultRbac, error.description)
      }
    } catch {
      return .unreadable(error)
    }
  }

  private func bytes(of place: FilePlace, at tip: Tip) async throws(Unreadable) -> [UInt8] {
    do {
      guard let entry = try await tip.entry(at: place.file) else {
        throw unusable(place, "the branch \(mirror.remote.branch) has no such file; create it, or configure its path")
      }
      guard case .file = entry.kind else { throw unusable(place, "it is no file; configure its path") }
      return try await tip.blob(entry.id, limit: FilePlace.largestFile)
    } catch let error as GitError {
      throw Unreadable(.flux, reading: place.file, error)
    } catch let error as Unreadable {
      throw error
    } catch {
      throw unusable(place, String(describing: error))
    }
  }

  private func text(_ bytes: [UInt8], of place: FilePlace) throws(Unreadable) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw unusable(place, "it is no text in UTF-8") }
    return text
  }

  private func unusable(_ place: FilePlace, _ words: String) -> Unreadable {
    Unreadable(system: .flux, subject: place.file, reason: words)
  }
}
