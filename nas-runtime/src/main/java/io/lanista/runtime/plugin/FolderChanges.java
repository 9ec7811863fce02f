package io.lanista.runtime.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Tells which files of a folder are new, changed or gone, from one look to the next. It knows no clock and no folder: whoever
 * looks, looks at regular times.
 *
 * <p>A file counts once it looked the same twice, since copying takes a while; and one that is no whole jar is given some more
 * looks, since a slow copy pauses.
 */
final class FolderChanges {
    private final int patience;
    private final Predicate<Path> whole;
    private final Map<Path, Stamp> known;
    private final Map<Path, Stamp> unsettled = new HashMap<>();
    private final Map<Path, Integer> looksInVain = new HashMap<>();

    /** With how many more looks a file gets that is no whole jar, what tells whether it is one, and what is known already. */
    FolderChanges(int patience, Predicate<Path> whole, Map<Path, Stamp> known) {
        this.patience = patience;
        this.whole = whole;
        this.known = new HashMap<>(known);
    }

    /** By what a change of a file is seen. */
    record Stamp(long size, FileTime modified) {}

    /**
     * What a look has shown.
     *
     * @param ready files that are new or changed, and at rest, in the order of their names
     * @param gone files that were known and are no more
     * @param settled true if no file is waited for
     */
    record Look(List<Path> ready, List<Path> gone, boolean settled) {}

    /** The stamps of the plug-ins in some folders. */
    static Map<Path, Stamp> stamps(List<Path> folders) {
        Map<Path, Stamp> stamps = new TreeMap<>();
        for (Path folder : folders) {
            for (Path jar : PluginHostBuilder.jarsIn(folder)) {
                try {
                    BasicFileAttributes attributes = Files.readAttributes(jar, BasicFileAttributes.class);
                    stamps.put(jar, new Stamp(attributes.size(), attributes.lastModifiedTime()));
                } catch (IOException e) {
                    if (Files.isSymbolicLink(jar)) { // It leads nowhere, which is told when it is read.
                        stamps.put(jar, new Stamp(-1, FileTime.fromMillis(0)));
                    }
                    // Else it was deleted since the folder was listed: the same as never seen.
                }
            }
        }
        return stamps;
    }

    /** Compares what is there now with the looks before. */
    Look look(Map<Path, Stamp> now) {
        List<Path> gone = new ArrayList<>();
        for (Path path : new ArrayList<>(known.keySet())) {
            if (!now.containsKey(path)) {
                known.remove(path);
                gone.add(path);
            }
        }
        forgetAllBut(now.keySet());
        List<Path> ready = new ArrayList<>();
        new TreeMap<>(now).forEach((path, stamp) -> {
            if (stamp.equals(known.get(path))) {
                unsettled.remove(path);
            } else if (stamp.equals(unsettled.put(path, stamp)) && isComplete(path)) {
                known.put(path, stamp);
                ready.add(path);
            }
        });
        ready.forEach(unsettled::remove);
        ready.forEach(looksInVain::remove);
        return new Look(ready, gone, unsettled.isEmpty());
    }

    private void forgetAllBut(Set<Path> present) {
        unsettled.keySet().retainAll(new HashSet<>(present));
        looksInVain.keySet().retainAll(new HashSet<>(present));
    }

    private boolean isComplete(Path path) {
        return whole.test(path) || looksInVain.merge(path, 1, Integer::sum) > patience;
    }
}
