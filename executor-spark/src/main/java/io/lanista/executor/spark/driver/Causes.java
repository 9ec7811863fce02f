package io.lanista.executor.spark.driver;

/** Failures of Spark in a line: what is at their root, without the traces that Spark writes into messages. */
final class Causes {
    private static final int LONGEST = 300;

    /** What Spark writes before the reason that the last of several tries ended. */
    private static final String LAST = "most recent failure: ";

    private Causes() {}

    static String of(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return line(root.getMessage() == null ? failure.toString() : root.getMessage());
    }

    /** The first lines of a message, without traces of the stack. */
    static String line(String message) {
        StringBuilder line = new StringBuilder();
        String last = message.substring(message.contains(LAST) ? message.lastIndexOf(LAST) + LAST.length() : 0);
        for (String part : last.split("\n", -1)) {
            if (part.isBlank() || part.startsWith("\tat ") || part.startsWith("Driver stacktrace")) {
                break;
            }
            line.append(line.length() == 0 ? "" : " ").append(part.strip());
        }
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line.toString();
    }
}
