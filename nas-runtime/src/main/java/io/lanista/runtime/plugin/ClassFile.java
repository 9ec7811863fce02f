package io.lanista.runtime.plugin;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the host needs to know of a class without loading it: its version, the packages that it refers to, the methods that it
 * calls, and the annotations of a {@code package-info}. The format is that of the JVM specification, chapter 4.
 */
final class ClassFile {
    private static final int MAGIC = 0xCAFEBABE;
    private static final int MAJOR_OF_JAVA_0 = 44;
    private static final Pattern TYPE_IN_DESCRIPTOR = Pattern.compile("L([^;<]+);");

    private final int javaVersion;
    private final ConstantPool pool;
    private final Map<String, Map<String, String>> annotations;

    private ClassFile(int javaVersion, ConstantPool pool, Map<String, Map<String, String>> annotations) {
        this.javaVersion = javaVersion;
        this.pool = pool;
        this.annotations = annotations;
    }

    /** Reads a class file. The stream is not closed. */
    static ClassFile read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        int java = readJavaVersion(data);
        ConstantPool pool = ConstantPool.read(data);
        data.skipNBytes(6);
        data.skipNBytes(2L * data.readUnsignedShort());
        skipMembers(data);
        skipMembers(data);
        return new ClassFile(java, pool, readAnnotations(data, pool));
    }

    /** Reads the first bytes only, and gives the Java version that the class needs, such as 17. */
    static int readJavaVersion(DataInputStream data) throws IOException {
        if (data.readInt() != MAGIC) {
            throw new IOException("not a class file");
        }
        data.readUnsignedShort();
        return data.readUnsignedShort() - MAJOR_OF_JAVA_0;
    }

    /** The Java version that the class needs, such as 17. */
    int javaVersion() {
        return javaVersion;
    }

    /** The packages of every class that this one names, {@code java.*} among them. */
    Set<String> referencedPackages() {
        Set<String> packages = new TreeSet<>();
        for (String name : pool.classNames()) {
            if (name.startsWith("[")) {
                addTypesOf(name, packages);
            } else {
                addPackageOf(name, packages);
            }
        }
        pool.descriptors().forEach(d -> addTypesOf(d, packages));
        return packages;
    }

    /** The methods that this class calls, such as {@code java/lang/System.exit}. */
    Set<String> calls() {
        return pool.calls();
    }

    /** The values of an annotation of the class that are strings; null if the class doesn't have the annotation. */
    @Nullable Map<String, String> annotation(String className) {
        return annotations.get("L" + className.replace('.', '/') + ";");
    }

    private static void addTypesOf(String descriptor, Set<String> packages) {
        Matcher types = TYPE_IN_DESCRIPTOR.matcher(descriptor);
        while (types.find()) {
            addPackageOf(types.group(1), packages);
        }
    }

    private static void addPackageOf(String internalName, Set<String> packages) {
        int slash = internalName.lastIndexOf('/');
        if (slash > 0) {
            packages.add(internalName.substring(0, slash).replace('/', '.'));
        }
    }

    private static void skipMembers(DataInputStream data) throws IOException {
        for (int left = data.readUnsignedShort(); left > 0; left--) {
            data.skipNBytes(6);
            for (int attributes = data.readUnsignedShort(); attributes > 0; attributes--) {
                data.skipNBytes(2);
                data.skipNBytes(Integer.toUnsignedLong(data.readInt()));
            }
        }
    }

    private static Map<String, Map<String, String>> readAnnotations(DataInputStream data, ConstantPool pool)
            throws IOException {
        Map<String, Map<String, String>> found = new HashMap<>();
        for (int left = data.readUnsignedShort(); left > 0; left--) {
            String name = pool.text(data.readUnsignedShort());
            long length = Integer.toUnsignedLong(data.readInt());
            if (name.equals("RuntimeInvisibleAnnotations") || name.equals("RuntimeVisibleAnnotations")) {
                for (int count = data.readUnsignedShort(); count > 0; count--) {
                    readAnnotation(data, pool, found);
                }
            } else {
                data.skipNBytes(length);
            }
        }
        return found;
    }

    private static void readAnnotation(DataInputStream data, ConstantPool pool, Map<String, Map<String, String>> found)
            throws IOException {
        String type = pool.text(data.readUnsignedShort());
        Map<String, String> values = new HashMap<>();
        for (int pairs = data.readUnsignedShort(); pairs > 0; pairs--) {
            String name = pool.text(data.readUnsignedShort());
            readElement(data, pool, name, values);
        }
        found.put(type, values);
    }

    /** Reads one value of an annotation; only strings are kept, the rest is passed over. */
    private static void readElement(DataInputStream data, ConstantPool pool, String name, Map<String, String> values)
            throws IOException {
        switch (data.readUnsignedByte()) {
            case 's' -> values.put(name, pool.text(data.readUnsignedShort()));
            case 'e' -> data.skipNBytes(4);
            case '@' -> readAnnotation(data, pool, new HashMap<>());
            case '[' -> {
                for (int left = data.readUnsignedShort(); left > 0; left--) {
                    readElement(data, pool, name, new HashMap<>());
                }
            }
            default -> data.skipNBytes(2);
        }
    }
}
