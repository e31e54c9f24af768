import Foundation
import SharenumKit

/// A file of `name=value` lines: what has been set up for the tests.
struct Properties: Sendable {
    private let values: [String: String]
    private let file: String

    /// The file that an environment variable names.
    init(named variable: String) {
        guard let path = ProcessInfo.processInfo.environment[variable] else {
            fatalError("run this on a stage: cargo xtask bindings test-swift")
        }
        self.init(at: path)
    }

    init(at path: String) {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            fatalError("\(path) cannot be read")
        }
        let lines = text.split(separator: "\n").map { $0.split(separator: "=", maxSplits: 1) }
        values = Dictionary(uniqueKeysWithValues: lines.map { (String($0[0]), String($0[1])) })
        file = path
    }

    func says(_ name: String) -> String {
        guard let value = values[name] else { fatalError("\(file) has no \(name)") }
        return value
    }

    /// The secrets of a phone.
    func secrets(_ phone: String) -> VaultSecrets {
        VaultSecrets(fileKey: bytes("\(phone)_key"), signingSeed: bytes("\(phone)_seed"))
    }

    /// Copies a phone's file, and what lies beside it and tells it from another one.
    func copy(_ phone: String, to copy: URL) throws {
        let source = URL(fileURLWithPath: says(phone))
        let folder = source.deletingLastPathComponent()
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path)
        where file.hasPrefix(source.lastPathComponent) {
            let end = file.dropFirst(source.lastPathComponent.count)
            try FileManager.default.copyItem(
                at: folder.appendingPathComponent(file), to: URL(fileURLWithPath: copy.path + end))
        }
    }

    private func bytes(_ name: String) -> Data {
        let digits = Array(says(name))
        return Data(
            stride(from: 0, to: digits.count, by: 2).compactMap {
                UInt8(String(digits[$0...$0 + 1]), radix: 16)
            })
    }
}
