package io.lanista.djl.train;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.backend.NamedArrays;
import io.lanista.djl.backend.Script;
import io.lanista.djl.block.Network;
import io.lanista.djl.block.NetworkPlan;
import io.lanista.djl.frozen.FrozenNetwork;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A trained network in the engine, which it starts. Safe for use by several threads: a frozen network is a program that they use at once; as
 * another one, they take turns.
 */
final class EngineNetwork implements UnaryOperator<NDArray>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EngineNetwork.class);

    private final NDManager manager = Backend.start().newManager();
    private final UnaryOperator<NDArray> pass;
    private final Optional<Script> script;

    EngineNetwork(NetworkPlan plan, NamedArrays weights, Optional<FrozenNetwork> frozen) {
        this.script = frozen.flatMap(network -> program(network, plan));
        this.pass = script.isPresent() ? script.get()::run : inTurns(plan, weights);
    }

    private static Optional<Script> program(FrozenNetwork frozen, NetworkPlan plan) {
        try {
            return Optional.of(frozen.script(Backend.start().newManager()));
        } catch (EngineException unknown) {
            LOG.debug(
                    "The network ({}) is computed layer by layer", plan.model().name(), unknown);
            return Optional.empty();
        }
    }

    private UnaryOperator<NDArray> inTurns(NetworkPlan plan, NamedArrays weights) {
        Network network = plan.allocate(manager, new TrialGenerators(0).initial());
        network.load(weights);
        return batch -> {
            synchronized (network) {
                return network.predict(batch);
            }
        };
    }

    /** Owns tensors that are made for a moment. */
    NDManager manager() {
        return manager;
    }

    /** The outputs for a batch. Call it inside an evaluating step. */
    @Override
    public NDArray apply(NDArray batch) {
        return pass.apply(batch);
    }

    @Override
    public void close() {
        script.ifPresent(Script::close);
        manager.close();
    }
}
