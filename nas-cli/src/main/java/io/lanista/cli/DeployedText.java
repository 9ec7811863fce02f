package io.lanista.cli;

import io.lanista.onnx.check.Agreement;
import io.lanista.onnx.runtime.OnnxRuntime;
import io.lanista.runtime.deploy.Deployed;
import io.lanista.runtime.deploy.EightBits;
import java.io.PrintWriter;
import java.util.Locale;

/** Says what was written for other programs, and how it was compared with the network itself. */
final class DeployedText {
    private static final double BYTES_PER_KILOBYTE = 1_000;

    private DeployedText() {}

    static void print(Deployed<?> deployed, PrintWriter out) {
        out.println(deployed.file() + " has " + kilobytes(deployed.size()) + ".");
        deployed.white()
                .filter(white -> white != 1)
                .ifPresent(white -> out.println(text(
                        "White in the pictures that DJL hands over stands for %s, the largest number in the training data.",
                        white)));
        deployed.agreement()
                .ifPresentOrElse(
                        agreement -> compared(deployed, agreement, out),
                        () -> out.println(deployed.file()
                                + " was not compared with the network itself, since ONNX Runtime is neither on the class path nor in"
                                + " Maven's local repository; to have it compared, " + OnnxRuntime.advice() + "."));
        deployed.eightBits().ifPresent(smaller -> eightBits(deployed, smaller, out));
    }

    private static void compared(Deployed<?> deployed, Agreement agreement, PrintWriter out) {
        String difference = text("%.1e", agreement.difference());
        if (!agreement.isClose()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "In ONNX Runtime, " + deployed.file() + " predicts otherwise than the network itself: example ("
                            + agreement.example() + ") of the test data differs by (" + difference + "), and ("
                            + Agreement.TOLERANCE
                            + ") is allowed. Maybe the ONNX mapping of a plug-in's layer type is wrong.");
        }
        out.println("In ONNX Runtime, it predicts what the network itself predicts on the " + agreement.examples()
                + " test examples: the largest difference is " + difference + ".");
    }

    private static void eightBits(Deployed<?> deployed, EightBits smaller, PrintWriter out) {
        out.println(text(
                "%s has %s. On the test data: %s (before: %s). A single example takes %.0f µs (before: %.0f µs).",
                smaller.file(),
                kilobytes(smaller.size()),
                smaller.after(),
                smaller.before(),
                smaller.microsecondsAfter(),
                smaller.microsecondsBefore()));
        if (!smaller.isFaster()) {
            out.println("It is not faster on this machine. Maybe use " + deployed.file() + ".");
        }
    }

    private static String kilobytes(long bytes) {
        return text("%.0f KB", bytes / BYTES_PER_KILOBYTE);
    }

    private static String text(String format, Object... parts) {
        return String.format(Locale.ROOT, format, parts);
    }
}
