package io.lanista.djl.data;

import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import java.nio.file.Path;
import java.util.List;

/**
 * A place that data come from, found by its name. An embedding program adds its own with
 * {@link DataSources#with(DataSource)}.
 */
public interface DataSource {
    /** How an experiment file names it. */
    String name();

    /** The options that it takes; those for splitting are added to them. */
    List<Option<?>> options();

    /**
     * Reads or makes the data. The same options give the same data in the same order.
     *
     * @param options checked values of {@link #options()}
     * @param folder what relative paths start from
     * @throws DataException if the data can't be used, in one sentence
     */
    DataParts load(Options options, Path folder);
}
