package io.lanista.cli;

import io.lanista.api.space.Choices;
import io.lanista.api.trial.Metrics;
import io.lanista.cli.Terminal.Style;
import io.lanista.runtime.watch.BestTrial;
import io.lanista.runtime.watch.RunInfo;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunStatus;
import io.lanista.runtime.watch.SupernetEpoch;
import io.lanista.runtime.watch.TrialAdvance;
import io.lanista.runtime.watch.TrialProgress;
import io.lanista.runtime.watch.TrialReport;
import io.lanista.runtime.watch.TrialStart;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a live region shows of a run: a bar for all of it with an estimate of the time left, and one for each running trial, with the
 * metric so far beside what the best trial had at the same step. Safe for use by several threads.
 */
final class RunProgress implements RunListener {
    private static final int MOST_TRIALS = 8;
    private static final int RECENT = 20;
    private static final int BAR = 16;
    private static final int SHORT_BAR = 6;
    private static final int NARROW = 70;

    /** A trial that runs. */
    private static final class Running {
        final Choices choices;
        final int steps;
        int step;
        Metrics metrics = Metrics.NONE;
        int done;
        int all;

        Running(TrialStart start) {
            this.choices = start.choices();
            this.steps = start.steps().orElse(0);
        }
    }

    private final @Nullable Terminal terminal;
    private final InstantSource clock;
    private final Map<Integer, Running> running = new TreeMap<>();
    private final Map<Integer, Map<Integer, Metrics>> reports = new HashMap<>();
    private final Deque<Duration> ends = new ArrayDeque<>();
    private @Nullable RunInfo run;
    private @Nullable RunStatus status;
    private Instant told = Instant.EPOCH;
    private @Nullable SupernetEpoch epoch;
    private int lastStep;

