/**
 * The driver of a run: replay, ask, journal, run, tell. {@link io.lanista.runtime.drive.RunStarter} sets one to work; the rest is nobody
 * else's business.
 */
@NullMarked
package io.lanista.runtime.drive;

import org.jspecify.annotations.NullMarked;
