import Foundation
import SharenumModels

/// What a camera sees.
enum Picture {
    /// What stands in `invitation`.
    static let link =
        "sharenum://join?hub=https%3A%2F%2Fhub.example&code=S748BJX05"
        + "9&region=5204ed24064c2b5c379a546b94ffc156"

    /// An invitation, as the hub draws it: what is light is drawn, two rows in each line.
    static let invitation = picture(
        """
        █████████████████████████████████████████████████
        █████████████████████████████████████████████████
        ████ ▄▄▄▄▄ █  ▄▀ ▀▄▄ ▀█  █ ▄▀▀▄█▀ █▀▀█ ▄▄▄▄▄ ████
        ████ █   █ █▄█▄ ▀  ▀ ▄▄▄█ ▄▀ ▄█▀▀▀▀█▄█ █   █ ████
        ████ █▄▄▄█ █▄ █▄ ▄▄█▀  ▄  ▀▀▄▄▄█ █ ▄██ █▄▄▄█ ████
        ████▄▄▄▄▄▄▄█▄█ ▀ ▀ █ █ ▀▄█▄█▄▀▄█▄█ ▀ █▄▄▄▄▄▄▄████
        ████▄▀▀▄▄▄▄▄ ██ ▀▀ █▄ █ ▄█▄▀▄█ ▀▄▄ ▀  ██ █ ▄▄████
        ████▀▄ ▀ ▄▄  ▄▀█▄██ ▀ ██ █  ██  ▄ ██▀██ ▄ █▄▄████
        █████▀▄▀█▄▄█ ▄█▀▀  █▀▄█  ██▄▄█▀█ █▀█▄▄▀▄▀ ▀  ████
        ████▀██▄▀ ▄▀▄ █▄█▄▄▀█▀▀▄▀▄▀▄▄█ ▀▄▄ ▀█▀ ▀▀█▀▄ ████
        █████▀▄█ ▀▄▄▀ ▄ ▀▄▀ ▀▀███▄▀▀ ▄  ██▀▀▄██▄▀█▀█▀████
        ████▄█▄▀██▄▄█▀ ▄ █ █▀▄▄ ▄██  ▀█▄█▄▀ ▀▀▄▄▀▄ ▀ ████
        ████▄▀▄▄█▄▄▀▀█▄██▄█▀▀█▄ █▀ ▀▄▀▀▀█  ▀█ ▄▀  █ ▄████
        ████▀▀ █▀▄▄ ▄█▀▄▄  ▀▀▀▄█ ▄▄ ▄▄█▄▄▀█▀ ▄▀▄▄▀▄▀▀████
        ████▀ ▀▀▄▄▄▀███▄█ ██ █ ▄███▀██▄  █ ▄▄  ▀  ██▄████
        ████▀▀█▄█▀▄▄▀▀▄▄▄▀▀▀▄▄▄▄██▄█ ▄▄  ▄ ▄▄█▀██ ▀▄▀████
        ████▀▄▄▀▀▄▄█▄▀▀█▄█▀█▀▀▄█ █ ▀▄ ▀█▀▀ ▀ ██▄ ▀█ █████
        ████  ▄▄▄█▄▀▀ █▄▀▄▀ ▄  █▄█▄█▄ █▀ ▄█▄▄█▀▄▀▀   ████
        ████▄▄▄██▄▄▄▀▄▄▄ ▀█ █▀  ██▀▄▀▄█ ▄▄▀  ▄▄▄ █ ▀▄████
        ████ ▄▄▄▄▄ █  █▀ ▄ ███▀█▀▀    █ ▄█▀▄ █▄█ ▀█ ▀████
        ████ █   █ █  ▄ ▀ ▀▄  ▀▄▄▀▄ ▄▄   ▀ ▄  ▄ ▄▄ █▄████
        ████ █▄▄▄█ ██  ▀  ▄▀▀█▀ ▄▄ █ █▄ ▄▄██▀█▀    █ ████
        ████▄▄▄▄▄▄▄█▄████████▄▄▄██▄▄▄▄█████▄▄▄▄▄▄█▄██████
        █████████████████████████████████████████████████
        """)

    /// A wall.
    static let wall = LumaImage(
        width: 200, height: 200, stride: 200, pixels: Data(repeating: 127, count: 200 * 200))

    private static func picture(_ drawn: String) -> LumaImage {
        let side = 8
        let rows = drawn.split(separator: "\n").flatMap { line in
            [line.map { "█▀".contains($0) }, line.map { "█▄".contains($0) }]
        }
        let pixels = rows.flatMap { row in
            let wide = row.flatMap { [UInt8](repeating: $0 ? 236 : 20, count: side) }
            return (0..<side).flatMap { _ in wide }
        }
        let width = UInt32(rows[0].count * side)
        return LumaImage(
            width: width, height: UInt32(rows.count * side), stride: width, pixels: Data(pixels))
    }
}
