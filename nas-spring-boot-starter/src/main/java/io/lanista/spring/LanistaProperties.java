package io.lanista.spring;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an application sets under {@code lanista}.
 *
 * @param plugins folders of plug-ins
 * @param runs the folder of runs
 * @param maxRuns how many runs may be in progress at once; 0 for any number
 * @param watch whether new jars in the folders are taken into use while the application runs
 * @param allowOnly the SHA-256 digests of jars that may be loaded; all if there are none
 * @param loadLimit how long a plug-in may take to start
 */
@ConfigurationProperties("lanista")
public record LanistaProperties(
        @DefaultValue List<Path> plugins,
        @DefaultValue("runs") Path runs,
        @DefaultValue("0") int maxRuns,
        @DefaultValue("false") boolean watch,
        @DefaultValue List<String> allowOnly,
        @Nullable Duration loadLimit) {}
