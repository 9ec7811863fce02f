package io.lanista.runtime.journal;

import java.nio.file.Path;

/** A line of a journal isn't what was written. {@link JournalRepair} keeps the lines before it, if there are any. */
public final class DamagedJournalException extends JournalException {
    private static final long serialVersionUID = 1L;
    private final transient Path journal;
    private final boolean isRepairable;

    DamagedJournalException(Path journal, JournalDamage damage) {
        super("The journal " + journal + " is damaged in " + damage
                + (damage.line() > 1
                        ? ". Maybe repair it: that keeps the lines before this one, and trials after them are run again."
                        : ", so nothing of it can be used. Maybe start a new run."));
        this.journal = journal;
        this.isRepairable = damage.line() > 1;
    }

    /**
     * The message for people who don't use the embedding API.
     *
     * @param command what repairs a journal, such as {@code nas journal repair}
     */
    public String message(String command) {
        return getMessage() + (isRepairable ? " To do so: " + command + " " + journal : "");
    }
}
