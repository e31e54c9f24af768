package org.sharenum.companion

/** The stable word for support; no personal data. */
val SharenumException.code: String
    get() =
        when (this) {
            is SharenumException.CorrectInput -> code
            is SharenumException.Join -> code
            is SharenumException.CompleteProfile -> code
            is SharenumException.LookAgain -> code
            is SharenumException.NotPossible -> code
            is SharenumException.FreeSpace -> code
            is SharenumException.UpdateApp -> code
            is SharenumException.SetAside -> code
            is SharenumException.CheckNetwork -> code
            is SharenumException.TryAgain -> code
            is SharenumException.Host -> code
            is SharenumException.Closed -> code
            is SharenumException.Report -> code
        }

/** What to tell the person: the words are the shell's. */
val SharenumException.text: Phrase
    get() =
        when (this) {
            is SharenumException.CorrectInput -> text
            is SharenumException.Join -> text
            is SharenumException.CompleteProfile -> text
            is SharenumException.LookAgain -> text
            is SharenumException.NotPossible -> text
            is SharenumException.FreeSpace -> text
            is SharenumException.UpdateApp -> text
            is SharenumException.SetAside -> text
            is SharenumException.CheckNetwork -> text
            is SharenumException.TryAgain -> text
            is SharenumException.Host -> text
            is SharenumException.Closed -> text
            is SharenumException.Report -> text
        }

/** The key of the field to correct, `field.title`; none where nothing was typed. */
val SharenumException.field: String?
    get() = (this as? SharenumException.CorrectInput)?.field
