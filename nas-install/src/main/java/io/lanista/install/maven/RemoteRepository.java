package io.lanista.install.maven;

import io.lanista.install.fetch.FetchException;
import io.lanista.install.fetch.Fetcher;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Where a Maven repository is.
 *
 * @param id under which settings know it
 * @param address a server or a folder, ending with a slash
 */
public record RemoteRepository(String id, URI address) {
    /** Maven Central. */
    public static final RemoteRepository CENTRAL =
            new RemoteRepository("central", URI.create("https://repo.maven.apache.org/maven2/"));

    /** Completes the address. */
    public RemoteRepository {
        if (!address.toString().endsWith("/")) {
            address = URI.create(address + "/");
        }
    }

    /** Reads {@code https://…}, {@code file:///…}, or a folder. */
    public static URI address(String text) {
        return Fetcher.checked(told(text));
    }

    /** Reads the same; whether anything can be fetched from there is seen once somebody does. */
    static URI told(String text) {
        try {
            return text.matches("[a-zA-Z][a-zA-Z0-9+.-]+:.*") && !text.matches("[a-zA-Z]:\\\\.*")
                    ? new URI(text)
                    : Path.of(text).toAbsolutePath().normalize().toUri();
        } catch (URISyntaxException | InvalidPathException e) {
            throw new FetchException("'" + text + "' is neither an address nor a folder. Write https://… or a path.");
        }
    }

    boolean isSameServer(URI other) {
        return Objects.equals(address.getScheme(), other.getScheme())
                && Objects.equals(address.getHost(), other.getHost())
                && address.getPort() == other.getPort();
    }
}
