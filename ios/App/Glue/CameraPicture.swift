import AVFoundation
import SharenumModels
import UIKit

/// One picture from the system's camera, which the core reads a code in.
@MainActor
final class CameraPicture: NSObject {
    /// Whether a picture can be had: a simulator has no camera, and a person may have refused it.
    static var isThere: Bool {
        let access = AVCaptureDevice.authorizationStatus(for: .video)
        return UIImagePickerController.isSourceTypeAvailable(.camera)
            && access != .denied && access != .restricted
    }

    private var waiting: CheckedContinuation<UIImage?, Never>?

    /// What was photographed, in shades of grey; none when the person went back. It is kept nowhere.
    func take() async -> LumaImage? {
        guard Self.isThere, waiting == nil else { return nil }
        let picker = UIImagePickerController()
        picker.sourceType = .camera
        // A sheet could be swiped away, and nobody would say so.
        picker.modalPresentationStyle = .fullScreen
        picker.delegate = self
        let picture = await withCheckedContinuation { waiting in
            self.waiting = waiting
            if !Presenting.show(picker) { answer(nil) }
        }
        guard let picture else { return nil }
        return await Task.detached { picture.cgImage.flatMap(LumaImage.init) }.value
    }

    private func answer(_ picture: UIImage?) {
        waiting?.resume(returning: picture)
        waiting = nil
    }
}

extension CameraPicture: UIImagePickerControllerDelegate, UINavigationControllerDelegate {
    func imagePickerController(
        _ picker: UIImagePickerController,
        didFinishPickingMediaWithInfo info: [UIImagePickerController.InfoKey: Any]
    ) {
        picker.dismiss(animated: true)
        answer(info[.originalImage] as? UIImage)
    }

    func imagePickerControllerDidCancel(_ picker: UIImagePickerController) {
        picker.dismiss(animated: true)
        answer(nil)
    }
}