    /**
     * @param terminal decides about colours
     * @param clock tells how long it is since the last event
     */
    RunProgress(@Nullable Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    private void told(RunStatus now) {
        status = now;
        told = clock.instant();
    }

    @Override
    public synchronized void started(RunInfo info, RunStatus now) {
        run = info;
        told(now);
        ends.add(now.elapsed());
    }

    @Override
    public synchronized void epochEnded(SupernetEpoch ended, RunStatus now) {
        epoch = ended;
        told(now);
        ended(now.elapsed());
    }

    @Override
    public synchronized void trialStarted(TrialStart trial) {
        epoch = null;
        running.put(trial.trial(), new Running(trial));
    }

    @Override
    public synchronized void trialReported(TrialProgress progress) {
        Running known = running.get(progress.trial());
        if (known != null) {
            known.step = progress.step();
            known.metrics = progress.metrics();
            known.done = 0;
            reports.computeIfAbsent(progress.trial(), unseen -> new HashMap<>())
                    .put(progress.step(), progress.metrics());
        }
    }

    @Override
    public synchronized void trialAdvanced(TrialAdvance advance) {
        Running known = running.get(advance.trial());
        if (known != null) {
            known.done = advance.done();
            known.all = advance.all();
        }
    }

    @Override
    public synchronized void trialEnded(TrialReport report, RunStatus now) {
        Running known = running.remove(report.trial());
        lastStep = Math.max(lastStep, known == null ? 0 : known.step);
        told(now);
        ended(now.elapsed());
        Integer best = now.best().map(BestTrial::trial).orElse(-1);
        reports.keySet().removeIf(trial -> !trial.equals(best) && !running.containsKey(trial));
    }

    private void ended(Duration elapsed) {
        ends.add(elapsed);
        if (ends.size() > RECENT) {
            ends.removeFirst();
        }
    }

    /** The lines in so many columns. */
    synchronized List<String> lines(int width) {
        List<String> lines = new ArrayList<>();
        RunInfo info = run;
        RunStatus now = status;
        if (info == null || now == null) {
            return lines;
        }
        int bar = width < NARROW ? SHORT_BAR : BAR;
        SupernetEpoch last = epoch;
        if (last == null) {
            lines.add(whole(info, now, bar));
        } else {
            lines.add(training(info, now, last, bar));
            leaders(last).ifPresent(lines::add);
        }
        running.entrySet().stream().limit(MOST_TRIALS).forEach(trial -> lines.add(line(info, now, trial)));
        if (running.size() > MOST_TRIALS) {
            lines.add("  and " + (running.size() - MOST_TRIALS) + " more");
        }
        return lines;
    }

    private Duration elapsed(RunStatus now) {
        return now.elapsed().plus(Duration.between(told, clock.instant()));
    }

    private String whole(RunInfo info, RunStatus now, int bar) {
        int done = now.completed() + now.failed();
        StringBuilder line = new StringBuilder();
        if (now.trials().isPresent()) {
            int all = now.trials().getAsInt();
            line.append(bar(done, all, bar))
                    .append(' ')
                    .append(done)
                    .append('/')
                    .append(all)
                    .append(bar == SHORT_BAR ? "" : " trials");
        } else if (info.time().isPresent()) {
            line.append(bar(elapsed(now).toMillis(), info.time().get().toMillis(), bar))
                    .append(' ')
                    .append(RunPrinter.trials(done));
        } else {
            line.append(RunPrinter.trials(done));
        }
        if (now.failed() > 0) {
            line.append(", ").append(Style.BAD.of(now.failed() + " failed", terminal));
        }
        if (now.state() == RunStatus.State.PAUSED) {
            line.append(", paused");
        }
        now.best().ifPresent(best -> line.append("  ").append(Style.GOOD.of(best(info, best), terminal)));
        line.append("  ")
                .append(time(info, now, now.trials().isPresent() ? now.trials().getAsInt() - done : -1));
        return line.toString();
    }

    private static String best(RunInfo info, BestTrial best) {
        boolean one = info.objectives().size() == 1;
        return (one ? "best " + metric(info) : "picked") + " " + ScoreText.values(best.scores(), info.objectives())
                + " (#" + best.trial() + ")";
    }

    /** How long it took, and how long it will take. */
    private String time(RunInfo info, RunStatus now, int more) {
        return RunPrinter.time(elapsed(now))
                + left(info, now, more)
                        .map(left -> ", ~" + RunPrinter.time(left) + " left")
                        .orElse("");
    }

    private String training(RunInfo info, RunStatus now, SupernetEpoch last, int bar) {
        StringBuilder line = new StringBuilder(bar(last.epoch(), last.epochs(), bar));
        line.append(" epoch ").append(last.epoch()).append('/').append(last.epochs());
        line.append("  ").append(time(info, now, last.epochs() - last.epoch()));
        last.metrics().values().forEach((name, value) -> {
            if (name.endsWith(metric(info)) || name.equals("entropy")) {
                line.append("  ").append(name.replace('_', ' ')).append(' ').append(RunPrinter.number(value));
            }
        });
        return line.toString();
    }

    /** The candidates that lead, those that lead most clearly first: the line is cut where the terminal ends. */
    private Optional<String> leaders(SupernetEpoch last) {
        String leaders = last.leading().entrySet().stream()
                .sorted(Comparator.comparingDouble(leader -> -leader.getValue().getValue()))
                .limit(MOST_TRIALS)
                .map(leader -> String.format(
                        Locale.ROOT,
                        "%s=%s %.0f%%",
                        leader.getKey(),
                        leader.getValue().getKey().replace(" ", ""),
                        100 * leader.getValue().getValue()))
                .collect(Collectors.joining("  "));
        return leaders.isEmpty() ? Optional.empty() : Optional.of("  leads: " + Style.DIM.of(leaders, terminal));
    }

    /** By the pace of the last ones, which tells more than that of all; never more than the time budget has left. */
    private Optional<Duration> left(RunInfo info, RunStatus now, int more) {
        Optional<Duration> byPace = Optional.empty();
        if (more > 0 && ends.size() > 2) {
            Duration recent = ends.getLast().minus(ends.getFirst());
            Duration since = elapsed(now).minus(ends.getLast());
            Duration left =
                    recent.multipliedBy(more).dividedBy(ends.size() - 1L).minus(since);
            byPace = Optional.of(left.isNegative() ? Duration.ZERO : left);
        }
        Optional<Duration> byLimit = info.time().map(budget -> budget.minus(elapsed(now)));
        if (byPace.isEmpty() || byLimit.isEmpty()) {
            return byPace.or(() -> byLimit);
        }
        return byPace.get().compareTo(byLimit.get()) < 0 ? byPace : byLimit;
    }

    private String line(RunInfo info, RunStatus now, Map.Entry<Integer, Running> trial) {
        Running known = trial.getValue();
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, " #%-3d ", trial.getKey()));
        int last = known.steps > 0 ? known.steps : lastStep;
        if (last > 0) {
            line.append(bar(known.step, last, SHORT_BAR)).append(' ');
        }
        if (known.step == 0) {
            line.append("begins");
        } else {
            line.append("step ").append(known.step).append(known.step > last ? "" : "/" + last);
            Double value = known.metrics.values().get(metric(info));
            if (value != null) {
                line.append("  ").append(metric(info)).append(' ').append(RunPrinter.number(value));
            }
            bestAt(info, now, known.step)
                    .ifPresent(best -> line.append(", best then ").append(RunPrinter.number(best)));
        }
        if (known.done > 0) {
            line.append("  batch ").append(known.done).append('/').append(known.all);
        }
        String choices = String.join(" ", ShortChoices.of(known.choices, now.best()));
        return line + (choices.isEmpty() ? "" : "  " + Style.DIM.of(choices, terminal));
    }

    /** What the best trial had at a step. */
    private Optional<Double> bestAt(RunInfo info, RunStatus now, int step) {
        return now.best()
                .map(best -> reports.getOrDefault(best.trial(), Map.of()).get(step))
                .map(metrics -> metrics.values().get(metric(info)));
    }

    private static String metric(RunInfo info) {
        return info.objectives().get(0).metric();
    }

    private static String bar(long done, long all, int length) {
        int full = all <= 0 ? 0 : (int) Math.min(length, Math.round((double) length * done / all));
        return "█".repeat(full) + "░".repeat(length - full);
    }
}
