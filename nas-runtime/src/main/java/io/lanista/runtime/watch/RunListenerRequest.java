package io.lanista.runtime.watch;

import io.lanista.api.option.Options;
import io.lanista.runtime.execute.HostThreads;
import io.lanista.runtime.execute.RunName;
import java.nio.file.Path;
import java.util.concurrent.ThreadFactory;
import org.osgi.annotation.versioning.ProviderType;

/** What a listener may know when it is made; more comes with {@link RunListener#started}. */
@ProviderType
public interface RunListenerRequest {
    /** The experiment's name. */
    String experiment();

    /** The run's folder, in which its journal is. */
    Path folder();

    /** The folder against which relative paths in options are resolved. */
    Path baseFolder();

    /** The provider's options, checked. */
    Options options();

    /** What can be made of the run once {@link RunListener#ended} was called. */
    RunProducts products();

    /** Makes the threads of a listener, as the program that embeds the runtime wishes them: daemons, called after this role and the run. */
    default ThreadFactory threads(String role) {
        return HostThreads.PLAIN.of(RunName.of(folder()), role);
    }

    /** A request with these parts. */
    static RunListenerRequest of(
            String experiment, Path folder, Path baseFolder, Options options, RunProducts products) {
        return of(experiment, folder, baseFolder, options, products, HostThreads.PLAIN);
    }

    /** A request with these parts, whose threads are made by these. */
    static RunListenerRequest of(
            String experiment,
            Path folder,
            Path baseFolder,
            Options options,
            RunProducts products,
            HostThreads threads) {
        record Request(
                String experiment,
                Path folder,
                Path baseFolder,
                Options options,
                RunProducts products,
                HostThreads host)
                implements RunListenerRequest {
            @Override
            public ThreadFactory threads(String role) {
                return host.of(RunName.of(folder), role);
            }
        }

        return new Request(experiment, folder, baseFolder, options, products, threads);
    }
}
