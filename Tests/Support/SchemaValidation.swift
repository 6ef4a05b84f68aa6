package import Foundation

/// Why a document could not be accepted.
package enum SchemaFailure: Error, Equatable, CustomStringConvertible {
  /// What is wrong with the document, one `PATH: words` each.
  case violations([String])
  /// The validator could not judge; what it said.
  case noVerdict(String)

  package var description: String {
    switch self {
    case .violations(let lines): "violates its schema:\n" + lines.joined(separator: "\n")
    case .noVerdict(let output): "scripts/validate-json could not judge: \(output)"
    }
  }
}

/// Validates `json` against a JSON Schema of draft 2020-12; a repeated key is a violation too.
///
/// - Parameter schema: the schema's path in the repository, such as `docs/report.schema.json`.
/// - Throws: ``SchemaFailure``, and what Foundation says when the validator cannot be started.
package func validate(_ json: Data, againstSchema schema: String) async throws {
  // Debian's own Python, since the package python3-jsonschema is installed for that one only.
  let validator = try await Program.run(
    "/usr/bin/python3",
    [Repository.script("validate-json"), Repository.root.appending(path: schema).path],
    input: json
  )
  switch validator.status {
  case 0: return
  case 1 where !validator.output.isEmpty:
    throw SchemaFailure.violations(validator.text.split(separator: "\n").map(String.init))
  case _:
    throw SchemaFailure.noVerdict(
      (validator.text + validator.errors).trimmingCharacters(in: .whitespacesAndNewlines)
    )
  }
}
