package io.lanista.tracker.mlflow;

import io.lanista.api.failure.LanistaException;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Outcome;
import io.lanista.runtime.feed.JournalReceiver;
import io.lanista.runtime.journal.JournalLine;
import io.lanista.runtime.journal.JournalRecord;
import io.lanista.runtime.watch.EndReason;
import io.lanista.runtime.watch.RunFailure;
import io.lanista.runtime.watch.RunProducts;
import io.lanista.runtime.watch.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run as MLflow knows it: one run, with a nested one for each trial. They are found again by their tags, so that a later session
 * goes on with them; trials that the server has whole are not sent again.
 */
final class MlflowRun implements JournalReceiver {
    private static final String RUN_TAG = "lanista.run";
    private static final String TRIAL_TAG = "lanista.trial";
    private static final String STATE_TAG = "lanista.state";

    /** When the run ended whose winner and report are on the server. */
    private static final String FILES_TAG = "lanista.files";

    private static final String PARENT_TAG = "mlflow.parentRunId";
    private static final int PAGE = 1000;

    private final MlflowServer server;
    private final String experiment;
    private final Path folder;
    private final RunProducts products;
    private final boolean sendsFiles;
    private final Map<Integer, Remote> trials = new TreeMap<>();
    private final Set<Integer> changed = new LinkedHashSet<>();
    private final Set<Integer> whole = new HashSet<>();
    private final Map<Integer, String> found = new HashMap<>();
    private @Nullable Remote run;
    private String identity = "";
    private @Nullable String experimentId;
    private String files = "";

    /** When the last line was written that was taken. */
    private Instant last = Instant.EPOCH;

    /**
     * @param experiment its name on the server
     * @param folder the run's
     * @param products what is sent at the end, if that is wanted
     */
    MlflowRun(MlflowServer server, String experiment, Path folder, RunProducts products, boolean sendsFiles) {
        this.server = server;
        this.experiment = experiment;
        this.folder = folder;
        this.products = products;
        this.sendsFiles = sendsFiles;
    }

    @Override
    public void take(JournalLine line) {
        JournalRecord record = line.record();
        Instant at = line.at();
        if (record instanceof JournalRecord.Header header) {
            begin(header, at);
        } else if (record instanceof JournalRecord.Asked asked && asked.answer() instanceof Answer.Try candidate) {
            asked(asked.trial(), candidate, at);
        } else if (record instanceof JournalRecord.Reported reported) {
            trial(reported.trial()).metrics("", reported.metrics(), reported.step(), at);
        } else if (record instanceof JournalRecord.Ended ended) {
            ended(ended, at);
        } else if (record instanceof JournalRecord.Rejected rejected) {
            end(rejected.trial(), "rejected", "KILLED", at).tag("lanista.reason", rejected.reason());
        } else if (record instanceof JournalRecord.Epoch epoch) {
            ofRun().metrics("", epoch.metrics(), epoch.epoch(), at);
            epoch.weights()
                    .forEach((label, weights) -> weights.forEach((candidate, weight) ->
                            ofRun().metric("weight/" + label + "/" + candidate, weight, epoch.epoch(), at)));
        } else if (record instanceof JournalRecord.Tested tested) {
            ofRun().metrics("test_", tested.metrics(), 0, at);
        } else if (record instanceof JournalRecord.Resumed) {
            ofRun().goOn();
        }
        last = at;
    }

    private void begin(JournalRecord.Header header, Instant at) {
        String name = String.valueOf(folder.toAbsolutePath().getFileName());
        identity = name + " " + at;
        Remote begun = new Remote(name, at);
        begun.tag(RUN_TAG, identity);
        begun.tag("mlflow.source.name", "lanista");
        begun.tag("lanista.space", header.spaceHash());
        begun.parameter(header.method().word(), header.searcher().name());
        header.searcher()
                .options()
                .forEach((key, value) -> begun.parameter(header.searcher().name() + "." + key, value));
        begun.parameter("evaluator", header.evaluator().name());
        header.evaluator()
                .options()
                .forEach((key, value) -> begun.parameter(header.evaluator().name() + "." + key, value));
        begun.parameter("objective", header.objectives().toString());
        begun.parameter("seed", header.seed());
        run = begun;
    }

    private void asked(int number, Answer.Try candidate, Instant at) {
        Remote trial = new Remote("trial-" + number, at);
        trial.tag(TRIAL_TAG, String.valueOf(number));
        trial.tag("mlflow.source.name", "lanista");
        candidate.choices().values().forEach((label, value) -> trial.parameter(label.value(), value));
        candidate.steps().ifPresent(steps -> trial.parameter("steps", steps));
        trials.put(number, trial);
        changed.add(number);
    }

    private void ended(JournalRecord.Ended ended, Instant at) {
        Outcome outcome = ended.outcome();
        Remote trial;
        if (outcome instanceof Outcome.Failed failed) {
            trial = end(ended.trial(), "failed", "FAILED", at);
            trial.tag("lanista.reason", failed.reason());
        } else {
            trial = end(ended.trial(), outcome instanceof Outcome.Scored ? "scored" : "stopped", "FINISHED", at);
        }
        trial.metrics("final_", outcome.metrics(), 0, at);
        trial.metric("trial_seconds", ended.seconds(), 0, at);
    }

    private Remote end(int number, String state, String word, Instant at) {
        Remote trial = trial(number);
        trial.tag(STATE_TAG, state);
        trial.end(word, at);
        return trial;
    }

    private Remote trial(int number) {
        changed.add(number);
        return trials.computeIfAbsent(number, unseen -> new Remote("trial-" + number, Instant.EPOCH));
    }

