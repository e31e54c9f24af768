import Foundation

public struct ButtonRole: Equatable, Sendable {
    public static let destructive = ButtonRole()
    public static let cancel = ButtonRole()
}

public struct Button<Label: View>: View {
    public typealias Body = Never
    nonisolated public init(
        action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> Label
    ) {}
    nonisolated public init(
        role: ButtonRole?, action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> Label
    ) {}
    nonisolated public init<S: StringProtocol>(
        _ title: S, role: ButtonRole? = nil, action: @escaping @MainActor () -> Void
    ) where Label == Text {}
    nonisolated public init<S: StringProtocol>(
        _ title: S, systemImage: String, role: ButtonRole? = nil,
        action: @escaping @MainActor () -> Void
    ) where Label == SwiftUI.Label<Text, Image> {}
}

public struct Label<Title: View, Icon: View>: View {
    public typealias Body = Never
    nonisolated public init(@ViewBuilder title: () -> Title, @ViewBuilder icon: () -> Icon) {}
    nonisolated public init<S: StringProtocol>(_ title: S, systemImage name: String)
    where Title == Text, Icon == Image {}
    nonisolated public init<S: StringProtocol>(_ title: S, image name: String)
    where Title == Text, Icon == Image {}
}

public struct Link<Label: View>: View {
    public typealias Body = Never
    nonisolated public init(destination: URL, @ViewBuilder label: () -> Label) {}
    nonisolated public init<S: StringProtocol>(_ title: S, destination: URL) where Label == Text {}
}

public struct Menu<Label: View, Content: View>: View {
    public typealias Body = Never
    nonisolated public init(
        @ViewBuilder content: () -> Content, @ViewBuilder label: () -> Label
    ) {}
    nonisolated public init<S: StringProtocol>(_ title: S, @ViewBuilder content: () -> Content)
    where Label == Text {}
    nonisolated public init<S: StringProtocol>(
        _ title: S, systemImage: String, @ViewBuilder content: () -> Content
    ) where Label == SwiftUI.Label<Text, Image> {}
}

public struct Toggle<Label: View>: View {
    public typealias Body = Never
    nonisolated public init(isOn: Binding<Bool>, @ViewBuilder label: () -> Label) {}
    nonisolated public init<S: StringProtocol>(_ title: S, isOn: Binding<Bool>)
    where Label == Text {}
    nonisolated public init<S: StringProtocol>(
        _ title: S, systemImage: String, isOn: Binding<Bool>
    ) where Label == SwiftUI.Label<Text, Image> {}
}

public struct Picker<Label: View, SelectionValue: Hashable, Content: View>: View {
    public typealias Body = Never
    nonisolated public init(
        selection: Binding<SelectionValue>, @ViewBuilder content: () -> Content,
        @ViewBuilder label: () -> Label
    ) {}
    nonisolated public init<S: StringProtocol>(
        _ title: S, selection: Binding<SelectionValue>, @ViewBuilder content: () -> Content
    ) where Label == Text {}
}

public struct DatePickerComponents: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let hourAndMinute = DatePickerComponents(rawValue: 1)
    public static let date = DatePickerComponents(rawValue: 2)
}

public struct DatePicker<Label: View>: View {
    public typealias Components = DatePickerComponents
    public typealias Body = Never
    nonisolated public init<S: StringProtocol>(
        _ title: S, selection: Binding<Date>,
        displayedComponents: Components = [.hourAndMinute, .date]
    ) where Label == Text {}
    nonisolated public init<S: StringProtocol>(
        _ title: S, selection: Binding<Date>, in range: PartialRangeFrom<Date>,
        displayedComponents: Components = [.hourAndMinute, .date]
    ) where Label == Text {}
    nonisolated public init<S: StringProtocol>(
        _ title: S, selection: Binding<Date>, in range: ClosedRange<Date>,
        displayedComponents: Components = [.hourAndMinute, .date]
    ) where Label == Text {}
}

public struct MultiDatePicker<Label: View>: View {
    public typealias Body = Never
    nonisolated public init<S: StringProtocol>(_ title: S, selection: Binding<Set<DateComponents>>)
    where Label == Text {}
}

public struct Slider<Label: View, ValueLabel: View>: View {
    public typealias Body = Never
    nonisolated public init<V: BinaryFloatingPoint>(
        value: Binding<V>, in bounds: ClosedRange<V>, step: V.Stride = 1,
        @ViewBuilder label: () -> Label,
        onEditingChanged: @escaping (Bool) -> Void = { _ in }
    ) where V.Stride: BinaryFloatingPoint, ValueLabel == EmptyView {}
}

public struct Stepper<Label: View>: View {
    public typealias Body = Never
    nonisolated public init<V: Strideable>(
        value: Binding<V>, in bounds: ClosedRange<V>, step: V.Stride = 1,
        @ViewBuilder label: () -> Label,
        onEditingChanged: @escaping (Bool) -> Void = { _ in }
    ) {}
    nonisolated public init<S: StringProtocol, V: Strideable>(
        _ title: S, value: Binding<V>, in bounds: ClosedRange<V>, step: V.Stride = 1,
        onEditingChanged: @escaping (Bool) -> Void = { _ in }
    ) where Label == Text {}
    nonisolated public init(
        @ViewBuilder label: () -> Label, onIncrement: (() -> Void)?, onDecrement: (() -> Void)?,
        onEditingChanged: @escaping (Bool) -> Void = { _ in }
    ) {}
    nonisolated public init<S: StringProtocol>(
        _ title: S, onIncrement: (() -> Void)?, onDecrement: (() -> Void)?,
        onEditingChanged: @escaping (Bool) -> Void = { _ in }
    ) where Label == Text {}
}

public struct ProgressView<Label: View, CurrentValueLabel: View>: View {
    public typealias Body = Never
    nonisolated public init() where Label == EmptyView, CurrentValueLabel == EmptyView {}
    nonisolated public init(@ViewBuilder label: () -> Label)
    where CurrentValueLabel == EmptyView {}
    nonisolated public init<S: StringProtocol>(_ title: S)
    where Label == Text, CurrentValueLabel == EmptyView {}
    nonisolated public init<V: BinaryFloatingPoint>(value: V?, total: V = 1)
    where Label == EmptyView, CurrentValueLabel == EmptyView {}
    nonisolated public init<S: StringProtocol, V: BinaryFloatingPoint>(
        _ title: S, value: V?, total: V = 1
    ) where Label == Text, CurrentValueLabel == EmptyView {}
}

public struct TextField<Label: View>: View {
    public typealias Body = Never
    nonisolated public init<S: StringProtocol>(_ title: S, text: Binding<String>)
    where Label == Text {}
    nonisolated public init<S: StringProtocol>(_ title: S, text: Binding<String>, axis: Axis)
    where Label == Text {}
    nonisolated public init<S: StringProtocol>(_ title: S, text: Binding<String>, prompt: Text?)
    where Label == Text {}
    nonisolated public init<S: StringProtocol>(
        _ title: S, text: Binding<String>, prompt: Text?, axis: Axis
    ) where Label == Text {}
    nonisolated public init(
        text: Binding<String>, prompt: Text? = nil, @ViewBuilder label: () -> Label
    ) {}
}

public struct TextEditor: View {
    public typealias Body = Never
    nonisolated public init(text: Binding<String>) {}
}
