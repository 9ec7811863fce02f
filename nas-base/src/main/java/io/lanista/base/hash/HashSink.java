package io.lanista.base.hash;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Collects a canonical byte encoding and answers with the first 128 bits of its SHA-256. */
public final class HashSink {
    private static final int HEX_BYTES = 16;
    private byte[] buffer = new byte[1024];
    private int size;

    /** Adds one byte that says what follows. */
    public HashSink tag(char tag) {
        reserve(1);
        buffer[size++] = (byte) tag;
        return this;
    }

    /** Adds eight bytes, the highest first. */
    public HashSink number(long value) {
        reserve(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            buffer[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    /** Adds the number of bytes of a text in UTF-8, and these. */
    public HashSink text(String value) {
        int length = value.length();
        reserve(Long.BYTES + length);
        int start = size;
        number(length);
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                size = start;
                return encoded(value.getBytes(StandardCharsets.UTF_8));
            }
            buffer[size++] = (byte) c; // Most texts are ASCII, whose UTF-8 is the same.
        }
        return this;
    }

    private HashSink encoded(byte[] bytes) {
        number(bytes.length);
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
        return this;
    }

    /** The hash of all that was added: 32 hexadecimal digits. */
    public String hex() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(buffer, 0, size);
            return HexFormat.of().formatHex(digest.digest(), 0, HEX_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform must offer SHA-256, and this one doesn't.", e);
        }
    }

    private void reserve(int bytes) {
        if (size + bytes > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + bytes));
        }
    }
}
