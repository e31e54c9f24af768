import UIKit

/// What is shown over the pages by the system's own controllers.
@MainActor
enum Presenting {
    /// Shows it over whatever is there; false where the system did not: without a window, as in the
    /// background, or while something else is coming up.
    static func show(_ controller: UIViewController) -> Bool {
        guard let front else { return false }
        // An iPad shows some of them in a bubble, which has to come from somewhere.
        if let bubble = controller.popoverPresentationController {
            bubble.sourceView = front.view
            bubble.sourceRect = CGRect(
                x: front.view.bounds.midX, y: front.view.bounds.midY, width: 0, height: 0)
            bubble.permittedArrowDirections = []
        }
        front.present(controller, animated: true)
        return controller.presentingViewController != nil
    }

    private static var front: UIViewController? {
        let scenes = UIApplication.shared.connectedScenes.compactMap { $0 as? UIWindowScene }
        var front = scenes.compactMap(\.keyWindow).first?.rootViewController
        // What is going away carries nothing any more.
        while let over = front?.presentedViewController, !over.isBeingDismissed { front = over }
        return front
    }
}
