import Foundation

extension Admission {
  /// Returns `object` as it would be stored, or refuses it.
  ///
  /// - Parameter current: The object that an update replaces, nil for a create.
  /// - Throws: ``APIError``.
  static func validated(_ object: JSONValue, type: ResourceType, replacing current: JSONValue? = nil) throws
    -> JSONValue
  {
    var object = object
    let name = object[["metadata", "name"]]?.string ?? ""
    var causes: [APIError.Cause] = []
    if let current {
      causes += newFinalizers(object, current)
    } else {
      causes += nameFaults(name, type: type)
    }
    if type == .secrets {
      object = try SecretRules.normalised(object)
      causes += SecretRules.faults(object, replacing: current)
    }
    guard causes.isEmpty else { throw APIError.invalid(type, name: name, causes) }
    return object
  }

  /// Namespaces are DNS labels, all else DNS subdomains (RFC 1123).
  private static func nameFaults(_ name: String, type: ResourceType) -> [APIError.Cause] {
    guard !name.isEmpty else { return [.required("metadata.name", "name or generateName is required")] }
    let isLabel = { (part: Substring) in
      !part.isEmpty && part.first != "-" && part.last != "-"
        && part.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    }
    if type == .namespaces {
      guard !isLabel(Substring(name)) else { return [] }
      return [
        .invalid(
          "metadata.name",
          "\"\(name)\"",
          "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and "
            + "end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is "
            + "'[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
        )
      ]
    }
    guard !name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy(isLabel) else { return [] }
    return [
      .invalid(
        "metadata.name",
        "\"\(name)\"",
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start "
          + "and end with an alphanumeric character (e.g. 'example.com', regex used for validation is "
          + "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
      )
    ]
  }

  private static func newFinalizers(_ object: JSONValue, _ current: JSONValue) -> [APIError.Cause] {
    guard current[["metadata", "deletionTimestamp"]] != nil else { return [] }
    let known = Set(finalizers(current))
    let added = finalizers(object).filter { !known.contains($0) }
    guard !added.isEmpty else { return [] }
    let list = added.map { "\"\($0)\"" }.joined(separator: ", ")
    return [
      .forbidden(
        "metadata.finalizers",
        "no new finalizers can be added if the object is being deleted, found new finalizers []string{\(list)}"
      )
    ]
  }
}

/// What holds for secrets only.
private enum SecretRules {
  /// Moves `stringData` into `data` and gives a secret without a type the type Opaque.
  static func normalised(_ secret: JSONValue) throws -> JSONValue {
    var secret = secret
    for (key, text) in secret["stringData"]?.strings ?? [:] {
      secret[["data", key]] = .string(Data(text.utf8).base64EncodedString())
    }
    secret["stringData"] = nil
    if (secret["type"]?.string ?? "").isEmpty { secret["type"] = "Opaque" }
    for (_, value) in secret["data"]?.strings ?? [:] where Data(base64Encoded: value) == nil {
      throw APIError.badRequest(
        "Secret in version \"v1\" cannot be handled as a Secret: v1.Secret.Data: decode base64: illegal base64 data"
      )
    }
    return secret
  }

  static func faults(_ secret: JSONValue, replacing current: JSONValue?) -> [APIError.Cause] {
    var causes: [APIError.Cause] = []
    let type = secret["type"]?.string ?? ""
    if let current {
      if current["type"] != secret["type"] {
        causes.append(.invalid("type", "\"\(type)\"", "field is immutable"))
      }
      if current["immutable"]?.bool == true, current["data"] != secret["data"] {
        causes.append(.forbidden("data", "field is immutable when `immutable` is set"))
      }
    }
    if type == "kubernetes.io/dockerconfigjson" { causes += dockerConfigFaults(secret) }
    return causes
  }

  private static func dockerConfigFaults(_ secret: JSONValue) -> [APIError.Cause] {
    let field = "data[.dockerconfigjson]"
    guard let encoded = secret["data"]?[".dockerconfigjson"]?.string, let text = Data(base64Encoded: encoded)
    else {
      return [.required(field)]
    }
    let isObject = (try? JSONValue(parsing: text))?.object != nil
    return isObject ? [] : [.invalid(field, "\"<secret contents redacted>\"", "it is no JSON object")]
  }
}
