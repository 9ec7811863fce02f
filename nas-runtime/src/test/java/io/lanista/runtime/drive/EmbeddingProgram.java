package io.lanista.runtime.drive;

import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.watch.RunHandle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * A program that embeds the host, does all that it allows with several experiments at once, closes it, and prints what is left
 * then: threads, child processes, and files in the temporary folder. A test starts it: {@code FOLDER}.
 */
final class EmbeddingProgram {
    private EmbeddingProgram() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        CountDownLatch waiting = new CountDownLatch(1);
        Fixtures.Measuring endless = new Fixtures.Measuring((model, context) -> {
            waiting.countDown();
            while (true) {
                Thread.sleep(1);
                context.checkCancelled();
            }
        });
        try (NasRuntime nas = NasRuntime.builder()
                .plugins(Files.createDirectories(folder.resolve("plugins")))
                .build()) {
            List<RunHandle> runs = new ArrayList<>();
            runs.add(nas.start(SearchProgram.networks()
                    .budget(Budget.ofTrials(2))
                    .runFolder(folder.resolve("network"))
                    .build()));
            runs.add(nas.start(Fixtures.experiment(new Fixtures.Measuring((model, context) -> Fixtures.value(model)))
                    .budget(Budget.ofTrials(20))
                    .parallelism(2)
                    .runFolder(folder.resolve("function"))
                    .build()));
            runs.add(nas.start(Fixtures.experiment(endless)
                    .evaluator("misbehaving", Map.of("how", "fine"))
                    .executor(Experiment.FORKED, Map.of())
                    .budget(Budget.ofTrials(3))
                    .runFolder(folder.resolve("forked"))
                    .build()));
            RunHandle paused = nas.start(Fixtures.experiment(endless)
                    .runFolder(folder.resolve("paused"))
                    .build());
            waiting.await();
            paused.pause();
            paused.resume();
            System.out.println("running " + paused.status().running());
            paused.cancel();
            System.out.println("cancelled " + paused.await().reason().kind());
            for (RunHandle run : runs) {
                System.out.println("completed " + run.await().completed());
            }
            // One that is left running is closed with the host.
            nas.start(Fixtures.experiment(endless)
                    .runFolder(folder.resolve("left"))
                    .build());
        }
        printWhatIsLeft(before);
        System.out.println("end");
    }

    private static void printWhatIsLeft(Set<Thread> before) throws IOException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            // The JDK keeps the thread that waits for child processes for a minute, and the common pool's that tells of
            // their end.
            boolean own = !thread.getName().equals("process reaper")
                    && !thread.getName().startsWith("ForkJoinPool.commonPool");
            if (own && !before.contains(thread) && thread.isAlive()) {
                System.out.println("left thread " + thread.getName());
            }
        }
        ProcessHandle.current().children().forEach(child -> System.out.println("left process " + child.pid()));
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            files.forEach(file -> System.out.println("left file " + file));
        }
    }
}
