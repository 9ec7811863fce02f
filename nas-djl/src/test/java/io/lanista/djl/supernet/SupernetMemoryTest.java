package io.lanista.djl.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.api.option.Options;
import io.lanista.djl.backend.Adam;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.backend.Losses;
import io.lanista.djl.backend.Sgd;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.backend.Updater;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.hub.Darts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
class SupernetMemoryTest {
    private static final Path STATUS = Path.of("/proc/self/statm");
    private static final long PAGE = 4096;

    @Test
    void memoryStaysFlatOverAThousandSteps() throws IOException {
        assumeTrue(Files.exists(STATUS), "This system doesn't tell a process's memory.");
        Darts darts = new Darts();
        Map<String, Object> small = Map.of("input", List.of(1L, 8L, 8L), "channels", 4L, "cells", 3L, "classes", 3L);
        SupernetBuilder builder =
                Supernet.of(darts.open(Options.parse(darts.name(), darts.options(), small)), BlockCatalogue.standard());
        try (NDManager manager = Backend.start().newManager()) {
            Supernet supernet = builder.allocate(manager, new Random(1));
            Updater weights = new Sgd(0.9, false, 3e-4).start(supernet.weights());
            Updater architecture = new Adam(0.5, 0.999, 1e-8, 1e-3, false).start(supernet.architecture());
            NDArray images = Tensors.of(manager, new float[4 * 64], 4, 1, 8, 8);
            NDArray labels = Tensors.of(manager, new long[] {0, 1, 2, 0}, 4);
            long early = 0;
            for (int i = 0; i < 1000; i++) {
                boolean first = i % 2 == 0;
                try (Step step = Step.training()) {
                    NDArray logits = first
                            ? supernet.trainArchitecture(images, new Random(i))
                            : supernet.trainWeights(images, new Random(i));
                    step.backward(Losses.crossEntropy(logits, labels, 0));
                    (first ? architecture : weights).update(1e-3);
                }
                if (i == 200) {
                    early = resident();
                }
            }
            assertThat(resident())
                    .as("bytes after 1,000 steps, against %d after 200", early)
                    .isLessThan(early * 105 / 100);
        }
    }

    private static long resident() throws IOException {
        System.gc();
        return Long.parseLong(Files.readString(STATUS).split(" ")[1]) * PAGE;
    }
}
