import Formats
import Model

extension Application {
  /// Compares the files wished for with those seen: what is missing is one finding, what is changed another.
  func differences(in deployment: Snapshot.Deployment) -> [Finding] {
    [missing(in: deployment), changed(in: deployment)].compactMap(\.self)
  }

  private func missing(in deployment: Snapshot.Deployment) -> Finding? {
    let lacking = creations(in: deployment)
    guard !lacking.isEmpty else { return nil }
    return Finding(
      kind: .application,
      project: name,
      subject: name,
      fault: .missing,
      fields: lacking.map { edit in
        let wished = edit.path == path ? "rendered from the template" : "an empty file"
        return FieldDifference(edit.path, desired: .text(wished), observed: .absent)
      },
      action: ProposedAction("create \(lacking.map(\.path).joined(separator: " and "))")
    )
  }

  /// Files with the same bytes are equal; only of others the documents are compared.
  private func changed(in deployment: Snapshot.Deployment) -> Finding? {
    // A text was read only where it differs, so that its name is worked out for few.
    guard let observed = deployment.applications[name].value, let text = deployment.texts[observed]?.value,
      observed != blob
    else { return nil }
    let change = ApplicationChange(from: manifest.text, to: text)
    guard !change.isEmpty else { return nil }
    return Finding(
      kind: .application,
      project: name,
      subject: name,
      fault: .changed,
      severity: change.widensRights ? .high : nil,
      fields: change.fields.map { field in
        var field = field
        field.path = "\(path): \(field.path)"
        return field
      },
      action: ProposedAction(
        change.dropsAdditions ? "write \(path) anew, without what was added" : "write \(path) anew",
        removal: change.dropsAdditions
      ),
      reason: change.reason
    )
  }
}

/// What somebody made of an application file.
private struct ApplicationChange {
  private(set) var fields: [FieldDifference] = []
  /// Whether writing the file anew takes something away that is not ours.
  private(set) var dropsAdditions = false
  /// Whether it is about what an AppProject allows: its sources, destinations and kinds of objects.
  private(set) var widensRights = false
  private(set) var reason: String?

  var isEmpty: Bool { fields.isEmpty }

  init(from desired: String, to observed: String) {
    do throws(YAMLFlaw) {
      let wished = try ApplicationManifest(parsing: desired)
      do throws(YAMLFlaw) {
        compare(ManifestDifference(desired: wished, observed: try ApplicationManifest(parsing: observed)))
      } catch {
        unreadable(error, observed)
      }
    } catch {
      // Tried with a Project that does not exist, it was one; it stays comparable as a text.
      fields = [FieldDifference("text", desired: .text("what the template renders"), observed: .text("another text"))]
      reason = "for this Project the template renders no manifest: \(error)"
    }
  }

  private mutating func unreadable(_ flaw: YAMLFlaw, _ text: String) {
    fields = [
      FieldDifference("text", desired: .text("the objects of the template"), observed: .text("not readable: \(flaw)"))
    ]
    // Whether there is anything of somebody else's in it, nobody can tell.
    dropsAdditions = !text.allSatisfy(\.isWhitespace)
  }

  private mutating func compare(_ difference: ManifestDifference) {
    fields =
      difference.missingObjects.map { FieldDifference("\($0)", desired: .text("an object"), observed: .absent) }
      + difference.addedObjects.map { FieldDifference("\($0)", desired: .absent, observed: .text("an object")) }
      + (difference.fields + difference.addedFields).map { field in
        FieldDifference(
          "\(field.object) \(field.path)",
          desired: FieldDifference.Side(shown: field.desired),
          observed: FieldDifference.Side(shown: field.observed)
        )
      }
    dropsAdditions = !difference.addedFields.isEmpty || !difference.addedObjects.isEmpty
    widensRights =
      difference.addedObjects.contains { $0.kind == "AppProject" }
      || (difference.fields + difference.addedFields).contains(where: ApplicationChange.isAboutRights)
  }

  private static func isAboutRights(_ field: ManifestDifference.Field) -> Bool {
    field.object.kind == "AppProject" && field.path.hasPrefix("spec.") && field.path != "spec.description"
  }
}
