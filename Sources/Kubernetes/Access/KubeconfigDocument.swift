import Secrets

/// One kubeconfig file as it is written: `Config` of client-go's clientcmd/api/v1, as far as we follow it.
struct KubeconfigDocument: Decodable, Sendable {
  struct NamedCluster: Decodable, Sendable {
    var name: String
    var cluster: Cluster?
  }

  struct NamedContext: Decodable, Sendable {
    var name: String
    var context: Context?
  }

  struct NamedUser: Decodable, Sendable {
    var name: String
    var user: User?
  }

  var currentContext: String?
  var clusters: [NamedCluster]?
  var contexts: [NamedContext]?
  var users: [NamedUser]?

  private enum CodingKeys: String, CodingKey {
    case currentContext = "current-context"
    case clusters, contexts, users
  }
}

extension KubeconfigDocument {
  struct Context: Decodable, Sendable {
    var cluster: String?
    var user: String?
    var namespace: String?
  }

  struct Cluster: Decodable, Sendable {
    struct Extension: Decodable, Sendable {
      var name: String
      var `extension`: PlainValue?
    }

    var server: String?
    var tlsServerName: String?
    var insecureSkipTLSVerify: Bool?
    var certificateAuthority: String?
    var certificateAuthorityData: String?
    var proxyURL: Secret?
    var extensions: [Extension]?

    private enum CodingKeys: String, CodingKey {
      case server
      case tlsServerName = "tls-server-name"
      case insecureSkipTLSVerify = "insecure-skip-tls-verify"
      case certificateAuthority = "certificate-authority"
      case certificateAuthorityData = "certificate-authority-data"
      case proxyURL = "proxy-url"
      case extensions
    }
  }

  struct User: Decodable, Sendable {
    struct AuthProvider: Decodable, Sendable {
      var name: String?
    }

    var token: Secret?
    var tokenFile: String?
    var username: String?
    var password: Secret?
    var clientCertificate: String?
    var clientCertificateData: String?
    var clientKey: String?
    var clientKeyData: Secret?
    var exec: Exec?
    var authProvider: AuthProvider?

    private enum CodingKeys: String, CodingKey {
      case token, tokenFile, username, password, exec
      case clientCertificate = "client-certificate"
      case clientCertificateData = "client-certificate-data"
      case clientKey = "client-key"
      case clientKeyData = "client-key-data"
      case authProvider = "auth-provider"
    }
  }

  struct Exec: Decodable, Sendable {
    struct Variable: Decodable, Sendable {
      var name: String
      var value: Secret
    }

    var apiVersion: String?
    var command: String?
    var args: [Secret]?
    var env: [Variable]?
    var provideClusterInfo: Bool?
    var interactiveMode: String?
    var installHint: String?
  }
}

extension Secret: Decodable {
  /// Takes a text into custody as it is read.
  package init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(String.self))
  }
}
