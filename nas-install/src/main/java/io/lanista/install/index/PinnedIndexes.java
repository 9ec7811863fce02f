package io.lanista.install.index;

import io.lanista.api.failure.Blame;
import io.lanista.install.fetch.FetchException;
import io.lanista.install.fetch.Fetcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The indexes that the user trusts, in a file: a line for each, with the number of the newest list, the key and the address.
 *
 * @param file where
 */
public record PinnedIndexes(Path file) {
    /** All of them; none where there is no file. */
    public List<PinnedIndex> all() {
        List<PinnedIndex> all = new ArrayList<>();
        if (Files.exists(file)) {
            try {
                for (String line : Files.readAllLines(file)) {
                    if (!line.isBlank()) {
                        String[] parts = line.strip().split(" ", 3);
                        all.add(new PinnedIndex(URI.create(parts[2]), parts[1], Long.parseLong(parts[0])));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new FetchException(
                        Blame.USER,
                        "The file (" + file + ") is no list of indexes. Maybe remove it, and add them again.",
                        e);
            }
        }
        return all;
    }

    /**
     * Trusts an index from now on; with another key than before, it is trusted anew.
     *
     * @return what it lists now
     */
    public Listed add(PinnedIndex index, Fetcher fetcher) {
        PluginIndex list = index.fetch(fetcher);
        PinnedIndex seen = index.seen(list.serial());
        List<PinnedIndex> all = new ArrayList<>(all());
        all.removeIf(other -> other.address().equals(index.address()));
        all.add(seen);
        write(all);
        return new Listed(seen, list);
    }

    /** Trusts it no more; false if it wasn't trusted. */
    public boolean remove(URI address) {
        List<PinnedIndex> all = new ArrayList<>(all());
        boolean removed =
                all.removeIf(other -> other.address().equals(new PinnedIndex(address, other.key(), 0).address()));
        if (removed) {
            write(all);
        }
        return removed;
    }

    /** An index with what it lists now. */
    public record Listed(PinnedIndex pin, PluginIndex index) {}

    /**
     * What all indexes list now.
     *
     * @param usable those that could be fetched, and are what the user trusts
     * @param failures why the others are not used
     */
    public record Lists(List<Listed> usable, List<FetchException> failures) {
        /** Copies. */
        public Lists {
            usable = List.copyOf(usable);
            failures = List.copyOf(failures);
        }
    }

    /**
     * Fetches all of them, and keeps in mind which list was seen. One that can't be used costs the others nothing.
     *
     * @throws FetchException if there are some, and none of them can be used
     */
    public Lists fetch(Fetcher fetcher) {
        List<Listed> usable = new ArrayList<>();
        List<FetchException> failures = new ArrayList<>();
        List<PinnedIndex> seen = new ArrayList<>();
        for (PinnedIndex pin : all()) {
            try {
                PluginIndex index = pin.fetch(fetcher);
                usable.add(new Listed(pin, index));
                seen.add(pin.seen(index.serial()));
            } catch (FetchException e) {
                failures.add(e);
                seen.add(pin);
            }
        }
        if (!seen.equals(all())) {
            write(seen);
        }
        if (usable.isEmpty() && !failures.isEmpty()) {
            throw failures.get(0);
        }
        return new Lists(usable, failures);
    }

    private void write(List<PinnedIndex> all) {
        StringBuilder text = new StringBuilder();
        all.forEach(index -> text.append(index.serial() + " " + index.key() + " " + index.address() + "\n"));
        try {
            Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(part, text);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
