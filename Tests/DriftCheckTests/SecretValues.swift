import Foundation
import Sandbox

/// Every value of a world that no output may show.
struct SecretValues {
  let all: Set<String>

  /// All data of all secrets, and of pull secrets each password and auth.
  init(of world: World) {
    var values: Set<String> = []
    for secret in world.all(.secrets) {
      for encoded in (secret["data"]?.strings ?? [:]).values {
        values.insert(encoded)
        guard let data = Data(base64Encoded: encoded) else { continue }
        values.insert(String(decoding: data, as: UTF8.self))
        for entry in ((try? JSONValue(parsing: data))?["auths"]?.object ?? [:]).values {
          values.formUnion([entry["password"]?.string, entry["auth"]?.string].compactMap(\.self))
        }
      }
    }
    all = values.filter { !$0.isEmpty }
  }

  /// Those that stand in `text`.
  func found(in text: String) -> [String] {
    all.filter(text.contains)
  }
}
