package io.lanista.runtime.text;

import org.jspecify.annotations.Nullable;

/** Where something stands: in which file, on which line, and under which names. */
public final class Location {
    private final String source;
    private final int line;
    private final @Nullable Location parent;
    private final Object step;

    private Location(String source, int line, @Nullable Location parent, Object step) {
        this.source = source;
        this.line = line;
        this.parent = parent;
        this.step = step;
    }

    static Location root(String source, int line) {
        return new Location(source, line, null, "");
    }

    /** Something below this, by its name in a table or its number (an {@link Integer}) in a list. */
    Location child(Object name, int at) {
        return new Location(source, at, this, name);
    }

    /** The file as a whole. */
    Location root() {
        return new Location(source, 0, null, "");
    }

    /** The file, or another name for where the text came from. */
    public String source() {
        return source;
    }

    /** The line, from 1; 0 if it isn't known. */
    public int line() {
        return line;
    }

    /** The names that lead here, such as {@code layers[1].conv2d.kernel}; empty at the top. */
    public String path() {
        Location above = parent;
        if (above == null) {
            return "";
        }
        String before = above.path();
        if (step instanceof Integer index) {
            return before + "[" + index + "]";
        }
        return before.isEmpty() ? (String) step : before + "." + step;
    }

    /** As in {@code digits.yaml:12: (layers[1].conv2d)}. */
    @Override
    public String toString() {
        String path = path();
        return source + (line > 0 ? ":" + line : "") + ":" + (path.isEmpty() ? "" : " (" + path + ")");
    }
}
