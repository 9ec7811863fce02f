package io.lanista.djl.data;

import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The data sources that there are, by name. Immutable.
 *
 * <pre>{@code
 * DataSplit split = DataSources.standard().load("csv", Map.of("path", "iris.csv"), folder);
 * }</pre>
 */
public final class DataSources {
    private final Map<String, DataSource> sources;

    private DataSources(Map<String, DataSource> sources) {
        this.sources = Collections.unmodifiableMap(sources);
    }

    /** The ones that come along: drawn by the program, read from files, and fetched by DJL. */
    public static DataSources standard() {
        Map<String, DataSource> sources = new LinkedHashMap<>();
        Stream.of(
                        new GlyphSource(),
                        new CsvSource(),
                        new ImageFolderSource(),
                        new IdxSource(),
                        new CifarSource(),
                        DjlSource.mnist(),
                        DjlSource.fashionMnist(),
                        DjlSource.cifar10())
                .forEach(source -> sources.put(source.name(), source));
        return new DataSources(sources);
    }

    /** These and one more; it takes the place of one with the same name. */
    public DataSources with(DataSource source) {
        Map<String, DataSource> more = new LinkedHashMap<>(sources);
        more.put(source.name(), source);
        return new DataSources(more);
    }

    /** These and the source {@code memory}, which gives data that the program holds already. */
    public DataSources withMemory(DataParts parts) {
        return with(new MemorySource(parts));
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

    /**
     * Loads, splits and standardises data.
     *
     * @param name the source
     * @param given its options, as an experiment file has them
     * @param folder what relative paths start from
     * @throws DataException if there is no such source, or its data can't be used
     * @throws io.lanista.api.option.OptionException if an option is unknown, missing or not allowed
     */
    public DataSplit load(String name, Map<String, ?> given, Path folder) {
        DataSource source = source(name);
        Options options = Options.parse("data source '" + name + "'", options(name), given);
        return new Splitter(options).split(source.load(options, folder));
    }

    /**
     * Finds out from a path what it holds: a table ({@code .csv}, {@code .csv.gz}), CIFAR-10's binary format ({@code .bin},
     * {@code .bin.gz}, or a folder of these), MNIST's (names that end in {@code -ubyte}, {@code .gz} or not, or a folder of
     * these), or a folder of class folders with images.
     *
     * @throws DataException if there is nothing, or nothing that is known
     */
    public static DataChoice infer(Path path) {
        return Inference.of(path);
    }

    /** Loads data as a {@link DataChoice} says. */
    public DataSplit load(DataChoice choice, Path folder) {
        return load(choice.source(), choice.options(), folder);
    }

    private DataSource source(String name) {
        DataSource source = sources.get(name);
        if (source == null) {
            throw new DataException(
                    "No data source '" + name + "'. Available: " + String.join(", ", sources.keySet()) + ".");
        }
        return source;
    }
}
