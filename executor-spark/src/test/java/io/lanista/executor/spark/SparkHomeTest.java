package io.lanista.executor.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.option.OptionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkHomeTest {
    @TempDir
    private Path folder;

    private String home(String jar) throws IOException {
        Path jars = Files.createDirectories(folder.resolve(jar).resolve("jars"));
        Files.createFile(jars.resolve(jar));
        return jars.getParent().toString();
    }

    @Test
    void theOptionCountsBeforeTheEnvironment() throws IOException {
        String newer = home("spark-core_2.13-4.2.0.jar");
        String older = home("spark-core_2.12-3.5.7.jar");
        assertThat(SparkHome.find(newer, Map.of("SPARK_HOME", older)).version()).isEqualTo("4.2.0");
        SparkHome ofEnvironment = SparkHome.find("", Map.of("SPARK_HOME", older));
        assertThat(ofEnvironment.version()).isEqualTo("3.5.7");
        assertThat(ofEnvironment.scala()).isEqualTo("2.12");
    }

    @Test
    void whereThereIsNoSparkASentenceSaysWhatToSet() throws IOException {
        assertThatThrownBy(() -> SparkHome.find("", Map.of()))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("SPARK_HOME");
        assertThatThrownBy(() -> SparkHome.find(folder.toString(), Map.of()))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining(folder.toString());
        String old = home("spark-core_2.11-2.4.8.jar");
        assertThatThrownBy(() -> SparkHome.find(old, Map.of()))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("2.4.8");
    }
}
