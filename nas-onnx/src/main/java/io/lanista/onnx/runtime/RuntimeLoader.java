package io.lanista.onnx.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;

/**
 * Loads ONNX Runtime from a jar, whether that is on the class path or not, and {@link NativeSession} beside it, since that must see both
 * the jar and what it implements. So its environment, of which there is one for all, stays free for others in this JVM: DJL's engine
 * refuses to start where somebody has made one before.
 */
final class RuntimeLoader extends URLClassLoader {
    private static final String SESSION = NativeSession.class.getName();

    RuntimeLoader(URL jar) {
        super("onnxruntime", new URL[] {jar}, RuntimeLoader.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            boolean here = name.equals(SESSION) || name.startsWith("ai.onnxruntime.");
            if (!here) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            return known == null ? findClass(name) : known;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (!name.equals(SESSION)) {
            return super.findClass(name);
        }
        String file = name.replace('.', '/') + ".class";
        try (InputStream in = getParent().getResourceAsStream(file)) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(name, unreadable);
        }
    }
}
