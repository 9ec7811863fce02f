package io.lanista.djl.data;

import io.lanista.djl.file.DataException;
import io.lanista.djl.file.DataFile;
import io.lanista.djl.table.Listing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Images that were decoded, in memory or in a file.
 *
 * @param shape {@code (channels, height, width)} of each
 * @param rows their pixels, those of all parts one after the other
 * @param labels for each part the class numbers of its images
 * @param skipped why images were left out, a sentence for each
 * @param warnings what is to be said of where they are
 */
record LoadedImages(long[] shape, Rows rows, List<int[]> labels, List<String> skipped, List<String> warnings) {
    static final String AUTO = "auto";
    static final String DISK = "disk";
    static final String MEMORY = "memory";

    /** Decodes images into memory; or takes them from a cache, into which they are decoded if need be. */
    static LoadedImages load(ImageCache.Request request, String where, ImageCache cache) {
        if (where.equals(MEMORY) || where.equals(AUTO) && bytes(request) <= cache.least()) {
            return inMemory(request, List.of());
        }
        String failure;
        try {
            return cache.open(request, () -> decoder(request));
        } catch (IOException e) {
            failure = "The decoded images can't be kept in (" + cache.folder() + "): " + DataFile.reason(e)
                    + ". Maybe set LANISTA_CACHE to a folder with room";
            if (where.equals(DISK)) {
                throw new DataException(failure + ", or take 'cache: memory'.", e);
            }
        }
        try {
            return inMemory(request, List.of(failure + "; until then, each process has them in memory."));
        } catch (DataException tooMany) {
            throw new DataException(failure + ". " + tooMany.getMessage(), tooMany);
        }
    }

    private static ImageDecoder decoder(ImageCache.Request request) {
        return new ImageDecoder(request.form(), request.parts().get(0));
    }

    /** How much memory the images take at most. */
    private static long bytes(ImageCache.Request request) {
        ImageForm form = request.form();
        long count = request.parts().stream().mapToInt(List::size).sum();
        long pixels = form.size() > 0
                ? (long) form.size() * form.size()
                : decoder(new ImageCache.Request(
                                request.root(), new ImageForm(0, form.fit(), "rgb", form.skipping()), request.parts()))
                        .pixels();
        return count * pixels * (form.channels().equals("grey") ? 1 : 3);
    }

    private static LoadedImages inMemory(ImageCache.Request request, List<String> warnings) {
        ImageDecoder decoder = decoder(request);
        long[] shape = decoder.shape();
        int width = Math.toIntExact(shape[0] * shape[1] * shape[2]);
        int count = request.parts().stream().mapToInt(List::size).sum();
        byte[] pixels = new byte[Rows.capacity(count, width, 1)];
        List<int[]> labels = new ArrayList<>();
        int[] end = {0};
        try {
            for (List<LabelledImage> part : request.parts()) {
                labels.add(decoder.decode(part, image -> {
                    System.arraycopy(image, 0, pixels, end[0], width);
                    end[0] += width;
                }));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // Memory is no file.
        }
        return new LoadedImages(shape, Rows.ofBytes(pixels, width), labels, decoder.skipped(), warnings);
    }

    /**
     * The examples of each part.
     *
     * @param images what was asked for, part by part
     */
    List<DataSet> parts(List<String> classes, List<List<LabelledImage>> images) {
        int[] all = labels.stream().flatMapToInt(IntStream::of).toArray();
        Targets targets = Targets.classes(classes, all);
        List<DataSet> parts = new ArrayList<>();
        int first = 0;
        for (int i = 0; i < labels.size(); i++) {
            int[] part = labels.get(i);
            if (part.length == 0) {
                throw new DataException(
                        "There are no examples in a part of the images, since none can be read. The first: "
                                + skipped.get(0));
            }
            refuseEmptied(images.get(i), classes, part);
            parts.add(DataSet.of(rows, all.length, shape, targets)
                    .select(IntStream.range(first, first + part.length).toArray()));
            first += part.length;
        }
        return parts;
    }

    /** A class that had images, and has none that can be read, isn't there to learn. */
    private static void refuseEmptied(List<LabelledImage> images, List<String> classes, int... labels) {
        Set<Integer> read = Arrays.stream(labels).boxed().collect(Collectors.toSet());
        for (LabelledImage image : images) {
            if (!read.contains(image.label())) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "No image of the class (%s) can be read, such as (%s). Maybe copy them again, or remove the class.",
                        Listing.shortened(classes.get(image.label())),
                        image.file()));
            }
        }
    }

    /** What is to be said of the images, a sentence each. */
    List<String> notes() {
        List<String> notes = new ArrayList<>(warnings);
        if (!skipped.isEmpty()) {
            notes.add(skipped.size() + " damaged images are left out. The first: " + skipped.get(0));
        }
        return notes;
    }
}
