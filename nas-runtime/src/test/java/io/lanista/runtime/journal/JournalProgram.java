package io.lanista.runtime.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

/** Opens a journal in a process of its own, says so, and goes on writing until it is told to end. */
final class JournalProgram {
    private JournalProgram() {}

    /** A process that does so. */
    record Running(Process process, BufferedReader output) implements AutoCloseable {
        /** {@code open}, or why not. */
        String firstLine() throws IOException {
            return output.readLine();
        }

        @Override
        public void close() throws Exception {
            process.destroyForcibly().waitFor();
        }
    }

    static Running open(Path journal) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        JournalProgram.class.getName(),
                        journal.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new Running(
                process, new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (Journal journal = Journal.open(Path.of(arguments[0]), Durability.WRITTEN, Clock.systemUTC())) {
            if (journal.past().isEmpty()) {
                journal.append(JournalTest.records().get(0));
            }
            journal.write();
            System.out.println("open");
            while (System.in.available() == 0) {
                journal.append(new JournalRecord.Rejected(0, "so that the file grows"));
                journal.write();
                Thread.sleep(1);
            }
        } catch (JournalException e) {
            System.out.println(e.getMessage());
        }
    }
}
