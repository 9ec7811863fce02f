package io.lanista.djl.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Images in a cache of the test's own. */
public final class KeptImages {
    private KeptImages() {}

    /** A folder of images as a source gives it, with the option {@code cache}. */
    public static DataSplit split(Path folder, Path cache, String where, int size) {
        Map<String, Object> options = Map.of("path", folder.toString(), "size", size, "cache", where);
        return DataSources.of(List.of(new ImageFolderSource(new ImageCache(cache, 0))))
                .load(new DataChoice("image-folder", options), folder, DataUse.ANY);
    }
}
