package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int run(String... arguments) {
        CommandLine line = Main.commandLine(arguments);
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    @Test
    void aCommandIsNeeded() {
        assertThat(run()).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("nas run samples/digits/experiment.yaml");
    }

    @Test
    void aCommandIsTheSameAloneAndAmongAllOthers() {
        CommandLine all = Main.commandLine();
        all.getSubcommands().forEach((name, command) -> {
            Object declared = command.getCommand();
            assertThat(declared.getClass()
                            .getAnnotation(CommandLine.Command.class)
                            .name())
                    .isEqualTo(name);
            CommandLine alone = Main.commandLine(name, "--help");
            assertThat(alone.getSubcommands()).containsOnlyKeys(name);
            assertThat(alone.getSubcommands().get(name).getUsageMessage(CommandLine.Help.Ansi.OFF))
                    .isEqualTo(command.getUsageMessage(CommandLine.Help.Ansi.OFF));
        });
        assertThat(Main.commandLine("--help").getSubcommands().keySet())
                .containsExactlyElementsOf(all.getSubcommands().keySet());
        assertThat(Main.commandLine("--version").getSubcommands()).isEmpty();
    }

    @Test
    void anUnknownOptionIsAMistakeWithASuggestion() {
        assertThat(run("run", "x.yaml", "--trails", "3")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--trails").contains("--trials");
    }

    @ParameterizedTest
    @CsvSource({
        "run x.yaml --trials 0, --trials",
        "run x.yaml --parallel -2, --parallel",
        "run x.yaml --time 0s, --time",
        "run x.yaml --time soon, 90s",
        "run x.yaml --seed x, 'x' is no whole number",
        "track x --set a=b, needs --to NAME",
        "dashboard x --port 65536, The port (65536)",
        "dashboard x --port -1, The port (-1)",
        "plot x --to x.png --width 10001, 10001 x 400",
        "space sample darts -n 0, -n",
        "benchmark ask --strategy random --decisions 0, --decisions",
        "benchmark ask --strategy random --options 1, --options",
        "benchmark driver --trials none, --trials",
        "benchmark proxies --table t.csv --space s.yaml --report a --data d.csv --networks 0, --networks",
        "benchmark tabular --table t.csv --space s.yaml --objective a --strategy random --budgets 0, --budgets",
        "benchmark tabular --table t.csv --space s.yaml --objective a --strategy random --budgets 1 --seeds 0, --seeds",
    })
    void aNumberThatMakesNoSenseIsAMistakeThatNamesTheOption(String arguments, String named) {
        assertThat(run(arguments.split(" "))).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains(named).doesNotContain("something went wrong");
    }

    @ParameterizedTest
    @CsvSource({
        "run|, FILE",
        "ls|, FOLDER",
        "init|, DATA",
        "export|x|--to|, --to",
        "run|x.yaml|--out|, --out",
        "predict|x|, DATA",
    })
    void anEmptyPathIsNotTheCurrentFolder(String arguments, String named) {
        assertThat(run(arguments.split("\\|", -1))).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains(named, "it is empty, and must name a file or a folder");
    }

    @Test
    void anUnknownLayerTypeIsToldWithThoseThatAre() {
        assertThat(run("layers", "relo")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("No layer type 'relo'", "Maybe 'relu'")
                .doesNotContain("something went wrong");
    }

    @Test
    void timeIsWrittenAsInExperimentFiles() {
        assertThat(run("run", folder.resolve("none.yaml").toString(), "--time", "1h30m"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("none.yaml").doesNotContain("--time");
    }

    @Test
    void aMissingExperimentFileIsOneSentence() {
        assertThat(run("run", folder.resolve("none.yaml").toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString().strip().lines()).hasSize(1);
        assertThat(err.toString()).contains("none.yaml");
    }

    @Test
    void aStrategyThatIsNotThereIsToldWithThoseThatAre() throws IOException {
        Path file = Files.writeString(folder.resolve("experiment.yaml"), """
                name: small
                space: {layers: [flatten, {linear: {units: outputs}}]}
                strategy: randm
                evaluator: {name: classification, data: {source: glyphs}}
                objective: {maximize: accuracy}
                budget: {trials: 1}
                """);
        assertThat(run("run", file.toString(), "--out", folder.resolve("runs").toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("No strategy 'randm'").doesNotContain("\tat ");
    }

    @Test
    void aSpaceWithShapesThatDontFitForSomeChoiceIsNotShown() throws IOException {
        Path space = Files.writeString(folder.resolve("space.yaml"), """
                name: misfit
                input: {image: [1, 8, 8]}
                layers:
                  - {name: stem, conv2d: {out_channels: {choice: width, of: [4, 8]}}}
                  - {name: body, conv2d: {out_channels: 8}}
                  - {name: sum, layer: add, reads: [stem, body]}
                """);
        assertThat(run("space", "show", space.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString())
                .contains("The choices {width=4} don't fit together")
                .contains("(sum)");
    }

    @Test
    void anAddressThatIsNotThisMachinesIsRefusedInOneSentence() {
        for (String host : List.of("192.0.2.1", "no-machine.invalid")) {
            err.getBuffer().setLength(0);
            assertThat(run("dashboard", folder.toString(), "--host", host, "--port", "0"))
                    .isEqualTo(ExitCode.USAGE);
            assertThat(err.toString().lines()).hasSize(1);
            assertThat(err.toString()).contains("(" + host + ")").contains("Maybe name another --host");
        }
    }

    @Test
    void aRunThatCannotBeReadIsToldOfWithTheReason() throws IOException {
        Path broken = Files.createDirectories(folder.resolve("runs/broken-1"));
        Files.writeString(broken.resolve("journal.jsonl"), "this is no journal, and never was one of any kind\n");
        Path begins = Files.createDirectories(folder.resolve("runs/begins-1"));
        Files.createFile(begins.resolve("journal.jsonl"));
        assertThat(run("ls", folder.resolve("runs").toString())).isEqualTo(ExitCode.OK);
        assertThat(err.toString())
                .contains("broken-1")
                .contains("is damaged in line 1")
                .contains("The run (begins-1) has not begun yet.");
        for (List<String> command : List.of(
                List.of("report", broken.toString()),
                List.of(
                        "plot",
                        broken.toString(),
                        "--to",
                        folder.resolve("f.svg").toString()))) {
            err.getBuffer().setLength(0);
            assertThat(run(command.toArray(String[]::new))).isEqualTo(ExitCode.USAGE);
            assertThat(err.toString()).contains("is damaged in line 1");
        }
    }

    @Test
    void aFolderWithoutARunIsToldSo() {
        assertThat(run("best", folder.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains(folder.toString()).contains("journal.jsonl");
    }

    @Test
    void spacesOfTheHubAreListedAndSampled() {
        assertThat(run("space", "list")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("nasbench201").contains("darts");
        assertThat(run("space", "show", "nasbench201")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("15,625 architectures").contains("all choices, by propagating shapes");
        assertThat(run("space", "sample", "nasbench201", "-n", "2")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("multiply-adds");
    }

    @Test
    void aWrongJarIsNoGoodPlugin() throws IOException {
        Path jar = Files.writeString(folder.resolve("page.jar"), "<html>404</html>");
        assertThat(run("plugins", "check", jar.toString())).isEqualTo(ExitCode.PLUGIN);
        assertThat(out.toString()).contains("page.jar").contains("not usable");
    }

    @Test
    void anUpdateOfWhatWasNotInstalledIsAMistake() {
        assertThat(run("plugins", "update", "nosuch", "--to", folder.toString(), "--offline"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("No plug-in 'nosuch' was installed into " + folder + ". Installed: none.");
    }

    @Test
    void theDriverIsTimedAndItsJournalsAreRemoved() throws IOException {
        assertThat(run(
                        "benchmark",
                        "driver",
                        "--strategy",
                        "drawing",
                        "--trials",
                        "40",
                        "--parallel",
                        "4",
                        "--journal",
                        "written",
                        "--json",
                        "--out",
                        folder.toString()))
                .as(err.toString())
                .isEqualTo(ExitCode.OK);
        JsonNode result = JsonMapper.builder().build().readTree(out.toString());
        assertThat(result.get("trials_per_second").asDouble()).isPositive();
        assertThat(result.get("journal").asString()).isEqualTo("written");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void optionsOfAStrategyMayHaveCommasInTheirValues() {
        assertThat(StrategyText.parse("tpe,candidates=24,with-dash=a,b,skip=0.5"))
                .hasToString("StrategyText[name=tpe, options={candidates=24, with-dash=a,b, skip=0.5}]");
    }
}
