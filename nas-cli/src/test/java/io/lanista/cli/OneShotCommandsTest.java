package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.Label;
import io.lanista.api.model.Model;
import io.lanista.api.oneshot.OneShotProgress;
import io.lanista.api.oneshot.OneShotRequest;
import io.lanista.api.oneshot.OneShotRun;
import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.option.Options;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.space.SpaceProvider;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.TrialContext;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.NetworkReader;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.plugin.Lease;
import io.lanista.runtime.watch.RunHandle;
import io.lanista.runtime.watch.RunResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What is printed of one-shot search, by a trainer that only says that it trains. */
class OneShotCommandsTest {
    private static final String STRING =
            "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|nor_conv_3x3~0|nor_conv_3x3~1|nor_conv_3x3~2|";

    @TempDir
    private static Path folder;

    private static String live = "";
    private static String json = "";
    private static Path run = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void search() throws Exception {
        StringWriter printed = new StringWriter();
        try (NasRuntime nas = NasRuntime.builder().build();
                Lease<SpaceProvider> hub = nas.lease(SpaceProvider.class, "nasbench201")) {
            SearchSpace space = hub.get().open(Options.parse("hub", hub.get().options(), Map.of("size", "small")));
            Experiment experiment = Experiment.named("one-shot")
                    .space(space)
                    .trainer(new Certain(), Map.of())
                    .baseline(3)
                    .evaluator(new Constant(), Map.of())
                    .objective(Objective.maximize("accuracy"))
                    .runsFolder(folder)
                    .build();
            RunPrinter printer = new RunPrinter(new PrintWriter(printed), nas::notation, RunPrinter.Detail.PLAIN);
            try (RunHandle handle = nas.start(experiment, printer)) {
                RunResult result = handle.await();
                run = result.folder();
                json = ResultJson.of(
                        result,
                        List.of(),
                        experiment.objectives(),
                        choices -> nas.notation(experiment.space().base(), choices),
                        Optional.empty());
            }
        }
        live = printed.toString();
    }

    private String nas(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        assertThat(line.execute(arguments)).as(err.toString()).isEqualTo(ExitCode.OK);
        return out.toString();
    }

    @Test
    void eachEpochIsALineWithItsMetricsAndOneWithWhatLeads() {
        assertThat(live)
                .contains("Trainer certain (")
                .contains("epoch 2/12  architecture_accuracy 0.2000, entropy 0.5000  elapsed ")
                .contains("    edge_0_1=nor_conv_3x3 52.0%  edge_0_2=nor_conv_3x3 52.0%")
                .contains("! It is certain after (12) epochs.");
    }

    @Test
    void theEndTellsTheExportAsTheFieldWritesItAndTheGap() {
        assertThat(live)
                .contains("Exported after epoch 12 of 12: " + STRING)
                .contains(
                        "In the supernet: accuracy 0.6000 with all candidates, 0.5000 alone with the weights it has there."
                                + " Trained from scratch: 0.8000. Gap: +0.2000 and +0.3000.")
                .contains(
                        "Baseline: 3 random architectures, trained alike, have accuracy 0.8000 on average (0.8000, 0.8000, 0.8000)."
                                + " The export has 0.8000 (+0.0000), and is better than 0 of them.");
    }

    @Test
    void theResultAsJsonHasTheSame() {
        assertThat(json)
                .contains("\"notation\":\"" + STRING + "\"")
                .contains("\"cut\":\"none\"")
                .contains("\"notes\":[\"It is certain after (12) epochs.\"]")
                .contains("\"supernet\":0.6")
                .contains("\"gap\":0.2")
                .contains("\"inherited\":0.5")
                .contains("\"baseline\":{\"scores\":[0.8,0.8,0.8],\"mean\":0.8")
                .contains("\"export\":0.8,\"ahead_of\":0}");
    }

    @Test
    void alphasAreATableWithTheFirstAndTheLastEpoch() {
        List<String> lines = nas("show", run.toString(), "--alphas").lines().toList();
        assertThat(lines.get(0)).startsWith("DECISION").contains("EPOCH 1 ").endsWith("EPOCH 12");
        assertThat(lines.get(0).split("EPOCH")).hasSize(10);
        assertThat(lines)
                .anySatisfy(line -> assertThat(line)
                        .contains("* nor_conv_3x3")
                        .contains("0.5100")
                        .endsWith("0.6200"));
        assertThat(lines).hasSize(1 + 6 * 2);
    }

    @Test
    void alphasAsJsonAndAsCsvHaveEveryEpoch() {
        assertThat(nas("show", run.toString(), "--alphas", "--json").lines())
                .hasSize(12)
                .allSatisfy(line -> assertThat(line).contains("\"weights\":{\"edge_0_1\":{\"skip_connect\":"));
        out.getBuffer().setLength(0);
        assertThat(nas("show", run.toString(), "--alphas", "--csv").lines())
                .hasSize(1 + 12 * 6 * 2)
                .contains("12,edge_2_3,nor_conv_3x3,0.62");
    }

