package io.lanista.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.lanista.api.failure.LanistaException;
import io.lanista.api.option.Option;
import io.lanista.api.option.OptionException;
import io.lanista.djl.data.DataSet;
import io.lanista.djl.data.DataSource;
import io.lanista.djl.data.DataSources;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.data.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every data source must keep, as tests to inherit: that the same options give the same data, ready for a search, and that what
 * can't be used is told in one sentence. Keep the data of {@link #options} small: they are read several times. Needs {@code nas-djl}
 * on the class path of the test.
 */
public interface DataSourceContract {
    /** A new source at each call. */
    DataSource source();

    /**
     * The options to test it with, as an experiment file gives them.
     *
     * @param folder an empty one to put files into; relative paths start there
     */
    Map<String, Object> options(Path folder) throws IOException;

    /** Its name can be typed, and its options have distinct names and help texts, which splitting doesn't use itself. */
    @Test
    default void nameAndOptionsAreWellFormed() {
        DataSource source = source();
        List<Option<?>> withSplitting = DataSources.of(List.of(source)).options(source.name());
        ProviderRules.assertWellFormed("data source", source.name(), withSplitting);
    }

    /** The host finds it by {@code META-INF/services}, and so do worker processes. */
    @Test
    default void serviceLoaderFindsIt() {
        ProviderRules.assertFound(DataSource.class, source());
    }

    /** Three parts with the same shape and the same classes or numbers, all features finite. */
    @Test
    default void dataAreReadyForASearch(@TempDir Path folder) throws IOException {
        DataSplit split = load(folder, options(folder));
        for (DataSet part : List.of(split.train(), split.validation())) {
            assertThat(part.size()).as("how many examples a part has").isPositive();
            assertThat(part.shape()).as("the shape of an example").isEqualTo(split.shape());
            assertThat(part.outputSize()).as("the outputs").isEqualTo(split.outputSize());
            for (int example = 0; example < part.size(); example++) {
                for (float feature : part.features(example)) {
                    assertThat(feature).as("a feature").isFinite();
                }
            }
        }
    }

    /** The same options give the same data in the same order: runs are resumed, and workers read for themselves. */
    @Test
    default void theSameOptionsGiveTheSameData(@TempDir Path folder) throws IOException {
        Map<String, Object> options = options(folder);
        assertThat(contents(load(folder, options)))
                .as("what a second reading gives. Maybe the order of files or of a hash table got into it")
                .isEqualTo(contents(load(folder, options)));
    }

    /** One source may be opened by several threads at once. */
    @Test
    default void severalThreadsReadTheSameAtOnce(@TempDir Path folder) throws IOException {
        Map<String, Object> options = options(folder);
        DataSources sources = DataSources.of(List.of(source()));
        String name = source().name();
        List<CompletableFuture<List<Object>>> readings = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            readings.add(CompletableFuture.supplyAsync(() -> contents(sources.load(name, options, folder))));
        }
        List<Object> alone = contents(load(folder, options));
        readings.forEach(reading -> assertThat(reading.join())
                .as("what one of several threads reads")
                .isEqualTo(alone));
    }

    /** A mistyped option is told with the ones that there are. */
    @Test
    default void anUnknownOptionIsRefused(@TempDir Path folder) throws IOException {
        Map<String, Object> options = new LinkedHashMap<>(options(folder));
        options.put("no-such-option", 1);
        assertThatThrownBy(() -> load(folder, options))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("no-such-option");
    }

    /** A source that reads a path says in a sentence for users that there is nothing. */
    @Test
    default void aPathWithNothingThereIsToldInASentence(@TempDir Path folder) throws IOException {
        Map<String, Object> options = new LinkedHashMap<>(options(folder));
        if (options.containsKey("path")) {
            options.put("path", "no-such-file.csv");
            assertThat(catchThrowable(() -> load(folder, options)))
                    .as("what is thrown for a path with nothing there. Maybe throw a DataException")
                    .isInstanceOf(LanistaException.class)
                    .hasMessageContaining("no-such-file.csv");
        }
    }

    /** Any path is looked at without a fault, and nothing at all is nobody's. */
    @Test
    default void anEmptyFolderAndAnEmptyFileAreNotRecognised(@TempDir Path folder) throws IOException {
        DataSource source = source();
        assertThat(source.recognises(Files.createDirectory(folder.resolve("empty"))))
                .as("whether it recognises an empty folder")
                .isFalse();
        assertThat(source.recognises(Files.createFile(folder.resolve("empty.unknown"))))
                .as("whether it recognises an empty file with an ending that nobody uses")
                .isFalse();
    }

    private DataSplit load(Path folder, Map<String, Object> options) {
        DataSource source = source();
        return DataSources.of(List.of(source)).load(source.name(), options, folder);
    }

    private static List<Object> contents(DataSplit split) {
        List<Object> contents = new ArrayList<>(List.of(split.train().classNames()));
        for (DataSet part : List.of(split.train(), split.validation(), split.test())) {
            for (int example = 0; example < part.size(); example++) {
                contents.add(Arrays.hashCode(part.features(example)));
                for (int i = 0; part.task() != Task.CLASSIFICATION && i < part.outputSize(); i++) {
                    contents.add(part.target(example, i));
                }
                if (part.task() == Task.CLASSIFICATION) {
                    contents.add(part.label(example));
                }
            }
        }
        return contents;
    }
}
