package io.lanista.dashboard;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What stands behind the question mark of an address. */
record Query(Map<String, String> values) {
    static Query of(URI uri) {
        Map<String, String> values = new LinkedHashMap<>();
        String raw = uri.getRawQuery();
        if (raw != null) {
            for (String part : raw.split("&", -1)) {
                int equals = part.indexOf('=');
                if (equals > 0) {
                    values.putIfAbsent(decoded(part.substring(0, equals)), decoded(part.substring(equals + 1)));
                }
            }
        }
        return new Query(values);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadRequest("The address can't be read: " + e.getMessage() + ".");
        }
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    String need(String name) {
        return get(name).orElseThrow(() -> new BadRequest("The address lacks (" + name + ")."));
    }

    long number(String name) {
        String text = need(name);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new BadRequest("(" + name + ") is (" + text + "), and must be a whole number.");
        }
    }

    /** A request that can't be understood; the message is for who sent it. */
    static final class BadRequest extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadRequest(String message) {
            super(message);
        }
    }
}
