package io.lanista.djl.train;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.api.model.Model;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.backend.NamedArrays;
import io.lanista.djl.backend.Script;
import io.lanista.djl.block.Network;
import io.lanista.djl.block.NetworkPlan;
import io.lanista.djl.frozen.FrozenNetwork;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A trained network in the engine, which it starts: as a program if it is frozen, else layer by layer. Safe for use by several threads:
 * they use a program at once; where the layers are computed, they take turns. Closing it waits for batches that are under way.
 */
final class EngineNetwork implements UnaryOperator<NDArray>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EngineNetwork.class);

    private final NDManager manager = Backend.start().newManager();
    private final NetworkPlan plan;
    private final NamedArrays weights;
    private final Optional<Script> script;
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    private boolean closed;

    /** The network layer by layer; null until somebody needs it. */
    private @Nullable Network layers;

    EngineNetwork(NetworkPlan plan, NamedArrays weights, Optional<FrozenNetwork> frozen) {
        this.plan = plan;
        this.weights = weights;
        this.script = frozen.flatMap(network -> program(network, plan));
        if (script.isEmpty()) {
            layers(); // Better now than with the first batch.
        }
    }

    private static Optional<Script> program(FrozenNetwork frozen, NetworkPlan plan) {
        NDManager own = Backend.start().newManager();
        try {
            return Optional.of(frozen.script(own));
        } catch (EngineException unknown) {
            own.close();
            LOG.debug(
                    "The network ({}) is computed layer by layer", plan.model().name(), unknown);
            return Optional.empty();
        }
    }

    private synchronized Network layers() {
        Network known = layers;
        if (known == null) {
            known = plan.allocate(manager, new TrialGenerators(0).initial());
            known.load(weights);
            layers = known;
        }
        return known;
    }

    /** Owns tensors that are made for a moment. */
    NDManager manager() {
        return manager;
    }

    /** Whether it is one program, which several threads use at once. */
    boolean isProgram() {
        return script.isPresent();
    }

    /**
     * The outputs for a batch. Call it inside an evaluating step.
     *
     * @throws IllegalArgumentException if the batch has another shape than the network's input
     * @throws IllegalStateException if the network was closed
     */
    @Override
    public NDArray apply(NDArray batch) {
        plan.check(List.of(batch));
        return whileOpen(() -> script.isPresent() ? script.get().run(batch) : inTurns(batch));
    }

    /** The same layer by layer, as while it was trained: outputs are those to the last digit. Call this outside of a step. */
    UnaryOperator<NDArray> byLayers() {
        whileOpen(this::layers);
        return batch -> whileOpen(() -> inTurns(batch));
    }

    private synchronized NDArray inTurns(NDArray batch) {
        return layers().predict(batch);
    }

    private <T> T whileOpen(Supplier<T> pass) {
        use.readLock().lock();
        try {
            if (closed) {
                throw closed(plan.model());
            }
            return pass.get();
        } finally {
            use.readLock().unlock();
        }
    }

    static IllegalStateException closed(Model model) {
        return new IllegalStateException("The network (" + model.name() + ") was closed before this call.");
    }

    @Override
    public void close() {
        use.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                script.ifPresent(Script::close);
                manager.close();
            }
        } finally {
            use.writeLock().unlock();
        }
    }
}
