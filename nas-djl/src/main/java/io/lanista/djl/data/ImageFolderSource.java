package io.lanista.djl.data;

import io.lanista.api.option.Option;
import io.lanista.api.option.OptionException;
import io.lanista.api.option.Options;
import io.lanista.djl.file.DataException;
import io.lanista.djl.file.DataFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Images in one folder for each class, or in folders inside of it; the folder's name is the class. */
public final class ImageFolderSource implements DataSource {
    private static final Option<String> PATH = Option.requiredText(
            "path", "a folder with one folder for each class, or with the folders train, val and test that have those");
    private static final Option<Long> SIZE = Option.integer(
            "size", 0, 0, 1024, "side that images are resized to, in pixels; 0 if they have one size already");
    private static final Option<String> FIT = Option.oneOf(
            "fit",
            List.of("stretch", "crop", "pad"),
            "how images get the size: stretched, or in their form with something cut off, or with black at the sides");
    private static final Option<String> CHANNELS = Option.oneOf(
            "channels", List.of("auto", "rgb", "grey"), "whether to keep colours; auto does if any image has some");
    private static final Option<String> DAMAGED = Option.oneOf(
            "damaged", List.of("refuse", "skip"), "what to do about images that can't be read or are cut short");

    private static final Option<String> CACHE = Option.oneOf(
            "cache",
            List.of(LoadedImages.AUTO, LoadedImages.DISK, LoadedImages.MEMORY),
            "where decoded images are: in memory, or in a file that is made once and that all processes share; auto keeps up to 64 MB"
                    + " in memory");

    private final ImageCache cache;

    /** Keeps large folders in the user's cache. */
    public ImageFolderSource() {
        this(ImageCache.ofUser());
    }

    ImageFolderSource(ImageCache cache) {
        this.cache = cache;
    }

    @Override
    public String name() {
        return "image-folder";
    }

    @Override
    public String description() {
        return "Images (" + RasterImage.endings() + ") in one folder for each class.";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(PATH, SIZE, FIT, CHANNELS, DAMAGED, CACHE);
    }

    @Override
    public boolean recognises(Path path) {
        return Files.isDirectory(path) && DataFile.entries(path).stream().anyMatch(Files::isDirectory);
    }

    @Override
    public RawData open(DataRequest request) {
        Options options = request.options();
        Path path = DataFile.resolve(request.folder(), options.get(PATH));
        if (!Files.isDirectory(path)) {
            DataFile.requireFile(path);
            throw new DataException("The path (" + path + ") is a file, but a folder of class folders is needed.");
        }
        ClassFolders folders = new ClassFolders();
        PartFolders found = PartFolders.of(path);
        List<String> classes = folders.classes(found.train());
        ImageFit fit = ImageFit.valueOf(options.get(FIT).toUpperCase(Locale.ROOT));
        if (fit != ImageFit.STRETCH && options.get(SIZE) == 0) {
            throw new OptionException("The option (fit) is (" + options.get(FIT)
                    + "), and without the option (size) no image gets another size. Maybe give one, such as 32.");
        }
        ImageForm form = new ImageForm(
                options.get(SIZE).intValue(),
                fit,
                options.get(CHANNELS),
                options.get(DAMAGED).equals("skip"));
        List<List<LabelledImage>> parts = new ArrayList<>();
        parts.add(folders.images(found.train(), classes));
        found.validation().ifPresent(there -> parts.add(folders.images(there, classes)));
        found.test().ifPresent(there -> parts.add(folders.images(there, classes)));
        LoadedImages images = LoadedImages.load(new ImageCache.Request(path, form, parts), options.get(CACHE), cache);
        List<DataSet> each = images.parts(classes, parts);
        DataParts data = DataParts.of(each.get(0));
        if (found.validation().isPresent()) {
            data = data.withValidation(each.get(1));
        }
        if (found.test().isPresent()) {
            data = data.withTest(each.get(each.size() - 1));
        }
        return data.with(findings(path, found, folders, images)).with(fit);
    }

    private static Findings findings(Path path, PartFolders found, ClassFolders folders, LoadedImages images) {
        List<String> warnings = new ArrayList<>(found.notes(path));
        warnings.addAll(folders.notes());
        warnings.addAll(images.notes());
        @Nullable Path name = path.toAbsolutePath().normalize().getFileName();
        String folder = name == null ? path.toString() : DataFile.name(name);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("folder", folder);
        details.put("formats", folders.formats());
        details.put("left_out", folders.leftOut() + images.skipped().size());
        String summary = folder + (found.divided() ? ", divided by its folders, " : ", ") + folders.inWords();
        return new Findings(summary, warnings, details);
    }
}
