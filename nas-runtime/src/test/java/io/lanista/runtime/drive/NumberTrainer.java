package io.lanista.runtime.drive;

import io.lanista.api.model.Label;
import io.lanista.api.oneshot.OneShotProgress;
import io.lanista.api.oneshot.OneShotRequest;
import io.lanista.api.oneshot.OneShotRun;
import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.oneshot.Resumable;
import io.lanista.api.option.Option;
import io.lanista.api.space.Choices;
import io.lanista.api.trial.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** "Trains" on the space of {@link Fixtures}: what an epoch does depends on all epochs before, so that any gap or repetition shows. */
class NumberTrainer implements OneShotTrainer {
    static final Option<Long> EPOCHS = Option.integer("epochs", 5, 1, 1000, "How many.");
    static final Option<Map<String, Object>> TABLE = Option.table("table", "Means nothing.");
    private static final int BATCHES = 4;

    @Override
    public String name() {
        return "numbers";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(EPOCHS, TABLE);
    }

    @Override
    public OneShotRun open(OneShotRequest request) {
        return new Run(request);
    }

    /** What happens in a batch, for tests that make something happen. */
    void batch(int epoch, OneShotProgress progress) {
        progress.checkCancelled();
    }

    final class Run implements OneShotRun, Resumable {
        private final OneShotRequest request;
        private final long epochs;
        private long memory = 17;
        private int epoch;

        Run(OneShotRequest request) {
            this.request = request;
            this.epochs = request.options().get(EPOCHS);
        }

        @Override
        public void fit(OneShotProgress progress) {
            while (epoch < epochs) {
                SplittableRandom random = new SplittableRandom(request.seed() + epoch);
                for (int i = 0; i < BATCHES; i++) {
                    batch(epoch + 1, progress);
                    memory = memory * 31 + random.nextInt(1_000_000);
                }
                epoch++;
                progress.note("In epoch (" + epoch + ") it was " + memory + ".");
                Map<String, Double> metrics = new HashMap<>();
                metrics.put("weight_loss", memory / 1e19);
                metrics.put("supernet_" + Fixtures.METRIC, 40.0);
                metrics.put("discrete_" + Fixtures.METRIC, 30.0);
                progress.epoch(epoch, (int) epochs, Metrics.of(metrics));
            }
            progress.note("The end.");
        }

        @Override
        public Choices export() {
            return Choices.of(Map.of(Label.of("x"), 50 + Math.floorMod(memory, 50), Label.of("y"), 7L));
        }

        @Override
        public Map<Label, Map<Object, Double>> weights() {
            double even = Math.floorMod(memory, 100) / 100.0;
            Map<Object, Double> x = new LinkedHashMap<>();
            x.put(50L, even);
            x.put(51L, 1 - even);
            return Map.of(Label.of("x"), x);
        }

        @Override
        public void save(Path folder) throws IOException {
            Files.writeString(folder.resolve("state.txt"), epoch + " " + memory);
        }

        @Override
        public void restore(Path folder) throws IOException {
            String[] state = Files.readString(folder.resolve("state.txt")).split(" ");
            epoch = Integer.parseInt(state[0]);
            memory = Long.parseLong(state[1]);
        }
    }
}
