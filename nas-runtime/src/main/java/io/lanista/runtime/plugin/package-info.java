/**
 * The plug-in host: finds bundles in folders, checks them, loads their providers, and names what is wrong in one sentence.
 *
 * <p>Start with {@link io.lanista.runtime.plugin.PluginHost}. It embeds an OSGi framework, but no OSGi type is part of what
 * callers see. What it promises is protection against accidents and version conflicts. It is no sandbox: a plug-in runs with
 * all the rights of the host.
 */
@Export
@Version("1.0.0")
@NullMarked
@API(status = API.Status.INTERNAL, since = "1.0")
package io.lanista.runtime.plugin;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
