import Foundation
import SharenumModels
import UIKit

/// Gives a file to another app, or lets the person keep it.
@MainActor
enum ShareSheet {
    /// Shows who can take it.
    ///
    /// Errors: those of the disk.
    static func show(_ file: SharedFile) throws {
        let items = [try written(file)]
        _ = Presenting.show(
            UIActivityViewController(activityItems: items, applicationActivities: nil))
    }

    /// Of what was shared before only the newest is left; who has read it has it.
    private static func written(_ file: SharedFile) throws -> URL {
        let files = FileManager.default
        let folder = files.temporaryDirectory.appendingPathComponent("shared", isDirectory: true)
        try? files.removeItem(at: folder)
        try files.createDirectory(at: folder, withIntermediateDirectories: true)
        // The name is shown to people: it has come from the core, and leads to no other folder.
        let url = folder.appendingPathComponent((file.name as NSString).lastPathComponent)
        try Data(file.text.utf8).write(to: url)
        return url
    }
}
