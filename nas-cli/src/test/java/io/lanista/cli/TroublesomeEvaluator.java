package io.lanista.cli;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.TrialContext;
import io.lanista.djl.backend.Backend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Does what the setting {@code does} of a model says: most of it ends the JVM, or never ends. Found by programs that tests start. */
public final class TroublesomeEvaluator implements Evaluator {
    /** A file beside the experiment's that turns every deed into none. */
    static final String PEACE = "peace";

    @Override
    public String name() {
        return "troublesome";
    }

    @Override
    public Evaluation open(EvaluationRequest request) {
        return new Evaluation() {
            @Override
            public Metrics evaluate(Model model, TrialContext context) throws Exception {
                if (!Files.exists(request.baseFolder().resolve(PEACE))) {
                    act((String) ((Value.Constant) model.settings().get("does")).value(), request.baseFolder());
                }
                return Metrics.of("score", context.trial());
            }
        };
    }

    @SuppressWarnings("InfiniteLoopStatement") // That is what it is for.
    private static void act(String deed, Path folder) throws Exception {
        switch (deed) {
            case "crash":
                Class<?> type = Class.forName("sun.misc.Unsafe");
                var field = type.getDeclaredField("theUnsafe");
                field.setAccessible(true);
                type.getMethod("putAddress", long.class, long.class).invoke(field.get(null), 0L, 0L);
                break;
            case "memory":
                List<byte[]> all = new ArrayList<>();
                while (true) {
                    all.add(new byte[1 << 20]);
                }
            case "exit":
                System.exit(7);
                break;
            case "kill":
                new ProcessBuilder("kill", "-9", "" + ProcessHandle.current().pid()).start();
                Thread.sleep(60_000);
                break;
            case "wait": // Until there is peace.
                while (!Files.exists(folder.resolve(PEACE))) {
                    Thread.sleep(5);
                }
                break;
            case "child":
                Process child = new ProcessBuilder("sleep", "600").start();
                Files.writeString(folder.resolve("child"), "" + child.pid());
                break;
            case "native":
            case "native2": // Seconds without a return to Java, and no look at whether it was cancelled.
                try (NDManager manager = Backend.start().newManager()) {
                    NDArray matrix = manager.ones(new Shape(5000, 5000));
                    while (true) {
                        matrix.matMul(matrix).close();
                    }
                }
            default:
                break;
        }
    }
}
