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
    products: [
        .library(name: "SharenumKit", targets: ["SharenumKit"]),
        .library(name: "SharenumModels", targets: ["SharenumModels"]),
    ],
    targets: [
        library,
        .target(name: "SharenumTypes"),
        .target(
            name: "SharenumFFI", dependencies: ["CSharenum", "SharenumTypes"],
            linkerSettings: link),
        .target(name: "SharenumKit", dependencies: ["SharenumFFI", "SharenumTypes"]),
        .target(name: "SharenumModels", dependencies: ["SharenumKit"]),
        .target(name: "Stage", dependencies: ["SharenumKit"], path: "Tests/Stage"),
        .executableTarget(name: "bench", dependencies: ["SharenumKit", "Stage"]),
        .testTarget(name: "SharenumTypesTests", dependencies: ["SharenumTypes"]),
        .testTarget(name: "SharenumKitTests", dependencies: ["SharenumKit", "Stage"]),
        .testTarget(name: "SharenumModelsTests", dependencies: ["SharenumModels", "Stage"]),
    ],
    swiftLanguageModes: [.v6]
)

#if os(Linux)
    // The app itself, whose views and glue Xcode compiles against Apple's frameworks. Here it is
    // compiled against what `StandIns` declares of them: enough to check every name and every type of
    // ours, and to test the glue. Only when asked for (`cargo xtask ios check`), so that a view that lags
    // behind keeps no test of a model from running.
    if Context.environment["SHARENUM_STAND_INS"] != nil {
        let files: KeyValuePairs<String, [String]> = [
            "AVFoundation": ["AVFoundation.swift"],
            "BackgroundTasks": ["BackgroundTasks.swift"],
            "CFNetwork": ["CFNetwork.swift"],
            "CoreGraphics": ["CoreGraphics.swift"],
            "EventKit": ["EventKit.swift"],
            "EventKitUI": ["EventKitUI.swift"],
            "Network": ["Network.swift"],
            "Security": ["Security.swift"],
            "SwiftUI": ["SwiftUI"],
            "UIKit": ["UIKit.swift", "UIKitControllers.swift", "Foundation.swift"],
            "UserNotifications": ["UserNotifications.swift", "NotificationContent.swift"],
        ]
        let needs: [String: [Target.Dependency]] = [
            "EventKitUI": ["EventKit", "UIKit"], "SwiftUI": ["UIKit"], "UIKit": ["CoreGraphics"],
        ]
        let standIns = files.map { name, own in
            Target.target(
                name: name, dependencies: needs[name] ?? [], path: "StandIns",
                exclude: files.flatMap { $1 }.filter { !own.contains($0) })
        }
        let app = Target.executableTarget(
            name: "SharenumCompanion",
            dependencies: ["SharenumModels"] + standIns.map { .target(name: $0.name) },
            path: "App",
            exclude: [
                "Assets.xcassets", "Info.plist", "InfoPlist.xcstrings", "Localizable.xcstrings",
                "PrivacyInfo.xcprivacy", "Sharenum.entitlements",
            ],
            swiftSettings: [.unsafeFlags(["-warnings-as-errors"])])
        let tests = Target.testTarget(
            name: "SharenumCompanionTests",
            dependencies: ["SharenumCompanion", "SharenumModels", "Stage"]
                + standIns.map { .target(name: $0.name) })
        package.targets += standIns + [app, tests]
    }
#endif
