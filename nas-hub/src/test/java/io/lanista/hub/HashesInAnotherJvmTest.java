package io.lanista.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.option.Options;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HashesInAnotherJvmTest {
    /** Run in the other JVM: prints what {@link #hashes} says. */
    public static void main(String[] args) {
        System.out.print(hashes());
    }

    /** Hashes of all spaces and of an architecture of each, with the choices that a seed leads to. */
    private static String hashes() {
        StringBuilder text = new StringBuilder();
        Hub.providers().forEach(provider -> {
            SearchSpace space =
                    provider.open(Options.parse(provider.name(), provider.options(), Map.of("size", "small")));
            Choices choices = space.sample(new Random(11));
            text.append(space.hash()).append(' ').append(space.freeze(choices).hash());
            text.append(' ').append(choices).append('\n');
        });
        return text.toString();
    }

    @Test
    void hashesAndSamplesAreTheSameInAnotherJvm() throws IOException, InterruptedException {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HashesInAnotherJvmTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String printed = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(other.waitFor()).as(printed).isZero();
        assertThat(printed).isEqualTo(hashes()).hasLineCount(12);
    }
}
