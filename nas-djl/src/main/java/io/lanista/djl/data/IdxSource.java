package io.lanista.djl.data;

import io.lanista.api.option.Option;
import io.lanista.api.option.OptionException;
import io.lanista.api.option.Options;
import io.lanista.djl.file.DataException;
import io.lanista.djl.file.DataFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Grey images and labels in MNIST's format, compressed or not. */
public final class IdxSource implements DataSource {
    private static final Option<String> PATH = Option.requiredText(
            "path",
            "a folder with train-images… and train-labels… (t10k-… or test-… for the test part), or a file of images");
    private static final Option<String> LABELS =
            Option.text("labels", "", "the labels, if path is a file; found beside it by its name by default");
    private static final Option<String> TEST_PATH =
            Option.text("test_path", "", "a file of images for testing, if path is a file");
    private static final Option<String> TEST_LABELS =
            Option.text("test_labels", "", "their labels; found beside them by default");

    @Override
    public String name() {
        return "idx";
    }

    @Override
    public String description() {
        return "Grey images in MNIST's format, compressed or not.";
    }

    @Override
    public boolean recognises(Path path) {
        return Files.isDirectory(path)
                ? DataFile.entries(path).stream().anyMatch(IdxSource::isNamedLikeOne)
                : isNamedLikeOne(path) || IdxFile.beginsLikeOne(path);
    }

    @Override
    public List<Option<?>> options() {
        return List.of(PATH, LABELS, TEST_PATH, TEST_LABELS);
    }

    @Override
    public RawData open(DataRequest request) {
        Options options = request.options();
        Path folder = request.folder();
        Path path = DataFile.resolve(folder, options.get(PATH));
        if (Files.isDirectory(path)) {
            refuseFiles(options, path);
            Path train = imagesIn(path, "train");
            if (train == null) {
                throw new DataException("The folder (" + path + ") has no file with (train) and (images) in its name."
                        + " Maybe give a file of images as path.");
            }
            @Nullable Path test = imagesIn(path, "t10k");
            test = test == null ? imagesIn(path, "test") : test;
            return parts(train, labelsOf(train, ""), test, test == null ? null : labelsOf(test, ""));
        }
        String test = options.get(TEST_PATH);
        @Nullable Path testImages = test.isEmpty() ? null : DataFile.resolve(folder, test);
        return parts(
                path,
                labelsOf(path, resolved(folder, options.get(LABELS))),
                testImages,
                testImages == null ? null : labelsOf(testImages, resolved(folder, options.get(TEST_LABELS))));
    }

    @Override
    public NewExamples examples(DataRequest request) {
        Options options = request.options();
        Path path = DataFile.resolve(request.folder(), options.get(PATH));
        List<String> notes = new ArrayList<>();
        Path file = path;
        if (Files.isDirectory(path)) {
            refuseFiles(options, path);
            file = imagesToPredict(path);
            notes.add("of the folder's files, the images in (" + DataFile.name(file) + ") count.");
        }
        String given = resolved(request.folder(), options.get(LABELS));
        Optional<Path> beside = given.isEmpty() ? labelsBeside(file) : Optional.of(Path.of(given));
        IdxFile images = IdxFile.read(file, 3, "images");
        NewExamples examples =
                NewExamples.ofBytes(shape(images), images.values()).withNotes(notes);
        if (beside.isEmpty()) {
            return examples;
        }
        IdxFile labels = IdxFile.read(beside.get(), 1, "labels");
        requireAsMany(images, labels);
        return examples.withClasses(image -> String.valueOf(labels.values()[image] & 0xFF));
    }

    /** Of a folder those for the test, else those for the training, else the only ones. */
    private static Path imagesToPredict(Path folder) {
        for (String part : List.of("t10k", "test", "train", "")) {
            Path images = imagesIn(folder, part);
            if (images != null) {
                return images;
            }
        }
        throw new DataException("The folder (" + folder + ") has no file with (images) in its name."
                + " Maybe name the file of images itself.");
    }

