package io.lanista.runtime.export;

import io.lanista.api.failure.Blame;
import io.lanista.api.model.Model;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.Score;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.train.KeptPredictions;
import io.lanista.djl.train.NetworkGroup;
import io.lanista.djl.train.TrainedNetwork;
import io.lanista.djl.train.TrainingSetup;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.export.EnsembleResult.Cost;
import io.lanista.runtime.runs.FileTrees;
import io.lanista.runtime.runs.RunFolder;
import io.lanista.runtime.runs.RunHistory;
import io.lanista.runtime.runs.RunSetup;
import io.lanista.runtime.text.ModelText;
import io.lanista.runtime.watch.TrialReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes an ensemble of a run's best trials: greedy forward selection with replacement (Caruana, Niculescu-Mizil, Crew and Ksikes,
 * "Ensemble Selection from Libraries of Models", 2004, sections 2 and 2.1), which begins with the trial that is best alone and adds,
 * again and again, the one that makes the mean of the answers best on the part that the data set apart for this choice. Of the means on
 * this way the best one counts, so that more members than help are none. What is exported answers like one network.
 *
 * <p>Where no part is set apart, the choice is made on the part that trials are scored by: epochs and architectures were chosen on it, too,
 * so trials that fit it by chance are taken too gladly. What is reported is measured on the test part in any case, once for the best trial
 * alone, and once for the ensemble.
 */
public final class EnsembleExport {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final RunHistory run;
    private final TrainingSetup setup;
    private final SearchSpace space;
    private final Objective objective;

    private EnsembleExport(RunHistory run, TrainingSetup setup) {
        this.run = run;
        this.setup = setup;
        this.space = SearchSpace.of(RunSetup.read(run.folder()).space());
        Objective first = run.header().objectives().get(0);
        this.objective = setup.problem().measures(first)
                ? first
                : setup.problem().metrics().get(0);
    }

    /** Adds files to an export. */
    @FunctionalInterface
    public interface Addition {
        /**
         * Adds files to the folder, which is not yet where it will be.
         *
         * @param data that the networks were trained, scored and tested on
         */
        void addTo(Path half, DataSplit data) throws IOException;
    }

    /** A trial whose networks are there. */
    private record Member(int trial, Model model, List<TrainedNetwork> networks, KeptPredictions predictions) {}

    /**
     * Chooses and writes.
     *
     * @param exporting reads what the run's trials were trained with
     * @param size how often a trial is added at most, the first one included
     * @param to a folder that doesn't exist yet, or is empty
     * @param more is added to it before it gets its name
     * @throws ExperimentException if no trial is scored yet, or no trial's networks are there any more
     */
    public static EnsembleResult export(WinnerExport exporting, RunHistory run, int size, Path to, Addition more) {
        if (run.best().isEmpty()) {
            throw new ExperimentException("The run (" + run.folder() + ") has no scored trial yet.");
        }
        return exporting
                .with(run, setup -> new EnsembleExport(run, setup).export(size, to, more))
                .orElseThrow(() -> new ExperimentException("The evaluator of the run (" + run.folder()
                        + ") doesn't train networks that an ensemble could be made of."));
    }

    private EnsembleResult export(int size, Path to, Addition more) {
        List<Member> members = new ArrayList<>();
        try {
            load(members);
            if (members.isEmpty()) {
                throw new ExperimentException("The run (" + run.folder() + ") kept no trained networks.");
            }
            SortedMap<Integer, Integer> times = chosen(members, size);
            SortedMap<Integer, Double> weights = new TreeMap<>();
            int all = times.values().stream().mapToInt(Integer::intValue).sum();
            times.forEach((place, count) -> weights.put(place, (double) count / all));
            EnsembleResult result = measured(members, weights);
            write(members, weights, result, to, more);
            return result;
        } catch (IOException e) {
            throw new ExperimentException(Blame.of(e), WinnerExport.sentence("The ensemble can't be made", e), e);
        } finally {
            members.forEach(member -> member.networks.forEach(TrainedNetwork::close));
        }
    }

    private void load(List<Member> members) throws IOException {
        RunFolder folder = new RunFolder(run.folder());
        int folds = Math.max(1, setup.data().folds().size());
        for (TrialReport report : run.trials()) {
            Path artifact = folder.artifact(report.trial());
            if (!Files.exists(artifact.resolve(TrainedNetwork.file(folds - 1)))) {
                continue;
            }
            Model model = space.freeze(report.choices());
            List<TrainedNetwork> networks = new ArrayList<>();
            for (int fold = 0; fold < folds; fold++) {
                networks.add(TrainedNetwork.load(artifact.resolve(TrainedNetwork.file(fold)), model, setup.blocks()));
            }
            members.add(new Member(
                    report.trial(), model, networks, KeptPredictions.of(setup.problem(), setup.data(), networks)));
        }
    }

