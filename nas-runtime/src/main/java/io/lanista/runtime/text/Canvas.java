package io.lanista.runtime.text;

/** What drawings are made of. Ids are of letters, digits and underscores. */
interface Canvas {
    /** How a node looks. */
    enum Look {
        /** Where data enters or leaves. */
        END,
        /** A layer. */
        LAYER,
        /** Something that is still to be decided. */
        CHOICE
    }

    void node(String id, String label, Look look);

    void edge(String from, String to, boolean dashed);

    /** Begins a box around all that follows. */
    void open(String id, String label, boolean choice);

    /** Ends the box that was begun last. */
    void close();

    /** The whole drawing. */
    String finish();
}
