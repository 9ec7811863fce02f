package io.lanista.testkit;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads a plug-in's classes as a host's bundle does: in a class loader of their own, which shares the JDK, the API and the
 * libraries of the host with everyone else, and nothing more. What is loaded here is another class than the one of the same name
 * on the class path.
 */
final class BundleLoader extends URLClassLoader {
    private BundleLoader(URL[] classPath, ClassLoader host) {
        super(classPath, host);
    }

    /** A loader of the whole class path of this JVM. */
    static BundleLoader ofClassPath() {
        List<URL> urls = new ArrayList<>();
        for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
            try {
                urls.add(Path.of(element).toUri().toURL());
            } catch (MalformedURLException e) {
                throw new IllegalStateException("The class path has an element (" + element + ") that is no file.", e);
            }
        }
        return new BundleLoader(urls.toArray(URL[]::new), new Host(BundleLoader.class.getClassLoader()));
    }

    /** What a host lets bundles see. */
    private static final class Host extends ClassLoader {
        private static final List<String> SHARED =
                List.of("io.lanista.api.", "io.lanista.djl.", "ai.djl.", "org.slf4j.");
        private final ClassLoader everything;

        Host(ClassLoader everything) {
            super(ClassLoader.getPlatformClassLoader());
            this.everything = everything;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (SHARED.stream().anyMatch(name::startsWith)) {
                return everything.loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
