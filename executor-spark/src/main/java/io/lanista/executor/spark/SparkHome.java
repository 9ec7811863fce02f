package io.lanista.executor.spark;

import io.lanista.api.option.OptionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The user's Spark on this machine.
 *
 * @param folder has Spark's jars in its folder {@code jars}
 * @param version of Spark, such as 4.2.0
 * @param scala the version of Scala that it was built with, such as 2.13
 */
record SparkHome(Path folder, String version, String scala) {
    private static final Pattern CORE = Pattern.compile("spark-core_(\\d+\\.\\d+)-(\\d+)\\.(.+)\\.jar");
    private static final int OLDEST = 3;

    /**
     * Looks where the option says, else where the environment does.
     *
     * @throws OptionException if there is no Spark, or one that is too old
     */
    static SparkHome find(String option, Map<String, String> environment) {
        String home = option.isEmpty() ? environment.getOrDefault("SPARK_HOME", "") : option;
        if (home.isEmpty()) {
            throw new OptionException(
                    "The executor 'spark' needs Spark on this machine, and doesn't know where it is. Maybe set"
                            + " the variable SPARK_HOME, or the option (home), to Spark's folder.");
        }
        Path folder = Path.of(home).toAbsolutePath().normalize();
        try (Stream<Path> jars = Files.list(folder.resolve("jars"))) {
            return jars.map(jar -> CORE.matcher(jar.getFileName().toString()))
                    .filter(Matcher::matches)
                    .findFirst()
                    .map(core -> of(folder, core))
                    .orElseThrow(() -> missing(folder));
        } catch (IOException e) {
            throw missing(folder);
        }
    }

    private static OptionException missing(Path folder) {
        return new OptionException("There is no Spark in (" + folder
                + "): its folder jars should have spark-core in it. Maybe set the variable SPARK_HOME, or the option (home),"
                + " to the folder that Spark was unpacked to.");
    }

    private static SparkHome of(Path folder, Matcher core) {
        if (Integer.parseInt(core.group(2)) < OLDEST) {
            throw new OptionException("The Spark in (" + folder + ") is version " + core.group(2) + "." + core.group(3)
                    + ", and must be 3.5 or newer.");
        }
        return new SparkHome(folder, core.group(2) + "." + core.group(3), core.group(1));
    }
}
