/**
 * Scores of networks that aren't trained: proxies from one minibatch, for ranking architectures cheaply.
 *
 * <p>A {@link io.lanista.djl.proxy.Proxy} says what is measured and where its formula comes from; {@link
 * io.lanista.djl.proxy.ProxyMeter} measures a model, {@link io.lanista.djl.proxy.ProxySample} places it among architectures drawn
 * from its space, and {@link io.lanista.djl.proxy.ZeroCostEvaluator} lets any strategy search by one.
 *
 * <pre>{@code
 * ProxyMeter meter = new ProxyMeter(TrainingSetup.of(data), 32, 1);
 * double[] scores = meter.measure(model, Proxy.NWOT);
 * }</pre>
 */
@Export
@Version("1.0.0")
@NullMarked
@API(status = API.Status.EXPERIMENTAL, since = "1.0")
package io.lanista.djl.proxy;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
