package io.lanista.djl.data;

import io.lanista.api.option.Options;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** What a source is asked for. */
@ProviderType
public interface DataRequest {
    /** Checked values of the source's options. */
    Options options();

    /** What relative paths start from. */
    Path folder();

    /** What the data are for. */
    DataUse use();
}
