package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that one JDK began and another one goes on with, where two are installed: a replay fails at the first other answer. */
@Tag("slow")
class OtherJdkIT {
    private static final Path JDKS = Path.of("/usr/lib/jvm");
    private static final Path DISTRIBUTION = Path.of("target", "lanista").toAbsolutePath();
    private static final Path TABLE = Path.of("..", "samples", "small-table");
    private static final Pattern FEATURE = Pattern.compile("^JAVA_VERSION=\"(\\d+)", Pattern.MULTILINE);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"tpe", "smac", "regularized-evolution"})
    void givesTheSameAnswersThereAndBack(String strategy) throws Exception {
        Path own = Path.of(System.getProperty("java.home"));
        Optional<Path> other = other();
        assumeTrue(other.isPresent(), "No other JDK is installed in " + JDKS + ".");
        for (String file : List.of("space.yaml", "table.csv")) {
            Files.copy(TABLE.resolve(file), folder.resolve(file));
        }
        Files.writeString(folder.resolve("search.yaml"), """
                name: search
                space: space.yaml
                strategy: %s
                evaluator: {name: tabular, table: table.csv, objective: accuracy}
                objective: {maximize: accuracy}
                budget: {trials: 60}
                """.formatted(strategy));

        assertThat(run(own, 30)).contains("Journal in").contains("30 trials completed");
        assertThat(run(other.get(), 45)).contains("Going on in").contains("45 trials completed");
        assertThat(run(own, 60)).contains("Going on in").contains("60 trials completed");
    }

    private String run(Path jdk, int trials) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(
                        jdk.resolve("bin/java").toString(),
                        "-Dlanista.home=" + DISTRIBUTION,
                        "-cp",
                        DISTRIBUTION.resolve("lib") + "/*",
                        "io.lanista.cli.Main",
                        "run",
                        folder.resolve("search.yaml").toString(),
                        "--out",
                        folder.resolve("runs").toString(),
                        "--trials",
                        String.valueOf(trials))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended).as(Files.readString(output)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }

    private static Optional<Path> other() throws IOException {
        if (!Files.isDirectory(JDKS)) {
            return Optional.empty();
        }
        List<Path> found = new ArrayList<>();
        try (Stream<Path> folders = Files.list(JDKS)) {
            for (Path jdk : folders.sorted().toList()) {
                int feature = feature(jdk);
                if (feature >= 17 && feature != Runtime.version().feature()) {
                    found.add(jdk);
                }
            }
        }
        return found.stream().findFirst();
    }

    /** The feature number of a JDK, or zero of what is none. */
    private static int feature(Path jdk) throws IOException {
        Path release = jdk.resolve("release");
        if (!Files.isExecutable(jdk.resolve("bin/java")) || !Files.isRegularFile(release)) {
            return 0;
        }
        Matcher version = FEATURE.matcher(Files.readString(release));
        return version.find() ? Integer.parseInt(version.group(1)) : 0;
    }
}
