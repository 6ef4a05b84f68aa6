import Drift
import Model

/// What identifies a finding to a test: all but its wording.
struct Difference: Hashable, CustomStringConvertible {
  var kind: Kind
  var project: String
  var subject: String
  var fault: Fault
  var fields: [FieldDifference] = []

  init(_ kind: Kind, _ fault: Fault, of project: String, subject: String, fields: [FieldDifference] = []) {
    self.kind = kind
    self.project = project
    self.subject = subject
    self.fault = fault
    self.fields = fields
  }

  init(_ finding: Finding) {
    self.init(finding.kind, finding.fault, of: finding.project, subject: finding.subject, fields: finding.fields)
  }

  static func namespace(_ fault: Fault, _ name: String, fields: [FieldDifference] = []) -> Difference {
    Difference(.namespace, fault, of: name, subject: name, fields: fields)
  }

  static func pullSecret(_ fault: Fault, _ name: String, fields: [FieldDifference] = []) -> Difference {
    Difference(
      .pullSecret,
      fault,
      of: name,
      subject: "\(name)/gitlab-registry-image-pull-secret",
      fields: fields
    )
  }

  /// A finding on the token of the Project `name`, or with `id` on a further one of that name.
  static func token(_ fault: Fault, _ name: String, id: Int? = nil, fields: [FieldDifference] = []) -> Difference {
    let further = id.map { " (id \($0))" } ?? ""
    let subject = "\(World.group(of: name))/\(name)-image-puller\(further)"
    return Difference(.token, fault, of: name, subject: subject, fields: fields)
  }

  /// A finding on the group of the Project `name`.
  static func group(_ fault: Fault, of name: String, fields: [FieldDifference] = []) -> Difference {
    Difference(.group, fault, of: World.group(of: name), subject: World.group(of: name), fields: fields)
  }

  var description: String {
    "\(kind) \(fault) \(subject) \(fields.map { "\($0.path): \($0.desired) -> \($0.observed)" })"
  }
}
