package io.lanista.runtime.local;

import io.lanista.runtime.folder.NestedLibraries;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a worker JVM is started: on the JVM and the class path of its host.
 *
 * @param limits what it may take
 * @param devices the graphics processors that the slots may see, by their numbers, in turn; {@code cpu} for none; empty for whatever
 *     there is
 */
record WorkerCommand(WorkerLimits limits, List<String> devices) {
    private static final String CPU = "cpu";

    /** Where the tensor engine keeps what it has unpacked, if that was settled: workers use the same. */
    private static final String CACHE = "DJL_CACHE_DIR";

    WorkerCommand {
        devices = List.copyOf(devices);
    }

    /** The command for the worker of a slot; what it prints goes to its log. */
    ProcessBuilder builder(WorkerFiles files, int slot) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + (limits.heap() >> 10) + "k");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-XX:ActiveProcessorCount=" + limits.cores());
        command.add("-XX:+UseSerialGC"); // One busy thread; a parallel collector would take cores from other workers.
        command.add("-XX:TieredStopAtLevel=1"); // Starts faster; what takes time is native code anyway.
        sharedClasses().ifPresent(command::add);
        command.add("-XX:-CreateCoredumpOnCrash");
        command.add("-XX:ErrorFile=" + files.log().resolveSibling("crash-%p.log"));
        command.add("-Djava.io.tmpdir=" + files.scratch());
        if (System.getProperty(CACHE) != null) {
            command.add("-D" + CACHE + "=" + System.getProperty(CACHE));
        }
        command.add("-Dai.djl.pytorch.num_threads=" + limits.threads());
        command.add("-Dai.djl.pytorch.num_interop_threads=1");
        command.add("-cp");
        command.add(ownClassPath()
                .map(places -> String.join(
                        File.pathSeparator, places.stream().map(Path::toString).toList()))
                .orElseGet(() -> absolute(System.getProperty("java.class.path"))));
        command.add(WorkerMain.class.getName());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(files.log().toFile()));
        builder.environment().put("OMP_NUM_THREADS", Integer.toString(limits.threads()));
        if (!devices.isEmpty()) {
            String device = devices.get(slot % devices.size());
            builder.environment().put("CUDA_VISIBLE_DEVICES", device.equals(CPU) ? "" : device);
        }
        return builder;
    }

    /** The places of this program's classes, where they aren't on the JVM's class path, as far as they are known. */
    static Optional<List<Path>> ownClassPath() {
        if (WorkerMain.class.getClassLoader() instanceof URLClassLoader loader
                && loader.getParent() == ClassLoader.getPlatformClassLoader()) { // All is in this loader.
            return placesOf(loader.getURLs());
        }
        return nestedClassPath();
    }

    private static Optional<List<Path>> placesOf(URL[] urls) {
        List<Path> places = new ArrayList<>();
        for (URL url : urls) {
            if (!"file".equals(url.getProtocol())) {
                return Optional.empty();
            }
            places.add(Path.of(URI.create(url.toString())));
        }
        return Optional.of(places);
    }

    /** The class path of a program that is one jar with its libraries inside. */
    private static Optional<List<Path>> nestedClassPath() {
        return Optional.ofNullable(WorkerMain.class.getProtectionDomain().getCodeSource())
                .map(CodeSource::getLocation)
                .flatMap(NestedLibraries::classPathOf);
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
}
