/** Contenders of a noisy search are evaluated again, until they can be told apart. */
@NullMarked
@API(status = API.Status.INTERNAL, since = "1.0")
package io.lanista.runtime.race;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
