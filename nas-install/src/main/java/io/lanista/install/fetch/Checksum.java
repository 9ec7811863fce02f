package io.lanista.install.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A digest that a file must have.
 *
 * @param algorithm such as {@code SHA-256}
 * @param digest in small hexadecimal digits
 */
public record Checksum(String algorithm, String digest) {
    /** SHA-256, which all are brought to. */
    public static final String SHA_256 = "SHA-256";

    private static final Pattern DIGEST = Pattern.compile("\\b([0-9a-fA-F]{32,128})\\b");

    /**
     * What a file with a checksum says: the first word of hexadecimal digits of the right length.
     *
     * @throws FetchException if it says nothing of the kind
     */
    public static Checksum parse(String algorithm, String text, String from) {
        Matcher digests = DIGEST.matcher(text);
        int length = instance(algorithm).getDigestLength() * 2;
        while (digests.find()) {
            if (digests.group(1).length() == length) {
                return new Checksum(algorithm, digests.group(1).toLowerCase(Locale.ROOT));
            }
        }
        throw new FetchException(
                from + " is no " + algorithm + " checksum. Maybe the server answers with a page instead.");
    }

    /** The digest of a file. */
    public static Checksum of(String algorithm, Path file) {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), instance(algorithm))) {
            in.transferTo(OutputStream.nullOutputStream());
            return new Checksum(
                    algorithm,
                    HexFormat.of()
                            .formatHex(
                                    ((DigestInputStream) in).getMessageDigest().digest()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Compares a file.
     *
     * @throws FetchException if it has another digest
     */
    public void check(Path file, String from) {
        Checksum found = of(algorithm, file);
        if (!found.equals(this)) {
            throw new FetchException(from + " isn't what it should be: its " + algorithm + " is " + found.digest()
                    + ", and should be " + digest
                    + ". Nothing was installed. Maybe fetch it again; if that doesn't help, tell"
                    + " whoever published it.");
        }
    }

    private static MessageDigest instance(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has " + algorithm, e);
        }
    }
}
