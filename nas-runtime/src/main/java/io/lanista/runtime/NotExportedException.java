package io.lanista.runtime;

import io.lanista.api.failure.Blame;
import io.lanista.api.failure.LanistaException;
import java.nio.file.Path;

/** Where an exported winner is needed, the folder of a run was given. */
public final class NotExportedException extends LanistaException {
    private static final long serialVersionUID = 1L;
    private final transient Path run;

    NotExportedException(Path run) {
        super(Blame.USER, "The folder (" + run + ") is that of a run. Maybe export its winner first.");
        this.run = run;
    }

    /**
     * The message for people who don't use the embedding API.
     *
     * @param command what exports winners, such as {@code nas export}
     */
    public String message(String command) {
        return getMessage() + " To do so: " + command + " " + run + " --to winner";
    }
}
