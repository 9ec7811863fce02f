package io.lanista.djl.backend;

import io.lanista.api.failure.Blame;
import io.lanista.api.failure.LanistaException;
import java.util.Locale;

/** libtorch couldn't be loaded on this machine. The message is one sentence for the user, with the ways out. */
public final class BackendUnavailableException extends LanistaException {
    private static final long serialVersionUID = 1L;

    BackendUnavailableException(Throwable cause) {
        super(Blame.RESOURCES, message(cause), cause);
    }

    private static String message(Throwable cause) {
        String reason = reason(cause);
        if (reason.contains("failed to map segment")) { // The C library's words for a file that mustn't be executed.
            return "libtorch couldn't be loaded, since it lies where nothing may be executed (" + reason
                    + "). Maybe mount that place without noexec, or set DJL_CACHE_DIR to another folder.";
        }
        return String.format(
                Locale.ROOT,
                "libtorch couldn't be loaded for %s on %s (%s). Maybe put the jar"
                        + " ai.djl.pytorch:pytorch-native-cpu:2.7.1 with this platform's classifier (linux-x86_64,"
                        + " linux-aarch64, osx-aarch64, win-x86_64) on the class path, or point PYTORCH_LIBRARY_PATH"
                        + " at the folder of an installed libtorch 2.7.1.",
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                reason);
    }

    private static String reason(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
