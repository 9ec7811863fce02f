package io.lanista.runtime.journal;

/** How far a line must have got before the experiment acts on it. */
public enum Durability {
    /** To the operating system: survives the end of the process, however it dies, and not a loss of power. */
    WRITTEN,
    /** To the disk: survives a loss of power too. All outcomes that are ready go together (group commit). */
    FORCED
}
