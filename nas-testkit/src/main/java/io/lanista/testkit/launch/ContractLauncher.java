package io.lanista.testkit.launch;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;

import io.lanista.api.strategy.Strategy;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs the tests in a folder of classes against what lies on the class path, such as a packed plug-in, and counts those that are
 * inherited from a contract. A JVM of its own is the place for it.
 */
public final class ContractLauncher {
    private static final String CONTRACTS = "io.lanista.testkit.";
    private static final int MISTAKE = 3;

    private ContractLauncher() {}

    /** Runs the tests in the folder that is the argument; the exit code is 0 if there is a test and all succeed, otherwise 3. */
    public static void main(String[] arguments) {
        boolean succeeded = run(Path.of(arguments[0]), System.out);
        System.out.flush();
        System.exit(succeeded ? 0 : MISTAKE);
    }

    static boolean run(Path tests, PrintStream out) {
        Count count = new Count();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClasspathRoots(Set.of(tests)))
                                .build(),
                        count);
        count.failures.forEach(out::println);
        if (count.tests == 0) {
            out.println("! There are no tests in " + tests + ". Maybe inherit a contract of nas-testkit.");
            return false;
        }
        if (count.contract > 0) {
            out.println("contract " + count.keptContract + "/" + count.contract + " on API " + api()
                    + (count.aborted == 0 ? "" : " (" + count.aborted + " not applicable)"));
        }
        if (count.tests > count.contract) {
            int own = count.tests - count.contract;
            out.println("tests " + (count.kept - count.keptContract) + "/" + own + " on API " + api());
        }
        return count.failures.isEmpty();
    }

    /** The version of the API that runs here, by its first two numbers. */
    private static String api() {
        String place = Strategy.class.getName().replace('.', '/') + ".class";
        URL url = Objects.requireNonNull(Strategy.class.getClassLoader()).getResource(place);
        try {
            if (url != null && url.openConnection() instanceof JarURLConnection jar) {
                String version = jar.getManifest().getMainAttributes().getValue("Bundle-Version");
                if (version != null) {
                    return version.split("\\.")[0] + "." + version.split("\\.")[1];
                }
            }
        } catch (IOException e) {
            return "(unknown)";
        }
        return "(unpackaged)";
    }

    /** Counts tests, and keeps what is wrong in a line for each. */
    private static final class Count implements TestExecutionListener {
        private final List<String> failures = new ArrayList<>();
        private int tests;
        private int kept;
        private int contract;
        private int keptContract;
        private int aborted;

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() == Status.ABORTED) {
                aborted++;
                return; // What it assumes, such as a golden file, isn't there: it says nothing.
            }
            boolean succeeded = result.getStatus() == Status.SUCCESSFUL;
            if (test.isTest()) {
                boolean isContract = isContract(test);
                tests++;
                contract += isContract ? 1 : 0;
                kept += succeeded ? 1 : 0;
                keptContract += succeeded && isContract ? 1 : 0;
            }
            if (!succeeded) {
                failures.add("! " + name(test) + ": "
                        + result.getThrowable().map(Count::line).orElse("aborted"));
            }
        }

        private static boolean isContract(TestIdentifier test) {
            return method(test)
                    .map(Method::getDeclaringClass)
                    .filter(declaring ->
                            declaring.isInterface() && declaring.getName().startsWith(CONTRACTS))
                    .isPresent();
        }

        private static Optional<Method> method(TestIdentifier test) {
            Optional<TestSource> source = test.getSource();
            return source.filter(MethodSource.class::isInstance).map(found -> ((MethodSource) found).getJavaMethod());
        }

        private static String name(TestIdentifier test) {
            return method(test)
                    .map(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName())
                    .orElse(test.getDisplayName());
        }

        private static String line(Throwable thrown) {
            String message = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
            return message.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .collect(Collectors.joining(" "));
        }
    }
}
