package io.lanista.cli;

/** How a command ended, as the operating system sees it. */
final class ExitCode {
    /** All is well. */
    static final int OK = 0;
    /** The search failed, or something unforeseen did. */
    static final int FAILED = 1;
    /** The user's mistake: an option, a file, a name. */
    static final int USAGE = 2;
    /** A plug-in's mistake. */
    static final int PLUGIN = 3;
    /** Interrupted, with the journal flushed. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
