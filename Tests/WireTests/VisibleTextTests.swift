import Secrets
import Testing
import Wire

@Suite("What stands in an error of a text from outside")
struct VisibleTextTests {
  @Test("one line, without control characters")
  func oneLine() {
    #expect(VisibleText.oneLine(" a\r\n\tb\u{1B}[31mc ") == "a b [31mc")
  }

  @Test("the first words of a long text, the last ones of a long message")
  func cut() {
    let words = String(repeating: "word ", count: 200)
    #expect(VisibleText.oneLine(words).count == 301)
    #expect(VisibleText.oneLine(words).hasSuffix("…"))
    #expect(VisibleText.beginning(of: Array(words.utf8)).count == 81)
    #expect(VisibleText.ending(of: words + "end").hasPrefix("…"))
    #expect(VisibleText.ending(of: words + "end").hasSuffix("word end"))
  }

  @Test("no secret, not even half of one where the text is cut")
  func hiding() {
    let secret = Secret("planted-secret")
    let text = String(repeating: "x", count: 74) + " planted-secret"
    for line in [
      VisibleText.oneLine(text, hiding: [secret]), VisibleText.beginning(of: Array(text.utf8), hiding: [secret]),
      VisibleText.ending(of: text, hiding: [secret]), VisibleText.hiding([secret], in: text),
    ] {
      #expect(!line.contains("plant"))
      #expect(line.contains("<sec"))
    }
    #expect(VisibleText.hiding([Secret("-v")], in: "a -v") == "a -v")
  }
}
