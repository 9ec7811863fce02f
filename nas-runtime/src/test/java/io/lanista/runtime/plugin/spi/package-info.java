/** Kinds of providers for the tests of the host, offered to plug-ins from a class folder. */
@Export
@Version("1.0.0")
@NullMarked
package io.lanista.runtime.plugin.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
