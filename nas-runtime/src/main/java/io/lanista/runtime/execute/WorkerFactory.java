package io.lanista.runtime.execute;

import io.lanista.runtime.text.ModelText;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Starts workers for one experiment. Safe for use by several threads. */
final class WorkerFactory implements AutoCloseable {
    static final String CPU = "cpu";
    private static final int WAITING = 50;

    private final Work work;
    private final String heap;
    private final long threads;
    private final List<String> devices;
    private final NavigableSet<Integer> free = new ConcurrentSkipListSet<>();
    private final Map<Worker, Integer> slots = new ConcurrentHashMap<>();
    private final ServerSocket server;
    private final String token;
    private final Set<Process> starting = ConcurrentHashMap.newKeySet();
    private final AtomicInteger number = new AtomicInteger();

    /**
     * @param devices the graphics processors that the slots may see, by their numbers, in turn; {@code cpu} for none; empty for
     *     whatever there is
     */
    WorkerFactory(Work work, String heap, long threads, List<String> devices, int slots) throws IOException {
        this.work = work;
        this.heap = heap;
        this.threads = threads;
        this.devices = List.copyOf(devices);
        IntStream.range(0, slots).forEach(free::add);
        this.server = new ServerSocket(0, WAITING, InetAddress.getLoopbackAddress());
        byte[] secret = new byte[16];
        new SecureRandom().nextBytes(secret);
        this.token = HexFormat.of().formatHex(secret);
    }

    /** A new worker whose evaluator is ready; fails soon if this is closed meanwhile. */
    Worker start() throws Worker.CannotStart {
        int slot = Objects.requireNonNull(free.pollFirst(), "more workers than slots");
        try {
            Path logs = Files.createDirectories(work.runFolder().resolve("workers"));
            String name = "worker-" + number.incrementAndGet();
            Path log = logs.resolve(name + ".log");
            Path scratch = Files.createDirectories(logs.resolve(name + "-scratch"));
            Worker worker = Worker.start(command(log, scratch, slot), server, log, scratch, token, open(), starting);
            slots.put(worker, slot);
            return worker;
        } catch (IOException e) {
            free.add(slot);
            throw new Worker.CannotStart("The folder for the logs of workers can't be made: " + e.getMessage());
        } catch (Worker.CannotStart e) {
            free.add(slot);
            throw e;
        }
    }

    /** Gives the device of a worker that is gone to the next one. */
    void ended(Worker worker) {
        Integer slot = slots.remove(worker);
        if (slot != null) {
            free.add(slot);
        }
    }

    private ProcessBuilder command(Path log, Path scratch, int slot) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heap);
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-XX:+UseSerialGC"); // One busy thread; a parallel collector would take cores from other workers.
        command.add("-XX:TieredStopAtLevel=1"); // Starts faster; what takes time is native code anyway.
        sharedClasses().ifPresent(command::add);
        command.add("-XX:-CreateCoredumpOnCrash");
        command.add("-XX:ErrorFile=" + log.toAbsolutePath().resolveSibling("crash-%p.log"));
        command.add("-Djava.io.tmpdir=" + scratch.toAbsolutePath());
        command.add("-Dai.djl.pytorch.num_threads=" + threads);
        command.add("-Dai.djl.pytorch.num_interop_threads=1");
        command.add("-cp");
        command.add(absolute(System.getProperty("java.class.path")));
        command.add(WorkerMain.class.getName());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put(WorkerMain.PORT, Integer.toString(server.getLocalPort()));
        builder.environment().put(WorkerMain.TOKEN, token);
        builder.environment().put("OMP_NUM_THREADS", Long.toString(threads));
        if (!devices.isEmpty()) {
            String device = devices.get(slot % devices.size());
            builder.environment().put("CUDA_VISIBLE_DEVICES", device.equals(CPU) ? "" : device);
        }
        return builder;
    }

    /** The archive of classes that this JVM was started with; workers have the same class path, and start twice as fast with it. */
    private static Optional<String> sharedClasses() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-XX:SharedArchiveFile="))
                .findFirst();
    }

    private static String absolute(String classPath) {
        List<String> places = new ArrayList<>();
        for (String place : classPath.split(File.pathSeparator, -1)) {
            places.add(
                    place.endsWith("*")
                            ? place
                            : Path.of(place).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, places);
    }

    private WorkerMessage open() {
        return WorkerMessage.of("open")
                .with("evaluator", Objects.requireNonNull(work.evaluator()))
                .with("options", work.options())
                .with("space", ModelText.toTree(work.space().base()))
                .with("metric", work.objective().metric())
                .with("direction", work.objective().direction().name())
                .with("seed", work.seed())
                .with("base-folder", work.baseFolder().toAbsolutePath().toString())
                .with(
                        "plugins",
                        work.plugins().stream()
                                .map(jar -> jar.toAbsolutePath().toString())
                                .toList());
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            // It is of no use any more either way.
        }
        starting.forEach(Process::destroyForcibly);
    }
}
