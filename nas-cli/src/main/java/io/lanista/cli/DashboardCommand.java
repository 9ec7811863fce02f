package io.lanista.cli;

import io.lanista.dashboard.DashboardBuilder;
import io.lanista.dashboard.DashboardServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Serves runs as live pages. */
@Command(
        name = "dashboard",
        description = {
            "Serves the runs of a folder as live pages, until Ctrl-C. It only reads; runs don't notice it.",
            "Elsewhere than on this machine, and with --control, a token is needed, which the printed address has in it."
        },
        sortOptions = false)
final class DashboardCommand implements Callable<Integer> {
    /** Where it is found unless something else is there. */
    static final int PORT = 8642;

    private static final int MAX_PORT = 65_535;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FOLDER",
            arity = "0..1",
            defaultValue = "runs",
            description = "The folder with the runs, or one run; ${DEFAULT-VALUE} unless given.")
    private Path folder = Path.of("runs");

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "localhost",
            description = "The address to listen on; this machine only unless given, 0.0.0.0 for all.")
    private String host = "localhost";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The port; " + PORT + " unless given, or any free one if that is taken. 0 for any free one.")
    private @Nullable Integer port;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "What has to be known; drawn where it is needed unless given.")
    private @Nullable String token;

    @Option(
            names = "--control",
            description = "Let the page pause, resume and cancel runs, and start experiment files of this folder.")
    private boolean control;

    @Mixin
    private PluginFolders plugins = new PluginFolders();

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (RuntimeVocabulary vocabulary = new RuntimeVocabulary(plugins);
                LocalControl local = new LocalControl(plugins, Path.of(""), folder)) {
            DashboardBuilder builder =
                    DashboardServer.builder(folder).host(host).vocabulary(vocabulary);
            if (control) {
                builder.control(local);
            }
            if (token != null) {
                builder.token(token);
            }
            try (DashboardServer server = started(builder)) {
                out.println("Dashboard of " + folder + " at " + server.address());
                if (!Files.exists(folder)) {
                    out.println("(" + folder + ") isn't there yet; runs appear once it is.");
                }
                out.flush();
                new CountDownLatch(1).await(); // Ctrl-C ends the program.
            }
        }
        return ExitCode.OK;
    }

    private DashboardServer started(DashboardBuilder builder) throws IOException {
        try {
            InetAddress address = InetAddress.getByName(host);
            if (!address.isAnyLocalAddress()
                    && !address.isLoopbackAddress()
                    && NetworkInterface.getByInetAddress(address) == null) {
                throw new UserMistake(
                        "The address (" + host
                                + ") can't be used: it is none of this machine's. Maybe name another --host, such as 0.0.0.0 for all.");
            }
            return start(builder, port);
        } catch (UnknownHostException e) {
            throw new UserMistake("The address (" + host
                    + ") can't be used: no machine has that name. Maybe name another --host, such as 0.0.0.0 for all.");
        } catch (SocketException e) {
            throw new UserMistake(
                    "The address (" + host + ") can't be used: " + e.getMessage() + ". Maybe name another --host.");
        }
    }

    /** Starts it at this port; without one, at the usual one or at any that is free. */
    static DashboardServer start(DashboardBuilder builder, @Nullable Integer port) throws IOException {
        if (port != null && (port < 0 || port > MAX_PORT)) {
            throw new UserMistake("The port (" + port + ") must be a whole number from 1 to " + MAX_PORT
                    + ", or 0 for any that is free.");
        }
        try {
            return builder.port(port == null ? PORT : port).start();
        } catch (BindException e) {
            if (port != null) {
                throw new UserMistake("The port (" + port + ") can't be used: " + e.getMessage()
                        + ". Maybe name another one, or 0 for any that is free.");
            }
            return builder.port(0).start();
        }
    }
}
