package io.lanista.runtime.drive;

import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.space.UnmetConstraintsException;
import io.lanista.base.random.Seeds;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.proxy.ProxySample;
import io.lanista.djl.train.TrainingSetup;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.local.Machine;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How many trials this machine can run at once: as many as its cores and its free memory have room for.
 *
 * @param trials how many
 * @param why in words that follow "trials run …"
 */
record Parallelism(int trials, String why) {
    private static final long MEBIBYTE = 1 << 20;

    /** A JVM with the tensor engine, and what a batch goes through. */
    private static final long WORKER = 700 * MEBIBYTE;

    /** Weights, gradients, an optimiser's two moments, and the best weights so far. */
    private static final int COPIES = 5;

    private static final double SHARE = 0.9;
    private static final int DRAWS = 16;

    /**
     * For this machine as it is.
     *
     * @param executor where trials run
     * @param threads that each trial computes with
     * @param setup what networks are trained with, if some are
     * @throws ExperimentException if trials run elsewhere
     */
    static Parallelism of(
            Machine machine, String executor, long threads, Optional<TrainingSetup> setup, SearchSpace space) {
        boolean forked = executor.equals(Experiment.FORKED);
        if (!forked && !executor.equals(Experiment.INLINE)) {
            throw new ExperimentException(
                    "The key (parallel) is (auto), which counts the cores of this machine, and trials run with '"
                            + executor + "'. Maybe give a number.");
        }
        int byCores = (int) Math.max(1, machine.cores() / threads);
        long network = COPIES
                * Float.BYTES
                * setup.map(with -> parameters(with, space)).orElse(0L);
        long data = forked ? setup.map(with -> held(with.data())).orElse(0L) : 0;
        long each = setup.isEmpty() ? 0 : (forked ? WORKER : 0) + data + network;
        int byMemory = machine.memory().isEmpty() || each == 0
                ? byCores
                : (int) Math.min(
                        byCores, Math.max(1, (long) (SHARE * machine.memory().getAsLong()) / each));
        String cores = machine.cores() == 1 ? "1 core" : machine.cores() + " cores";
        return new Parallelism(
                byMemory,
                byMemory < byCores
                        ? String.format(
                                Locale.ROOT,
                                "%d at once, since each takes about %,d MB and %,d MB are free (%s)",
                                byMemory,
                                each / MEBIBYTE,
                                machine.memory().orElse(0) / MEBIBYTE,
                                cores)
                        : byMemory + " at once, since there " + (machine.cores() == 1 ? "is " : "are ") + cores);
    }

    /** The most that one of some architectures has. */
    private static long parameters(TrainingSetup setup, SearchSpace space) {
        long most = 0;
        for (Choices choices : draws(space)) {
            try {
                most = Math.max(
                        most, setup.plan(space.freeze(choices)).parameters().count());
            } catch (InvalidArchitectureException e) {
                continue; // A trial that it is proposed for says so.
            }
        }
        return most;
    }

    private static List<Choices> draws(SearchSpace space) {
        try {
            return ProxySample.draw(space, DRAWS, Seeds.generator(0));
        } catch (UnmetConstraintsException e) {
            return List.of();
        }
    }

    /** What a process has of the data. */
    private static long held(DataSplit data) {
        return data.train().heldBytes()
                + data.validation().heldBytes()
                + data.test().heldBytes();
    }
}
