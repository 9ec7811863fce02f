/**
 * What a search does with scores of untrained networks: it begins with those that a proxy likes best, or passes over those that it
 * doesn't like.
 */
@NullMarked
@API(status = API.Status.INTERNAL, since = "1.0")
package io.lanista.runtime.preselection;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
