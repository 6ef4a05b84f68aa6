// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "driftcheck",
  products: [
    .executable(name: "driftcheck", targets: ["DriftCheck"]),
    .executable(name: "driftcheck-sandbox", targets: ["Sandbox"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  // In dependency order: a target may use only those above it, and of those only what it names.
  targets: [
    .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CMalloc"),
    .systemLibrary(name: "CGit2", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"])]),
    .systemLibrary(name: "CSSH2", pkgConfig: "libssh2", providers: [.apt(["libssh2-1-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),

    .target(name: "Secrets"),
    .target(name: "Model", dependencies: ["Secrets"]),
    .target(
      name: "Formats",
      dependencies: ["CCrypto", "Secrets", "Model", .product(name: "Yams", package: "Yams")]
    ),
    .target(
      name: "Desired",
      dependencies: ["Model", "Formats", .product(name: "Mustache", package: "swift-mustache")]
    ),

    .target(name: "Wire", dependencies: ["Secrets"]),
    .target(name: "HTTP", dependencies: ["CCurl", "Secrets"]),
    .target(
      name: "Kubernetes",
      dependencies: ["Wire", "HTTP", "Secrets", .product(name: "Yams", package: "Yams")]
    ),
    .target(name: "GitLab", dependencies: ["Wire", "HTTP", "Secrets"]),
    .target(name: "Mail", dependencies: ["CCurl", "HTTP", "Secrets"]),
    .target(name: "Git", dependencies: ["CGit2", "CSSH2", "Wire", "HTTP", "Secrets"]),

    .target(
      name: "Observed",
      dependencies: [
        "Wire", "Secrets", "Model", "Formats", "Kubernetes", "GitLab", "Git",
        .product(name: "Yams", package: "Yams"),
      ]
    ),
    .target(name: "Drift", dependencies: ["Secrets", "Model", "Formats"]),
    .target(
      name: "Remediate",
      dependencies: [
        "Wire", "HTTP", "Secrets", "Model", "Formats", "Drift", "Kubernetes", "GitLab", "Git",
      ]
    ),
    .target(name: "Reports", dependencies: ["Model", "Drift"]),
    .target(name: "History", dependencies: ["Model", "Drift", .product(name: "GRDB", package: "GRDB.swift")]),

    .executableTarget(
      name: "DriftCheck",
      dependencies: [
        "CMalloc", "Secrets", "Model", "Formats", "Desired", "Observed", "Drift", "Remediate", "Reports", "History",
        "HTTP", "Kubernetes", "GitLab", "Git", "Mail",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Yams", package: "Yams"),
      ],
      // gold, which would link it otherwise, costs a check 2.5 MB more memory; full relocations cost another 2 MB.
      linkerSettings: [
        .unsafeFlags(
          ["-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs"],
          .when(platforms: [.linux], configuration: .release)
        )
      ]
    ),
    .executableTarget(
      name: "Sandbox",
      dependencies: [
        "CCrypto",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
        .product(name: "Yams", package: "Yams"),
      ]
    ),

    .executableTarget(
      name: "ReadGitLab",
      dependencies: ["CMalloc", "HTTP", "Secrets", "GitLab"],
      path: "Benchmarks/ReadGitLab"
    ),

    .target(name: "TestSupport", dependencies: ["HTTP", "Secrets"], path: "Tests/Support"),
    .testTarget(name: "WireTests", dependencies: ["Wire", "Secrets", "TestSupport"]),
    .testTarget(name: "HTTPTests", dependencies: ["HTTP", "Secrets", "TestSupport"]),
    .testTarget(name: "KubernetesTests", dependencies: ["Kubernetes", "Wire", "HTTP", "Secrets", "TestSupport"]),
    .testTarget(name: "GitLabTests", dependencies: ["GitLab", "Wire", "HTTP", "Secrets", "TestSupport"]),
    .testTarget(name: "GitTests", dependencies: ["Git", "CGit2", "HTTP", "Secrets", "TestSupport"]),
    .testTarget(name: "MailTests", dependencies: ["Mail", "HTTP", "Secrets", "TestSupport"]),
    .testTarget(name: "SandboxTests", dependencies: ["Sandbox", "HTTP", "Secrets", "TestSupport"]),
    .testTarget(name: "ModelTests", dependencies: ["Model", "Secrets"]),
    .testTarget(name: "FormatsTests", dependencies: ["Formats", "Model", "Secrets"]),
    .testTarget(name: "DesiredTests", dependencies: ["Desired", "Formats", "Model", "TestSupport"]),
    .testTarget(name: "DriftTests", dependencies: ["Model", "Desired", "Drift", "Formats", "Secrets"]),
    .testTarget(
      name: "ObservedTests",
      dependencies: [
        "Observed", "Model", "Formats", "Kubernetes", "GitLab", "Git", "HTTP", "Secrets", "Sandbox", "TestSupport",
      ]
    ),
    .testTarget(
      name: "RemediateTests",
      dependencies: [
        "Remediate", "Drift", "Desired", "Observed", "Model", "Formats", "Kubernetes", "GitLab", "Git", "HTTP",
        "Secrets", "Sandbox", "TestSupport",
      ]
    ),
    .testTarget(
      name: "ReportsTests",
      dependencies: ["Secrets", "Model", "Desired", "Drift", "Reports", "TestSupport"]
    ),
    .testTarget(
      name: "HistoryTests",
      dependencies: ["Model", "Drift", "History", "TestSupport", .product(name: "GRDB", package: "GRDB.swift")],
      exclude: ["schema.sql"]
    ),
    .testTarget(
      name: "DriftCheckTests",
      dependencies: [
        "Model", "Drift", "Reports", "DriftCheck", "Sandbox", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Yams", package: "Yams"),
      ]
    ),
    .testTarget(
      name: "ClusterTests",
      dependencies: [
        "DriftCheck", "Sandbox", "Kubernetes", "HTTP", "Secrets", "TestSupport",
        .product(name: "Yams", package: "Yams"),
      ]
    ),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
  ]
}

// The modules that speak to C mark each such call `unsafe`.
for target in package.targets where ["HTTP", "Git"].contains(target.name) {
  target.swiftSettings?.append(.strictMemorySafety())
}
