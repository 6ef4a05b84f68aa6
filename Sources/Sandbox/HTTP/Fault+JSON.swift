extension Fault {
  /// Reads a fault as `/sandbox/faults` takes it: `{"effect": "status", "code": 500, "path": "/api/*", "times": 1}`.
  ///
  /// Returns nil, with no fault switched on, where the effect is unknown or lacks its number.
  init?(_ json: JSONValue) {
    guard let effect = Effect(json) else { return nil }
    self.init(
      effect,
      method: json["method"]?.string,
      path: json["path"]?.string ?? "*",
      times: json["times"]?.integer,
      skipping: max(0, json["skipping"]?.integer ?? 0),
      onlyWrites: json["onlyWrites"]?.bool ?? false
    )
  }

  /// The fault as `/sandbox/faults` shows it.
  var json: JSONValue {
    var json = effect.json
    json["method"] = method.map(JSONValue.string)
    json["path"] = .string(path)
    json["times"] = times.map(JSONValue.integer)
    if skipping > 0 { json["skipping"] = .integer(skipping) }
    if onlyWrites { json["onlyWrites"] = true }
    return json
  }
}

extension Fault.Effect {
  fileprivate init?(_ json: JSONValue) {
    let number = { (key: String) in json[key]?.integer }
    switch json["effect"]?.string {
    case "status":
      guard let code = number("code"), (400...599).contains(code) else { return nil }
      self = .status(code, retryAfter: number("retryAfter"))
    case "dropBefore": self = .dropBefore
    case "dropAfter": self = .dropAfter
    case "outageBefore": self = .outageBefore
    case "outageAfter": self = .outageAfter
    case "holdBefore": self = .holdBefore
    case "holdAfter": self = .holdAfter
    case "delay":
      guard let milliseconds = number("milliseconds"), milliseconds >= 0 else { return nil }
      self = .delay(milliseconds: milliseconds)
    case "truncate":
      guard let bytes = number("bytes"), bytes >= 0 else { return nil }
      self = .truncate(bytes: bytes)
    case "shorten":
      guard let bytes = number("bytes"), bytes >= 0 else { return nil }
      self = .shorten(bytes: bytes)
    case "expireContinue": self = .expireContinue
    case "throttle":
      guard let seconds = number("seconds"), seconds >= 0 else { return nil }
      self = .throttle(seconds: seconds)
    case "html":
      guard let code = number("code"), (200...599).contains(code) else { return nil }
      self = .html(code)
    case "contentType":
      guard let type = json["contentType"]?.string else { return nil }
      self = .contentType(type)
    case "foreignLink": self = .foreignLink
    case "repeatNext": self = .repeatNext
    case "shiftRows":
      guard let rows = number("rows") else { return nil }
      self = .shiftRows(rows)
    default: return nil
    }
  }

  fileprivate var json: JSONValue {
    switch self {
    case .status(let code, nil): ["effect": "status", "code": .integer(code)]
    case .status(let code, .some(let seconds)):
      ["effect": "status", "code": .integer(code), "retryAfter": .integer(seconds)]
    case .dropBefore: ["effect": "dropBefore"]
    case .dropAfter: ["effect": "dropAfter"]
    case .outageBefore: ["effect": "outageBefore"]
    case .outageAfter: ["effect": "outageAfter"]
    case .holdBefore: ["effect": "holdBefore"]
    case .holdAfter: ["effect": "holdAfter"]
    case .delay(let milliseconds): ["effect": "delay", "milliseconds": .integer(milliseconds)]
    case .truncate(let bytes): ["effect": "truncate", "bytes": .integer(bytes)]
    case .shorten(let bytes): ["effect": "shorten", "bytes": .integer(bytes)]
    case .expireContinue: ["effect": "expireContinue"]
    case .throttle(let seconds): ["effect": "throttle", "seconds": .integer(seconds)]
    case .html(let code): ["effect": "html", "code": .integer(code)]
    case .contentType(let type): ["effect": "contentType", "contentType": .string(type)]
    case .foreignLink: ["effect": "foreignLink"]
    case .repeatNext: ["effect": "repeatNext"]
    case .shiftRows(let rows): ["effect": "shiftRows", "rows": .integer(rows)]
    }
  }
}
