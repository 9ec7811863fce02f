package io.lanista.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Runs the tests of a plug-in against its packed jar, in a JVM of its own: what was forgotten in the jar is missing there, and what ends
 * the JVM ends that one.
 *
 * @param jar the packed plug-in
 * @param tests the classes of its tests
 */
record ContractRun(Path jar, Path tests) {
    /** The folders in which builds put the classes of tests, seen from that of the jar. */
    private static final List<String> PLACES = List.of("test-classes", "../classes/java/test");

    /** Of a jar, with its tests in the given folder, or where Maven and Gradle put them. */
    static ContractRun of(Path jar, Optional<Path> given) {
        Path folder = Objects.requireNonNull(jar.toAbsolutePath().getParent());
        List<Path> places = given.map(List::of)
                .orElseGet(() -> PLACES.stream()
                        .map(folder::resolve)
                        .map(Path::normalize)
                        .toList());
        Path tests = places.stream()
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> new UserMistake("There are no tests of " + jar.getFileName() + " in "
                        + String.join(
                                " or ", places.stream().map(Path::toString).toList())
                        + ". Maybe build the project first, or name the folder of its test classes with --tests."));
        return new ContractRun(jar.toAbsolutePath(), tests.toAbsolutePath());
    }

    /** Runs them, and passes on what they print; the exit code. */
    int run(PrintWriter out) throws IOException, InterruptedException {
        out.println("Running the tests in " + tests + " on " + jar.getFileName()
                + ", in a process of its own, with all your rights.");
        out.flush();
        Process process =
                new ProcessBuilder(command()).redirectErrorStream(true).start();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.println(line);
                out.flush();
            }
            int code = process.waitFor();
            if (code != ExitCode.OK && code != ExitCode.PLUGIN) {
                out.println("! The process ended with the exit code " + code + " before its tests did.");
            }
            return code == ExitCode.OK ? ExitCode.OK : ExitCode.PLUGIN;
        } finally {
            process.destroyForcibly();
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= 24) {
            command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"));
        }
        command.addAll(List.of(
                "-XX:+UseSerialGC", "-DOPT_OUT_TRACKING=true", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"));
        command.addAll(List.of("-cp", classPath(), "io.lanista.testkit.launch.ContractLauncher", tests.toString()));
        return command;
    }

    /** The jar and its tests, then what the distribution has for tests and for the host; outside of one, what this JVM has. */
    private String classPath() {
        List<String> elements = new ArrayList<>(List.of(jar.toString(), tests.toString()));
        Path resources = tests.resolve("../../../resources/test").normalize();
        if (Files.isDirectory(resources)) {
            elements.add(resources.toString());
        }
        String home = System.getProperty("lanista.home");
        if (home == null) {
            elements.add(System.getProperty("java.class.path"));
        } else {
            elements.addAll(jars(Path.of(home, "sdk", "lib")));
            elements.addAll(jars(Path.of(home, "lib")));
        }
        return String.join(File.pathSeparator, elements);
    }

    /** Named one by one: tests that start a JVM of their own hand their class path on as it is. */
    private static List<String> jars(Path folder) {
        try (java.util.stream.Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