    private Remote ofRun() {
        if (run == null) {
            throw new IllegalStateException("A journal begins with its header.");
        }
        return run;
    }

    @Override
    public void deliver() throws IOException, InterruptedException {
        if (run == null) {
            return;
        }
        String place = connect();
        run.deliver(server, place);
        MlflowServer.RefusedException refused = null;
        for (Integer number : List.copyOf(changed)) {
            try {
                deliver(number, place);
            } catch (MlflowServer.RefusedException e) {
                refused = e; // It would be refused again; the others may be taken.
            }
            changed.remove(number);
        }
        if (refused != null) {
            throw refused;
        }
    }

    private void deliver(int number, String place) throws IOException, InterruptedException {
        Remote trial = trial(number);
        if (!whole.contains(number)) {
            String id = found.remove(number);
            if (id != null) {
                trial.found(id);
            }
            trial.tag(PARENT_TAG, ofRun().id());
            trial.deliver(server, place);
        }
        if (trial.isOver()) {
            trials.remove(number);
        }
    }

    /** Finds the experiment and what the server has of this run, once. */
    private String connect() throws IOException, InterruptedException {
        if (experimentId == null) {
            String id = findExperiment();
            Map<String, Object> mine =
                    search(id, "tags.`" + RUN_TAG + "` = '" + identity.replace("'", "") + "'").stream()
                            .findFirst()
                            .orElse(Map.of());
            if (!mine.isEmpty()) {
                ofRun().found(runId(mine));
                files = tags(mine).getOrDefault(FILES_TAG, "");
                for (Map<String, Object> nested : search(id, "tags.`" + PARENT_TAG + "` = '" + runId(mine) + "'")) {
                    findTrial(nested);
                }
            }
            experimentId = id;
        }
        return experimentId;
    }

    private void findTrial(Map<String, Object> nested) {
        Map<String, String> tags = tags(nested);
        int number = Integer.parseInt(tags.getOrDefault(TRIAL_TAG, "-1"));
        if (tags.containsKey(STATE_TAG)) {
            whole.add(number);
        } else {
            found.put(number, runId(nested));
        }
    }

    private String findExperiment() throws IOException, InterruptedException {
        try {
            Map<String, Object> found =
                    Json.table(server.get("experiments/get-by-name", Map.of("experiment_name", experiment))
                            .get("experiment"));
            return String.valueOf(found.get("experiment_id"));
        } catch (MlflowServer.RefusedException e) {
            if (!e.code().equals("RESOURCE_DOES_NOT_EXIST")) {
                throw e;
            }
        }
        // The kind decides which page of MLflow's opens first: the one of models that are trained.
        return String.valueOf(server.post(
                        "experiments/create",
                        Map.of(
                                "name",
                                experiment,
                                "tags",
                                List.of(Map.of("key", "mlflow.experimentKind", "value", "custom_model_development"))))
                .get("experiment_id"));
    }

    private List<Map<String, Object>> search(String id, String filter) throws IOException, InterruptedException {
        List<Map<String, Object>> found = new ArrayList<>();
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("experiment_ids", List.of(id));
        request.put("filter", filter);
        request.put("max_results", PAGE);
        while (true) {
            Map<String, Object> page = server.post("runs/search", request);
            Json.list(page.get("runs")).forEach(one -> found.add(Json.table(one)));
            Object next = page.get("next_page_token");
            if (next == null || next.toString().isEmpty()) {
                return found;
            }
            request.put("page_token", next);
        }
    }

    private static String runId(Map<String, Object> found) {
        return String.valueOf(Json.table(found.get("info")).get("run_id"));
    }

    private static Map<String, String> tags(Map<String, Object> found) {
        Map<String, String> tags = new LinkedHashMap<>();
        Json.list(Json.table(found.get("data")).get("tags")).forEach(item -> {
            Map<String, Object> tag = Json.table(item);
            tags.put(String.valueOf(tag.get("key")), String.valueOf(tag.get("value")));
        });
        return tags;
    }

    @Override
    public void finish(RunResult result) throws IOException, InterruptedException {
        result.best().ifPresent(best -> {
            ofRun().tag("lanista.best_trial", String.valueOf(best.trial()));
            ofRun().metrics("best_", best.metrics(), 0, last);
        });
        ofRun().tag("lanista.reason", result.reason().message());
        ofRun().end(result.reason().isRegular() ? "FINISHED" : word(result.reason()), last);
        deliver();
        if (sendsFiles
                && !files.equals(last.toString())
                && result.reason().isRegular()
                && result.best().isPresent()) {
            sendFiles();
            files = last.toString();
            ofRun().tag(FILES_TAG, files);
            deliver();
        }
    }

    @Override
    public void fail(RunFailure failure) throws IOException, InterruptedException {
        ofRun().tag("lanista.reason", failure.message());
        ofRun().end("FAILED", last);
        deliver();
    }

    private static String word(EndReason reason) {
        return reason.kind() == EndReason.Kind.CANCELLED ? "KILLED" : "FAILED";
    }

    private void sendFiles() throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory("lanista-mlflow");
        try {
            Path report = scratch.resolve("report.html");
            if (products.report(report)) {
                server.upload(ofRun().place(server), "report.html", report);
            }
            Path winner = scratch.resolve("winner");
            products.export(winner);
            for (Path file : files(winner)) {
                String name = "winner/" + winner.relativize(file).toString().replace('\\', '/');
                server.upload(ofRun().place(server), name, file);
            }
        } catch (LanistaException e) {
            throw new IOException("The winner can't be sent: " + e.getMessage(), e);
        } finally {
            delete(scratch);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
