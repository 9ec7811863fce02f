package io.lanista.cli;

import io.lanista.api.model.Model;
import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.DataDescription;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.djl.train.TrainedNetwork;
import io.lanista.runtime.foreign.ForeignText;
import io.lanista.runtime.race.Evaluations;
import io.lanista.runtime.text.ModelSummary;
import io.lanista.runtime.watch.BestTrial;
import io.lanista.runtime.watch.EndReason;
import io.lanista.runtime.watch.Rejection;
import io.lanista.runtime.watch.RunInfo;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunResult;
import io.lanista.runtime.watch.RunStatus;
import io.lanista.runtime.watch.SupernetEpoch;
import io.lanista.runtime.watch.SupernetExport;
import io.lanista.runtime.watch.TrialProgress;
import io.lanista.runtime.watch.TrialReport;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Prints a run as it goes: the space, a line for each trial, the winner. */
final class RunPrinter implements RunListener {
    private static final List<String> LESSER =
            List.of("auc", "balanced_accuracy", "f1", "top5_accuracy", "calibration_error", "mape", "pinball");

    private final PrintWriter out;
    private final Notation notation;
    private final Detail detail;
    private @Nullable RunInfo info;
    private Map<String, String> leading = Map.of();
    private Optional<BestTrial> bestBefore = Optional.empty();

    /** How much is printed. */
    enum Detail {
        /** A line for each trial, with all its choices. */
        PLAIN,
        /** A line for each step of a trial, too. */
        VERBOSE,
        /** A line for each trial, with what differs from the best; how far the run is stands elsewhere. */
        SHORT
    }

    /** How the field writes an architecture of a space. */
    interface Notation {
        Optional<String> of(Model base, Choices choices);
    }

    RunPrinter(PrintWriter out, Notation notation, Detail detail) {
        this.out = out;
        this.notation = notation;
        this.detail = detail;
    }

    @Override
    public void started(RunInfo run, RunStatus status) {
        info = run;
        run.data().ifPresent(found -> data(out, found));
        out.println(ModelSummary.of(run.space()));
        out.println(
                (isOneShot(run) ? "Trainer " : "Strategy ") + run.searcher() + "; trials run " + run.executor() + ".");
        out.println((run.resumed() ? "Going on in " : "Journal in ") + run.folder() + ".");
        run.notes().forEach(note -> out.println("Note: " + note));
        out.println();
        out.flush();
    }

    private static boolean isOneShot(RunInfo run) {
        return run.searcher().kind().equals("trainer");
    }

    /** What was found in the data, before anything is trained with them. */
    static void data(PrintWriter out, DataDescription data) {
        data.summary().forEach(out::println);
        data.warnings().forEach(warning -> out.println("! " + warning));
        out.println();
    }

    /** What was found in the data of the run that was started. */
    Optional<DataDescription> data() {
        return Optional.ofNullable(info).flatMap(RunInfo::data);
    }

    @Override
    public void epochEnded(SupernetEpoch epoch, RunStatus status) {
        String line = String.format(
                Locale.ROOT,
                "epoch %d/%d  %s  elapsed %s  %s",
                epoch.epoch(),
                epoch.epochs(),
                metrics(Optional.of(brief(epoch.metrics()))),
                time(status.elapsed()),
                remaining(status));
        out.println(line.stripTrailing());
        if (detail == Detail.SHORT) {
            changedLeaders(epoch);
        } else {
            out.println("    " + SupernetText.leading(epoch));
        }
        out.flush();
    }

    /** Only the decisions of which another candidate leads now. */
    private void changedLeaders(SupernetEpoch epoch) {
        Map<String, String> now = new LinkedHashMap<>();
        epoch.leading().forEach((decision, leader) -> now.put(decision, leader.getKey()));
        List<String> changed = now.entrySet().stream()
                .filter(leader -> !leader.getValue().equals(leading.get(leader.getKey())))
                .map(leader -> leader.getKey() + "=" + leader.getValue().replace(" ", ""))
                .toList();
        if (!leading.isEmpty() && !changed.isEmpty()) {
            out.println("    leads now: " + ShortChoices.line(changed));
        }
        leading = now;
    }

