package io.lanista.dashboard;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who may ask for what. A request must name the server as people reach it, so that a foreign name which leads here (DNS rebinding) gets
 * nothing; with a token, it must have that; and what changes something must come from the page itself.
 */
final class Guard {
    /** A header that a page of another site can't send without being asked first, and that nobody answers. */
    static final String OWN = "X-Lanista";

    private static final String COOKIE = "lanista-token-";

    /** Foreign names are refused since they can be made to lead here; an address leads to itself. */
    private static final Pattern IP_ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> hosts;
    private final Optional<String> token;

    /**
     * @param hosts names by which people reach the server, beside those of loopback; all if empty and there is a token
     * @param token what has to be known to be let in
     */
    Guard(Set<String> hosts, Optional<String> token) {
        this.hosts = hosts;
        this.token = token;
    }

    /** The answer to a request that may not go on, if it is one. */
    Optional<Answer> refusal(HttpExchange exchange) {
        if (!isOurs(exchange.getRequestHeaders().getFirst("Host"))) {
            return Optional.of(
                    Answer.text(
                            421,
                            "This server isn't reached by that name. Maybe open the address that it printed, or the machine's IP address."));
        }
        if (token.isPresent() && !isKnown(exchange)) {
            return Optional.of(Answer.text(
                    401,
                    "A token is needed: open the address that the server printed, which has it behind '?token='."));
        }
        if (exchange.getRequestMethod().equals("POST") && !isFromPage(exchange)) {
            return Optional.of(Answer.text(403, "Only the page itself may ask for this."));
        }
        return Optional.empty();
    }

    private boolean isOurs(String host) {
        if (host == null) {
            return false;
        }
        String name = host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
        return LOOPBACK.contains(name)
                || hosts.contains(name)
                || IP_ADDRESS.matcher(name).matches()
                || (hosts.isEmpty() && token.isPresent());
    }

    private boolean isKnown(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        String bearer = headers.getFirst("Authorization");
        if (bearer != null && bearer.startsWith("Bearer ") && matches(bearer.substring("Bearer ".length()))) {
            return true;
        }
        String begin = cookie(exchange) + "=";
        return headers.getOrDefault("Cookie", List.of()).stream()
                .flatMap(line -> Arrays.stream(line.split(";")))
                .map(String::strip)
                .anyMatch(cookie -> cookie.startsWith(begin) && matches(cookie.substring(begin.length())));
    }

    /** Browsers keep one cookie of a name for all ports of a machine: two dashboards there have two. */
    private static String cookie(HttpExchange exchange) {
        return COOKIE + exchange.getLocalAddress().getPort();
    }

    private boolean matches(String given) {
        byte[] wanted = token.orElseThrow().getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(wanted, given.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isFromPage(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        String origin = headers.getFirst("Origin");
        String host = headers.getFirst("Host");
        boolean own = origin == null || (host != null && origin.endsWith("//" + host));
        return own && headers.getFirst(OWN) != null;
    }

    /**
     * The answer to a request that brings the right token in its address: it moves into a cookie that no script reads and no other
     * site's request carries, so that it doesn't stay in the address.
     */
    Optional<Answer> welcome(HttpExchange exchange) {
        Optional<String> given = Query.of(exchange.getRequestURI()).get("token");
        if (token.isEmpty()
                || given.isEmpty()
                || !isOurs(exchange.getRequestHeaders().getFirst("Host"))) {
            return Optional.empty();
        }
        if (!matches(given.get())) {
            return Optional.of(Answer.text(401, "The token is wrong."));
        }
        URI uri = exchange.getRequestURI();
        return Optional.of(Answer.text(303, "")
                .with("Location", uri.getRawPath())
                .with("Set-Cookie", cookie(exchange) + "=" + token.get() + "; HttpOnly; SameSite=Strict; Path=/"));
    }

    /** Whether everybody who reaches this address is on the same machine. */
    static boolean isLoopback(InetSocketAddress address) {
        return address.getAddress() != null && address.getAddress().isLoopbackAddress();
    }
}
