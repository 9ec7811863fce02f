/**
 * Two threads that take turns.
 */
@NullMarked
@API(status = API.Status.INTERNAL)
package io.lanista.base.turns;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
