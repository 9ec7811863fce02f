package io.lanista.runtime.text;

import io.lanista.api.model.Model;

/**
 * Drawings of models as text that others turn into pictures: DOT for Graphviz, and Mermaid for Markdown. In the drawing of a
 * space, dashed boxes are choices with a part for each candidate; in that of an architecture everything is decided. Nested
 * graphs are boxes around their nodes.
 */
public final class ModelDrawing {
    private ModelDrawing() {}

    /** The model in Graphviz' language. */
    public static String toDot(Model model) {
        DotCanvas canvas = new DotCanvas(model.name());
        new Drafter(canvas).model(model);
        return canvas.finish();
    }

    /** The model as a Mermaid flowchart. */
    public static String toMermaid(Model model) {
        MermaidCanvas canvas = new MermaidCanvas();
        new Drafter(canvas).model(model);
        return canvas.finish();
    }
}
