import Foundation

/// Where the phone's file lies: in the app's own container, and in no backup. A copy of it on another
/// device would sign as the same one.
enum PhoneFolder {
    /// The phone's file. Its folder is made, since a missing one counts as a disk out of reach.
    ///
    /// Protection and backup are said of the folder, before there is a file: SQLite makes its journal
    /// and its shared memory beside the file whenever it likes, and they inherit both.
    ///
    /// Errors: those of the disk. Works with the disk: not for the main thread.
    static func file() throws -> URL {
        let support = try FileManager.default.url(
            for: .applicationSupportDirectory, in: .userDomainMask, appropriateFor: nil,
            create: true)
        var folder = support.appendingPathComponent("Sharenum", isDirectory: true)
        // A sync in the background opens the file while the screen is locked, once the device was
        // unlocked after its start.
        let protection: [FileAttributeKey: Any] = [
            .protectionKey: FileProtectionType.completeUntilFirstUserAuthentication
        ]
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: protection)
        // One that was there keeps what it had.
        try FileManager.default.setAttributes(protection, ofItemAtPath: folder.path)
        var values = URLResourceValues()
        values.isExcludedFromBackup = true
        try folder.setResourceValues(values)
        return folder.appendingPathComponent("phone.sharenum", isDirectory: false)
    }
}
