package io.lanista.install.index;

import io.lanista.api.failure.Blame;
import io.lanista.install.fetch.FetchException;
import io.lanista.install.fetch.WaysOut;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Keys of indexes, Ed25519 (RFC 8032), in Base64. */
public final class IndexKeys {
    private static final String ALGORITHM = "Ed25519";

    private IndexKeys() {}

    /** Makes a pair: writes the secret one into a new file that nobody else reads, and tells the one for users. */
    public static String create(Path file) {
        if (Files.exists(file)) {
            throw new FetchException(
                    "The file (" + file + ") is there already; a key isn't overwritten. Maybe name another file.");
        }
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(
                    file,
                    text(pair.getPrivate().getEncoded()) + "\n"
                            + text(pair.getPublic().getEncoded()) + "\n");
            return text(pair.getPublic().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A key as a file has it: the secret one, and the one for users. */
    record SecretKey(PrivateKey secret, String forUsers) {
        static SecretKey read(Path file) {
            try {
                var lines = Files.readAllLines(file);
                PrivateKey secret = KeyFactory.getInstance(ALGORITHM)
                        .generatePrivate(new PKCS8EncodedKeySpec(
                                Base64.getDecoder().decode(lines.get(0).strip())));
                return new SecretKey(secret, lines.get(1).strip());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new FetchException(Blame.USER, "The file (" + file + ") holds no key. " + WaysOut.MAKE_A_KEY, e);
            }
        }

        String sign(byte[] content) {
            try {
                Signature signature = Signature.getInstance(ALGORITHM);
                signature.initSign(secret);
                signature.update(content);
                return text(signature.sign());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * Checks that a text is a key for users.
     *
     * @throws FetchException if it isn't
     */
    public static PublicKey parse(String key) {
        try {
            return KeyFactory.getInstance(ALGORITHM)
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key.strip())));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new FetchException(
                    Blame.USER,
                    "'" + key + "' is no key of an index. Maybe copy it again from where the index is announced.",
                    e);
        }
    }

    static boolean isSignedBy(String key, byte[] content, String signed) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(parse(key));
            signature.update(content);
            return signature.verify(Base64.getDecoder().decode(signed.strip()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
