package io.lanista.install.index;

import io.lanista.install.fetch.FetchException;
import io.lanista.install.fetch.Fetcher;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An index that the user trusts, by its key.
 *
 * @param address the folder in which it is, ending with a slash
 * @param key what it must be signed with
 * @param serial that of the newest list that was seen; 0 if none was
 */
public record PinnedIndex(URI address, String key, long serial) {
    private static final long MAX_INDEX = 64 << 20;
    private static final long MAX_SIGNATURE = 1 << 10;

    /** Completes and checks. */
    public PinnedIndex {
        if (!address.toString().endsWith("/")) {
            address = URI.create(address + "/");
        }
        IndexKeys.parse(key);
    }

    /** The same after a list was seen. */
    PinnedIndex seen(long newest) {
        return new PinnedIndex(address, key, newest);
    }

    /**
     * Fetches the list, and checks its signature and that it is no older one than before.
     *
     * @throws FetchException if it isn't there, isn't signed with the key, or was rolled back
     */
    public PluginIndex fetch(Fetcher fetcher) {
        byte[] json = need(fetcher.bytes(address.resolve(PluginIndex.FILE), MAX_INDEX), PluginIndex.FILE);
        byte[] signature =
                need(fetcher.bytes(address.resolve(PluginIndex.SIGNATURE), MAX_SIGNATURE), PluginIndex.SIGNATURE);
        if (!IndexKeys.isSignedBy(key, json, new String(signature, StandardCharsets.US_ASCII))) {
            throw new FetchException("The index " + address + " isn't signed with the key that you trust (" + key
                    + "). Nothing of it is used. Maybe it is being changed just now: try again; if its owner has a new key, remove"
                    + " the index and add it with that one.");
        }
        PluginIndex index = PluginIndex.parse(json, address.toString());
        if (index.serial() < serial) {
            throw new FetchException(
                    "The index " + address + " was rolled back: it is the list number " + index.serial()
                            + ", and number " + serial
                            + " was seen before. Nothing of it is used, since it may hide what was mended. Maybe"
                            + " ask its owner; if that is as it should be, remove the index and add it again.");
        }
        return index;
    }

    private byte[] need(Optional<byte[]> content, String name) {
        return content.orElseThrow(() -> new FetchException(
                "There is no " + name + " in " + address + ". Maybe the address of the index is another."));
    }
}
