package io.lanista.runtime.local;

import io.lanista.runtime.remote.RemoteMessage;
import io.lanista.runtime.remote.TrialHost;
import java.io.IOException;
import java.util.Locale;

/**
 * The program that a worker JVM runs: connects to its host, opens the evaluator that it is told, and evaluates one model after the
 * other. It ends as soon as the connection does, whatever it is doing then, so that no worker outlives its host.
 */
public final class WorkerMain {
    /** Where the host is, in the environment. */
    static final String ADDRESS = "LANISTA_WORKER_ADDRESS";

    /** What shows the host that this is the worker that it started, in the environment. */
    static final String TOKEN = "LANISTA_WORKER_TOKEN";

    /** The host's language, in the environment. */
    static final String LOCALE = "LANISTA_WORKER_LOCALE";

    /** The exit status of a worker whose host is gone. */
    private static final int ORPHANED = 75;

    private WorkerMain() {}

    /** Called by the JVM. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Locale.setDefault(Locale.forLanguageTag(System.getenv(LOCALE))); // What depends on it is as in the host.
        Runtime.getRuntime().addShutdownHook(new Thread(ProcessTree::endOwnChildren, "children"));
        Connection connection = Connection.open(WorkerAddress.parse(System.getenv(ADDRESS)), System.getenv(TOKEN));
        if (connection.receive() instanceof RemoteMessage.Open open) {
            ClassLoader classPath = WorkerMain.class.getClassLoader();
            new WorkerLoop(connection, () -> TrialHost.open(open.work(), open.folders(), classPath)).run();
        }
        endOrphaned();
    }

    /** Ends this JVM, whatever it is doing, and what trials have started. */
    static void endOrphaned() {
        ProcessTree.endOwnChildren();
        Runtime.getRuntime().halt(ORPHANED);
    }
}
