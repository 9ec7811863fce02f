package io.lanista.api.oneshot;

import java.io.IOException;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ConsumerType;

/** What a {@link OneShotRun} implements, too, if it can go on after an interruption exactly where it was. */
@ConsumerType
public interface Resumable {
    /** Writes all that is needed to go on exactly from here, into a folder that is empty. Called after every epoch. */
    void save(Path folder) throws IOException;

    /** Goes on from what {@link #save} wrote, perhaps in another process. Called once, before {@link OneShotRun#fit}. */
    void restore(Path folder) throws IOException;
}
