// A view that shows a model names what the core gave it.
@_exported import SharenumKit
