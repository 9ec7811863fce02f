package io.lanista.runtime.text;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Writes maps, lists and plain values as JSON on one line or as YAML. */
final class TextPrinter {
    private static final JsonFactory JSON = new JsonFactory();
    private static final YAMLFactory YAML = YAMLFactory.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    private TextPrinter() {}

    static String json(Object plain) {
        StringWriter text = new StringWriter(1024);
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            write(generator, plain);
        }
        return text.toString();
    }

    static String yaml(Object plain) {
        StringWriter text = new StringWriter(1024);
        try (JsonGenerator generator = YAML.createGenerator(ObjectWriteContext.empty(), text)) {
            write(generator, plain);
        }
        return text.toString();
    }

    private static void write(JsonGenerator generator, Object plain) {
        if (plain instanceof Map<?, ?> map) {
            generator.writeStartObject();
            map.forEach((key, value) -> {
                generator.writeName((String) key);
                write(generator, value);
            });
            generator.writeEndObject();
        } else if (plain instanceof List<?> list) {
            generator.writeStartArray();
            list.forEach(element -> write(generator, element));
            generator.writeEndArray();
        } else if (plain instanceof Long whole) {
            generator.writeNumber(whole.longValue());
        } else if (plain instanceof Double real) {
            generator.writeNumber(real.doubleValue());
        } else if (plain instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else {
            generator.writeString((String) plain);
        }
    }
}
