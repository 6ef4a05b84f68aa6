import CCrypto
package import Model

extension BlobID {
  /// The name of a file that holds the UTF-8 bytes of `text`; nil where libcrypto refuses SHA-1, as a strict one does.
  package init?(of text: String) {
    var content = Array("blob \(text.utf8.count)\u{0}".utf8)
    content += text.utf8
    var digest = [UInt8](repeating: 0, count: 20)
    guard EVP_Digest(content, content.count, &digest, nil, EVP_sha1(), nil) == 1 else { return nil }
    self.init(digest)
  }
}

extension Application {
  /// What git calls a file with exactly the text of the manifest; worked out anew each time.
  ///
  /// Nil where libcrypto refuses SHA-1.
  package var blob: BlobID? {
    BlobID(of: manifest.text)
  }
}
