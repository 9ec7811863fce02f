package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.djl.train.TrainedNetwork;
import io.lanista.runtime.NasRuntime;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs that once gave a wrong result or a riddle, as a user meets them: what {@code nas} says of each, and what comes out. */
@Tag("slow")
class KnownFaultsTest {
    private static final String THREE_CLASSES =
            "120 examples of 4 numbers, 3 classes with 40 examples each: ant, bee, cat.";
    private static final Pattern SCORE = Pattern.compile("Best: trial \\d+, score (\\S+)");

    @TempDir
    Path folder;

    private Shell shell = new Shell(Path.of(""));

    @BeforeEach
    void open() {
        shell = new Shell(folder);
    }

    private void trains(String... said) {
        assertThat(shell.run("--new")).as(shell.err()).isZero();
        for (String one : said) {
            assertThat(shell.out()).contains(one);
        }
    }

    private void trainsWell(String... said) {
        trains(said);
        assertThat(score()).isGreaterThan(0.8);
    }

    private double score() {
        Matcher found = SCORE.matcher(shell.out());
        assertThat(found.find()).as(shell.out()).isTrue();
        return Double.parseDouble(found.group(1));
    }

    private void isRefused(String... said) {
        assertThat(shell.run("--new")).isEqualTo(ExitCode.USAGE);
        assertThat(shell.err()).startsWith("nas: ").contains(said).doesNotContain("\tat ");
        assertThat(shell.err().strip().lines()).hasSize(1);
    }

    // Tables as people write them.

    @Test
    void namesThatAreNumbersAreAHeader() throws IOException {
        shell.classes("0,1,2,3,label\n" + String.join("\n", Shell.rows("ant", "bee", "cat")) + "\n");
        trainsWell(THREE_CLASSES, "with a header", "label (label)");
    }