    /** How often each member is in the best ensemble on the way, by its place. */
    private SortedMap<Integer, Integer> chosen(List<Member> members, int size) {
        SortedMap<Integer, Integer> times = new TreeMap<>();
        SortedMap<Integer, Integer> bestTimes = times;
        KeptPredictions mean = null;
        KeptPredictions bestSoFar = null;
        for (int count = 0; count < size; count++) {
            int best = -1;
            KeptPredictions bestMean = null;
            for (int place = 0; place < members.size(); place++) {
                KeptPredictions alone = members.get(place).predictions;
                KeptPredictions next = mean == null ? alone : mean.with(alone, count);
                if (bestMean == null || isBetter(next, bestMean)) {
                    best = place;
                    bestMean = next;
                }
            }
            times.merge(best, 1, Integer::sum);
            mean = Objects.requireNonNull(bestMean);
            if (bestSoFar == null || isBetter(mean, bestSoFar)) {
                bestSoFar = mean;
                bestTimes = new TreeMap<>(times);
            }
        }
        return bestTimes;
    }

    private boolean isBetter(KeptPredictions one, KeptPredictions other) {
        return score(one).compareTo(score(other)) > 0;
    }

    private Score score(KeptPredictions predictions) {
        return objective.score(predictions.measure().getOrDefault(objective.metric(), Double.NaN));
    }

    private EnsembleResult measured(List<Member> members, SortedMap<Integer, Double> weights) {
        int winner = run.best().orElseThrow().trial();
        List<TrainedNetwork> networks = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        SortedMap<Integer, Double> byTrial = new TreeMap<>();
        Cost cost = Cost.NONE;
        for (Map.Entry<Integer, Double> weight : weights.entrySet()) {
            Member member = members.get(weight.getKey());
            byTrial.put(member.trial, weight.getValue());
            for (TrainedNetwork network : member.networks) {
                networks.add(network);
                shares.add(weight.getValue() / member.networks.size());
            }
            cost = cost.and(Cost.of(member.networks));
        }
        Optional<Member> single =
                members.stream().filter(member -> member.trial == winner).findFirst();
        return new EnsembleResult(
                objective,
                byTrial,
                members.size(),
                members.get(0).predictions.size(),
                setup.data().selection().isPresent(),
                single.map(member -> test(
                                member.networks,
                                member.networks.stream()
                                        .map(network -> 1.0 / member.networks.size())
                                        .toList()))
                        .orElse(Map.of()),
                test(networks, shares),
                single.map(member -> Cost.of(member.networks)).orElse(Cost.NONE),
                cost);
    }

    private Map<String, Double> test(List<TrainedNetwork> networks, List<Double> weights) {
        return new NetworkGroup(networks, weights)
                .test(setup.problem(), setup.data().test(), () -> {});
    }

    private void write(
            List<Member> members, SortedMap<Integer, Double> weights, EnsembleResult result, Path to, Addition more)
            throws IOException {
        if (Files.exists(to) && !(Files.isDirectory(to) && FileTrees.isEmpty(to))) {
            throw new ExperimentException(
                    "The folder (" + to + ") is not empty. Maybe name one that doesn't exist yet.");
        }
        Path whole = to.toAbsolutePath().normalize();
        Path half = whole.resolveSibling("." + whole.getFileName() + "-" + UUID.randomUUID() + ".part");
        try {
            Files.createDirectories(half.resolve("members"));
            List<Map<String, Object>> listed = new ArrayList<>();
            for (Map.Entry<Integer, Double> weight : weights.entrySet()) {
                Member member = members.get(weight.getKey());
                String name = "members/trial-" + member.trial;
                Path folder = Files.createDirectories(half.resolve(name));
                FileTrees.copy(new RunFolder(run.folder()).artifact(member.trial), folder);
                WinnerExport.withoutExamples(folder);
                Files.writeString(new ExportFolder(folder).architecture(), ModelText.toJson(member.model));
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("folder", name);
                entry.put("trial", member.trial);
                entry.put("weight", weight.getValue());
                listed.add(entry);
            }
            WinnerExport.copyPreparation(run, half, true);
            Files.writeString(half.resolve(ModelCard.NAME), ModelCard.of(run, result));
            ExportFolder folder = new ExportFolder(half);
            Files.writeString(
                    folder.provenance(), JSON.writeValueAsString(provenance(result, listed, folder.digests())));
            more.addTo(half, setup.data());
            if (Files.exists(whole)) {
                Files.delete(whole);
            }
            Files.move(half, whole);
        } finally {
            FileTrees.delete(half);
        }
    }

    private Map<String, Object> provenance(
            EnsembleResult result, List<Map<String, Object>> members, Map<String, String> digests) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("experiment", run.header().experiment());
        tree.put("run", run.folder().toAbsolutePath().toString());
        tree.put("trained", true);
        tree.put("objective", List.of(objective.toString()));
        tree.put("chosen_on", result.chosenOn());
        tree.put("set_apart", result.setApart());
        tree.put("test", result.together());
        tree.put("single_test", result.single());
        tree.put("parameters", result.cost().parameters());
        tree.put("flops", result.cost().flops());
        tree.put(ExportFolder.MEMBERS, members);
        tree.put(ExportFolder.DIGESTS, digests);
        return tree;
    }
}
