package io.lanista.djl.data;

import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.djl.file.DataException;
import io.lanista.djl.file.DataFile;
import io.lanista.djl.table.Listing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Colour images in CIFAR-10's binary format (https://www.cs.toronto.edu/~kriz/cifar.html): for each image a byte with its
 * class, then 3,072 bytes of 32x32 pixels, first all red ones, then green, then blue. Compressed or not.
 */
public final class CifarSource implements DataSource {
    private static final long[] SHAPE = {3, 32, 32};
    private static final int PIXELS = 3 * 32 * 32;
    private static final int RECORD = 1 + PIXELS;
    private static final List<String> CLASSES =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

    private static final String ALLOWED = "a file, a list of files, or a folder with .bin or .bin.gz files";
    private static final Option<Object> PATH = Option.either(
            "path",
            "",
            ALLOWED,
            CifarSource::isPath,
            "the images; files of a folder with (test) in their name are the test part");
    private static final Option<Object> TEST_PATH =
            Option.either("test_path", "", ALLOWED, CifarSource::isPath, "the images for testing, if they are apart");

    @Override
    public String name() {
        return "cifar10-binary";
    }

    @Override
    public String description() {
        return "Colour images in CIFAR-10's binary format, compressed or not.";
    }

    @Override
    public boolean recognises(Path path) {
        return Files.isDirectory(path)
                ? DataFile.entries(path).stream().anyMatch(CifarSource::isNamedLikeOne)
                : isNamedLikeOne(path);
    }

    @Override
    public List<Option<?>> options() {
        return List.of(PATH, TEST_PATH);
    }

    @Override
    public RawData open(DataRequest request) {
        Options options = request.options();
        Path folder = request.folder();
        List<Path> train = files(options.get(PATH), folder);
        List<Path> test = new ArrayList<>(files(options.get(TEST_PATH), folder));
        if (train.isEmpty()) {
            throw new DataException("The data source 'cifar10-binary' needs the option (path): " + ALLOWED + ".");
        }
        if (test.isEmpty() && train.size() > 1) {
            train.stream().filter(CifarSource::isForTesting).forEach(test::add);
            train = train.stream().filter(file -> !isForTesting(file)).toList();
        }
        return parts(train, test);
    }

    @Override
    public NewExamples examples(DataRequest request) {
        List<Path> files = files(request.options().get(PATH), request.folder());
        List<Path> test = files.stream().filter(CifarSource::isForTesting).toList();
        boolean divided = !test.isEmpty() && test.size() < files.size();
        Records records = records(divided ? test : files);
        NewExamples examples =
                NewExamples.ofBytes(SHAPE, records.pixels()).withClasses(image -> CLASSES.get(records.labels()[image]));
        return divided
                ? examples.withNotes(List.of("of the folder's files, those for the test count: "
                        + Listing.of(test.stream().map(DataFile::name).toList()) + "."))
                : examples;
    }

    /** A data set from files; without test files, the source sets none apart. */
    static DataParts parts(List<Path> train, List<Path> test) {
        DataParts parts = DataParts.of(read(train));
        return test.isEmpty() ? parts : parts.withTest(read(test));
    }

    /** Whether a file's name looks like this format's. */
    private static boolean isNamedLikeOne(Path file) {
        return DataFile.plainName(file).endsWith(".bin");
    }

    private static boolean isForTesting(Path file) {
        return DataFile.plainName(file).contains("test");
    }

    private static boolean isPath(Object value) {
        return value instanceof String
                || (value instanceof List<?> list
                        && !list.isEmpty()
                        && list.stream().allMatch(element -> element instanceof String));
    }

    private static List<Path> files(Object given, Path folder) {
        if (given instanceof List<?> list) {
            return list.stream()
                    .map(element -> DataFile.resolve(folder, (String) element))
                    .toList();
        }
        if (given.equals("")) {
            return List.of();
        }
        Path path = DataFile.resolve(folder, (String) given);
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        List<Path> files = DataFile.entries(path).stream()
                .filter(CifarSource::isNamedLikeOne)
                .toList();
        if (files.isEmpty()) {
            throw new DataException(
                    "The folder (" + path + ") has no .bin or .bin.gz file. Maybe it is the wrong one.");
        }
        return files;
    }

    private static DataSet read(List<Path> files) {
        if (files.isEmpty()) {
            throw new DataException("All files are for testing. Maybe give the training files as the option (path).");
        }
        Records records = records(files);
        checkClasses(records.labels(), files);
        return DataSet.ofBytes(SHAPE, CLASSES, records.pixels(), records.labels());
    }

    /** Images and the numbers of their classes. */
    private record Records(byte[] pixels, int[] labels) {}

    private static Records records(List<Path> files) {
        List<byte[]> contents = new ArrayList<>();
        int count = 0;
        for (Path file : files) {
            byte[] content = DataFile.bytes(file);
            if (content.length == 0 || content.length % RECORD != 0) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "The file (%s) has (%d) bytes, which is no multiple of a record's (%d)."
                                + " Maybe it is incomplete, or of another format.",
                        file,
                        content.length,
                        RECORD));
            }
            contents.add(content);
            count += content.length / RECORD;
        }
        byte[] pixels = new byte[Rows.capacity(count, PIXELS, 1)];
        int[] labels = new int[count];
        int image = 0;
        for (int i = 0; i < files.size(); i++) {
            byte[] content = contents.get(i);
            for (int at = 0; at < content.length; at += RECORD, image++) {
                labels[image] = checked(content[at] & 0xFF, at / RECORD, files.get(i));
                System.arraycopy(content, at + 1, pixels, image * PIXELS, PIXELS);
            }
        }
        return new Records(pixels, labels);
    }

    private static int checked(int label, int record, Path file) {
        if (label >= CLASSES.size()) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "Label (%d) of record (%d) in (%s) is none of CIFAR-10's classes, 0 to 9."
                            + " Maybe the file is of another format, such as CIFAR-100's.",
                    label,
                    record,
                    file));
        }
        return label;
    }

    private static void checkClasses(int[] labels, List<Path> files) {
        if (Arrays.stream(labels).distinct().count() < 2) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "All images in %s are of class (%s), so there is nothing to learn. Maybe a file is missing.",
                    files,
                    CLASSES.get(labels[0])));
        }
    }
}
