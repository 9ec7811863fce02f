package io.lanista.djl.data;

import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PNG and JPEG images in one folder for each class; the folder's name is the class. */
final class ImageFolderSource implements DataSource {
    private static final Option<String> PATH = Option.requiredText(
            "path", "a folder with one folder for each class, or with the folders train and test that have those");
    private static final Option<Long> SIZE = Option.integer(
            "size", 0, 0, 1024, "side that images are resized to, in pixels; 0 if they have one size already");
    private static final Option<String> CHANNELS = Option.oneOf(
            "channels", List.of("auto", "rgb", "grey"), "whether to keep colours; auto does if any image has some");

    @Override
    public String name() {
        return "image-folder";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(PATH, SIZE, CHANNELS);
    }

    @Override
    public DataParts load(Options options, Path folder) {
        Path path = DataFile.resolve(folder, options.get(PATH));
        if (!Files.isDirectory(path)) {
            DataFile.requireFile(path);
            throw new DataException("The path (" + path + ") is a file, but a folder of class folders is needed.");
        }
        List<String> inside =
                DataFile.entries(path).stream().map(DataFile::name).toList();
        boolean apart = inside.contains("train") && inside.contains("test");
        Path trainFolder = apart ? path.resolve("train") : path;
        List<String> classes = classes(trainFolder);
        List<ImageFile> train = images(trainFolder, classes);
        @Nullable List<ImageFile> test = apart ? images(path.resolve("test"), classes) : null;
        Decoder decoder = new Decoder(options, train);
        return new DataParts(decoder.decode(train, classes), test == null ? null : decoder.decode(test, classes));
    }

    /**
     * An image's place.
     *
     * @param label its class number
     */
    private record ImageFile(Path file, int label) {}

    private static List<String> classes(Path folder) {
        List<String> classes = DataFile.entries(folder).stream()
                .filter(Files::isDirectory)
                .map(DataFile::name)
                .toList();
        if (classes.size() < 2) {
            throw new DataException(String.format(
                    "The folder (%s) has (%d) class folders%s, but at least two are needed: one for each class.",
                    folder, classes.size(), classes.isEmpty() ? "" : " " + classes));
        }
        return classes;
    }

    private static List<ImageFile> images(Path folder, List<String> classes) {
        for (Path entry : DataFile.entries(folder)) {
            if (Files.isDirectory(entry) && !classes.contains(DataFile.name(entry))) {
                throw new DataException(String.format(
                        "The folder (%s) is for a class that the training part doesn't have. Available: %s.",
                        entry, String.join(", ", classes)));
            }
        }
        List<ImageFile> images = new ArrayList<>();
        for (int label = 0; label < classes.size(); label++) {
            Path classFolder = folder.resolve(classes.get(label));
            int before = images.size();
            if (Files.isDirectory(classFolder)) {
                for (Path entry : DataFile.entries(classFolder)) {
                    if (RasterImage.isNamedLikeOne(entry)) {
                        images.add(new ImageFile(entry, label));
                    }
                }
            }
            if (images.size() == before) {
                throw new DataException("There is no PNG or JPEG image in (" + classFolder
                        + "). Maybe remove the class, or convert its images.");
            }
        }
        return images;
    }

    /** Reads images of one size and number of channels, which the first part decides. */
    private static final class Decoder {
        private final int channels;
        private final int size;
        private int height;
        private int width;

        Decoder(Options options, List<ImageFile> train) {
            size = options.get(SIZE).intValue();
            String wanted = options.get(CHANNELS);
            channels = wanted.equals("auto") ? mostChannels(train) : wanted.equals("grey") ? 1 : 3;
            RasterImage first = RasterImage.read(train.get(0).file());
            height = size > 0 ? size : first.height();
            width = size > 0 ? size : first.width();
        }

        private static int mostChannels(List<ImageFile> images) {
            return images.stream()
                            .anyMatch(image -> RasterImage.read(image.file()).channels() == 3)
                    ? 3
                    : 1;
        }

        DataSet decode(List<ImageFile> images, List<String> classes) {
            int values = channels * height * width;
            byte[] pixels = new byte[Rows.capacity(images.size(), values)];
            int[] labels = new int[images.size()];
            for (int i = 0; i < labels.length; i++) {
                RasterImage image = RasterImage.read(images.get(i).file());
                if (size == 0 && (image.height() != height || image.width() != width)) {
                    throw new DataException(String.format(
                            "The image (%s) is (%d) by (%d) pixels, but others are (%d) by (%d)."
                                    + " Maybe give the option (size), such as 32.",
                            images.get(i).file(), image.width(), image.height(), width, height));
                }
                image.withChannels(channels).resized(height, width).copyTo(pixels, i * values);
                labels[i] = images.get(i).label();
            }
            return DataSet.ofBytes(new long[] {channels, height, width}, classes, pixels, labels);
        }
    }
}
