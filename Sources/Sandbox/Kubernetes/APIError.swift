/// A refusal of the API server, in its own categories.
///
/// The words of each stand in `APIError+Status.swift`.
enum APIError: Error {
  case pageNotFound
  case unknownResource
  case unauthorized
  case forbidden(user: String, verb: String, address: ResourceAddress)
  case forbiddenPath(user: String, verb: String, path: String)
  case terminating(ResourceType, name: String, namespace: String)
  case protectedNamespace(String)
  case notFound(ResourceType, name: String)
  case alreadyExists(ResourceType, name: String)
  case modified(ResourceType, name: String)
  case otherIdentity(ResourceType, name: String, asked: String, found: String)
  case precondition(ResourceType, name: String, Precondition)
  case unconditional(ResourceType, name: String)
  case invalid(ResourceType, name: String, [Cause])
  case invalidDryRun(options: String, value: String)
  case rejectedPatch
  case badRequest(String)
  case expired(continueInconsistently: String)
  case methodNotAllowed
  case notAcceptable
  case unsupportedMediaType

  /// A field that makes an object invalid.
  struct Cause {
    /// The kind of fault, such as `FieldValueInvalid`.
    var reason: String
    /// What is wrong, without the field.
    var message: String
    /// The path of the field.
    var field: String

    static func invalid(_ field: String, _ value: String, _ why: String) -> Cause {
      Cause(reason: "FieldValueInvalid", message: "Invalid value: \(value): \(why)", field: field)
    }

    static func required(_ field: String, _ why: String = "") -> Cause {
      let message = why.isEmpty ? "Required value" : "Required value: \(why)"
      return Cause(reason: "FieldValueRequired", message: message, field: field)
    }

    static func forbidden(_ field: String, _ why: String) -> Cause {
      Cause(reason: "FieldValueForbidden", message: "Forbidden: \(why)", field: field)
    }
  }

  /// A precondition of a delete that does not hold.
  struct Precondition {
    /// The field, `UID` or `ResourceVersion`.
    var field: String
    /// The value that the caller demanded.
    var demanded: String
    /// The value that the object has.
    var found: String
  }
}