    @Override
    public void trialReported(TrialProgress progress) {
        if (detail == Detail.VERBOSE) {
            out.println(String.format(
                    Locale.ROOT,
                    "#%-4d step %d  %s",
                    progress.trial(),
                    progress.step(),
                    metrics(Optional.of(brief(progress.metrics())))));
            out.flush();
        }
    }

    @Override
    public void noted(String sentence) {
        out.println("! " + sentence);
        out.flush();
    }

    @Override
    public void exported(SupernetExport export, RunStatus status) {
        out.println();
        SupernetText.export(out, export, notation(export.choices()));
        if (export.isFinal()) { // Its trial comes next.
            out.println();
        }
        out.flush();
    }

    private Optional<String> notation(Choices choices) {
        return info == null ? Optional.empty() : notation.of(info.space().base(), choices);
    }

    @Override
    public void trialEnded(TrialReport report, RunStatus status) {
        if (detail == Detail.SHORT) {
            out.println(String.format(
                    Locale.ROOT,
                    "#%-4d %s  %s  %s",
                    report.trial(),
                    outcome(report, objectives()),
                    time(Duration.ofMillis(Math.round(report.seconds() * 1000))),
                    difference(report, status)));
            out.flush();
            return;
        }
        out.println(String.format(
                Locale.ROOT,
                "#%-4d %s  best %s  %s  %s  %s",
                report.trial(),
                outcome(report, objectives()),
                status.best()
                        .map(best -> ScoreText.values(best.scores(), objectives()))
                        .orElse("-"),
                "elapsed " + time(status.elapsed()),
                remaining(status),
                String.join(" ", ShortChoices.of(report.choices(), Optional.empty()))));
        out.flush();
    }

    /** What differs from the best; of a new best, what differs from the one before. */
    private String difference(TrialReport report, RunStatus status) {
        boolean isBest =
                status.best().filter(best -> best.trial() == report.trial()).isPresent();
        String choices = ShortChoices.line(ShortChoices.of(report.choices(), isBest ? bestBefore : status.best()));
        bestBefore = status.best();
        return isBest ? (objectives().size() > 1 ? "picked so far: " : "the best so far: ") + choices : choices;
    }

    @Override
    public void rejected(Rejection rejection) {
        out.println(String.format(Locale.ROOT, "#%-4d not run: %s", rejection.trial(), rejection.reason()));
        out.flush();
    }

    private String remaining(RunStatus status) {
        String trials = status.trials().isPresent()
                ? trials(status.trials().getAsInt() - status.completed() - status.failed()) + " left"
                : "";
        String left = status.left().map(time -> time(time) + " left").orElse("");
        return trials.isEmpty() || left.isEmpty() ? trials + left : trials + ", " + left;
    }

    static String trials(int count) {
        return count + (count == 1 ? " trial" : " trials");
    }

    private List<Objective> objectives() {
        return info == null ? List.of() : info.objectives();
    }

    /** How a trial went; where the strategy decides how long trials are trained, with that, too. */
    private static String outcome(TrialReport report, List<Objective> objectives) {
        Outcome outcome = report.outcome();
        if (outcome instanceof Outcome.Scored scored) {
            return "score " + ScoreText.values(scored.scores(), objectives)
                    + (report.steps().isPresent() ? " at step " + report.steps().getAsInt() : "");
        }
        if (outcome instanceof Outcome.Stopped stopped) {
            return "stopped at step " + stopped.step()
                    + stopped.scores()
                            .map(scores -> ", score " + ScoreText.values(scores, objectives))
                            .orElse("");
        }
        return "failed: " + CommandWords.in(((Outcome.Failed) outcome).reason());
    }

    @Override
    public void ended(RunResult result) {
        out.println();
        out.println(trials(result.completed()) + " completed, " + result.failed() + " failed, in "
                + time(Duration.ofMillis(Math.round(result.seconds() * 1000))) + ": "
                + result.reason().message());
        if (result.reason().kind() == EndReason.Kind.TIME && result.best().isEmpty()) {
            out.println(
                    "No trial came to a score in that time, so there is no winner. The same command goes on with this run for as long"
                            + " again. Maybe give it more time, or its trials fewer epochs.");
        }
        if (objectives().size() > 1 && result.best().isPresent()) {
            ScoreText.front(out, result.front(), result.best().get(), objectives());
        }
        result.best().ifPresent(best -> best(out, best, objectives(), notation(best.choices())));
        if (info != null && result.best().isPresent()) {
            warnOfKnown(out, info.evaluator().options());
        }
        if (info != null && result.export().isPresent() && result.best().isPresent()) {
            Objective objective = info.objectives().get(0);
            SupernetText.compared(out, result.export().get(), objective);
        }
        out.flush();
    }

