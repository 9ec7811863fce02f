/**
 * Texts of messages: names that were meant, names that there are.
 */
@NullMarked
@API(status = API.Status.INTERNAL)
package io.lanista.base.text;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
