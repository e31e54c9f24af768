extension SharenumError {
    /// Any error as something to tell the person, so that a screen has one way to show what went
    /// wrong. What is not the library's becomes `Host`, with the name of its type.
    public init(_ error: any Error) {
        switch error {
        case let error as SharenumError:
            self = error
        case is CancellationError:
            self = .Report(code: "stopped", text: Phrase(key: "binding.stopped", args: [:]))
        default:
            let kind = PhraseArg.words(value: String(reflecting: type(of: error)))
            self = .Host(code: "host", text: Phrase(key: "binding.host", args: ["kind": kind]))
        }
    }

    /// A stable word for support.
    public var code: String { parts.code }

    /// What to tell the person: look its key up in the app's table of words.
    public var text: Phrase { parts.text }

    /// With `CorrectInput`: the key of the field, `field.title`.
    public var field: String? {
        if case .CorrectInput(let field, _, _) = self { field } else { nil }
    }

    private var parts: (code: String, text: Phrase) {
        switch self {
        case .CorrectInput(_, let code, let text): (code, text)
        case .Join(let code, let text): (code, text)
        case .CompleteProfile(let code, let text): (code, text)
        case .LookAgain(let code, let text): (code, text)
        case .NotPossible(let code, let text): (code, text)
        case .FreeSpace(let code, let text): (code, text)
        case .UpdateApp(let code, let text): (code, text)
        case .SetAside(let code, let text): (code, text)
        case .CheckNetwork(let code, let text): (code, text)
        case .TryAgain(let code, let text): (code, text)
        case .Host(let code, let text): (code, text)
        case .Closed(let code, let text): (code, text)
        case .Report(let code, let text): (code, text)
        }
    }
}
