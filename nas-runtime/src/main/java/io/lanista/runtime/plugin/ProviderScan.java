package io.lanista.runtime.plugin;

import io.lanista.runtime.foreign.ForeignText;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Loads the providers of one bundle: what its {@code META-INF/services} names, as {@link java.util.ServiceLoader} does, but each
 * of them by itself, so that one broken provider costs its siblings nothing and the fault can be named.
 */
final class ProviderScan {
    private static final Pattern NAME = Pattern.compile("[^\\s\\p{Cc}:@,]{1,200}");

    private final List<Spi<?>> spis;
    private final Watchdog watchdog;

    ProviderScan(List<Spi<?>> spis, Watchdog watchdog) {
        this.spis = spis;
        this.watchdog = watchdog;
    }

    /**
     * What was found.
     *
     * @param providers what loaded
     * @param faults one sentence for each provider that did not load
     */
    record Result(List<PluginProvider<?>> providers, List<String> faults) {}

    /**
     * The providers of a bundle that is wired.
     *
     * @param services the class names that its jar lists, by the name of the interface
     */
    Result of(Bundle bundle, PluginOrigin origin, Map<String, Set<String>> services) {
        Result found = new Result(new ArrayList<>(), new ArrayList<>());
        for (Spi<?> spi : spis) {
            addAll(found, spi, bundle, origin, services.getOrDefault(spi.type().getName(), Set.of()));
        }
        return found;
    }

    private <S> void addAll(Result found, Spi<S> spi, Bundle bundle, PluginOrigin origin, Set<String> classNames) {
        ClassLoader loader = bundle.adapt(BundleWiring.class).getClassLoader();
        for (String className : classNames) {
            add(found, spi, className, origin, () -> load(bundle, loader, spi.type(), className));
        }
    }

    /** Calls some code for an instance, and adds it as a provider, or a sentence that says what is wrong. */
    <S> void add(Result found, Spi<S> spi, String className, PluginOrigin origin, Callable<S> create) {
        try {
            PluginProvider<S> provider = watchdog.call("loading " + className, () -> {
                S instance = create.call();
                return new PluginProvider<>(spi, checkedName(spi, instance), instance, origin);
            });
            refuseSecond(found, provider);
            found.providers().add(provider);
        } catch (PluginFault e) {
            found.faults().add(e.sentence());
        }
    }

    private static <S> String checkedName(Spi<S> spi, S instance) throws PluginFault {
        String name = spi.nameOf().apply(instance);
        if (name == null || !NAME.matcher(name).matches()) {
            throw new PluginFault(instance.getClass().getName() + " calls itself '"
                    + ForeignText.line(String.valueOf(name))
                    + "', which can't be a name: it needs 1 to 200 characters, and no blank, ':', '@' or ','.");
        }
        return name;
    }

    private static void refuseSecond(Result found, PluginProvider<?> provider) throws PluginFault {
        for (PluginProvider<?> other : found.providers()) {
            if (other.spi().equals(provider.spi())
                    && other.name().equals(provider.name())
                    && other.origin().equals(provider.origin())) {
                throw new PluginFault(provider.instance().getClass().getName() + " is left out: "
                        + other.instance().getClass().getName() + " of the same bundle is the "
                        + provider.spi().noun() + " '" + provider.name() + "' already. Give one of them another name.");
            }
        }
    }

    private static <S> S load(Bundle bundle, ClassLoader loader, Class<S> type, String className) throws Exception {
        Class<?> provider;
        try {
            provider = loader.loadClass(className);
        } catch (ClassNotFoundException e) {
            throw new PluginFault(
                    "META-INF/services/" + type.getName() + " names the class " + className
                            + ", which is not in the jar. Maybe it was renamed.",
                    e);
        } catch (NoClassDefFoundError e) {
            throw new PluginFault(
                    className + " can't be loaded, because " + e.getMessage() + " is missing. Maybe its package is not"
                            + " imported, or its library is not inside the plug-in.",
                    e);
        }
        if (!bundle.equals(FrameworkUtil.getBundle(provider))) {
            throw new PluginFault("META-INF/services/" + type.getName() + " names the class " + className
                    + ", which belongs to another bundle. Name it there instead.");
        }
        if (!type.isAssignableFrom(provider)) {
            throw new PluginFault(
                    className + " is not a " + type.getName() + ", though META-INF/services names it as one."
                            + " Maybe it implements another one, or the API is shaded into the plug-in.");
        }
        return type.cast(construct(provider));
    }

    private static Object construct(Class<?> provider) throws Exception {
        Constructor<?> constructor;
        try {
            constructor = provider.getConstructor();
        } catch (NoSuchMethodException e) {
            throw new PluginFault(provider.getName() + " has no public constructor without arguments. Add one.", e);
        }
        if (!Modifier.isPublic(provider.getModifiers()) || Modifier.isAbstract(provider.getModifiers())) {
            throw new PluginFault(provider.getName()
                    + " is not a public class that can be made. Declare it public and not" + " abstract.");
        }
        try {
            return constructor.newInstance();
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new PluginFault(
                    provider.getName() + " can't be made, its constructor threw " + PluginFault.describe(cause) + ".",
                    cause);
        }
    }
}
