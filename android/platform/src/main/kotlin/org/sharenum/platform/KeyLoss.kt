package org.sharenum.platform

import android.os.Build
import android.security.KeyStoreException
import android.security.keystore.KeyPermanentlyInvalidatedException
import android.security.keystore.UserNotAuthenticatedException
import java.security.InvalidKeyException
import java.security.UnrecoverableKeyException
import javax.crypto.AEADBadTagException

/**
 * Whether an error of AndroidKeyStore means that the key is lost for good, and not only out of reach
 * at this moment. It decides between "join again" and "try again", so where the system does not tell,
 * the answer is no: what is kept waits, and nobody loses a membership to a service that was busy.
 */
internal fun meansLost(error: Throwable): Boolean {
    val causes = generateSequence(error) { it.cause }.take(MOST_CAUSES).toList()
    if (causes.any { it is UserNotAuthenticatedException }) return false
    if (causes.any { it is KeyPermanentlyInvalidatedException || it is AEADBadTagException }) return true
    // API 33 tells in public; before, this class is hidden and has only its message.
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
        val told = causes.filterIsInstance<KeyStoreException>().firstOrNull()
        if (told != null) return told.numericErrorCode in LOST && !told.isTransientFailure
    }
    return when (error) {
        is UnrecoverableKeyException -> true

        // What a system update leaves of a key that older hardware had wrapped.
        is InvalidKeyException -> causes.any { it.message.orEmpty().contains("Invalid key blob") }

        else -> false
    }
}

/** A chain of causes is short; one that goes round must not keep us. */
private const val MOST_CAUSES = 8

/** API 33: constants of [KeyStoreException], inlined by the compiler and so safe to name before. */
private val LOST =
    setOf(
        KeyStoreException.ERROR_KEY_CORRUPTED,
        KeyStoreException.ERROR_KEY_DOES_NOT_EXIST,
    )
