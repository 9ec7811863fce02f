package io.lanista.api.failure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** Whose fault a failure is: who has to do something about it. */
public enum Blame {
    /** The user's: a file, an option, a name, data. One sentence says what to change. */
    USER,
    /** A plug-in's: its code threw or broke a contract. The sentence names the bundle and its version. */
    PLUGIN,
    /** Nobody's: the disk is full, the memory is too small, an engine can't start. The same goes well once there is room. */
    RESOURCES,
    /** Lanista's own: a fault to report, with its stack trace. */
    LANISTA;

    /**
     * Whose fault this is: as a {@link LanistaException} says it of itself; a file that can't be used is the user's, a full disk and
     * too little memory are the machine's, and all else is Lanista's.
     */
    public static Blame of(Throwable failure) {
        if (failure instanceof LanistaException known) {
            return known.blame();
        }
        if (failure instanceof OutOfMemoryError || isFullDisk(failure)) {
            return RESOURCES;
        }
        if (failure instanceof UncheckedIOException wrapped && wrapped.getCause() != null) {
            return of(wrapped.getCause());
        }
        return failure instanceof IOException ? USER : LANISTA;
    }

    /** Whether this says that no room is left on a disk, or no more of it may be used. */
    public static boolean isFullDisk(Throwable failure) {
        if (failure instanceof UncheckedIOException wrapped && wrapped.getCause() != null) {
            return isFullDisk(wrapped.getCause());
        }
        if (!(failure instanceof IOException)) {
            return false;
        }
        String said = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return said.contains("no space left") || said.contains("quota exceeded") || said.contains("not enough space");
    }
}
