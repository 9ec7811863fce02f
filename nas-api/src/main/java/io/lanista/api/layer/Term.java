package io.lanista.api.layer;

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
 * What a tensor is, up to things that don't change its values: a sum of so many of each of several parts. Most are a sum of
 * one part; a sum of none is zero.
 *
 * @param parts how many times each part is in the sum, by the part's hash
 * @param shape the tensor's shape
 */
record Term(SortedMap<String, BigInteger> parts, Shape shape) {
    private static final int HEX_BYTES = 16;

    /** The tensor that this text tells. */
    static Term of(String text, Shape shape) {
        TreeMap<String, BigInteger> parts = new TreeMap<>();
        parts.put(digest(text), BigInteger.ONE);
        return new Term(parts, shape);
    }

    static Term zero(Shape shape) {
        return new Term(new TreeMap<>(), shape);
    }

    /** Counting equal parts, rather than listing them, keeps sums of sums of sums small. */
    static Term sum(Collection<Term> terms, Shape shape) {
        TreeMap<String, BigInteger> parts = new TreeMap<>();
        for (Term term : terms) {
            term.parts.forEach((part, count) -> parts.merge(part, count, BigInteger::add));
        }
        return new Term(parts, shape);
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