    @Test
    void aQuotedNameMayHaveALineBreak() throws IOException {
        shell.classes(Shell.table("ant", "bee", "cat").replaceFirst("a,", "\"length\n(cm)\","));
        trainsWell(THREE_CLASSES);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void decimalCommasAreRead(boolean header) throws IOException {
        String table = Shell.table("ant", "bee", "cat").replace(',', ';').replace('.', ',');
        shell.classes(header ? table : table.substring(table.indexOf('\n') + 1));
        trainsWell(THREE_CLASSES, "separator semicolon, decimal commas", header ? "with a header" : "without a header");
    }

    @Test
    void aClassMayBeCalledAsWhatIsMissing() throws IOException {
        shell.classes(Shell.table("none", "null", "NA"));
        trainsWell("3 classes with 40 examples each: NA, none, null");
    }

    @Test
    void classesThatAreNumbersWithZerosInFrontDiffer() throws IOException {
        shell.classes(Shell.table("01", "1", "001"));
        trainsWell("3 classes with 40 examples each: 001, 01, 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-8", "windows-1252"})
    void theEncodingIsFound(String encoding) throws IOException {
        String mark = encoding.equals("UTF-16LE") || encoding.equals("UTF-8") ? "\ufeff" : "";
        shell.classes((mark + Shell.table("Ameise", "Biene", "Käfer")).getBytes(Charset.forName(encoding)));
        trainsWell("3 classes with 40 examples each: Ameise, Biene, Käfer", "label (kind)");
    }

    @Test
    void aLabelThatTwoColumnsAreCalledIsRefused() throws IOException {
        shell.write("data.csv", "y,b,c,y\n" + "0,1,2,1\n1,2,1,0\n".repeat(30));
        shell.experiment("classification", "{path: data.csv, label: y}", "accuracy", Shell.PERCEPTRON, "");
        isRefused("(label) is (y), but (2) columns", "are called so");
    }

    @Test
    void columnsOfTheTestFileAreFoundByTheirNames() throws IOException {
        shell.write("data.csv", Shell.table("ant", "bee", "cat"));
        shell.write("test.csv", swapped(Shell.table("ant", "bee", "cat"), 4, 2, 0, 1, 3));
        shell.experiment(
                "classification",
                "{source: csv, path: data.csv, test_path: test.csv, label: kind}",
                "accuracy",
                Shell.PERCEPTRON,
                "");
        trainsWell("test part in test.csv");
        Matcher test = Pattern.compile("on test data: accuracy ([0-9.]+)").matcher(shell.out());
        assertThat(test.find()).isTrue();
        assertThat(Double.parseDouble(test.group(1))).isGreaterThan(0.8);

        shell.write("test.csv", swapped(Shell.table("ant", "bee", "cat"), 4, 2, 0, 1));
        isRefused("test.csv) has no column (d)");
    }

    private static String swapped(String table, int... order) {
        StringBuilder text = new StringBuilder();
        for (String line : table.split("\n")) {
            String[] cells = line.split(",");
            text.append(String.join(
                            ",", IntStream.of(order).mapToObj(i -> cells[i]).toList()))
                    .append('\n');
        }
        return text.toString();
    }

    @Test
    void numbersThatAreLargeAndAlikeKeepTheirDifferences() throws IOException {
        Random random = new Random(2);
        StringBuilder table = new StringBuilder("t,u,y\n");
        StringBuilder shifted = new StringBuilder("t,u,y\n");
        for (int row = 0; row < 200; row++) {
            double second = random.nextInt(600) / 10.0;
            String line =
                    String.format(Locale.ROOT, "%.1f,%.3f,%.4f%n", 1.7e9 + second, random.nextGaussian(), second / 10);
            table.append(line);
            shifted.append(line.strip().replaceFirst("([0-9.]+)$", String.format(Locale.ROOT, "%.1f", 1.7e9 + second)))
                    .append('\n');
        }
        for (StringBuilder one : List.of(table, shifted)) {
            shell.write("data.csv", one.toString());
            shell.experiment("regression", "{source: csv, path: data.csv}", "r2", Shell.PERCEPTRON, "");
            trains("200 examples of 2 numbers");
            assertThat(score()).isBetween(0.95, 1.0);
        }
    }

    @Test
    void theEvaluatorThatIsAskedForDecidesTheTask() throws IOException {
        StringBuilder ratings = new StringBuilder("a,b,rating\n");
        StringBuilder codes = new StringBuilder("a,b,code\n");
        for (int row = 0; row < 600; row++) {
            int rating = row % 10;
            ratings.append(String.format(Locale.ROOT, "%.3f,%d,%d%n", rating + row * 1e-4, row % 7, rating));
            codes.append(String.format(Locale.ROOT, "%.3f,%d,%d%n", row % 120 + row * 1e-4, row % 7, row % 120));
        }
        shell.write("data.csv", ratings.toString());
        shell.experiment("regression", "{source: csv, path: data.csv}", "r2", Shell.PERCEPTRON, "");
        trainsWell("target from 0 to 9");
        shell.write("data.csv", codes.toString());
        shell.experiment("classification", "{source: csv, path: data.csv}", "accuracy", Shell.PERCEPTRON, "");
        trains("120 classes");
    }

    @Test
    void linesThatEndWithASeparatorAreTold() throws IOException {
        shell.classes(Shell.table("ant", "bee", "cat").replace("\n", ",\n"));
        trainsWell(THREE_CLASSES, "! data.csv: lines end with a separator, so the last column is empty");
    }

    @Test
    void anInfiniteNumberIsRefusedWithItsLine() throws IOException {
        shell.classes(Shell.table("ant", "bee", "cat") + "1e400,0,0,0,ant\n");
        isRefused("The column (a) in line (122)", "(1e400)", "too large");
    }

    @Test
    void aTargetThatNeverChangesIsRefused() throws IOException {
        shell.write("data.csv", "a,b,y\n" + "1,2,5.5\n3,1,5.5\n2,2,5.5\n".repeat(20));
        shell.experiment("regression", "{source: csv, path: data.csv}", "r2", Shell.PERCEPTRON, "");
        isRefused("The number to predict (y) is (5.5) in all training examples");
    }

    @Test
    void aNumberThatStandsForNoneAndAClassThatNearlyAllHaveAreToldBeforeAnythingTrains() throws IOException {
        String[] mostly = new String[30];
        Arrays.fill(mostly, "ant");
        mostly[7] = "bee";
        shell.classes(Shell.table(mostly).replaceFirst("\n[^,]+,", "\n3e38,"));
        trains("! The column (a) has 1 cell of 3.000e+38", "! 96.7 % of the examples are of the class (ant)");
        assertThat(shell.out().indexOf("! The column (a)"))
                .isLessThan(shell.out().indexOf("#0 "));
        assertThat(score()).isFinite();
    }

    // What is scored.

    @Test
    void aNetworkWhoseOutputsAreNoNumbersNeverWins() throws IOException {
        String[] mostly = new String[10];
        Arrays.fill(mostly, "ant");
        mostly[3] = "bee";
        shell.classes(Shell.table(mostly));
        shell.experiment(
                "classification",
                "{source: csv, path: data.csv}, optimizer: sgd, schedule: constant",
                "accuracy",
                """
                {name: deep, settings: {learning_rate: {choice: rate, of: [1000.0, 0.05]}, batch_size: 200},
                 layers: [{linear: {units: 64}}, relu, {linear: {units: 64}}, relu, {linear: {units: 64}}, relu,
                          {linear: {units: 64}}, relu, {linear: {units: outputs}}]}""",
                "");
        assertThat(shell.run("--new", "--trials", "2")).as(shell.err()).isZero();
        assertThat(shell.out()).containsPattern("#0 .*score NaN  best -").contains("Best: trial 1");
    }

    @Test
    void aBatchOfOneIsToldWhereANetworkNormalisesByTheBatch() throws IOException {
        shell.classes(Shell.table("ant", "bee", "cat"));
        shell.write("space.yaml", """
                {name: bn, layers: [{linear: {units: {choice: width, of: [4, 8]}}}, batch_norm, {linear: {units: outputs}}]}""");
        shell.write(
                "experiment.yaml",
                Files.readString(shell.path("experiment.yaml")).replace("batch_size: 16", "batch_size: 1"));
        assertThat(shell.run("--new")).isEqualTo(ExitCode.FAILED);
        assertThat(shell.out()).contains("(batch_norm)", "raise batch_size, or use layer_norm");
    }

    // Images.

    private static byte[] image(int brightness, String format) throws IOException {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64; i++) {
            image.setRGB(i % 8, i / 8, (brightness + i % 16) * 0x010101);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, bytes)).isTrue();
        return bytes.toByteArray();
    }

    /** A folder for each class: bright images and dark ones. */
    private void images(String where, String bright, String dark, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            shell.write(where + "/" + bright + "/" + i + ".png", image(200 + i, "png"));
            shell.write(where + "/" + dark + "/" + i + ".png", image(20 + i, "png"));
        }
        shell.experiment("classification", "{source: image-folder, path: pics}", "accuracy", Shell.CONVOLUTION, "");
    }

    @Test
    void imagesInFoldersInsideOfAClassFolderAreFound() throws IOException {
        images("pics", "bright/monday", "dark/monday/early", 12);
        images("pics", "bright", "dark", 12);
        trainsWell(
                "48 examples",
                "2 classes with 24 examples each: bright, dark",
                "24 of them in folders inside of class folders");
    }

    @Test
    void anImageThatWasCutShortIsRefused() throws IOException {
        images("pics", "bright", "dark", 12);
        byte[] whole = image(200, "jpg");
        shell.write("pics/bright/x.jpg", Arrays.copyOf(whole, whole.length / 2));
        isRefused("x.jpg) can't be read", "damaged: skip");
    }

    @Test
    void foldersForTrainingValidationAndTestAreTheParts() throws IOException {
        images("pics/train", "bright", "dark", 10);
        images("pics/val", "bright", "dark", 7);
        images("pics/test", "bright", "dark", 5);
        trainsWell("44 examples", "divided by its folders", "20 to train, 14 to validate, 10 to test.");
    }

    @Test
    void namesOfClassesMayHaveBlanksAndAnyLetters() throws IOException {
        images("pics", "käfer rot", "蝶", 12);
        trainsWell("2 classes with 12 examples each: käfer rot, 蝶");
    }

    // What goes on with what.

    @Test
    void aRunNeverGoesOnOverOtherData() throws IOException {
        shell.classes(Shell.table("ant", "bee", "cat"));
        trainsWell();
        shell.write("data.csv", Shell.table("bee", "ant", "cat"));
        assertThat(shell.run("--trials", "2")).isZero();
        assertThat(shell.out()).contains("t-2", "the data changed").doesNotContain("Going on");
        shell.write("data.csv", Shell.table("cat", "ant", "bee"));
        assertThat(shell.run("--fork")).isEqualTo(ExitCode.USAGE);
        assertThat(shell.err()).contains("can't be compared", "the data changed", "--new");

        assertThat(export("t-1", "winner")).isZero();
        assertThat(shell.out())
                .contains("Note: it could not be loaded back and measured. The data changed since the run");
    }

    private int export(String run, String to) {
        return shell.nas(
                "export",
                shell.path("runs/" + run).toString(),
                "--to",
                shell.path(to).toString());
    }

    @Test
    void aRunNeverGoesOnWithOtherConstraints() throws IOException {
        shell.classes(Shell.table("ant", "bee", "cat"));
        trains("width = 8");
        shell.experiment(
                "classification",
                "{source: csv, path: data.csv}",
                "accuracy",
                Shell.PERCEPTRON,
                "constraints: {min_parameters: 100}");
        assertThat(shell.run("--trials", "2")).as(shell.err()).isEqualTo(ExitCode.OK);
        assertThat(shell.out()).contains("t-2", "width = 16").doesNotContain("Going on");
    }

    @Test
    void constraintsThatNothingKeepsAreTold() throws IOException {
        shell.classes(Shell.table("ant", "bee", "cat"));
        shell.experiment(
                "classification",
                "{source: csv, path: data.csv}",
                "accuracy",
                Shell.PERCEPTRON,
                "constraints: {max_parameters: 10}");
        isRefused("None of the (2) architectures", "(parameters in [0, 10])", "The smallest has (67) parameters");
    }

    @Test
    void aWinnerWhoseDataAreGoneIsExportedAllTheSame() throws IOException {
        shell.classes(Shell.table("ant", "bee", "cat"));
        trains();
        Files.delete(shell.path("data.csv"));
        assertThat(export("t-1", "winner")).as(shell.err()).isZero();
        assertThat(shell.out()).contains("Trial 0 is in", "Note: it could not be loaded back and measured", "data.csv");
        try (Stream<Path> files = Files.list(shell.path("winner"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("architecture.json", "export.json", "network.bin");
        }
        assertThat(export("t-1", "winner")).isEqualTo(ExitCode.USAGE);
        assertThat(export("t-1", "second")).isZero();
    }

    @Test
    void otherDataOnTheCommandLineKeepTheLabelOfTheFile() throws IOException {
        shell.write("data.csv", swapped(Shell.table("ant", "bee", "cat"), 4, 0, 1, 2, 3));
        shell.write("more.csv", swapped(Shell.table("ant", "bee", "cat"), 4, 0, 1, 3, 2));
        shell.experiment(
                "classification",
                "{source: csv, path: data.csv, test_path: data.csv, label: kind}",
                "accuracy",
                Shell.PERCEPTRON,
                "");
        assertThat(shell.run("--new", "--data", shell.path("more.csv").toString()))
                .isZero();
        assertThat(shell.out())
                .contains("more.csv", "label (kind)", THREE_CLASSES)
                .doesNotContain("data.csv");
        assertThat(shell.err()).contains("don't apply to", ": test_path.");
    }

    @Test
    void aSpaceForOtherExamplesIsFittedAndThatIsTold() throws IOException {
        shell.classes(Shell.table("ant", "bee", "cat"));
        shell.write("space.yaml", Shell.PERCEPTRON.replace("name: net", "name: net, input: {x: [9]}"));
        trains("Note: The space is written for examples of the shape (9), and those of the data have (4)");
        shell.write("data.csv", swapped(Shell.table("ant", "bee", "cat"), 0, 1, 2, 4));
        shell.write("space.yaml", Shell.CONVOLUTION);
        isRefused("made for examples of the shape (3x8x8), and those of the data have (3)");
    }

    // What files say.

    @ParameterizedTest
    @ValueSource(strings = {"my run", "../up", "ä"})
    void aNameThatNoFolderCanHaveIsASentence(String name) throws IOException {
        shell.classes(Shell.table("ant", "bee", "cat"));
        shell.write(
                "experiment.yaml",
                Files.readString(shell.path("experiment.yaml")).replace("name: t\n", "name: \"" + name + "\"\n"));
        isRefused("experiment.yaml:1: (name)", "must be letters, digits");
    }

    @Test
    void aTableIsNoExperiment() throws IOException {
        Path table = shell.write("data.csv", Shell.table("ant", "bee", "cat").repeat(50));
        assertThat(shell.nas("run", table.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(shell.err()).hasSizeLessThan(600).doesNotContain("\tat ");
    }

    @Test
    void wholeNumbersMayHaveAStep() throws IOException {
        Path space = shell.write("space.yaml", """
                {name: s, input: {x: [4]}, layers: [{linear: {units: {choice: w, from: 32, to: 512, step: 32}}}]}""");
        assertThat(shell.nas("space", "show", space.toString())).isZero();
        assertThat(shell.out()).contains("16 architectures", "32..512 in steps of 32");
        assertThat(shell.nas("space", "sample", space.toString(), "-n", "20")).isZero();
        Matcher widths = Pattern.compile("w=(\\d+)").matcher(shell.out());
        assertThat(widths.results().map(found -> Integer.parseInt(found.group(1))))
                .hasSize(20)
                .allMatch(width -> width % 32 == 0 && width <= 512);
    }

    @Test
    void whatIsPrintedIsTheSameInEveryLanguage() throws IOException {
        shell.classes(Shell.table("ant", "bee", "cat"));
        Locale before = Locale.getDefault();
        try {
            String expected = withoutTimes();
            for (String language : List.of(
                    "ar-EG-u-nu-arab",
                    "fa-IR-u-nu-arabext",
                    "hi-IN-u-nu-deva",
                    "th-TH-u-nu-thai-ca-buddhist",
                    "tr-TR",
                    "de-DE")) {
                Locale.setDefault(Locale.forLanguageTag(language));
                assertThat(withoutTimes()).as(language).isEqualTo(expected);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    private String withoutTimes() {
        trains();
        return shell.out().replaceAll("elapsed \\S+|in \\S+s:|seconds \\S+", "").replaceAll("runs/t-\\d+", "");
    }

    @Test
    void whatUsersReadOfRawImagesIsWhatTheNetworkTakes() throws IOException {
        images("pics", "bright", "dark", 12);
        trainsWell();
        assertThat(export("t-1", "winner")).isZero();
        assertThat(Files.readString(shell.path("winner/export.json"), StandardCharsets.UTF_8))
                .containsPattern("\"pixels\" : \\[ 0, 1 ]");
        try (NasRuntime nas = NasRuntime.builder().build();
                TrainedNetwork network = nas.load(shell.path("winner"))) {
            float[] pixels = new float[64];
            Arrays.fill(pixels, 0.8f);
            float[] scores = network.predict(new float[][] {pixels})[0];
            List<String> classes = network.classNames();
            assertThat(scores[classes.indexOf("bright")]).isGreaterThan(scores[classes.indexOf("dark")]);
            Arrays.fill(pixels, 200);
            assertThatThrownBy(() -> network.predict(new float[][] {pixels}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("are from 0 to 1. Maybe divide what an image reader gives by 255");
        }
    }

    @Test
    void aFileThatIsNoJournalIsNeitherSaidToBeRepairableNorChanged() throws IOException {
        Path file = shell.write("notes.txt", "not a journal at all\n");

        assertThat(shell.nas("journal", "check", file.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(shell.out())
                .contains("Damaged in line 1", "nothing of it can be used")
                .doesNotContain("repair");
        assertThat(shell.nas("journal", "repair", file.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(file).hasContent("not a journal at all\n");
    }
}
