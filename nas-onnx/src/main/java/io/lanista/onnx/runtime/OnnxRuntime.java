package io.lanista.onnx.runtime;

import io.lanista.onnx.graph.OnnxException;
import io.lanista.onnx.graph.OnnxModel;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * ONNX Runtime, where it is at hand. It is no part of Lanista: writing ONNX needs none of it, only checks, measurements and 8-bit
 * networks do. It is taken from the class path, else from Maven's local repository in version {@value #VERSION}. Safe for use by
 * several threads.
 */
public final class OnnxRuntime {
    /** The version that is looked for. */
    public static final String VERSION = "1.28.0";

    private static final String PRESENT = "ai.onnxruntime.OrtEnvironment";
    private static final String JAR = "com/microsoft/onnxruntime/onnxruntime/%1$s/onnxruntime-%1$s.jar";

    /** By jar: each unpacks its native code once in a JVM. */
    private static final Map<String, OnnxRuntime> LOADED = new ConcurrentHashMap<>();

    private final ClassLoader loader;

    private OnnxRuntime(URL jar) {
        this.loader = new RuntimeLoader(jar);
    }

    private static OnnxRuntime of(URL jar) {
        return LOADED.computeIfAbsent(jar.toExternalForm(), name -> new OnnxRuntime(jar));
    }

    /**
     * The runtime of the class path, else that of Maven's local repository, which is the folder that the system property
     * {@code maven.repo.local} names, or {@code ~/.m2/repository}.
     */
    public static Optional<OnnxRuntime> find() {
        Optional<URL> present = onClassPath();
        if (present.isPresent()) {
            return present.map(OnnxRuntime::of);
        }
        String repository = System.getProperty(
                "maven.repo.local",
                Path.of(System.getProperty("user.home", ""), ".m2", "repository")
                        .toString());
        return inRepository(Path.of(repository));
    }

    /** The runtime of a Maven repository in the file system. */
    static Optional<OnnxRuntime> inRepository(Path repository) {
        Path jar = repository.resolve(String.format(Locale.ROOT, JAR, VERSION));
        if (!Files.isRegularFile(jar)) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(jar.toUri().toURL()));
        } catch (MalformedURLException unusable) {
            throw new OnnxException(
                    "ONNX Runtime can't be taken from (" + jar + "): " + unusable.getMessage(), unusable);
        }
    }

    private static Optional<URL> onClassPath() {
        try {
            CodeSource source = Class.forName(PRESENT, false, OnnxRuntime.class.getClassLoader())
                    .getProtectionDomain()
                    .getCodeSource();
            return source == null ? Optional.empty() : Optional.ofNullable(source.getLocation());
        } catch (ClassNotFoundException absent) {
            return Optional.empty();
        }
    }

    /** How somebody gets it who has none: a clause for messages. */
    public static String advice() {
        return "fetch ONNX Runtime with 'mvn dependency:get -Dartifact=com.microsoft.onnxruntime:onnxruntime:" + VERSION
                + "' and try again";
    }

    /**
     * Loads a model.
     *
     * @throws OnnxException if the runtime refuses it, or can't be started on this machine
     */
    public OnnxSession open(OnnxModel model) {
        return open(model.bytes());
    }

    /** Loads the bytes of a file. */
    public OnnxSession open(byte[] file) {
        try {
            Constructor<?> session =
                    loader.loadClass(NativeSession.class.getName()).getDeclaredConstructor(byte[].class);
            session.setAccessible(true);
            return (OnnxSession) session.newInstance((Object) file);
        } catch (InvocationTargetException failure) {
            if (failure.getCause() instanceof OnnxException refused) {
                throw refused;
            }
            throw new OnnxException("ONNX Runtime can't start: " + failure.getCause(), failure);
        } catch (ReflectiveOperationException | LinkageError failure) {
            throw new OnnxException("ONNX Runtime can't start: " + failure, failure);
        }
    }
}
