package io.lanista.install.fetch;

import io.lanista.api.failure.Blame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Fetches files by their address: {@code https}, {@code http} and {@code file}. Redirects are followed within limits, never from {@code
 * https} to {@code http}, and a login is only told to the server that it is for. Safe for use by several threads.
 */
public final class Fetcher {
    private static final long LOOK_AGAIN_MILLIS = 20;
    private static final int MAX_PORT = 65535;

    private final HttpClient client;
    private final Logins logins;
    private final Limits limits;
    private final boolean offline;

    /** How often a server didn't answer, each by its address; one that was tried in vain isn't asked again. */
    private final Map<String, Integer> unanswered = new ConcurrentHashMap<>();

    /**
     * With its rules.
     *
     * @param proxies which proxy to use for what
     * @param logins who is asked for by servers
     * @param offline whether only files of this machine are read
     */
    public Fetcher(ProxySelector proxies, Logins logins, Limits limits, boolean offline) {
        this.client = HttpClient.newBuilder()
                .followRedirects(Redirect.NEVER)
                .connectTimeout(limits.connect())
                .proxy(proxies)
                .build();
        this.logins = logins;
        this.limits = limits;
        this.offline = offline;
    }

    /** Says who the user is to a server. */
    @FunctionalInterface
    public interface Logins {
        /** Nobody. */
        Logins NONE = address -> Optional.empty();

        /** The value of the header {@code Authorization} for an address. */
        Optional<String> authorization(URI address);

        /** The value of the header {@code Proxy-Authorization} for the proxy on the way to an address. */
        default Optional<String> proxyAuthorization(URI address) {
            return Optional.empty();
        }
    }

    /**
     * A small file.
     *
     * @param most how many bytes it may have
     * @return empty if there is none at this address
     */
    public Optional<byte[]> bytes(URI address, long most) {
        return attempts(address, most, ByteArrayOutputStream::new).map(ByteArrayOutputStream::toByteArray);
    }

    /**
     * Writes a file; what is there before is replaced.
     *
     * @return whether there is one at this address
     */
    public boolean file(URI address, Path target) {
        return attempts(address, limits.bytes(), () -> Files.newOutputStream(target))
                .isPresent();
    }

    /** Makes the place for what is fetched; called anew for each attempt. */
    private interface Place<O extends OutputStream> {
        O open() throws IOException;
    }

    private <O extends OutputStream> Optional<O> attempts(URI address, long most, Place<O> place) {
        IOException last = null;
        for (int attempt = 0; attempt < limits.attempts(); attempt++) {
            try (O out = place.open()) {
                return fetch(address, most, out) ? Optional.of(out) : Optional.empty();
            } catch (IOException e) {
                if (Blame.isFullDisk(e)) {
                    throw new FetchException(Blame.RESOURCES, "There is no room for " + address + ": " + e + ".", e);
                }
                last = e;
            }
        }
        throw new FetchException(
                Blame.RESOURCES,
                address + " can't be fetched, in " + limits.attempts() + " attempts: " + inWords(last)
                        + ". Maybe try again later, or look whether a proxy is needed.",
                last == null ? new IOException() : last);
    }

