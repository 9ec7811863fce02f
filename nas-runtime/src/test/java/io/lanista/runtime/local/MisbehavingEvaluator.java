package io.lanista.runtime.local;

import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.option.Option;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.TrialContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An evaluator that tests find by name in worker JVMs: good, but for one trial, which ends as an option says. */
public final class MisbehavingEvaluator implements Evaluator {
    private static final Option<String> HOW = Option.oneOf(
            "how",
            List.of(
                    "fine",
                    "segv",
                    "memory",
                    "exit",
                    "three",
                    "loop",
                    "kill",
                    "throw",
                    "late",
                    "dead",
                    "children",
                    "attack",
                    "native",
                    "long"),
            "How the bad trial ends.");
    private static final Option<Long> BAD = Option.integer("bad", 1, 0, Long.MAX_VALUE, "The trial that ends so.");

    @Override
    public String name() {
        return "misbehaving";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(HOW, BAD);
    }

    @Override
    public Evaluation open(EvaluationRequest request) {
        if (System.getenv(WorkerMain.ADDRESS) != null) {
            inWorker(request);
        }
        return new Evaluation() {
            @Override
            public Metrics evaluate(Model model, TrialContext context) throws Exception {
                Files.writeString(
                        context.artifactFolder().resolve("pid"),
                        "" + ProcessHandle.current().pid());
                if (context.trial() == request.options().get(BAD)) {
                    misbehave(request.options().get(HOW), context);
                }
                context.report(1, Metrics.of("score", 0));
                return Metrics.of(Map.of(
                        "score",
                        (double) (long) ((Value.Constant) model.settings().get("x")).value(),
                        "device",
                        device(),
                        "threads",
                        Double.parseDouble(System.getenv().getOrDefault("OMP_NUM_THREADS", "NaN")),
                        "heap",
                        (double) Runtime.getRuntime().maxMemory()));
            }

            @Override
            public Optional<Metrics> test(Model model, TrialContext context) {
                return Optional.of(Metrics.of("test", Double.NaN));
            }
        };
    }

    private static void inWorker(EvaluationRequest request) {
        try {
            if (request.options().get(HOW).equals("late")) {
                neverReady(request);
            } else if (request.options().get(HOW).equals("dead")) {
                diesOnce(request);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first worker is killed before it is ready. */
    private static void diesOnce(EvaluationRequest request) throws IOException, InterruptedException {
        if (Files.notExists(request.baseFolder().resolve("died"))) {
            Files.createFile(request.baseFolder().resolve("died"));
            kill();
        }
    }

    private static void kill() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-9", "" + ProcessHandle.current().pid())
                .start()
                .waitFor();
        Thread.sleep(60_000);
    }

    private static void neverReady(EvaluationRequest request) throws IOException, InterruptedException {
        Files.writeString(
                request.baseFolder().resolve("opening"),
                "" + ProcessHandle.current().pid());
        while (true) {
            Thread.sleep(1000);
        }
    }

    /** One is a child of this process, the other one's parent ends at once; both outlive whoever doesn't end them. */
    private static void leaveChildren(TrialContext context) throws IOException, InterruptedException {
        Path pids = context.artifactFolder().resolve("children");
        new ProcessBuilder("sh", "-c", "echo $$ >> '" + pids + "'; exec sleep 600").start();
        new ProcessBuilder("sh", "-c", "sh -c 'echo $$ >> \"" + pids + "\"; exec sleep 600' &")
                .start()
                .waitFor();
        while (Files.notExists(pids) || Files.readAllLines(pids).size() < 2) {
            Thread.sleep(5);
        }
        Files.copy(pids, context.artifactFolder().resolve("../../../children"));
    }

    /** Two gigabytes of pages of this process's own, outside of the heap. */
    private static void takeNativeMemory(Path file) throws IOException, InterruptedException {
        List<ByteBuffer> all = new ArrayList<>();
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            for (int part = 0; part < 64; part++) {
                ByteBuffer pages = channel.map(FileChannel.MapMode.PRIVATE, 0, 32 << 20);
                for (int at = 0; at < pages.capacity(); at += 4096) {
                    pages.put(at, (byte) 1);
                }
                all.add(pages);
            }
        }
        Thread.sleep(60_000);
        throw new IllegalStateException("Nobody minds " + all.size() + " parts of memory.");
    }

    private static double device() {
        String visible = System.getenv("CUDA_VISIBLE_DEVICES");
        return visible == null ? Double.NaN : visible.isEmpty() ? -1 : Double.parseDouble(visible);
    }

    @SuppressWarnings("InfiniteLoopStatement") // That is what it is for.
    private static void misbehave(String how, TrialContext context) throws Exception {
        switch (how) {
            case "segv":
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
            case "native":
                takeNativeMemory(context.artifactFolder().resolve("pages"));
                break;
            case "exit":
                System.exit(7);
                break;
            case "loop":
                long n = 0;
                while (true) {
                    n = n * 31 + context.trial();
                    if (n == 42) {
                        Thread.onSpinWait();
                    }
                }
            case "three":
                System.exit(3);
                break;
            case "kill":
                kill();
                break;
            case "children":
                leaveChildren(context);
                break;
            case "attack":
                for (Attack attack : Attack.values()) {
                    attack.on(WorkerAddress.parse(System.getenv(WorkerMain.ADDRESS)));
                }
                break;
            case "long":
                throw new IllegalStateException("\u001b[31mred\nand " + "long ".repeat(1_000_000));
            case "throw":
                throw new IllegalStateException("as asked");
            default:
                break;
        }
    }
}
