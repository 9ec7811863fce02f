package io.lanista.cli;

import io.lanista.api.model.Model;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.experiment.BestTrial;
import io.lanista.runtime.experiment.RunInfo;
import io.lanista.runtime.experiment.RunListener;
import io.lanista.runtime.experiment.RunResult;
import io.lanista.runtime.experiment.RunStatus;
import io.lanista.runtime.experiment.SupernetExport;
import io.lanista.runtime.experiment.TrialReport;
import io.lanista.runtime.journal.JournalRecord;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints a run as it goes: the space, a line for each trial, the winner. */
final class RunPrinter implements RunListener {
    private static final int EXACT_DIGITS = 15;
    private final PrintWriter out;
    private final Duration limit;
    private final Notation notation;
    private @Nullable RunInfo info;

    /** How the field writes an architecture of a space. */
    interface Notation {
        Optional<String> of(Model base, Choices choices);
    }

    /**
     * @param limit the time budget, or zero without one
     */
    RunPrinter(PrintWriter out, Duration limit, Notation notation) {
        this.out = out;
        this.limit = limit;
        this.notation = notation;
    }

    @Override
    public void started(RunInfo run, RunStatus status) {
        info = run;
        space(out, run.space());
        out.println((run.experiment().trainer().isPresent() ? "Trainer " : "Strategy ") + run.searcher()
                + "; trials run " + run.executor() + ".");
        out.println((run.resumed() ? "Going on in " : "Journal in ") + run.folder() + ".");
        if (!run.changes().isEmpty()) {
            out.println("Note: " + String.join("; ", run.changes())
                    + ". Results may not compare with those before. Maybe install the former version again, or begin a new run"
                    + " with --new.");
        }
        out.println();
        out.flush();
    }

    static void space(PrintWriter out, SearchSpace space) {
        out.println(
                "Space " + space.base().name() + " on " + space.base().inputs().values() + ": "
                        + space.decisions().size() + " decisions, "
                        + space.size().map(RunPrinter::size).orElse("infinitely many") + " architectures"
                        + (space.constraints().isEmpty() ? "" : " before constraints") + ".");
        space.decisions()
                .forEach(decision -> out.println("  " + decision.label() + ": " + decision.domain()
                        + (decision.condition().isAlways() ? "" : "   if " + decision.condition())));
        out.println();
    }

    private static String size(BigInteger size) {
        String digits = size.toString();
        return digits.length() <= EXACT_DIGITS
                ? String.format(Locale.ROOT, "%,d", size)
                : String.format(
                        Locale.ROOT,
                        "about %.3ge%d",
                        Double.parseDouble("0." + digits.substring(0, 6)) * 10,
                        digits.length() - 1);
    }

    @Override
    public void epochEnded(JournalRecord.Epoch epoch, RunStatus status) {
        String line = String.format(
                Locale.ROOT,
                "epoch %d/%d  %s  elapsed %s  %s",
                epoch.epoch(),
                epoch.epochs(),
                metrics(Optional.of(epoch.metrics())),
                time(status.elapsed()),
                remaining(status));
        out.println(line.stripTrailing());
        out.println("    " + SupernetText.leading(epoch));
        out.flush();
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
        out.println(String.format(
                Locale.ROOT,
                "#%-4d %s  best %s  %s  %s  %s",
                report.trial(),
                outcome(report.outcome()),
                status.best().map(best -> number(best.score().value())).orElse("-"),
                "elapsed " + time(status.elapsed()),
                remaining(status),
                choices(report.choices())));
        out.flush();
    }

    @Override
    public void rejected(int trial, Choices choices, String reason) {
        out.println(String.format(Locale.ROOT, "#%-4d not run: %s", trial, reason));
        out.flush();
    }

    private String remaining(RunStatus status) {
        String trials = status.trials().isPresent()
                ? trials(status.trials().getAsInt() - status.completed() - status.failed()) + " left"
                : "";
        String left = limit.isZero() ? "" : time(limit.minus(status.elapsed())) + " left";
        return trials.isEmpty() || left.isEmpty() ? trials + left : trials + ", " + left;
    }

    private static String trials(int count) {
        return count + (count == 1 ? " trial" : " trials");
    }

    private static String outcome(Outcome outcome) {
        if (outcome instanceof Outcome.Scored scored) {
            return "score " + number(scored.score().value());
        }
        if (outcome instanceof Outcome.Stopped stopped) {
            return "stopped at step " + stopped.step();
        }
        return "failed: " + ((Outcome.Failed) outcome).reason();
    }

    @Override
    public void ended(RunResult result) {
        out.println();
        out.println(trials(result.completed()) + " completed, " + result.failed() + " failed, in "
                + time(Duration.ofMillis(Math.round(result.seconds() * 1000))) + ": "
                + result.ending().message());
        result.best().ifPresent(best -> best(out, best, notation(best.choices())));
        if (info != null && result.export().isPresent() && result.best().isPresent()) {
            Objective objective = info.experiment().objective();
            SupernetText.gap(out, result.export().get(), result.best().get(), objective);
        }
        out.flush();
    }

    static void best(PrintWriter out, BestTrial best, Optional<String> notation) {
        out.println(
                "Best: trial " + best.trial() + ", score " + number(best.score().value()));
        out.println("  measured: " + metrics(Optional.of(best.metrics())));
        if (best.test().isPresent()) {
            out.println("  on test data: " + metrics(best.test()));
        }
        notation.ifPresent(text -> out.println("  in the field's notation: " + text));
        best.choices().values().forEach((label, value) -> out.println("  " + label + " = " + value));
    }

    static String metrics(Optional<Metrics> metrics) {
        return metrics.map(known -> known.values().entrySet().stream()
                        .map(metric -> metric.getKey() + " " + number(metric.getValue()))
                        .collect(Collectors.joining(", ")))
                .orElse("-");
    }

    private static String choices(Choices choices) {
        return choices.values().entrySet().stream()
                .map(choice -> choice.getKey() + "=" + shorten(choice.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static String shorten(Object value) {
        return value instanceof Double number
                ? number(number)
                : String.valueOf(value).replace(" ", "");
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
