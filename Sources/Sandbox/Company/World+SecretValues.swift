import Foundation

extension World {
  /// Every value that no output of any program may show: the data of all secrets, encoded and not, what pull secrets
  /// are made of, all tokens of the GitLab, and the password of the repositories.
  package var secretValues: Set<String> {
    var values = Set(gitlab.tokens.values.map(\.secret) + [GitHost.password])
    for secret in all(.secrets) {
      for encoded in (secret["data"]?.strings ?? [:]).values {
        guard let data = Data(base64Encoded: encoded) else { continue }
        values.formUnion([encoded, String(decoding: data, as: UTF8.self)])
        let document = try? JSONValue(parsing: data)
        for entry in (document?["auths"]?.object ?? [:]).values { values.formUnion(Self.credentials(of: entry)) }
      }
    }
    return values.filter { !$0.isEmpty }
  }

  /// The password of an entry, and its `auth` as it stands there and undone.
  private static func credentials(of entry: JSONValue) -> [String] {
    let auth = entry["auth"]?.string ?? ""
    let decoded = Data(base64Encoded: auth).map { String(decoding: $0, as: UTF8.self) } ?? ""
    return [entry["password"]?.string ?? "", auth, decoded, String(decoded.drop { $0 != ":" }.dropFirst())]
  }
}
