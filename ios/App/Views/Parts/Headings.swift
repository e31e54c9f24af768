import SwiftUI

/// A list with sections: a screen reader jumps from one title to the next, also to those that are
/// not drawn yet.
struct Headings<Content: View>: View {
    let titles: [String]
    @ViewBuilder let content: (Namespace.ID) -> Content
    @Namespace private var space

    var body: some View {
        ScrollViewReader { list in
            content(space)
                .accessibilityRotor(.headings) {
                    ForEach(titles, id: \.self) { title in
                        AccessibilityRotorEntry(title, id: title, in: space) {
                            list.scrollTo(title)
                        }
                    }
                }
        }
    }
}

/// The title of a section of such a list.
struct Heading: View {
    let title: String
    let space: Namespace.ID

    init(_ title: String, in space: Namespace.ID) {
        self.title = title
        self.space = space
    }

    var body: some View {
        SectionTitle(title)
            .id(title)
            .accessibilityRotorEntry(id: title, in: space)
    }
}