    /** What would count for nothing is a mistake. */
    private static void refuseFiles(Options options, Path folder) {
        for (Option<String> option : List.of(LABELS, TEST_PATH, TEST_LABELS)) {
            if (!options.get(option).isEmpty()) {
                throw new OptionException("The option (" + option.name() + ") is (" + options.get(option)
                        + "), and the files in the folder (" + folder
                        + ") are found by their names. Maybe leave it out, or"
                        + " give a file of images as path.");
            }
        }
    }

    /** Whether a file's name looks like this format's. */
    private static boolean isNamedLikeOne(Path file) {
        String name = DataFile.plainName(file);
        return name.endsWith("-ubyte") || name.endsWith(".idx") || name.endsWith(".idx3") || name.endsWith(".idx1");
    }

    /** A data set of two parts, each of a file of images and one of labels. */
    static DataParts parts(Path images, Path labels, @Nullable Path testImages, @Nullable Path testLabels) {
        IdxFile trainLabels = IdxFile.read(labels, 1, "labels");
        List<Integer> classes = classes(trainLabels.values());
        DataSet train = dataSet(IdxFile.read(images, 3, "images"), trainLabels, classes);
        DataParts parts = DataParts.of(train);
        if (testImages == null || testLabels == null) {
            return parts;
        }
        IdxFile tested = IdxFile.read(testLabels, 1, "labels");
        return parts.withTest(dataSet(IdxFile.read(testImages, 3, "images"), tested, classes));
    }

    private static DataSet dataSet(IdxFile images, IdxFile labels, List<Integer> classes) {
        requireAsMany(images, labels);
        int[] numbers = new int[labels.values().length];
        for (int i = 0; i < numbers.length; i++) {
            int label = labels.values()[i] & 0xFF;
            numbers[i] = classes.indexOf(label);
            if (numbers[i] < 0) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "Label (%d) of example (%d) in (%s) is none of the training part's, which has %s.",
                        label,
                        i,
                        labels.file(),
                        classes));
            }
        }
        if (classes.size() < 2) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "All labels in (%s) are (%d), so there is nothing to learn. Maybe it is the wrong file.",
                    labels.file(),
                    classes.get(0)));
        }
        return DataSet.ofBytes(
                shape(images), classes.stream().map(String::valueOf).toList(), images.values(), numbers);
    }

    private static void requireAsMany(IdxFile images, IdxFile labels) {
        if (images.shape()[0] != labels.shape()[0]) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "(%s) has (%d) images, but (%s) has (%d) labels. Maybe they don't belong together.",
                    images.file(),
                    images.shape()[0],
                    labels.file(),
                    labels.shape()[0]));
        }
    }

    private static long[] shape(IdxFile images) {
        return new long[] {1, images.shape()[1], images.shape()[2]};
    }

    private static List<Integer> classes(byte[] labels) {
        TreeSet<Integer> classes = new TreeSet<>();
        for (byte label : labels) {
            classes.add(label & 0xFF);
        }
        return new ArrayList<>(classes);
    }

    private static @Nullable Path imagesIn(Path folder, String part) {
        for (Path entry : DataFile.entries(folder)) {
            String name = DataFile.plainName(entry);
            if (name.contains(part) && name.contains("images")) {
                return entry;
            }
        }
        return null;
    }

    private static String resolved(Path folder, String given) {
        return given.isEmpty() ? "" : DataFile.resolve(folder, given).toString();
    }

    /** The labels that were given, or the file beside the images that is named like them. */
    private static Path labelsOf(Path images, String given) {
        if (!given.isEmpty()) {
            return Path.of(given);
        }
        return labelsBeside(images)
                .orElseThrow(() -> new DataException("There are no labels (" + images.resolveSibling(labelsName(images))
                        + ") beside the images (" + images + "). Maybe give them as the option (labels)."));
    }

    private static Optional<Path> labelsBeside(Path images) {
        DataFile.requireFile(images);
        String name = labelsName(images);
        return Stream.of(name, name + ".gz", name.replaceAll("\\.gz$", ""))
                .map(images::resolveSibling)
                .filter(labels -> !labels.equals(images) && Files.exists(labels))
                .findFirst();
    }

    private static String labelsName(Path images) {
        return DataFile.name(images).replace("images", "labels").replace("idx3", "idx1");
    }
}
