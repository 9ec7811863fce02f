package io.lanista.runtime.plugin;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The constant pool of a class file (JVM specification, 4.4), as far as the host looks into it. */
final class ConstantPool {
    private static final int UTF8 = 1;
    private static final int CLASS = 7;
    private static final int METHOD = 10;
    private static final int INTERFACE_METHOD = 11;
    private static final int NAME_AND_TYPE = 12;
    private static final int METHOD_TYPE = 16;

    private final int[] tags;
    private final int[] first;
    private final int[] second;
    private final String[] texts;

    private ConstantPool(int size) {
        tags = new int[size];
        first = new int[size];
        second = new int[size];
        texts = new String[size];
    }

    static ConstantPool read(DataInputStream data) throws IOException {
        ConstantPool pool = new ConstantPool(data.readUnsignedShort());
        for (int i = 1; i < pool.tags.length; i++) {
            i += pool.readEntry(i, data);
        }
        return pool;
    }

    /** Reads one entry, and says how many further indices it takes: one for {@code long} and {@code double}. */
    private int readEntry(int i, DataInputStream data) throws IOException {
        tags[i] = data.readUnsignedByte();
        switch (tags[i]) {
            case UTF8 -> texts[i] = data.readUTF();
            case 3, 4 -> data.skipNBytes(4);
            case 5, 6 -> {
                data.skipNBytes(8);
                return 1;
            }
            case CLASS, 8, METHOD_TYPE, 19, 20 -> first[i] = data.readUnsignedShort();
            case 9, METHOD, INTERFACE_METHOD, NAME_AND_TYPE, 17, 18 -> {
                first[i] = data.readUnsignedShort();
                second[i] = data.readUnsignedShort();
            }
            case 15 -> data.skipNBytes(3);
            default -> throw new IOException("unknown constant (tag " + tags[i] + ")");
        }
        return 0;
    }

    String text(int index) throws IOException {
        if (index <= 0 || index >= texts.length || tags[index] != UTF8) {
            throw new IOException("constant " + index + " is not a text");
        }
        return texts[index];
    }

    List<String> classNames() {
        List<String> names = new ArrayList<>();
        for (int i = 1; i < tags.length; i++) {
            if (tags[i] == CLASS) {
                names.add(texts[first[i]]);
            }
        }
        return names;
    }

    List<String> descriptors() {
        List<String> descriptors = new ArrayList<>();
        for (int i = 1; i < tags.length; i++) {
            if (tags[i] == NAME_AND_TYPE) {
                descriptors.add(texts[second[i]]);
            } else if (tags[i] == METHOD_TYPE) {
                descriptors.add(texts[first[i]]);
            }
        }
        return descriptors;
    }

    Set<String> calls() {
        Set<String> calls = new TreeSet<>();
        for (int i = 1; i < tags.length; i++) {
            if (tags[i] == METHOD || tags[i] == INTERFACE_METHOD) {
                calls.add(texts[first[first[i]]] + "." + texts[first[second[i]]]);
            }
        }
        return calls;
    }
}
