package io.lanista.cli;

import io.lanista.api.trial.Objective;
import io.lanista.api.trial.Scores;
import io.lanista.runtime.watch.BestTrial;
import io.lanista.runtime.watch.Repeats;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How scores are printed: one as a number, several with the names of their metrics. */
final class ScoreText {
    private ScoreText() {}

    /** Such as {@code 0.98}, or {@code accuracy 0.98, latency_ms 0.4}. */
    static String values(Scores scores, List<Objective> objectives) {
        if (scores.all().size() == 1) {
            return RunPrinter.number(scores.only().value());
        }
        return IntStream.range(0, objectives.size())
                .mapToObj(i -> objectives.get(i).metric() + " "
                        + RunPrinter.number(scores.all().get(i).value()))
                .collect(Collectors.joining(", "));
    }

    /** What stands behind a mean, such as {@code  ± 0.0021 (n = 3, trials 4, 18, 20)}. */
    static String repeats(Repeats repeats) {
        return " ± " + RunPrinter.number(repeats.standardError()) + " (n = " + repeats.count() + ", trials "
                + numbers(repeats) + ")";
    }

    /** The architectures that were evaluated several times, a line for each; nothing if there is none. */
    static void repeated(PrintWriter out, List<BestTrial> repeated) {
        if (repeated.isEmpty()) {
            return;
        }
        out.println();
        out.println("Evaluated several times, those first that are expected to be best:");
        Table table = new Table("N", "MEAN", "STANDARD ERROR", "TRIALS");
        for (BestTrial trial : repeated) {
            Repeats repeats = trial.repeats().orElseThrow();
            table.row(
                    String.valueOf(repeats.count()),
                    RunPrinter.number(trial.score().value()),
                    RunPrinter.number(repeats.standardError()),
                    numbers(repeats));
        }
        table.print(out);
    }

    private static String numbers(Repeats repeats) {
        return repeats.trials().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** The front of a search after several objectives, a line for each trial. */
    static void front(PrintWriter out, List<BestTrial> front, BestTrial picked, List<Objective> objectives) {
        out.println("Front: " + RunPrinter.trials(front.size()) + " that no other one beats.");
        Table table = new Table(Table.titles("TRIAL", objectives));
        for (BestTrial trial : front) {
            String[] cells = new String[objectives.size() + 2];
            cells[0] = "#" + trial.trial();
            for (int i = 0; i < objectives.size(); i++) {
                cells[i + 1] = RunPrinter.number(trial.scores().all().get(i).value());
            }
            cells[objectives.size() + 1] = (trial.scores().violation() > 0 ? "breaks a bound " : "")
                    + (trial.trial() == picked.trial() ? "<- picked" : "");
            table.row(cells);
        }
        table.print(out);
        out.println(
                "Another one is picked by '--pick' with the metric of an objective, or the number of a trial; 'knee'"
                        + " is nearest to the best of all objectives at once.");
    }
}
