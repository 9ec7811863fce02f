package io.lanista.benchmarks.perceptron;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Python program as a process that runs trials when asked. */
final class TorchPeer implements AutoCloseable {
    private static final Pattern CPU = Pattern.compile("\"cpu\": ([0-9.eE+-]+)");

    private final Process process;
    private final BufferedReader answers;
    private final Writer questions;

    TorchPeer(String python, String script, String kind) throws IOException {
        process = new ProcessBuilder(python, script, kind)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        questions = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        String greeting = answers.readLine();
        if (!"READY".equals(greeting)) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "The peer (%s %s %s) said (%s) instead of READY. Maybe that Python has no PyTorch.",
                    python,
                    script,
                    kind,
                    greeting));
        }
    }

    /** Runs trials and returns the CPU milliseconds of one. */
    double run(int trials) throws IOException {
        questions.write(trials + "\n");
        questions.flush();
        String answer = answers.readLine();
        Matcher cpu = CPU.matcher(answer == null ? "" : answer);
        if (!cpu.find()) {
            throw new IOException(String.format(Locale.ROOT, "The peer answered (%s) instead of its times.", answer));
        }
        return Double.parseDouble(cpu.group(1));
    }

    @Override
    public void close() throws IOException {
        questions.close();
        process.destroy();
    }
}
