package io.lanista.runtime.draft;

import io.lanista.api.trial.DataDescription;
import io.lanista.djl.data.DataSources;
import io.lanista.runtime.experiment.Experiment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Proposes an experiment for some data: what is predicted, by which metric, over which space, how networks are trained, and for how
 * long. Every choice has a reason, which stands beside it as a comment. The same data give the same proposal, but for what follows
 * from the time that one epoch takes.
 *
 * <p>How tables are trained follows the published defaults of the networks that the space {@code table} holds; see there.
 */
public final class Drafting {
    private static final int SMALL = 2_000;
    private static final int HALVED = 2_000;
    private static final double LOPSIDED = 0.8;
    private static final int TRIALS = 20;
    private static final int LEAST_TRIALS = 8;
    private static final int LEAST_EPOCHS = 8;
    private static final int MOST_ROUNDS = 20;
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(8);

    private final DataLook look;
    private final DraftRequest request;
    private final DataSources sources;
    private final List<String> lines = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private final int parallel = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));

    private Drafting(DataLook look, DraftRequest request, DataSources sources) {
        this.look = look;
        this.request = request;
        this.sources = sources;
    }

    /**
     * Looks at data and proposes an experiment.
     *
     * @param sources that can read data
     * @param epochSeconds says how long one epoch of a short experiment, given as text, takes
     * @throws io.lanista.djl.file.DataException if the data can't be used
     */
    public static ExperimentDraft of(DraftRequest request, DataSources sources, ToDoubleFunction<Probe> epochSeconds) {
        return new Drafting(DataLook.at(request, sources), request, sources).draft(epochSeconds);
    }

    /**
     * A short trial, whose time says what an epoch takes.
     *
     * @param text of an experiment file with one trial
     * @param share of the training part that it goes through; 2 for twice all of it
     */
    public record Probe(String text, double share) {}

    private ExperimentDraft draft(ToDoubleFunction<Probe> epochSeconds) {
        String name = ExperimentDraft.name(request.data());
        TrainingPlan plan = TrainingPlan.of(look);
        double epoch = epochSeconds.applyAsDouble(probe(name, plan));
        int epochs = epochs(plan, epoch);
        Duration time = request.time().orElseGet(() -> proposed(epoch * epochs * plan.folds()));
        Map<String, Object> data = data(plan);
        DataDescription description = look.described(data, sources);
        header(description);
        lines.add("name: " + name);
        lines.add("");
        space();
        lines.add("strategy: {name: tpe}");
        lines.add("");
        evaluator(plan, data, description, epochs);
        objective();
        lines.add(String.format(
                Locale.ROOT,
                "# One epoch took about %s here, so a trial of %d%s takes up to %s.",
                seconds(epoch),
                epochs,
                plan.folds() > 1 ? " in " + plan.folds() + " folds" : "",
                seconds(epoch * epochs * plan.folds())));
        lines.add("budget: {time: " + text(time) + "}");
        lines.add("parallel: " + parallel + "   # trials at once");
        lines.add("seed: 1");
        return new ExperimentDraft(name, String.join("\n", lines) + "\n", reasons);
    }

    private void header(DataDescription description) {
        lines.add("# yaml-language-server: $schema=experiment.schema.json");
        lines.add(
                "# An experiment for " + request.data() + ", proposed by looking at it. Change what you know better.");
        description.summary().forEach(line -> lines.add("# " + line));
        description.warnings().forEach(line -> lines.add("# ! " + line));
        lines.add("");
        if (look.isSeries()) {
            reasons.add(
                    "Numbers in the order of time: it is a series, whose next value is predicted from a window of the last ones.");
        }
        if (request.label().isEmpty() && look.split().table().isPresent()) {
            reasons.add("No label was told, so it is the last column ("
                    + look.options()
                            .getOrDefault(
                                    "label",
                                    String.join(", ", look.split().table().get().labels()))
                    + "). Maybe name another one.");
        }
        reasons.add(
                look.isClassification()
                        ? "The label has " + look.split().outputSize() + " classes, so they are told apart."
                        : look.isMultilabel()
                                ? "Each label is yes or no, so the chance of yes is predicted for each."
                                : "The label has numbers, so they are predicted.");
    }

    private void space() {
        because(
                look.isSeries()
                        ? "For windows of a series: a linear model, and something beside it; how many of the last steps count is searched, too."
                        : look.vocabulary().isPresent()
                                ? "For texts: convolution, recurrent layer or attention over the words."
                                : look.isTable()
                                        ? "For rows of a table: numbers as vectors, and an ensemble inside of one network."
                                        : "For images: a small convolutional network whose depth, width and convolutions are"
                                                + " searched.");
        lines.addAll(spaceLines());
    }

    private List<String> spaceLines() {
        if (look.isSeries()) {
            List<?> columns = (List<?>) look.split().description().details().get("series");
            return List.of("space: {hub: series, columns: " + (columns == null ? 1 : columns.size()) + ", window: "
                    + look.options().get("window") + "}");
        }
        if (look.vocabulary().isPresent()) {
            return List.of("space: {hub: text, vocabulary: "
                    + roomy(look.vocabulary().getAsInt()) + (look.developed() < SMALL ? ", size: small" : "") + "}");
        }
        if (look.isTable()) {
            String predicts = !look.isClassification() && look.split().outputSize() > 1 ? ", predicts: values" : "";
            return List.of("space: {hub: table" + (look.developed() < SMALL ? ", size: small" : "") + predicts + "}");
        }
        return ImageSpace.lines(look.split().shape());
    }

    /** The options of the data, with those that are chosen here. */
    private Map<String, Object> data(TrainingPlan plan) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("source", look.source());
        options.putAll(look.options());
        look.time().ifPresent(column -> options.put("time", column));
        if (plan.folds() > 1) {
            options.put("validation", Map.of("folds", plan.folds()));
        } else if (look.split().validation().size() >= HALVED) {
            options.putIfAbsent("ensemble", 0.5);
        }
        return options;
    }

    private void evaluator(TrainingPlan plan, Map<String, Object> data, DataDescription description, int epochs) {
        lines.add("evaluator:");
        lines.add("  name: " + look.evaluator());
        lines.add("  data:");
        data.forEach((option, value) -> {
            if (!request.options().containsKey(option)) {
                reason(option, value).ifPresent(reason -> because("    ", reason));
            }
            lines.add("    " + option + ": " + quoted(value));
        });
        for (String line : look.columns(description)) {
            lines.add("    # " + line);
        }
        if (sources.options(look.source()).stream()
                .anyMatch(option -> option.name().equals("columns"))) {
            lines.add(
                    "    # Say what a column is where that is wrong, as in   columns: {zip: category, note: leave_out}");
        }
        plan.options().forEach((option, value) -> {
            if (!option.equals("epochs")) {
                lines.add("  " + option + ": " + value);
            }
        });
        lines.add("  epochs: " + epochs);
        if (look.isClassification() && look.largestClass() > LOPSIDED) {
            lines.add("  # class_weights: balanced   # finds more of the rare classes, with worse probabilities");
        }
        reasons.add("Training: batches of " + plan.options().get("batch_size") + ", up to " + epochs + " epochs.");
    }

    /** Why an option of the data was chosen; empty if nothing has to be said. */
    private Optional<String> reason(String option, Object value) {
        return switch (option) {
            case "size" ->
                Optional.of(
                        "The images differ in their sizes, so all get one. Maybe another suits better, or 'fit: crop' or"
                                + " 'fit: pad', which keep their form.");
            case "time" ->
                look.isSeries()
                        ? Optional.empty()
                        : Optional.of(
                                "The rows stand in the order of (" + value
                                        + "), so the last ones are for the test: what is predicted later comes after what was learnt.");
            case "validation" ->
                Optional.of("Under " + SMALL + " examples, one validation part would be too small to compare by: "
                        + ((Map<?, ?>) value).get("folds")
                        + " networks are trained for each trial, each scored on another fifth, and answer together.");
            case "ensemble" ->
                Optional.of("Half of the examples for validation are kept to choose ensembles by, so that no network of"
                        + " theirs was scored by.");
            default -> Optional.empty();
        };
    }

    private void objective() {
        if (look.isMultilabel()) {
            because("The log loss of an answer: it keeps the chances honest.");
            lines.add("objective: {minimize: loss}");
        } else if (!look.isClassification()) {
            because("The root of the mean squared error, in the unit of the label.");
            lines.add("objective: {minimize: rmse}");
        } else if (look.largestClass() > LOPSIDED) {
            because(String.format(
                    Locale.ROOT,
                    "One class has %.0f %% of the examples, so accuracy says little: the area under the ROC curve counts.",
                    100 * look.largestClass()));
            lines.add("objective: {maximize: auc}");
        } else {
            because("The log loss tells finer differences than accuracy, and keeps probabilities honest.");
            lines.add("objective: {minimize: loss}");
        }
    }

    /** A reason, as a comment of the next line too. */
    private void because(String reason) {
        because("", reason);
    }

    private void because(String indent, String reason) {
        lines.add(indent + "# " + reason);
        reasons.add(reason);
    }

    private Probe probe(String name, TrainingPlan plan) {
        int limit = Math.min(look.split().train().size(), TrainingPlan.PROBED);
        List<String> text = new ArrayList<>(List.of("name: " + name + "-probe"));
        text.addAll(spaceLines());
        text.add("strategy: random");
        text.add("evaluator:");
        text.add("  name: " + look.evaluator());
        // The first steps are slow, so few examples are gone through several times.
        int rounds = Math.max(1, Math.min(MOST_ROUNDS, TrainingPlan.PROBED / Math.max(1, limit)));
        text.add("  epochs: " + rounds);
        text.add("  schedule: constant");
        text.add("  checkpoint_every: 0");
        text.add("  batch_size: " + plan.options().get("batch_size"));
        text.add("  data:");
        text.add("    source: " + look.source());
        Map<String, Object> options = new LinkedHashMap<>(look.options());
        options.put("limit", limit);
        options.forEach((option, value) -> text.add("    " + option + ": " + quoted(value)));
        text.add("objective: {minimize: loss}");
        text.add("budget: {trials: 1}");
        text.add("executor: " + Experiment.INLINE);
        return new Probe(
                String.join("\n", text) + "\n",
                (double) rounds * limit / look.split().train().size());
    }

    /** As many as the plan has, or fewer where the time that was given is too short for some trials of so many. */
    private int epochs(TrainingPlan plan, double epoch) {
        int wanted = plan.epochs();
        if (request.time().isEmpty()) {
            return wanted;
        }
        double available = request.time().get().toMillis() / 1000.0 * parallel / LEAST_TRIALS;
        int affordable = (int) (available / Math.max(1e-6, epoch * plan.folds()));
        return Math.max(Math.min(wanted, LEAST_EPOCHS), Math.min(wanted, affordable));
    }

    private Duration proposed(double trialSeconds) {
        Duration time = Duration.ofSeconds((long) Math.ceil(TRIALS * trialSeconds / parallel));
        if (time.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return time.compareTo(LONGEST) > 0 ? LONGEST : Duration.ofMinutes((time.toSeconds() + 59) / 60);
    }

    /** Another split has some more words. */
    private static int roomy(int codes) {
        return (codes + codes / 4) / 100 * 100 + 100;
    }

    private static String text(Duration time) {
        return time.toSeconds() % 60 == 0 ? time.toMinutes() + "m" : time.toSeconds() + "s";
    }

    private static String seconds(double seconds) {
        return seconds < 1
                ? String.format(Locale.ROOT, "%.2f s", seconds)
                : seconds < 90
                        ? String.format(Locale.ROOT, "%.0f s", seconds)
                        : String.format(Locale.ROOT, "%.1f min", seconds / 60);
    }

    private static String quoted(Object value) {
        if (value instanceof List<?> several) {
            return several.stream().map(Drafting::quoted).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> table) {
            return table.entrySet().stream()
                    .map(entry -> quoted(entry.getKey()) + ": " + quoted(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (!(value instanceof String text)) {
            return String.valueOf(value);
        }
        return text.matches("[A-Za-z][A-Za-z0-9_-]*") && !text.matches("(?i)yes|no|true|false|null|on|off|y|n")
                ? text
                : "'" + text.replace("'", "''") + "'";
    }
}
