package io.lanista.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.model.Model;
import io.lanista.api.space.SearchSpace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hashes name architectures in files, so they must be the same wherever they are computed. */
class HashStabilityTest {
    /** Run in another JVM by the test. */
    static final class Program {
        private Program() {}

        public static void main(String[] args) {
            hashes().forEach(System.out::println);
        }
    }

    static List<String> hashes() {
        List<String> hashes = new ArrayList<>();
        for (long seed = 1; seed <= 40; seed++) {
            SearchSpace space = new RandomSpaces(seed, true).space();
            Model model = space.freeze(space.sample(new Random(seed)));
            hashes.add(space.hash() + " " + model.hash() + " " + CanonicalForm.hash(model, LayerCatalogue.standard()));
        }
        return hashes;
    }

    @Test
    @Timeout(60)
    void anotherJvmFindsTheSameHashes() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Duser.language=tr",
                        "-Dfile.encoding=ISO-8859-1",
                        "-XX:+UnlockExperimentalVMOptions",
                        "-XX:hashCode=2",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(output.lines()).containsExactlyElementsOf(hashes());
    }

    /** What earlier versions wrote. A change here makes old journals unreadable. */
    @Test
    void hashesAreThoseOfEarlierVersions() {
        Model model = NasBench201.space(1).freeze(NasBench201.choices("334131"));
        assertThat(model.hash()).isEqualTo("f697fbff146b27e7519555beb46d5ab7");
        assertThat(CanonicalForm.hash(model, LayerCatalogue.standard())).isEqualTo("c00dc0aeac5a9f0cae3dd13942f74246");
        assertThat(NasBench201.space(1).hash()).isEqualTo("4f7e29d2a5146d9cfef16c52856ce404");
    }
}
