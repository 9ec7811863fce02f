package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code nas init} proposes, with the strategies of the distribution: it times an epoch to propose a budget. */
class ProposalIT {
    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    private int nas(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(new StringWriter()));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    @Test
    void anExperimentIsProposedWithItsReasons() throws Exception {
        Path people = Files.writeString(folder.resolve("people.csv"), WinnerInUseTest.people(400, 1));
        Path to = folder.resolve("proposed");
        assertThat(nas(
                        "init",
                        people.toString(),
                        "--label",
                        "buys",
                        "--plugins",
                        "target/lanista/plugins",
                        "--time",
                        "1m",
                        "--to",
                        to.toString()))
                .as(err.toString())
                .isEqualTo(ExitCode.OK);

        String text = Files.readString(to.resolve("experiment.yaml"));
        assertThat(text)
                .startsWith("# yaml-language-server: $schema=experiment.schema.json")
                .contains("space: {hub: table", "label: buys", "validation: {folds: 5}", "objective: {minimize: loss}")
                .contains("budget: {time: 1m}", "left out: id")
                .contains("320 to train and validate in 5 folds", "    # leave_out: id", "    # Under 2000 examples")
                .containsPattern(
                        "# number: age \\(\\d+(\\.\\d)? % missing\\)\n    # category: town\n    # yes_no: member")
                .contains("# leave_out: id (id: counts up by one)")
                .contains(
                        "\n# Made by: nas init " + people.toAbsolutePath().normalize() + " --label buys --time 60s\n");
        assertThat(Files.readString(to.resolve("experiment.schema.json")))
                .contains("\"class_weights\"", "\"column_embedding\"");
        assertThat(nas("init", people.toString(), "--plugins", "target/lanista/plugins", "--to", to.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("exists already");
    }

    @Test
    void imagesOfSeveralSizesGetOne() throws Exception {
        for (int image = 0; image < 20; image++) {
            Path of = Files.createDirectories(folder.resolve("shapes/" + (image % 2 == 0 ? "wide" : "high")));
            BufferedImage drawn = new BufferedImage(30 + image % 3, 40 - image % 2, BufferedImage.TYPE_INT_RGB);
            drawn.setRGB(image, image, 0xff0000);
            ImageIO.write(drawn, "png", of.resolve(image + ".png").toFile());
        }
        Path to = folder.resolve("proposed");

        assertThat(nas(
                        "init",
                        folder.resolve("shapes").toString(),
                        "--plugins",
                        "target/lanista/plugins",
                        "--to",
                        to.toString()))
                .as(err.toString())
                .isEqualTo(ExitCode.OK);

        assertThat(to.resolve("experiment.yaml")).content().contains("size: 24", "[3, 24, 24]");
    }

    @Test
    void textsAloneHaveNoOptionForNumbers() throws Exception {
        StringBuilder text = new StringBuilder("review,stars\n");
        for (int row = 0; row < 200; row++) {
            text.append("the ").append(row).append(row % 2 == 0 ? " was very good 😀,5\n" : " was rather bad 👎,1\n");
        }
        Path reviews = Files.writeString(folder.resolve("reviews.csv"), text);

        assertThat(proposed(reviews, "texts"))
                .contains("hub: text", "# tokens: review")
                .doesNotContain("numbers: quantile");
    }

    @Test
    void severalLabelsOfYesAndNoAreQuestions() throws Exception {
        Path weather = Files.writeString(folder.resolve("weather.csv"), SeveralLabelsTest.weather(true));
        Path to = folder.resolve("proposed");

        assertThat(nas(
                        "init",
                        weather.toString(),
                        "--label",
                        "rain, wind",
                        "--plugins",
                        "target/lanista/plugins",
                        "--to",
                        to.toString()))
                .as(err.toString())
                .isEqualTo(ExitCode.OK);

        assertThat(to.resolve("experiment.yaml"))
                .content()
                .contains("name: multilabel", "label: [rain, wind]", "predicts: values", "minimize: loss");
    }

    @Test
    void optionsOfTheDataAreGivenOnTheCommandLine() throws Exception {
        StringBuilder text = new StringBuilder("when;size;code;grade\n");
        for (int row = 0; row < 300; row++) {
            text.append("2024-").append(1 + row / 28 % 12 < 10 ? "0" : "").append(1 + row / 28 % 12);
            text.append(row % 28 < 9 ? "-0" : "-").append(1 + row % 28);
            text.append(';').append(row == 77 ? "oops" : "" + row % 31 / 10.0);
            text.append(';')
                    .append(row % 7)
                    .append(';')
                    .append(row % 31 > 15 ? "large" : "small")
                    .append('\n');
        }
        Path table = Files.writeString(folder.resolve("grades.csv"), text);
        Path to = folder.resolve("proposed");
        List<String> command =
                List.of("init", table.toString(), "--plugins", "target/lanista/plugins", "--to", to.toString());

        assertThat(nas(command.toArray(String[]::new))).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("oops", "option missing");
        List<String> more = new ArrayList<>(command);
        more.addAll(List.of("--set", "missing=oops", "--set", "columns.code=category"));
        assertThat(nas(more.toArray(String[]::new))).as(err.toString()).isEqualTo(ExitCode.OK);

        assertThat(to.resolve("experiment.yaml"))
                .content()
                .contains("missing: [oops]", "code: category", "time: when", "The rows stand in the order of (when)")
                .contains(" --set missing=oops --set columns.code=category\n");
        more.addAll(List.of("--set", "missing=n/a"));
        assertThat(nas(more.toArray(String[]::new))).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("gives (missing) twice: (oops) and (n/a)");
        List<String> named = new ArrayList<>(command);
        named.addAll(List.of("--set", "label=size"));
        assertThat(nas(named.toArray(String[]::new))).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("The option (label) is set among the options of the data");
    }

    @Test
    void theCutThatIsToldIsKept() throws Exception {
        StringBuilder text = new StringBuilder("when,turn,shop,town,grade\n");
        for (int row = 0; row < 300; row++) {
            text.append(LocalDate.of(2024, 1, 1).plusDays(row)).append(',').append(row * 7 % 300);
            text.append(",s").append(row % 60).append(row % 2 == 0 ? ",Ulm," : ",Kiel,");
            text.append(row % 31 > 15 ? "large" : "small").append('\n');
        }
        Path table = Files.writeString(folder.resolve("grades.csv"), text);

        assertThat(proposed(table, "none")).contains("time: when");
        assertThat(proposed(table, "time", "--set", "time=turn"))
                .contains("time: turn")
                .doesNotContain("in the order of", "folds");
        assertThat(proposed(table, "group", "--set", "group=shop"))
                .contains("group: shop", "validation: {folds: 5}")
                .doesNotContain("time: when");
        assertThat(proposed(table, "folds", "--set", "validation={folds: 3}"))
                .contains("validation: {folds: 3}", "to train and validate in 3 folds")
                .contains(" --time 60s --set 'validation={folds: 3}'\n")
                .doesNotContain("time: when", "Under 2000");
        assertThat(proposed(table, "share", "--set", "validation=0.1")).contains("validation: 0.1", "time: when");
        assertThat(proposed(table, "all", "--set", "all_data=true")).contains("all_data: true", "300 to train");
    }

    private String proposed(Path table, String name, String... more) throws Exception {
        Path to = folder.resolve(name);
        List<String> command = new ArrayList<>(List.of("init", table.toString(), "--to", to.toString()));
        command.addAll(List.of("--plugins", "target/lanista/plugins", "--time", "1m"));
        command.addAll(List.of(more));
        assertThat(nas(command.toArray(String[]::new))).as(err.toString()).isEqualTo(ExitCode.OK);
        return Files.readString(to.resolve("experiment.yaml"));
    }
}
