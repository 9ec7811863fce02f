package io.lanista.benchmarks.disk;

import ai.djl.ndarray.NDManager;
import com.sun.management.OperatingSystemMXBean;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.djl.backend.Adam;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Updater;
import io.lanista.djl.block.Network;
import io.lanista.djl.data.Augmentation;
import io.lanista.djl.data.DataSources;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.train.Batch;
import io.lanista.djl.train.TensorBatches;
import io.lanista.djl.train.TrainingSetup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * One side of {@link ImagesOnDisk}: loads a folder of images, prints what that took, and trains for an epoch whenever a line comes in.
 *
 * <p>Each answer is one line: wall and CPU milliseconds (of the whole process), its peak resident memory in KB, the last loss.
 */
final class ImageEpochs {
    private static final int BATCH = 64;

    private ImageEpochs() {}

    static void serve(String cache, Path folder, int size) throws IOException {
        PrintStream out = System.out;
        System.setOut(System.err);
        Clock loading = new Clock();
        DataSplit data = DataSources.standard()
                .load("image-folder", Map.of("path", folder.toString(), "size", size, "cache", cache), folder);
        out.println(loading.answer(0));
        TrainingSetup setup = TrainingSetup.of(data);
        try (NDManager manager = Backend.start().newManager();
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            Random random = new Random(1);
            Network network = setup.plan(model(size)).allocate(manager, random);
            Updater updater = Adam.adam(0).start(network.parameters());
            TensorBatches batches =
                    TensorBatches.shuffled(setup, data.train(), BATCH, Augmentation.none(), manager, random);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Clock clock = new Clock();
                float loss = 0;
                batches.startEpoch();
                while (batches.next()) {
                    try (Step step = Step.training()) {
                        Batch batch = batches.batch();
                        var lossOfBatch = batch.loss(network.train(batch.inputs(), random));
                        loss = lossOfBatch.toFloatArray()[0];
                        step.backward(lossOfBatch);
                        updater.update(1e-3);
                    }
                }
                out.println(clock.answer(loss));
            }
        }
    }

    /** A small one, so that reading counts. */
    private static Model model(int size) {
        return Model.named("small")
                .input("image", 3, size, size)
                .then("first", Layer.of("conv2d", "out_channels", 8, "stride", 2))
                .then("relu", Layer.of("relu"))
                .then("second", Layer.of("conv2d", "out_channels", 16, "stride", 2))
                .then("relu2", Layer.of("relu"))
                .then("pool", Layer.of("global_avg_pool"))
                .then("head", Layer.of("linear", "units", Model.OUTPUTS))
                .build();
    }

    /** Measures from its making on. */
    static final class Clock {
        private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        private final long wall = System.nanoTime();
        private final long cpu = system.getProcessCpuTime();

        String answer(float loss) throws IOException {
            return String.format(
                    Locale.ROOT,
                    "%.1f %.1f %d %s",
                    (System.nanoTime() - wall) / 1e6,
                    (system.getProcessCpuTime() - cpu) / 1e6,
                    peak(),
                    loss);
        }

        /** What Linux says; 0 elsewhere. */
        private static long peak() throws IOException {
            Path status = Path.of("/proc/self/status");
            if (!Files.exists(status)) {
                return 0;
            }
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        }
    }
}
