package io.lanista.runtime.watch;

import io.lanista.api.option.Options;
import java.nio.file.Path;
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

    /** A request with these parts. */
    static RunListenerRequest of(
            String experiment, Path folder, Path baseFolder, Options options, RunProducts products) {
        record Request(String experiment, Path folder, Path baseFolder, Options options, RunProducts products)
                implements RunListenerRequest {}

        return new Request(experiment, folder, baseFolder, options, products);
    }
}
