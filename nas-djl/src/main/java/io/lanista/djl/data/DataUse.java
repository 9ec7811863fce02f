package io.lanista.djl.data;

import io.lanista.djl.table.TablePreparation;
import java.util.Optional;

/**
 * What data are for, as far as it is known: it decides where the data leave it open, as whole numbers leave open whether they are
 * classes.
 *
 * @param task what is to be learnt
 * @param images whether the network takes images
 * @param prepared how a table was prepared for a network that is to learn more, to be prepared likewise now; empty to learn it anew
 */
public record DataUse(Optional<Task> task, boolean images, Optional<TablePreparation> prepared) {
    /** Nothing is known. */
    public static final DataUse ANY = new DataUse(Optional.empty(), false);

    /** For a network that is new. */
    public DataUse(Optional<Task> task, boolean images) {
        this(task, images, Optional.empty());
    }
}
