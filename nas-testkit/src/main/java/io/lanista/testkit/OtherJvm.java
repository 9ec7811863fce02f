package io.lanista.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes the same searches in a JVM that is started for it, with another locale, time zone and compiler mode. */
final class OtherJvm {
    private static final long PATIENCE_MINUTES = 2;

    private OtherJvm() {}

    /** The other JVM's program: the contract's class, and the file to write to. */
    public static void main(String[] arguments) throws Exception {
        Constructor<?> constructor = Class.forName(arguments[0]).getDeclaredConstructor();
        constructor.setAccessible(true);
        Files.write(Path.of(arguments[1]), lines((StrategyContract) constructor.newInstance()));
    }

    /** What happens on every standard space, one line for each event. */
    static List<String> lines(StrategyContract contract) {
        List<String> lines = new ArrayList<>();
        StandardSpaces.all()
                .forEach((name, space) -> new StrategyChecks(contract)
                        .portrait(space)
                        .text()
                        .lines()
                        .forEach(line -> lines.add(name + " " + line)));
        return lines;
    }

    /** The same, from another JVM. */
    static List<String> start(StrategyContract contract) {
        try {
            Path output = Files.createTempFile("contract", ".txt");
            Path result = Files.createTempFile("contract", ".lines");
            try {
                run(contract, result, output);
                return Files.readAllLines(result);
            } finally {
                Files.deleteIfExists(output);
                Files.deleteIfExists(result);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while another JVM was running.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(StrategyContract contract, Path result, Path output)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Duser.language=tr",
                "-Duser.country=TR",
                "-Duser.timezone=Pacific/Chatham",
                OtherJvm.class.getName(),
                contract.getClass().getName(),
                result.toString());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
        if (!ended || process.exitValue() != 0) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("The strategy doesn't run in another JVM. Maybe the test class ("
                    + contract.getClass().getName() + ") has no constructor without parameters. It said:\n"
                    + Files.readString(output));
        }
    }
}
