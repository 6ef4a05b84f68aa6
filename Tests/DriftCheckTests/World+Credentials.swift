import Foundation
import Sandbox

extension World {
  /// The NAMEs whose Pods can pull: their pull secret is one that a kubelet reads, and holds a token that GitLab takes.
  func workingCredentials(at now: Date) -> Set<String> {
    let names = all(.secrets).filter { secret in
      guard secret["type"] == "kubernetes.io/dockerconfigjson", let password = password(in: secret),
        let token = gitlab.token(holding: password)
      else { return false }
      return token.isLive(at: now) && token.level >= 20 && token.scopes.contains("read_registry")
    }.compactMap { $0[["metadata", "namespace"]]?.string }
    return Set(names)
  }

  /// The live tokens that driftcheck made and that no pull secret holds.
  func strayTokens(at now: Date) -> [GitLabToken] {
    let held = Set(all(.secrets).compactMap(password))
    return gitlab.tokens.values.filter { token in
      token.note.hasPrefix("driftcheck ") && token.isLive(at: now) && !held.contains(token.secret)
    }
  }

  /// The password that a pull secret has for the company's registry.
  private func password(in secret: JSONValue) -> String? {
    guard let encoded = secret[["data", ".dockerconfigjson"]]?.string, let data = Data(base64Encoded: encoded) else {
      return nil
    }
    // However the registry is written.
    let entries = try? JSONValue(parsing: data)["auths"]?.object
    return entries?.first { $0.key.contains("registry.example.com") }?.value["password"]?.string
  }
}
