package import Foundation
import GitLab
package import Model
import Wire

extension GitLabReader {
  static let ownTokenSubject = "our own token"

  /// Asks GitLab about the token that we ask with.
  ///
  /// Absent where this GitLab cannot be asked, as before 15.5; that is no error.
  package func ownToken() async -> Sighting<OwnToken> {
    async let isAdministrator = isAdministrator()
    do {
      let token = try await client.ownToken()
      return .present(OwnToken(token, isAdministrator: await isAdministrator))
    } catch {
      if error.isNotFound || error.isNotServed { return .absent }
      return .unreadable(Unreadable(inGitLab: Self.ownTokenSubject, error))
    }
  }

  /// How long, in seconds, after a noted use of a token GitLab leaves further ones unnoted; of a GitLab that does not
  /// tell its version, what holds for recent ones.
  package func lastUseResolution() async -> TimeInterval {
    (try? await client.version().lastUseResolution) ?? 600
  }

  /// Whether the user of our token is an administrator; where that cannot be read it is a matter of words only.
  private func isAdministrator() async -> Bool {
    (try? await client.user().isAdministrator) ?? false
  }
}

extension OwnToken {
  fileprivate init(_ token: TokenInformation, isAdministrator: Bool) {
    self.init(
      id: token.id,
      name: token.name,
      scopes: Set(token.scopes),
      isAdministrator: isAdministrator,
      diesAt: token.expiresAt?.startInUTC
    )
  }
}
