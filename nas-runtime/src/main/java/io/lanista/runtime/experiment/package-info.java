/**
 * What describes an experiment: {@link io.lanista.runtime.experiment.Experiment}, its budget, its rules, and the plug-ins that it
 * names. Nothing here runs anything; files are read into it, and a driver runs it.
 */
@Export
@Version("1.0.0")
@NullMarked
@API(status = API.Status.STABLE, since = "1.0")
package io.lanista.runtime.experiment;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
