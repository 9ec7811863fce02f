/**
 * Executors of this machine: {@code inline} runs trials on threads of this JVM, {@code forked} in worker JVMs.
 *
 * <p>A worker is started with the host's class path, connects to the host (a Unix-domain socket in a private folder, or the loopback
 * interface), shows its token, and then speaks in {@link io.lanista.runtime.remote.RemoteMessage}s.
 */
@NullMarked
package io.lanista.runtime.local;

import org.jspecify.annotations.NullMarked;
