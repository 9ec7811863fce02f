package io.lanista.djl.data;

import io.lanista.api.option.Option;
import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A place that data come from, found by its name. Found by {@link java.util.ServiceLoader}, so that it is there in worker
 * processes, too; needs a public constructor without parameters then. An embedding program may hand an object over instead.
 *
 * <p>Opened once in each process, and by several threads at once if several experiments start.
 */
@ConsumerType
public interface DataSource {
    /** How an experiment file names it. */
    String name();

    /**
     * Reads or makes the data. The same options give the same data in the same order.
     *
     * @throws io.lanista.djl.file.DataException if the data can't be used, in one sentence
     */
    RawData open(DataRequest request);

    /**
     * Reads examples for a network that is trained already; their answers may be unknown. By default those that {@link #open} gives,
     * of which only the test part counts if the source sets one apart: a source whose data may lack answers reads them itself.
     *
     * @param request whose {@link DataUse#prepared} is how a table was prepared in training
     * @throws io.lanista.djl.file.DataException if the data can't be used, in one sentence
     */
    default NewExamples examples(DataRequest request) {
        return open(request).examples();
    }

    /** The options that it takes; those for splitting are added to them. */
    default List<Option<?>> options() {
        return List.of();
    }

    /** What this is, in one sentence. */
    default String description() {
        return "";
    }

    /** Whether a path, which exists, looks like what this source reads: by its name, or by what is in a folder. */
    default boolean recognises(Path path) {
        return false;
    }
}
