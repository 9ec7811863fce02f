package io.lanista.runtime.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Tells whether the code of an object is another than before, where no bundle has a version that says it. */
public final class CodeDigest {
    private static final int BYTES = 8;
    private static final String LAMBDA = "$$Lambda";

    private CodeDigest() {}

    /** The class that an object's code is written in. */
    public static String className(Object object) {
        String name = object.getClass().getName();
        int lambda = name.indexOf(LAMBDA);
        return lambda < 0 ? name : name.substring(0, lambda);
    }

    /**
     * The first digits of the SHA-256 digest of the class file that an object's class comes from; of a lambda, that of the class in
     * which it is written.
     *
     * @return empty if there is no such file
     */
    public static Optional<String> of(Object object) {
        ClassLoader loader =
                Optional.ofNullable(object.getClass().getClassLoader()).orElseGet(ClassLoader::getSystemClassLoader);
        try (InputStream in = loader.getResourceAsStream(className(object).replace('.', '/') + ".class")) {
            if (in == null) {
                return Optional.empty();
            }
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return Optional.of(HexFormat.of().formatHex(sha256.digest(in.readAllBytes()), 0, BYTES));
        } catch (IOException | NoSuchAlgorithmException e) {
            return Optional.empty();
        }
    }
}
