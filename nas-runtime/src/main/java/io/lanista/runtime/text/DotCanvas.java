package io.lanista.runtime.text;

/** Draws in Graphviz' language. */
final class DotCanvas implements Canvas {
    private final StringBuilder text = new StringBuilder();
    private String indent = "  ";

    DotCanvas(String name) {
        text.append("digraph ").append(quoted(name)).append(" {\n");
        line("rankdir=TB;");
        line("node [shape=box, style=\"rounded,filled\", fillcolor=\"#eef3fb\", fontname=\"Helvetica\"];");
        line("graph [fontname=\"Helvetica\"];");
    }

    private void line(String content) {
        text.append(indent).append(content).append('\n');
    }

    private static String quoted(String label) {
        return '"' + label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    @Override
    public void node(String id, String label, Look look) {
        String more = look == Look.END
                ? ", shape=ellipse, fillcolor=\"#ffffff\""
                : look == Look.CHOICE ? ", style=\"rounded,filled,dashed\", fillcolor=\"#fdf3dd\"" : "";
        line(id + " [label=" + quoted(label) + more + "];");
    }

    @Override
    public void edge(String from, String to, boolean dashed) {
        line(from + " -> " + to + (dashed ? " [style=dashed];" : ";"));
    }

    @Override
    public void open(String id, String label, boolean choice) {
        line("subgraph cluster_" + id + " {");
        indent += "  ";
        line("label=" + quoted(label) + "; style=\"rounded" + (choice ? ",dashed" : "") + "\";");
    }

    @Override
    public void close() {
        indent = indent.substring(2);
        line("}");
    }

    @Override
    public String finish() {
        return text + "}\n";
    }
}
