import Desired
import Testing

@Suite("Mistakes in a template")
struct TemplateMistakeTests {
  private static let seeds = Array(UInt64(1)...20) + [UInt64.random(in: .min ... .max)]
  private static let object = "apiVersion: v1\nkind: A\nmetadata: {name: x}\n"
  private static let variables =
    "only name, nameCapitalized, projectId, environmentType, googleGroup, deploymentUrl, branch; "
    + "to write {{ for Argo CD, set other delimiters first: {{=<% %>=}}"

  private func mistake(_ template: String, url: String = "https://gitlab.example.com/d.git") -> String? {
    do {
      _ = try ApplicationTemplate(template, deploymentURL: url, branch: "main")
      return nil
    } catch {
      return error.description
    }
  }

  @Test(
    "Each gives one sentence, with the line where there is one",
    arguments: [
      ("\(object)a: {{nme}}\n", "line 4: there is no variable \"nme\", \(variables)"),
      ("\(object)a: '{{path.basename}}'", "line 4: there is no variable \"path.basename\", \(variables)"),
      ("{{=<% %>=}}\n\(object)a: <% Name %>", "line 5: there is no variable \"Name\", \(variables)"),
      ("\(object){{#group}}{{/group}}", "line 4: there is no variable \"group\", \(variables)"),
      ("{{#googleGroup}}\n{{nme}}{{/googleGroup}}", "line 2: there is no variable \"nme\", \(variables)"),
      ("{{^name}}\n{{.}}{{/name}}", "line 2: there is no variable \".\", \(variables)"),
      ("\(object)a: {{name\nb: {{branch}}", "line 4: the tag is not closed"),
      ("\(object)a: {{name}", "line 4: the tag is not closed"),
      ("a: {{{name}}", "line 1: the tag is not closed"),
      ("\n\n{{", "line 3: the tag is not closed"),
      ("\r\n\r\n{{! never", "line 3: the tag is not closed"),
      ("a\n{{#googleGroup}}\nb\n", "line 2: the section \"googleGroup\" is not closed"),
      ("a\n{{/googleGroup}}", "line 2: the section \"googleGroup\" ends here, but it is not the one that is open"),
      ("{{#name}}{{/branch}}", "line 1: the section \"branch\" ends here, but it is not the one that is open"),
      ("{{=<%=}}", "line 1: the delimiters are to be set like this: {{=<% %>=}}"),
      ("{{> header}}", "line 1: a tag that begins with > cannot be used; only variables and sections can"),
      ("\n{{<base}}{{/base}}", "line 2: a tag that begins with < cannot be used; only variables and sections can"),
      ("{{% CONTENT_TYPE:HTML}}", "line 1: a tag that begins with % cannot be used; only variables and sections can"),
      ("a: 1\nb: {", "line 2: it is no Mustache template"),
      ("", "it renders no document"),
      ("# {{name}}\n---\n", "it renders no document"),
      ("{{^googleGroup}}\(object){{/googleGroup}}", "it renders no document"),
      (
        "a: [{{name}}",
        "for a Project sample-dev it renders no manifest of objects: line 2, column 1: did not find expected ',' or ']'"
      ),
      (
        "a: {{name}}",
        "for a Project sample-dev it renders no manifest of objects: "
          + "line 1, column 1: the document has no apiVersion, kind and metadata.name"
      ),
      (
        "\(object)a: {{projectId}}\na: {{name}}",
        "for a Project sample-dev it renders no manifest of objects: "
          + "line 4, column 1: one mapping has more than one key a"
      ),
    ]
  )
  func sentence(template: String, words: String) {
    #expect(mistake(template) == words)
  }

  @Test("A value of the configuration that does not fit into the template is found")
  func badValue() {
    #expect(mistake("\(Self.object)a: '{{deploymentUrl}}'") == nil)
    #expect(mistake("\(Self.object)a: '{{deploymentUrl}}'", url: "it's")?.contains("renders no manifest") == true)
  }

  @Test("Sections within sections are followed only so far")
  func nesting() {
    let deep = String(repeating: "{{#name}}", count: 100_000)
    #expect(mistake(deep) == "line 1: more than 16 sections stand in each other")
  }

  @Test("No text makes the reader crash", arguments: seeds)
  func hostile(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let pieces = [
      "{{", "}}", "{", "}", "{{{", "#", "^", "/", "!", "=", "{{=", "=}}", "<%", "%>", "&", ">", "<", "$", "%", "*", "(",
      ")", ".",
      "name", "branch", "googleGroup", " ", "\n", "\r\n", "\t", "é", "\u{301}", "\0", "a: ", "'", "|",
      "{{#name}}", "{{/name}}", "{{=| |=}}", "{{name}}", Self.object,
    ]
    for _ in 0..<300 {
      let text = (0..<Int.random(in: 0..<25, using: &random)).compactMap { _ in pieces.randomElement(using: &random) }
        .joined()
      #expect(mistake(text)?.isEmpty != true, "seed \(seed): \(text.debugDescription)")
    }
  }
}
