package io.lanista.dashboard.view;

import com.google.common.hash.Hashing;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.Score;
import io.lanista.runtime.journal.JournalRecord.Header;
import io.lanista.runtime.watch.BestTrial;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A run in a few lines: what it is, how far, and how its best score rose. */
final class RunBrief {
    /** A trial that was the best when it ended. */
    private record Improvement(int trials, double seconds, double score) {}

    private final RunBooks books;
    private final String state;
    private final Optional<BestTrial> best;

    RunBrief(RunBooks books, String state, Optional<BestTrial> best) {
        this.state = state;
        this.books = books;
        this.best = best;
    }

    void write(Json json) {
        Header header = books.header();
        Objective objective = header.objectives().get(0);
        json.put("experiment", header.experiment());
        json.put("searcher", header.searcher().name());
        json.put("options", header.searcher().options());
        json.put("seed", header.seed());
        json.put("setup", setup(header));
        json.put("metric", objective.metric());
        json.put("direction", objective.direction().name().toLowerCase(Locale.ROOT));
        json.put("state", state);
        json.put("ending", books.ending());
        json.put("trials", books.finished());
        json.put("failed", books.count(TrialRow.State.FAILED));
        json.put(
                "best",
                best.map(trial -> (Object) scores(header.objectives(), trial)).orElse(null));
        json.put(
                "budget",
                books.trialBudget().isPresent() ? (Object) books.trialBudget().getAsInt() : null);
        json.put("seconds", books.elapsed().toMillis() / 1000.0);
        json.put("updated", books.last().toEpochMilli());
        Map<String, Object> test = new LinkedHashMap<>();
        best.flatMap(BestTrial::test).ifPresent(metrics -> test.putAll(metrics.values()));
        json.put("test", test);
        List<Improvement> improvements = improvements(objective);
        json.object("improvements", out -> {
            out.list("trials", list -> improvements.forEach(step -> list.add(step.trials())));
            out.list("seconds", list -> improvements.forEach(step -> list.add(step.seconds())));
            out.list("score", list -> improvements.forEach(step -> list.add(step.score())));
        });
    }

    /** A text that runs share which differ in nothing but their seeds and budgets. */
    private static String setup(Header header) {
        List<Object> parts = List.of(
                header.experiment(),
                header.method(),
                header.searcher().name(),
                header.searcher().options(),
                header.evaluator().name(),
                header.evaluator().options(),
                header.spaceHash(),
                header.objectives(),
                header.stopping(),
                header.constraints(),
                header.settings(),
                header.fingerprints());
        return Hashing.farmHashFingerprint64()
                .hashString(parts.toString(), StandardCharsets.UTF_8)
                .toString();
    }

    /** What a trial reached, by each objective's metric. */
    static Map<String, Double> scores(List<Objective> objectives, BestTrial best) {
        Map<String, Double> scores = new LinkedHashMap<>();
        for (int i = 0; i < objectives.size(); i++) {
            scores.put(objectives.get(i).metric(), best.scores().all().get(i).value());
        }
        return scores;
    }

    private List<Improvement> improvements(Objective objective) {
        List<TrialRow> ended = books.trials().stream()
                .filter(row -> row.state != TrialRow.State.OPEN && row.state != TrialRow.State.REJECTED)
                .sorted(Comparator.comparingLong((TrialRow row) -> row.ended).thenComparingInt(row -> row.number))
                .toList();
        List<Improvement> improvements = new ArrayList<>();
        Score best = objective.score(Double.NaN);
        for (int i = 0; i < ended.size(); i++) {
            TrialRow row = ended.get(i);
            Score score = objective.score(row.state == TrialRow.State.SCORED ? row.metric(0) : Double.NaN);
            if (Double.isFinite(score.value()) && score.isBetterThan(best)) {
                best = score;
                improvements.add(new Improvement(i + 1, row.ended / 1000.0, score.value()));
            }
        }
        return improvements;
    }
}
