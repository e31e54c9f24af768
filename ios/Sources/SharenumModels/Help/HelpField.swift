/// The fields of a help session's form.
public enum HelpField {
    public static let helper = "field.helper"
    public static let className = "field.class"
    public static let pupils = "field.pupils"
    public static let minutes = "field.minutes"
    public static let tool = "field.tools"
    public static let what = "field.what"
    public static let solved = "solved"
}

/// More than a hand full, less than a list to search.
let helpChoicesLimit: UInt32 = 12
