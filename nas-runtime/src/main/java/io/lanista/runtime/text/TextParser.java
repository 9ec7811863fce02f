package io.lanista.runtime.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads JSON or YAML into a {@link Tree}. YAML's aliases, merge keys and tags are refused, since labels and definitions do their work;
 * so are nesting beyond {@link #MAX_LEVELS} and texts beyond {@link #MAX_TEXT}.
 */
final class TextParser {
    /** Enough for {@link io.lanista.api.model.Model#MAX_DEPTH} levels of operations, each of which takes up to three here. */
    static final int MAX_LEVELS = 300;

    /** How many characters a name or a text may have. */
    static final int MAX_TEXT = 10_000;

    private static final TokenStreamFactory JSON = new JsonFactory();

    private static final int MAX_SENTENCE = 300;
    private static final String STANDARD_TAG = "tag:yaml.org,2002:";

    private final JsonParser parser;
    private final String source;

    /** The letters of a text in YAML that may have tags; empty of others. */
    private final int[] letters;

    private int levels;

    /** Apart, so that who reads JSON loads nothing of YAML. */
    private static final class Yaml {
        private static final TokenStreamFactory FORMAT = new YAMLFactory();
    }

    private TextParser(JsonParser parser, String source, String text) {
        this.parser = parser;
        this.source = source;
        boolean tagged = parser instanceof YAMLParser && text.indexOf('!') >= 0;
        this.letters = tagged ? text.codePoints().toArray() : new int[0];
    }

    static Tree json(String text, String source) {
        return parse(JSON, "JSON", text, source);
    }

    static Tree yaml(String text, String source) {
        return parse(Yaml.FORMAT, "YAML", text, source);
    }

    private static Tree parse(TokenStreamFactory format, String name, String text, String source) {
        try (JsonParser parser = format.createParser(ObjectReadContext.empty(), text)) {
            return new TextParser(parser, source, text).document();
        } catch (JacksonException e) {
            throw new SchemaException(Location.root(source, line(e)), "is no valid " + name + ": " + sentence(e));
        } catch (RuntimeException e) {
            if (e instanceof SchemaException) {
                throw e;
            }
            // The YAML scanner also throws exceptions of its own kinds.
            throw new SchemaException(Location.root(source, 0), "is no valid " + name + ": " + sentence(e));
        }
    }

    private static int line(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        return at == null ? 0 : Math.max(0, at.getLineNr());
    }

    /** The first line of a parser's message: the others draw the place, which the location names. */
    private static String sentence(Exception e) {
        String message = e instanceof JacksonException jackson ? jackson.getOriginalMessage() : e.getMessage();
        String known = String.valueOf(message).replaceAll(", from `[^`]*`", "");
        String first = known.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("in ") && !line.startsWith("at ["))
                .limit(2)
                .reduce((one, two) -> two.startsWith("^") || one.endsWith(".") ? one : one + ", " + two)
                .orElse("it can't be read");
        String shown = first.length() <= MAX_SENTENCE ? first : first.substring(0, MAX_SENTENCE) + "…";
        return shown.endsWith(".") ? shown : shown + ".";
    }

    private Tree document() {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new SchemaException(Location.root(source, 0), "is empty.");
        }
        Tree tree = value(first, Location.root(source, line()));
        if (parser.nextToken() != null) {
            throw new SchemaException(
                    Location.root(source, line()), "has a second document. Maybe remove what follows the first.");
        }
        return tree;
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private Tree value(JsonToken token, Location here) {
        requireNoTag(here);
        switch (token) {
            case START_OBJECT:
            case START_ARRAY:
                return nested(token, here);
            case VALUE_STRING:
                return new Tree.Scalar(text(here), here);
            case VALUE_NUMBER_INT:
                return new Tree.Scalar(whole(here), here);
            case VALUE_NUMBER_FLOAT:
                return new Tree.Scalar(real(here), here);
            case VALUE_TRUE:
                return new Tree.Scalar(Boolean.TRUE, here);
            case VALUE_FALSE:
                return new Tree.Scalar(Boolean.FALSE, here);
            default:
                return new Tree.Nothing(here);
        }
    }

    private void requireNoTag(Location here) {
        @Nullable String tag = parser instanceof YAMLParser yaml ? yaml.getTypeId() : null;
        if (tag != null) {
            throw tagged(written(tag), here);
        }
    }

    private static SchemaException tagged(String tag, Location here) {
        return new SchemaException(
                here,
                "tags such as (" + shortened(tag)
                        + ") aren't read, since what a value is follows from its key. Maybe leave the tag out.");
    }

    /** The parser doesn't tell the tag of the first key of a table, but that its text begins there, behind an anchor if it has one. */
    private void requireNoTagOfKey(Location here) {
        requireNoTag(here);
        int at = (int) parser.currentTokenLocation().getCharOffset();
        if (letter(at) == '&') {
            at = beyond(at, false);
            at = beyond(at, true);
        }
        if (letter(at) == '!') {
            throw tagged(new String(letters, at, beyond(at, false) - at), here);
        }
    }

    /** The end of what is blank, or isn't, from a place on. */
    private int beyond(int from, boolean blank) {
        int at = from;
        while (letter(at) >= 0 && Character.isWhitespace(letter(at)) == blank) {
            at++;
        }
        return at;
    }

    private int letter(int at) {
        return at >= 0 && at < letters.length ? letters[at] : -1;
    }

    /** As in the file: those of YAML itself begin with two marks. */
    private static String written(String tag) {
        return tag.startsWith(STANDARD_TAG) ? "!!" + tag.substring(STANDARD_TAG.length()) : "!" + tag;
    }

    private Tree nested(JsonToken token, Location here) {
        if (++levels > MAX_LEVELS) {
            throw new SchemaException(
                    here.root(), "is nested more than (" + MAX_LEVELS + ") levels deep on line " + line() + ".");
        }
        Tree tree = token == JsonToken.START_OBJECT ? table(here) : items(here);
        levels--;
        return tree;
    }

    private Tree table(Location here) {
        Map<String, Tree> entries = new LinkedHashMap<>();
        for (JsonToken next = next(here); next != JsonToken.END_OBJECT; next = next(here)) {
            String key = limited(parser.currentName(), here);
            int keyLine = line();
            requireNoTagOfKey(here.child(key, keyLine));
            Tree earlier = entries.get(key);
            if (earlier != null) {
                throw new SchemaException(
                        here.child(key, keyLine),
                        "the key stands twice, first on line "
                                + earlier.location().line() + ".");
            }
            JsonToken value = next(here);
            entries.put(key, value(value, here.child(key, keyLine)));
        }
        return new Tree.Table(entries, here);
    }

    private Tree items(Location here) {
        List<Tree> items = new ArrayList<>();
        for (JsonToken next = next(here); next != JsonToken.END_ARRAY; next = next(here)) {
            items.add(value(next, here.child(items.size(), line())));
        }
        return new Tree.Items(items, here);
    }

    private JsonToken next(Location here) {
        @Nullable JsonToken next = parser.nextToken();
        if (next == null) {
            throw new SchemaException(here, "the text ends in the middle of it.");
        }
        return next;
    }

    private String text(Location here) {
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            throw new SchemaException(
                    here, "aliases aren't read. Maybe put the shared part into 'definitions' and name it with 'use'.");
        }
        return limited(parser.getString(), here);
    }

    private static String limited(String text, Location here) {
        if (text.length() > MAX_TEXT) {
            throw new SchemaException(
                    here,
                    "a text that begins with (" + Tree.shortened(text) + ") has (" + text.length()
                            + ") characters, and at most (" + MAX_TEXT + ") are allowed.");
        }
        return text;
    }

    private Long whole(Location here) {
        JsonParser.NumberType type = parser.getNumberType();
        if (type == JsonParser.NumberType.BIG_INTEGER) {
            throw new SchemaException(here, "the number (" + shortened(parser.getString()) + ") is too large.");
        }
        return parser.getLongValue();
    }

    private Double real(Location here) {
        double value = parser.getDoubleValue();
        if (!Double.isFinite(value)) {
            throw new SchemaException(
                    here, "the number (" + shortened(parser.getString()) + ") isn't a finite number.");
        }
        return value;
    }

    private static String shortened(String digits) {
        return digits.length() <= 30 ? digits : digits.substring(0, 30) + "…";
    }
}
