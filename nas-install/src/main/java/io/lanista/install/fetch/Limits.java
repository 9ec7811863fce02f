package io.lanista.install.fetch;

import java.time.Duration;

/**
 * What a fetch may take.
 *
 * @param connect until a connection stands
 * @param silence until the next bytes come
 * @param whole until all is there
 * @param bytes how large a file may be
 * @param redirects how often a server may point elsewhere
 * @param attempts how often a fetch that was cut off, or that the server could not answer, is tried
 */
public record Limits(Duration connect, Duration silence, Duration whole, long bytes, int redirects, int attempts) {
    /** For files of up to 512 MiB over slow lines. */
    public static final Limits USUAL =
            new Limits(Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofMinutes(15), 512L << 20, 5, 3);
}