    static void best(PrintWriter out, BestTrial best, List<Objective> objectives, Optional<String> notation) {
        out.println((objectives.size() > 1 ? "Picked: trial " : "Best: trial ") + best.trial() + ", score "
                + ScoreText.values(best.scores(), objectives)
                + best.repeats().map(ScoreText::repeats).orElse(""));
        out.println("  measured: " + metrics(Optional.of(best.metrics())));
        if (best.test().isPresent()) {
            out.println("  on test data: " + metrics(best.test()));
        }
        notation.ifPresent(text -> out.println("  in the field's notation: " + text));
        best.choices().values().forEach((label, value) -> out.println("  " + label + " = " + value));
    }

    /** Whether networks are trained on the examples that they are scored by, too, as options of an evaluator tell. */
    static boolean knowsAll(Map<String, ?> evaluator) {
        return evaluator.get("data") instanceof Map<?, ?> data
                && String.valueOf(data.get("all_data")).equals("true");
    }

    static void warnOfKnown(PrintWriter out, Map<String, ?> evaluator) {
        if (knowsAll(evaluator)) {
            out.println(
                    "! It was trained on the examples for validation and test, too (all_data), so there are no scores of"
                            + " examples that it doesn't know: these are too good.");
        }
    }

    /** The metrics, those of folds with their standard errors, those of the test part with their intervals. */
    static String metrics(Optional<Metrics> metrics) {
        return metrics.map(known -> known.values().entrySet().stream()
                        .filter(metric -> !isEnd(metric.getKey(), known) && !isError(metric.getKey(), known))
                        .map(metric -> ForeignText.line(metric.getKey()) + " " + number(metric.getValue())
                                + error(metric.getKey(), known) + interval(metric.getKey(), known))
                        .collect(Collectors.joining(", ")))
                .orElse("-");
    }

    /** The metrics that fit on a line; the others are in the journal. */
    private static Metrics brief(Metrics all) {
        Map<String, Double> few = new LinkedHashMap<>(all.values());
        few.keySet().removeIf(name -> {
            String of = isError(name, all) ? name.substring(0, name.length() - Evaluations.ERROR.length()) : name;
            return LESSER.stream().anyMatch(end -> of.equals(end) || of.endsWith("_" + end));
        });
        return few.isEmpty() ? all : Metrics.of(few);
    }

    /** Whether a value is an end of another metric's interval. */
    static boolean isEnd(String name, Metrics all) {
        return Stream.of(TrainedNetwork.LOW, TrainedNetwork.HIGH)
                .anyMatch(end -> name.endsWith(end)
                        && all.values().containsKey(name.substring(0, name.length() - end.length())));
    }

    /** Whether a value is the standard error of another metric. */
    private static boolean isError(String name, Metrics all) {
        return name.endsWith(Evaluations.ERROR)
                && all.values().containsKey(name.substring(0, name.length() - Evaluations.ERROR.length()));
    }

    private static String error(String name, Metrics all) {
        Double error = all.values().get(name + Evaluations.ERROR);
        return error == null ? "" : " ± " + number(error);
    }

    private static String interval(String name, Metrics all) {
        Double low = all.values().get(name + TrainedNetwork.LOW);
        Double high = all.values().get(name + TrainedNetwork.HIGH);
        return low == null || high == null ? "" : " (" + number(low) + " to " + number(high) + ")";
    }

    static String number(double value) {
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < 1e15) {
            return String.valueOf(Math.round(value));
        }
        return size >= 1e-3 && size < 1e6
                ? String.format(Locale.ROOT, "%.4f", value)
                : String.format(Locale.ROOT, "%.3e", value);
    }

    static String time(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        return seconds < 60
                ? String.format(Locale.ROOT, "%.1fs", Math.max(0, duration.toMillis()) / 1000.0)
                : seconds < 3600
                        ? String.format(Locale.ROOT, "%dm%02ds", seconds / 60, seconds % 60)
                        : String.format(Locale.ROOT, "%dh%02dm", seconds / 3600, seconds / 60 % 60);
    }
}
