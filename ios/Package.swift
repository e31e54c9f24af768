// swift-tools-version: 6.0
import PackageDescription

// Where the library comes from. An app takes the XCFramework of `cargo xtask bindings xcframework`,
// laid into `lib`. Linux has none: there, and for `swift test` on the Mac itself (with
// SHARENUM_HOST_LIBRARY), the static library is linked that `cargo xtask bindings generate` lays
// there.
#if os(Linux)
    let onHost = true
#else
    let onHost = Context.environment["SHARENUM_HOST_LIBRARY"] != nil
#endif

let library: Target =
    onHost
    ? .systemLibrary(name: "CSharenum")
    : .binaryTarget(name: "CSharenum", path: "lib/CSharenum.xcframework")

// Debian's libswiftObservation.so has a symbol that nothing defines.
let link: [LinkerSetting] =
    onHost
    ? [
        .unsafeFlags(["-L\(Context.packageDirectory)/lib"]),
        .unsafeFlags(["-Xlinker", "--allow-shlib-undefined"], .when(platforms: [.linux])),
    ] : []

let package = Package(
    name: "Sharenum",
    platforms: [.iOS(.v17), .macOS(.v14)],
    products: [.library(name: "SharenumKit", targets: ["SharenumKit"])],
    targets: [
        library,
        .target(name: "SharenumTypes"),
        .target(
            name: "SharenumFFI", dependencies: ["CSharenum", "SharenumTypes"],
            linkerSettings: link),
        .target(name: "SharenumKit", dependencies: ["SharenumFFI", "SharenumTypes"]),
        .target(name: "Stage", dependencies: ["SharenumKit"], path: "Tests/Stage"),
        .executableTarget(name: "bench", dependencies: ["SharenumKit", "Stage"]),
        .testTarget(name: "SharenumTypesTests", dependencies: ["SharenumTypes"]),
        .testTarget(name: "SharenumKitTests", dependencies: ["SharenumKit", "Stage"]),
    ],
    swiftLanguageModes: [.v6]
)
