package io.lanista.djl.data;

import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.base.text.DidYouMean;
import io.lanista.djl.file.DataException;
import io.lanista.djl.file.DataFile;
import io.lanista.djl.file.DataMemory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * The data sources that there are, by name. Immutable.
 *
 * <pre>{@code
 * DataSplit split = DataSources.standard().load("csv", Map.of("path", "iris.csv"), folder);
 * }</pre>
 */
public final class DataSources {
    private static final String PATH = "path";

    private final Map<String, DataSource> sources;

    private DataSources(Map<String, DataSource> sources) {
        this.sources = Collections.unmodifiableMap(sources);
    }

    /** The ones that come along: drawn by the program, read from files, and fetched by DJL. */
    public static DataSources standard() {
        return of(ServiceLoader.load(DataSource.class, DataSources.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    /** These sources; of several with one name the last. */
    public static DataSources of(Collection<? extends DataSource> all) {
        Map<String, DataSource> sources = new LinkedHashMap<>();
        all.forEach(source -> sources.put(source.name(), source));
        return new DataSources(sources);
    }

    /** These and one more; it takes the place of one with the same name. */
    public DataSources with(DataSource source) {
        List<DataSource> more = new ArrayList<>(sources.values());
        more.add(source);
        return of(more);
    }

    /** These and the source {@code memory}, which gives data that the program holds already. */
    public DataSources withMemory(RawData data) {
        return with(new MemorySource(data));
    }

    /** The names of all sources. */
    public List<String> names() {
        return List.copyOf(sources.keySet());
    }

    /**
     * All options of a source, those for splitting included.
     *
     * @throws DataException if there is no source of that name
     */
    public List<Option<?>> options(String name) {
        List<Option<?>> options = new ArrayList<>(source(name).options());
        options.addAll(Splitter.OPTIONS);
        return List.copyOf(options);
    }

    /** The options for splitting, which every source has. */
    public static List<Option<?>> splitting() {
        return Splitter.OPTIONS;
    }

    /** Loads, splits and standardises data that are for anything: see {@link #load(DataChoice, Path, DataUse)}. */
    public DataSplit load(String name, Map<String, ?> given, Path folder) {
        return load(new DataChoice(name, new LinkedHashMap<>(given)), folder, DataUse.ANY);
    }

    /**
     * Loads, splits and standardises data.
     *
     * @param choice the source and its options, as an experiment file has them
     * @param folder what relative paths start from
     * @param use what the data are for
     * @throws DataException if there is no such source, or its data can't be used or take more memory than there is
     * @throws io.lanista.api.option.OptionException if an option is unknown, missing or not allowed
     */
    public DataSplit load(DataChoice choice, Path folder, DataUse use) {
        DataSource source = source(choice.source());
        Options options =
                Options.parse("data source '" + source.name() + "'", options(source.name()), choice.options());
        try {
            return new Splitter(options).split(source.name(), source.open(new Request(options, folder, use)));
        } catch (OutOfMemoryError e) {
            throw DataMemory.exhausted("The data of the source '" + source.name() + "'", e);
        }
    }

    /**
     * Reads examples for a network that is trained already, from a path whose format its name or content tells.
     *
     * @param options of the source that reads it, beside the path
     * @param use what the network was trained for
     * @throws DataException if no source reads it, or the data can't be used
     * @throws io.lanista.api.option.OptionException if the source has no such option
     */
    public NewExamples examples(Path path, Map<String, ?> options, DataUse use) {
        DataChoice choice = infer(path);
        DataSource source = source(choice.source());
        Map<String, Object> all = new LinkedHashMap<>(choice.options());
        all.putAll(options);
        Options checked = Options.parse("data source '" + source.name() + "'", source.options(), all);
        try {
            return source.examples(new Request(checked, path.toAbsolutePath().getRoot(), use));
        } catch (OutOfMemoryError e) {
            throw DataMemory.exhausted("The data of the source '" + source.name() + "'", e);
        }
    }

    /** What a source is asked for. */
    private record Request(Options options, Path folder, DataUse use) implements DataRequest {}

    /**
     * Finds out from a path which source reads it.
     *
     * @throws DataException if there is nothing, or nothing that is known
     */
    public DataChoice infer(Path path) {
        if (!Files.isDirectory(path)) {
            DataFile.requireFile(path);
        }
        for (DataSource source : sources.values()) {
            if (source.recognises(path)) {
                return new DataChoice(
                        source.name(),
                        Map.of(PATH, path.toAbsolutePath().normalize().toString()));
            }
        }
        throw new DataException("Can't tell what data (" + path
                + ") holds. Known: a table (.csv or .csv.gz; .parquet by a plug-in), CIFAR-10's"
                + " binary format (.bin or .bin.gz), MNIST's (-ubyte or -ubyte.gz), a folder of these, or a folder with"
                + " one folder of images for each class. Maybe name the source (option data.source).");
    }

    private DataSource source(String name) {
        DataSource source = sources.get(name);
        if (source == null) {
            throw new DataException("No data source '" + name + "'. Available: " + String.join(", ", sources.keySet())
                    + "." + DidYouMean.sentence(name, sources.keySet()));
        }
        return source;
    }
}
