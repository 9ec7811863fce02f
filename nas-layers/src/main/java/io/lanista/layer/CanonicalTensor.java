package io.lanista.layer;

import io.lanista.api.model.Shape;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A tensor in canonical form: a sum of parts, each with the number of times that it is added. A part is the hash of a layer and of
 * its inputs. The result of a convolution is a sum of one part; {@code a + b + a} has the parts a (twice) and b (once), in whatever
 * order and nesting it was written; a sum without parts is zero.
 *
 * @param parts how many times each part is in the sum, by the part's hash
 * @param shape the tensor's shape
 */
record CanonicalTensor(SortedMap<String, BigInteger> parts, Shape shape) {
    private static final int HEX_BYTES = 16;

    /** The tensor that is identified by this text, such as a layer with the hashes of its inputs: a sum of one part. */
    static CanonicalTensor of(String text, Shape shape) {
        TreeMap<String, BigInteger> parts = new TreeMap<>();
        parts.put(digest(text), BigInteger.ONE);
        return new CanonicalTensor(parts, shape);
    }

    static CanonicalTensor zero(Shape shape) {
        return new CanonicalTensor(new TreeMap<>(), shape);
    }

    /** Counting equal parts, rather than listing them, keeps sums of sums of sums small. */
    static CanonicalTensor sum(Collection<CanonicalTensor> terms, Shape shape) {
        TreeMap<String, BigInteger> parts = new TreeMap<>();
        for (CanonicalTensor term : terms) {
            term.parts.forEach((part, count) -> parts.merge(part, count, BigInteger::add));
        }
        return new CanonicalTensor(parts, shape);
    }

    boolean isZero() {
        return parts.isEmpty();
    }

    String hash() {
        if (parts.isEmpty()) {
            return digest("zero " + shape);
        }
        if (parts.size() == 1 && parts.containsValue(BigInteger.ONE)) {
            return parts.firstKey();
        }
        StringBuilder text = new StringBuilder("sum");
        parts.forEach(
                (part, count) -> text.append(' ').append(count).append('*').append(part));
        return digest(text.toString());
    }

    static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HEX_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform must offer SHA-256, and this one doesn't.", e);
        }
    }
}
