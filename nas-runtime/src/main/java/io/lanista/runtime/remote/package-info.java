/**
 * Trials in other processes: what a host and they say to each other ({@link io.lanista.runtime.remote.RemoteMessage}), how it is
 * written ({@link io.lanista.runtime.remote.MessageCodec}), and what runs trials over there ({@link
 * io.lanista.runtime.remote.TrialHost}). Worker JVMs on this machine use it, and an executor for a cluster can: it ships the
 * work once, each task as text, and brings the answers back.
 */
@Export
@Version("1.0.0")
@NullMarked
@API(status = API.Status.EXPERIMENTAL, since = "1.0")
package io.lanista.runtime.remote;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
