package io.lanista.runtime.local;

import io.lanista.api.option.Option;
import io.lanista.api.option.OptionException;
import io.lanista.runtime.execute.ExecutorProvider;
import io.lanista.runtime.execute.ExecutorRequest;
import io.lanista.runtime.execute.TrialExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code forked}: worker JVMs on this machine. */
public final class ForkedProvider implements ExecutorProvider {
    private static final Logger LOG = LoggerFactory.getLogger(ForkedProvider.class);
    private static final Option<String> HEAP = Option.text(
            "heap",
            WorkerLimits.AUTO,
            "How much memory the objects of a worker may take, as Java's -Xmx says it; auto is 2g, or half of (memory) if that is"
                    + " less.");
    private static final Option<Long> THREADS = Option.integer(
            "threads",
            1,
            1,
            1024,
            "How many threads native code uses in a worker; no more than there are cores for each worker.");
    private static final Option<String> MEMORY = Option.text(
            "memory",
            WorkerLimits.AUTO,
            "How much memory a worker may take in all, tensors included, such as 4g: one that takes more is ended, and its trial"
                    + " fails. auto is an even share of what is free when the run begins.");

    private static final Option<String> DEVICES = Option.text(
            "devices",
            "",
            "Which graphics processors the workers share out among them, by their numbers: '0,1', or 'cpu' for none."
                    + " Each worker sees one of them; without this, all that there are.");

    @Override
    public String name() {
        return "forked";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(HEAP, MEMORY, THREADS, DEVICES);
    }

    @Override
    public String description() {
        return "Runs trials in worker JVMs, so that one that crashes, runs out of memory or never ends takes nothing else with it.";
    }

    @Override
    public TrialExecutor open(ExecutorRequest request) {
        if (!canStartWorkers()) {
            throw new OptionException(
                    "The executor 'forked' can't start workers, since they wouldn't find this program's"
                            + " classes: it isn't started from a plain class path. Maybe use 'inline'.");
        }
        Machine machine = Machine.now();
        long threads = request.options().get(THREADS);
        WorkerLimits limits = WorkerLimits.of(
                machine,
                request.slots(),
                threads,
                request.options().get(HEAP),
                request.options().get(MEMORY));
        String devices = request.options().get(DEVICES).replace(" ", "");
        if (!devices.matches("|cpu|\\d+(,\\d+)*")) {
            throw new OptionException(
                    "The option (devices) is (" + devices + "), and must be numbers such as 0,1 or cpu.");
        }
        try {
            WorkerCommand command =
                    new WorkerCommand(limits, devices.isEmpty() ? List.of() : List.of(devices.split(",")));
            warn(machine, request.slots(), threads, limits);
            return new ForkedExecutor(request, new WorkerFactory(request, command));
        } catch (IOException e) {
            throw new UncheckedIOException("No local port can be opened for workers: " + e.getMessage(), e);
        }
    }

    private static void warn(Machine machine, int slots, long threads, WorkerLimits limits) {
        if (threads > limits.threads()) {
            LOG.warn(
                    "The option (threads) is ({}), but {} workers on {} cores get {} each, so no more are used.",
                    threads,
                    slots,
                    machine.cores(),
                    limits.threads());
        }
        if (WorkerLimits.isTight(machine, slots)) {
            LOG.warn(
                    "Only {} MB of memory are free for {} workers at once, which may take {} MB each. Maybe run fewer at once"
                            + " (parallel).",
                    machine.memory().orElse(0) >> 20,
                    slots,
                    limits.memory().orElse(0) >> 20);
        }
    }

    /**
     * Whether workers find the classes of this program: they get the class path of this JVM, the libraries inside its one jar, or the
     * places of the loader that has them.
     */
    public static boolean canStartWorkers() {
        Class<?> worker = WorkerMain.class;
        return !worker.getModule().isNamed()
                && (worker.getClassLoader() == ClassLoader.getSystemClassLoader()
                        || WorkerCommand.ownClassPath().isPresent());
    }
}
