/** Things that are measured with noise, some of them more than once: which is best, and which is worth another look. */
@NullMarked
@API(status = API.Status.INTERNAL, since = "1.0")
package io.lanista.base.noise;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