    private static String inWords(@Nullable IOException e) {
        if (e instanceof ConnectException) {
            return "nobody answers there";
        }
        return e == null ? "" : e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private boolean fetch(URI address, long most, OutputStream out) throws IOException {
        checked(address);
        if (isFile(address)) {
            return copy(Path.of(address), most, out);
        }
        if (offline) {
            throw new FetchException(address + " isn't fetched, since this is offline. " + WaysOut.GO_ONLINE);
        }
        Set<URI> before = new HashSet<>();
        URI at = address;
        while (before.add(at)) {
            if (before.size() > limits.redirects() + 1) {
                throw new FetchException(address + " points elsewhere more than " + limits.redirects()
                        + " times; the last one was " + at + ". Maybe its server is set up wrongly.");
            }
            HttpResponse<InputStream> response = send(at);
            try (InputStream body = response.body()) {
                if (response.statusCode() / 100 != 3) {
                    return answered(at, response, body, most, out);
                }
                at = redirected(at, response);
            }
        }
        throw new FetchException(
                address + " points elsewhere in a circle, back to " + at + ". Maybe its server is set up wrongly.");
    }

    /**
     * The same address, if something can be fetched from it.
     *
     * @throws FetchException if it is none of a server or of a file
     */
    public static URI checked(URI address) {
        if (isFile(address) ? !isPath(address) : !isOfServer(address)) {
            throw new FetchException(
                    "'" + address + "' is no address that can be fetched. Write https://…, http://… or file:///….");
        }
        return address;
    }

    private static boolean isPath(URI address) {
        try {
            return Path.of(address).isAbsolute();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isOfServer(URI address) {
        boolean known = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        return known && address.getHost() != null && address.getPort() <= MAX_PORT;
    }

    /** Whether an address is that of a file of this machine. */
    public static boolean isFile(URI address) {
        return "file".equals(address.getScheme());
    }

    private static boolean copy(Path file, long most, OutputStream out) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FetchException(file + " is a folder, and no file. Maybe name a file in it.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            long size = Files.size(file);
            if (size > most) {
                throw tooLarge(file.toString(), most);
            }
            in.transferTo(out);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static FetchException tooLarge(String what, long most) {
        return new FetchException(
                what + " has more than (" + most + ") bytes, which is too much for what it should be.");
    }

    private HttpResponse<InputStream> send(URI address) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(limits.silence()).header("User-Agent", "Lanista");
        logins.authorization(address).ifPresent(login -> request.header("Authorization", login));
        logins.proxyAuthorization(address).ifPresent(login -> request.header("Proxy-Authorization", login));
        String server = address.getScheme() + "://" + address.getRawAuthority();
        if (unanswered.getOrDefault(server, 0) >= limits.attempts()) {
            throw new ConnectException("nobody has answered there before");
        }
        try {
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            unanswered.remove(server);
            return response;
        } catch (ConnectException | HttpTimeoutException e) {
            unanswered.merge(server, 1, Integer::sum);
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FetchException(Blame.USER, "Fetching " + address + " was interrupted.", e);
        }
    }

    private static URI redirected(URI from, HttpResponse<?> response) {
        String location = response.headers()
                .firstValue("Location")
                .orElseThrow(() -> new FetchException(from + " points elsewhere, and doesn't say where."));
        URI to = resolved(from, location);
        if ("https".equals(from.getScheme()) && !"https".equals(to.getScheme())) {
            throw new FetchException(from + " points to " + to
                    + ", which anybody on the way could change. That isn't followed: ask for an https address.");
        }
        return to;
    }

    /** Where a server points to: another server, and no file of this machine. */
    private static URI resolved(URI from, String location) {
        try {
            URI to = from.resolve(new URI(location));
            if (isOfServer(to)) {
                return to;
            }
        } catch (URISyntaxException e) {
            // Told below.
        }
        throw new FetchException(from + " points to '" + location
                + "', which is no address of a server. Maybe its server is set up wrongly.");
    }

    private boolean answered(
            URI address, HttpResponse<InputStream> response, InputStream body, long most, OutputStream out)
            throws IOException {
        int status = response.statusCode();
        if (status == 404 || status == 410) {
            return false;
        }
        if (status == 407) {
            throw new FetchException("The proxy on the way to " + address
                    + " needs a login (it answers 407). Maybe write username and password into the <proxy> of Maven's"
                    + " settings.xml.");
        }
        if (status == 401 || status == 403) {
            throw new FetchException(address + " needs a login (the server answers " + status
                    + "). Maybe write it as a <server> into Maven's settings.xml.");
        }
        if (status != 200) {
            throw new IOException("the server answers " + status);
        }
        receive(body, most, address, out);
        return true;
    }

    /** Reads to the end; closes the body from beside if nothing comes for too long. */
    private void receive(InputStream body, long most, URI address, OutputStream out) throws IOException {
        AtomicLong progress = new AtomicLong(System.nanoTime());
        AtomicBoolean late = new AtomicBoolean();
        long start = System.nanoTime();
        Thread watch = new Thread(() -> watch(body, start, progress, late), "fetch-watch");
        watch.setDaemon(true);
        watch.start();
        try {
            byte[] buffer = new byte[1 << 16];
            long received = 0;
            for (int n = read(body, buffer, received); n >= 0; n = read(body, buffer, received)) {
                progress.set(System.nanoTime());
                received += n;
                if (received > most) {
                    throw tooLarge(address.toString(), most);
                }
                out.write(buffer, 0, n);
            }
            if (late.get()) {
                throw new IOException("it came too slowly");
            }
        } catch (IOException e) {
            throw late.get() ? new IOException("it came too slowly", e) : e;
        } finally {
            watch.interrupt();
        }
    }

    /** What the JDK says of a connection that ended too early names no bytes, or nothing at all. */
    private static int read(InputStream body, byte[] buffer, long received) throws IOException {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw new IOException("the connection ended after " + received + " bytes", e);
        }
    }

    private void watch(InputStream body, long start, AtomicLong progress, AtomicBoolean late) {
        try {
            while (passed(start).compareTo(limits.whole()) < 0
                    && passed(progress.get()).compareTo(limits.silence()) < 0) {
                Thread.sleep(LOOK_AGAIN_MILLIS);
            }
            late.set(true);
            body.close();
        } catch (InterruptedException | IOException e) {
            return; // It was received, or is closed already.
        }
    }

    private static Duration passed(long since) {
        return Duration.ofNanos(System.nanoTime() - since);
    }
}
