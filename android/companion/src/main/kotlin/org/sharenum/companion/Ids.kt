package org.sharenum.companion

// Names of things, each a type of its own, so that none passes for another. They come from the
// library and go back as they came; a text that is no such name is refused there with
// `SharenumException.CorrectInput`.

/** Names a document: a ticket, a workshop, a message … 64 hexadecimal digits. */
@JvmInline
value class DocumentId(val value: String)

/** Names a member, or a hub. 32 hexadecimal digits. */
@JvmInline
value class MemberId(val value: String)

/** Names an installation of the app. 32 hexadecimal digits. */
@JvmInline
value class DeviceId(val value: String)

/** The official code of an establishment: `0710045N` in France, six digits in Québec. */
@JvmInline
value class SchoolCode(val value: String)

/** Names a tool of the catalogue: `scratch`, `3d-printer`. */
@JvmInline
value class ToolId(val value: String)

/** Names an institutional training. */
@JvmInline
value class TrainingId(val value: String)

/** Names a guide. */
@JvmInline
value class GuideId(val value: String)

/** Names something that can be booked: `busnum`. */
@JvmInline
value class ResourceId(val value: String)

/** Where a page of a list ended: opaque, good for the same list only. */
@JvmInline
value class PageCursor(val value: String)
