package io.lanista.runtime.text;

import io.lanista.api.model.Model;
import io.lanista.djl.file.DataFile;
import io.lanista.layer.LayerCatalogue;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Models and spaces as trees of plain values, as JSON and as YAML; exact both ways, lineage included. */
public final class ModelText {
    /** How large a file may be. YAML's parser has this limit, too; a space of the largest size has less. */
    static final long MAX_BYTES = 3_000_000;

    private ModelText() {}

    /** The model in maps, lists and plain values; what stands in several places of it is written once. */
    public static Map<String, Object> toTree(Model model) {
        return ModelWriter.tree(model);
    }

    /** The model as JSON, on one line. */
    public static String toJson(Model model) {
        return TextPrinter.json(toTree(model));
    }

    /** The model as YAML. */
    public static String toYaml(Model model) {
        return TextPrinter.yaml(toTree(model));
    }

    /**
     * Reads what {@link #toTree} made; layers may be of any type.
     *
     * @param source where the tree came from, for messages
     * @throws SchemaException if the tree doesn't describe a model
     */
    public static Model fromTree(Map<String, ?> tree, String source) {
        return new ModelReader(null)
                .file(Tree.of(tree, Location.root(source, 0)))
                .model();
    }

    /**
     * Reads what {@link #toJson} wrote; layers may be of any type.
     *
     * @param source where the text came from, for messages
     * @throws SchemaException if the text doesn't describe a model
     */
    public static Model fromJson(String text, String source) {
        return new ModelReader(null).file(TextParser.json(text, source)).model();
    }

    /**
     * Reads YAML.
     *
     * @param source where the text came from, for messages
     * @param catalogue the layer types that there are
     * @throws SchemaException if the text doesn't describe a model, or a layer isn't as the catalogue says
     */
    public static SpaceFile fromYaml(String text, String source, LayerCatalogue catalogue) {
        return new ModelReader(catalogue).file(TextParser.yaml(text, source));
    }

    /**
     * Reads a file: JSON if its name ends in {@code .json}, otherwise YAML.
     *
     * @param catalogue the layer types that there are
     * @throws SchemaException if the file can't be read or doesn't describe a model, or a layer isn't as the catalogue says
     */
    public static SpaceFile read(Path file, LayerCatalogue catalogue) {
        return new ModelReader(catalogue).file(tree(file));
    }

    static Tree tree(Path file) {
        String source = file.toString();
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new SchemaException(Location.root(source, 0), "is no file. Maybe it is a folder or a pipe.");
            }
            if (Files.exists(file) && Files.size(file) > MAX_BYTES) {
                throw new SchemaException(
                        Location.root(source, 0),
                        "has (" + Files.size(file) + ") bytes, and at most (" + MAX_BYTES
                                + ") are allowed. Maybe it is another file than was meant.");
            }
            String text = Files.readString(file);
            return source.toLowerCase(Locale.ROOT).endsWith(".json")
                    ? TextParser.json(text, source)
                    : TextParser.yaml(text, source);
        } catch (NoSuchFileException e) {
            throw new SchemaException(Location.root(source, 0), "there is no such file. Maybe check the path.");
        } catch (CharacterCodingException e) {
            throw new SchemaException(Location.root(source, 0), "is no text in UTF-8.");
        } catch (IOException e) {
            throw new SchemaException(Location.root(source, 0), "can't be read: " + DataFile.reason(e) + ".");
        }
    }
}