    @Test
    void theBestAndTheRunShowTheNotationWhichIsReadBack() {
        assertThat(nas("best", run.toString()))
                .contains("in the field's notation: " + STRING)
                .contains("Gap: ");
        assertThat(nas("show", run.toString())).contains("trainer certain").contains("! It is certain");
        out.getBuffer().setLength(0);
        assertThat(nas("space", "read", "nasbench201", STRING, "--set", "size=small"))
                .contains("edge_0_1=nor_conv_3x3")
                .contains("multiply-adds");
    }

    @Test
    void anExportThatWasNotTrainedYetIsShownAndExportedAndSaidToBeUntrained() throws Exception {
        Path cut = Files.createDirectory(folder.resolve("cut"));
        List<String> before = Files.readAllLines(run.resolve("journal.jsonl")).stream()
                .takeWhile(line -> !line.contains("\"choices\"") || line.contains("\"cut\""))
                .toList();
        Files.writeString(cut.resolve("journal.jsonl"), String.join("\n", before) + "\n");
        for (String file : List.of("space.json", "base-folder.txt")) {
            Files.copy(run.resolve(file), cut.resolve(file));
        }
        String untrained = "It isn't trained: no trial of the run was scored yet.";
        assertThat(nas("best", cut.toString()))
                .contains("Exported after epoch 12 of 12: " + STRING)
                .contains(untrained);
        out.getBuffer().setLength(0);
        assertThat(nas("best", cut.toString(), "--json"))
                .contains("\"trained\":false", "\"notation\":\"" + STRING + "\"");
        out.getBuffer().setLength(0);
        assertThat(nas("show", cut.toString())).contains(untrained);
        out.getBuffer().setLength(0);
        Path to = folder.resolve("untrained");
        assertThat(nas("export", cut.toString(), "--to", to.toString()))
                .contains("The architecture that the supernet exported is in " + to)
                .contains(untrained);
        assertThat(to.resolve("architecture.json")).content().contains("conv2d");
        assertThat(to.resolve("export.json"))
                .content()
                .contains("\"trained\" : false", "\"supernet_accuracy\" : 0.6")
                .doesNotContain("\"score\"");
        assertThatThrownBy(() -> NetworkReader.read(to))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("an architecture without weights");
    }

    @Test
    void aRunWithoutSupernetAndATextWithoutMeaningAreToldSo() throws Exception {
        CommandLine line = Main.commandLine();
        line.setErr(new PrintWriter(err));
        assertThat(line.execute("space", "read", "darts", "nonsense")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("(nonsense) is no genotype").doesNotContain("\tat ");
        Path other = Files.createDirectory(folder.resolve("other"));
        List<String> journal = Files.readAllLines(run.resolve("journal.jsonl"));
        Files.writeString(other.resolve("journal.jsonl"), journal.get(0) + "\n");
        assertThat(line.execute("show", other.toString(), "--alphas")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("has no epochs of a supernet");
    }

    /** Grows certain of one operation. */
    private static final class Certain implements OneShotTrainer {
        @Override
        public String name() {
            return "certain";
        }

        @Override
        public OneShotRun open(OneShotRequest request) {
            return new CertainRun(request.space());
        }
    }

    private static final class CertainRun implements OneShotRun {
        private final SearchSpace space;
        private int epoch;

        CertainRun(SearchSpace space) {
            this.space = space;
        }

        @Override
        public void fit(OneShotProgress progress) {
            while (epoch < 12) {
                epoch++;
                Map<String, Double> metrics = new LinkedHashMap<>();
                metrics.put("architecture_accuracy", epoch / 10.0);
                metrics.put("entropy", 0.5);
                if (epoch == 12) {
                    metrics.put("supernet_accuracy", 0.6);
                    metrics.put("discrete_accuracy", 0.5);
                    progress.note("It is certain after (12) epochs.");
                }
                progress.epoch(epoch, 12, Metrics.of(metrics));
            }
        }

        @Override
        public Choices export() {
            Map<Label, Object> all = new LinkedHashMap<>();
            space.decisions().forEach(decision -> all.put(decision.label(), "nor_conv_3x3"));
            return Choices.of(all);
        }

        @Override
        public Map<Label, Map<Object, Double>> weights() {
            Map<Label, Map<Object, Double>> weights = new LinkedHashMap<>();
            space.decisions().forEach(decision -> {
                Map<Object, Double> candidates = new LinkedHashMap<>();
                candidates.put("skip_connect", 1 - (50 + epoch) / 100.0);
                candidates.put("nor_conv_3x3", (50 + epoch) / 100.0);
                weights.put(decision.label(), candidates);
            });
            return weights;
        }
    }

    /** Measures the same of every model. */
    private static final class Constant implements Evaluator {
        @Override
        public String name() {
            return "constant";
        }

        @Override
        public Evaluation open(EvaluationRequest request) {
            return new Evaluation() {
                @Override
                public Metrics evaluate(Model model, TrialContext context) {
                    return Metrics.of("accuracy", 0.8);
                }

                @Override
                public Optional<Integer> outputs() {
                    return Optional.of(10);
                }
            };
        }
    }
}
