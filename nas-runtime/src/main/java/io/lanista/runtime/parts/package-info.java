/**
 * What an experiment names, found among the plug-ins and held for a run: providers with their options, listeners, the choice of an
 * executor. Shared by the packages that start and drive runs.
 */
@API(status = API.Status.INTERNAL, since = "1.0")
@NullMarked
package io.lanista.runtime.parts;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
