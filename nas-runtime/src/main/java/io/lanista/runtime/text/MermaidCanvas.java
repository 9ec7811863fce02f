package io.lanista.runtime.text;

/** Draws a Mermaid flowchart. */
final class MermaidCanvas implements Canvas {
    private final StringBuilder text = new StringBuilder("flowchart TD\n");
    private String indent = "  ";

    private void line(String content) {
        text.append(indent).append(content).append('\n');
    }

    /** Mermaid writes special characters as numbered entities. */
    private static String quoted(String label) {
        StringBuilder safe = new StringBuilder("\"");
        label.codePoints().forEach(c -> {
            if (c == '"' || c == '#' || c == ';' || c == '<' || c == '>' || c == '&' || c == '\n' || c == '`') {
                safe.append('#').append(c).append(';');
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.append('"').toString();
    }

    @Override
    public void node(String id, String label, Look look) {
        switch (look) {
            case END:
                line(id + "([" + quoted(label) + "])");
                break;
            case CHOICE:
                line(id + "{{" + quoted(label) + "}}");
                break;
            default:
                line(id + "[" + quoted(label) + "]");
        }
    }

    @Override
    public void edge(String from, String to, boolean dashed) {
        line(from + (dashed ? " -.-> " : " --> ") + to);
    }

    @Override
    public void open(String id, String label, boolean choice) {
        line("subgraph box_" + id + "[" + quoted(label) + "]");
        indent += "  ";
    }

    @Override
    public void close() {
        indent = indent.substring(2);
        line("end");
    }

    @Override
    public String finish() {
        return text.toString();
    }
}
