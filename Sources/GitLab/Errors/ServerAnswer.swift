import Foundation
import HTTP
import Secrets
import Wire

/// What an answer says in words, made fit to stand in an error: short, on one line, without our secrets.
struct ServerAnswer {
  /// The type of the content, in lower case, without parameters.
  let contentType: String?
  /// What could be read of an error's JSON.
  let body: ErrorBody
  /// The first words of the body.
  let beginning: String
  /// The words of the server; nil if it had none for us.
  let said: String?
  /// Where a redirection leads, without its query.
  let location: String?

  var isJSON: Bool { contentType == "application/json" }
  var isPlainText: Bool { contentType == "text/plain" }

  init(_ response: HTTPResponse, hiding secrets: [Secret]) {
    contentType = Self.contentType(of: response)
    body = contentType == "application/json" ? ErrorBody(response.body) : ErrorBody()
    beginning = VisibleText.beginning(of: response.body, hiding: secrets)
    let words = [body.error, body.errorDescription, body.message].compactMap(\.self).joined(separator: ": ")
    switch contentType {
    case "application/json": said = words.isEmpty ? nil : VisibleText.oneLine(words, hiding: secrets)
    case "text/plain": said = beginning.isEmpty ? nil : beginning
    case "text/html": said = "a web page"
    default: said = nil
    }
    location = response.headers["Location"].map { target in
      VisibleText.oneLine(String(target.prefix { $0 != "?" && $0 != "#" }), hiding: secrets)
    }
  }
}

extension ServerAnswer {
  /// The type of an answer's content in lower case, without parameters.
  static func contentType(of response: HTTPResponse) -> String? {
    let type = response.headers["Content-Type"]?.prefix { $0 != ";" }
    return type.map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
  }
}

/// The two families of errors in GitLab's JSON.
///
/// `{"message": …}` comes from the API itself, `{"error": …}` from what stands before it: parameters, pages, routes, and
/// authentication, which adds `error_description` and `scope`.
struct ErrorBody: Decodable {
  var error: String?
  var errorDescription: String?
  /// The scopes of which one would do.
  var scopes: [String] = []
  var message: String?

  private enum Key: String, CodingKey {
    case error, scope, message
    case errorDescription = "error_description"
  }

  init() {}

  /// Reads what can be read; a body of another form gives nothing.
  init(_ body: Data) {
    self = (try? JSONDecoder().decode(ErrorBody.self, from: body)) ?? ErrorBody()
  }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Key.self)
    error = (try? fields.decode(Message.self, forKey: .error))?.text
    errorDescription = (try? fields.decode(Message.self, forKey: .errorDescription))?.text
    message = (try? fields.decode(Message.self, forKey: .message))?.text
    let scope = (try? fields.decode(String.self, forKey: .scope)) ?? ""
    scopes = scope.split { $0 == " " || $0 == "," }.map(String.init)
  }
}

/// A message: a text, a list of texts, or an object of field and texts, as one text.
private struct Message: Decodable {
  let text: String

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self.text = text
    } else if let list = try? container.decode([String].self) {
      text = list.joined(separator: ", ")
    } else if let fields = try? container.decode([String: [String]].self) {
      text = fields.sorted { $0.key < $1.key }
        .map { "\($0.key) \($0.value.joined(separator: ", "))" }
        .joined(separator: "; ")
    } else {
      text = try container.decode([String: String].self).sorted { $0.key < $1.key }
        .map(\.value)
        .joined(separator: "; ")
    }
  }
}
