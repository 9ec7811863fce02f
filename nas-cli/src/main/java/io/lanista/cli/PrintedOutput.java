package io.lanista.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;

/** Makes sure that what was printed has arrived: a print stream swallows that a disk is full. */
final class PrintedOutput {
    private PrintedOutput() {}

    /**
     * The exit code, or another one where results were lost. Who reads no further, as {@code head} does, has lost nothing.
     *
     * @param out what was printed to
     * @param raw the same without a print stream around it, whose exceptions say what is wrong
     */
    static int checked(int code, PrintStream out, OutputStream raw, PrintWriter err) {
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
        if (reason.contains("pipe") || reason.contains("Bad file descriptor")) {
            return code;
        }
        err.println("nas: What was printed has not all arrived: " + reason
                + ". Maybe free some space, or send the output elsewhere.");
        err.flush();
        return code == ExitCode.OK ? ExitCode.FAILED : code;
    }
}
