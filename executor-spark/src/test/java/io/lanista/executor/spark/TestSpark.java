package io.lanista.executor.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** The Spark that tests use: the one that the sample of a cluster fetches. */
final class TestSpark {
    private TestSpark() {}

    static Path home() {
        Path home = Path.of("../samples/cluster/target/spark").toAbsolutePath().normalize();
        assertThat(Files.isDirectory(home.resolve("jars")))
                .as("there is a Spark in " + home + ". Maybe run: ./mvnw -f samples/cluster/pom.xml package")
                .isTrue();
        return home;
    }
}
