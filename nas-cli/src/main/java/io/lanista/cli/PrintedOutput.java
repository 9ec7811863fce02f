package io.lanista.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes sure that what was printed has arrived: a print stream swallows that a disk is full. */
final class PrintedOutput {
    private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");

    private PrintedOutput() {}

    /** Whether the standard output leads to a program, as far as this system tells. */
    static boolean isPipe() {
        try {
            String place = Files.readSymbolicLink(STANDARD_OUTPUT).toString();
            return place.startsWith("pipe:") || place.startsWith("socket:");
        } catch (IOException | UnsupportedOperationException e) {
            return false; // Other systems don't have that folder.
        }
    }

    /**
     * The exit code, or another one where results were lost. Who reads no further, as {@code head} does, has lost nothing.
     *
     * @param out what was printed to
     * @param isPipe whether it is known to lead to a program; the words of an exception are in the user's language
     * @param raw the same without a print stream around it, whose exceptions say what is wrong
     */
    static int checked(int code, PrintStream out, boolean isPipe, OutputStream raw, PrintWriter err) {
        if (!out.checkError()) {
            return code;
        }
        String reason = "a write failed";
        try {
            raw.write('\n');
            raw.flush();
        } catch (IOException e) {
            reason = String.valueOf(e.getMessage());
        }
        if (isPipe || reason.contains("pipe") || reason.contains("Bad file descriptor")) {
            return code;
        }
        err.println("nas: What was printed has not all arrived: " + reason
                + ". Maybe free some space, or send the output elsewhere.");
        err.flush();
        return code == ExitCode.OK ? ExitCode.FAILED : code;
    }
}
